"""Notebook 09 as a learner uses it: drag links, send a nudge, click neurons, and read the numbers on the screen."""

import numpy as np
from lab import wait_until
from playwright.sync_api import expect

from nnlib import load_mnist, snapshot
from nnlib.analysis.steps import strongest_path
from nnlib.explorers.calculus.chain import START, chain_numbers, network_of
from nnlib.explorers.calculus.equations import equations
from nnlib.explorers.calculus.paths import paths_numbers
from nnlib.wording import change

NOTEBOOK = "09_calculus"

TRAIN = load_mnist().train


def press(output, name, row=0):
    output.locator("button").filter(has_text=name).nth(row).click()


def toggle(output, name, choice):
    """Press one of the buttons behind this description."""
    row = output.locator(".widget-toggle-buttons").filter(has_text=name)
    row.get_by_role("button", name=choice, exact=True).click()


def slider(output, name):
    return output.locator(".widget-slider").filter(has_text=name)


def set_to(notebook, output, name):
    """The present value of the slider with this name."""
    return notebook.numbers(slider(output, name).locator(".widget-readout"))[0]


def says(output, *words):
    line = output.locator(".nnlib-readout").first
    for word in words:
        expect(line).to_contain_text(word)


def example(index):
    return TRAIN.images[:, index], TRAIN.targets[:, index]


def point_at(notebook, view, name, column):
    """Move the mouse down this column (pixels from the right) of the network until the tip says what is there."""
    box = view.locator("canvas").first.bounding_box()
    for y in np.arange(0.1, 0.95, 0.015):
        notebook.page.mouse.move(box["x"] + box["width"] - column, box["y"] + y * box["height"])
        notebook.page.evaluate("() => new Promise(requestAnimationFrame)")
        tip = view.locator(".tip b")
        if tip.is_visible() and tip.inner_text() == name:
            return
    raise AssertionError(f"no {name} in this column")


# ---- the chain


def shown_chain(w, b, x, y, layer, knob, nudge):
    n = chain_numbers(network_of(w, b), x, y, layer, knob, nudge)
    moves = f"C moves by {change(n['true'][-1])}, predicted {change(n['predicted'][-1])}"
    return f"∂C/∂{n['names'][0]} = {change(n['product'])}", moves


def test_every_slider_of_a_link_moves_the_picture_and_the_product_is_right(notebook):
    output = notebook.part("calculus.chain()")
    assert output.bounding_box()["height"] <= 600
    picture, names = (
        output.locator(".nnlib-picture").first,
        {"w₁": 0.2, "b₁": 0.7, "a₀": 0.4, "target": 0.3, "nudge by": 0.8},
    )
    for name, place in names.items():
        with notebook.expect_change(picture):
            notebook.drag(slider(output, name), place)
        w, b, x, y, nudge = (set_to(notebook, output, other) for other in names)
        says(output, *shown_chain([w], [b], x, y, 0, "w", nudge))
    for choice, knob in (("bias b", "b"), ("activation before", "a"), ("weight w", "w")):
        toggle(output, "its", choice)
        says(output, *shown_chain([w], [b], x, y, 0, knob, nudge))


def test_a_longer_chain_is_looked_at_from_each_of_its_neurons(notebook):
    output = notebook.part("calculus.chain(neurons=3)")
    assert output.bounding_box()["height"] <= 600
    w, b = (list(START[name]) for name in "wb")
    says(output, *shown_chain(w, b, 0.8, 1, 0, "w", 0.5))
    toggle(output, "nudge at", "2")
    says(output, *shown_chain(w, b, 0.8, 1, 1, "w", 0.5))
    with notebook.expect_change(output.locator(".nnlib-picture").first):
        notebook.drag(slider(output, "w₂"), 0.9)
    w[1] = set_to(notebook, output, "w₂")
    says(output, *shown_chain(w, b, 0.8, 1, 1, "w", 0.5))
    toggle(output, "nudge at", "1")
    says(output, *shown_chain(w, b, 0.8, 1, 0, "w", 0.5))
    toggle(output, "neurons", "2")
    says(output, *shown_chain(w[:2], b[:2], 0.8, 1, 0, "w", 0.5))
    toggle(output, "neurons", "3")
    says(output, *shown_chain(w, b, 0.8, 1, 0, "w", 0.5))


def test_play_sends_the_nudge_along_the_chain(notebook):
    output = notebook.part("calculus.chain(neurons=3)")
    picture = output.locator(".nnlib-picture").first
    notebook.wait_until_answered()
    whole, pictures = picture.screenshot(), notebook.count_changes(picture, "data-painted")
    press(output, "Play")
    wait_until(lambda: pictures() >= 6, "a picture for each link")
    expect(output.get_by_role("button", name="Play")).to_be_visible()
    wait_until(lambda: picture.screenshot() == whole, "the whole way")


# ---- the paths


def test_one_path_after_another_is_lit_and_written_out(notebook):
    output = notebook.part("calculus.paths()")
    assert output.bounding_box()["height"] <= 600
    n = paths_numbers(snapshot(0), *example(5), "activations[2][4]", 0)
    says(output, f"10 paths: ∂C/∂a = {change(n['sum'])}", f"backprop: {change(n['backprop'])}")
    canvas = output.locator("canvas").first
    with notebook.expect_change(canvas), notebook.expect_change(output.locator(".nnlib-picture").first):
        notebook.drag(slider(output, "path"), 0)
        slider(output, "path").locator(".noUi-handle").focus()
        notebook.page.keyboard.press("ArrowRight")
    says(output, f"Through {n['names'][0]}: ", f"= {change(n['products'][0])}")
    with notebook.expect_change(canvas):
        notebook.drag(slider(output, "path"), 1)
    says(output, f"Through {n['names'][9]}: ", f"= {change(n['products'][9])}")


def test_a_click_on_a_neuron_leads_the_paths_from_there(notebook):
    output = notebook.part("calculus.paths()")
    toggle(output, "start in", "hidden layer 1")
    n = paths_numbers(snapshot(0), *example(5), "activations[1][4]", 0)
    says(output, f"160 paths: ∂C/∂a = {change(n['sum'])}", f"backprop: {change(n['backprop'])}")
    point_at(notebook, output, "hidden layer 2, neuron 0", 217)
    with notebook.expect_change(output.locator(".nnlib-picture").first):
        notebook.page.mouse.down()
        notebook.page.mouse.up()
    n = paths_numbers(snapshot(0), *example(5), "activations[2][0]", 0)
    says(output, f"10 paths: ∂C/∂a = {change(n['sum'])}", f"backprop: {change(n['backprop'])}")


def test_another_network_and_digit_keep_the_neuron(notebook):
    output = notebook.part("calculus.paths()")
    toggle(output, "start in", "hidden layer 1")
    toggle(output, "start in", "hidden layer 2")
    toggle(output, "network", "1 epoch")
    says(output, change(paths_numbers(snapshot(1), *example(5), "activations[2][4]", 0)["sum"]))
    output.locator("select").first.select_option("7")
    sevens = np.flatnonzero(TRAIN.labels == 7)
    index = sevens[np.searchsorted(sevens, 5)]
    says(output, change(paths_numbers(snapshot(1), *example(index), "activations[2][4]", 0)["sum"]))


# ---- the four equations


def results(output):
    return [text.replace("−", "-") for text in output.locator(".nnlib-equation .result").all_inner_texts()]


def expected(epochs, index, layer, path=None):
    network, (x, y) = snapshot(epochs), example(index)
    found = equations(network, x, y, path or strongest_path(network, x, y), layer)
    return [step.filled.rsplit("= ", 1)[1].replace("−", "-") for equation in found for step in equation.steps]


def test_each_equation_lights_its_picture(notebook):
    output = notebook.part("calculus.four_equations()")
    assert output.bounding_box()["height"] <= 600
    wait_until(lambda: results(output) == expected(0, 5, 2), "the numbers of the first digit")
    for number, name in ((2, "2 δ one layer back"), (3, "3 biases"), (4, "4 weights"), (1, "1 δ of the outputs")):
        with notebook.expect_change(output.locator("canvas").first):
            toggle(output, "light up", name)
        expect(output.locator(".nnlib-equation.shown")).to_have_attribute("data-equation", str(number))


def test_layer_network_and_digit_change_the_numbers_and_all_stays_on_one_screen(notebook):
    output = notebook.part("calculus.four_equations()")
    toggle(output, "2 to 4 for", "hidden layer 1")
    wait_until(lambda: results(output) == expected(0, 5, 1), "the numbers of hidden layer 1")
    assert output.bounding_box()["height"] <= 600
    toggle(output, "network", "1 epoch")
    wait_until(lambda: results(output) == expected(1, 5, 1), "the numbers of the other network")
    with notebook.expect_change(output.locator("canvas").first):
        notebook.drag(slider(output, "image"), 0.5)
    index = int(set_to(notebook, output, "image"))
    wait_until(lambda: results(output) == expected(1, index, 1), "the numbers of the other digit")
    assert output.bounding_box()["height"] <= 600


def test_a_click_on_an_output_writes_its_delta(notebook):
    output = notebook.part("calculus.four_equations()")
    output.locator("select").first.select_option("5")
    toggle(output, "network", "untrained")
    toggle(output, "2 to 4 for", "hidden layer 2")
    index = int(set_to(notebook, output, "image"))
    fives = np.flatnonzero(TRAIN.labels == 5)
    path = strongest_path(snapshot(0), *example(fives[index]))
    wait_until(lambda: results(output) == expected(0, fives[index], 2), "the numbers of the five")
    point_at(notebook, output, "output 6", 110)
    notebook.page.mouse.down()
    notebook.page.mouse.up()
    wait_until(lambda: results(output) == expected(0, fives[index], 2, [*path[:3], 6]), "the delta of output 6")
