"""Notebook 02 as a learner uses it: move a control, and the number in large type is the right one."""

import re

import numpy as np
import pytest
from lab import control, enter, wait_until

from nnlib import load_mnist, snapshot
from nnlib.parameters import index_of

NOTEBOOK = "02_the_gradient"

TRAIN = load_mnist().train
X, Y = TRAIN.images[:, 5], TRAIN.targets[:, 5]


def key(output):
    """The number in large type."""
    text = output.locator(".nnlib-readout b").inner_text().replace("−", "-").replace(",", "")
    return float(re.search(r"[-+]?[\d.]+(e-?\d+)?", text).group())


def line(output):
    return output.locator(".nnlib-readout").inner_text()


def fits(output, notebook):
    """Whether an explorer with its controls fits into the visible part of the notebook."""
    return output.bounding_box()["height"] + 4 <= notebook.page.locator(".jp-WindowedPanel-outer").bounding_box()["height"]


def cost_of(epochs, index):
    return snapshot(epochs).cost(TRAIN.images[:, index], TRAIN.targets[:, index])


def test_another_network_and_another_image_have_another_cost(notebook):
    output = notebook.part("the_gradient.cost_squares()")
    assert key(output) == pytest.approx(cost_of(1, 5), abs=0.0006) and fits(output, notebook)
    with notebook.expect_change(output.locator(".nnlib-picture")):
        output.get_by_role("button", name="0 (fresh)").click()
    assert key(output) == pytest.approx(cost_of(0, 5), abs=0.0006)
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(control(output, "image"), 0.5)
    index = int(notebook.numbers(control(output, "image").locator(".widget-readout"))[0])
    assert 25_000 < index < 35_000 and key(output) == pytest.approx(cost_of(0, index), abs=0.0006)


def test_the_average_follows_its_slider(notebook):
    output = notebook.part("the_gradient.average_cost()")
    assert fits(output, notebook)
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(control(output, "images"), 1)
    assert key(output) == pytest.approx(snapshot(1).cost(TRAIN.images, TRAIN.targets), abs=0.0006)


def test_the_map_waits_for_the_prediction_and_averages(notebook):
    output = notebook.part("What share of the weights from the pixels")
    output.locator(".predict-text").filter(has_text="about three quarters").click()
    output.get_by_role("button", name="This is my prediction").click()
    output.locator(".nnlib-readout").wait_for()
    assert key(output) == pytest.approx(100 * (X == 0).mean(), abs=0.06)
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(control(output, "images"), 1)
    everywhere = pytest.approx(100 * (TRAIN.images == 0).all(axis=1).mean(), abs=0.06)
    wait_until(lambda: key(output) == everywhere, "the average over all images")


def test_the_list_is_searched_and_walked_through(notebook):
    output = notebook.part("the_gradient.sorted_list()")
    rows, wishes = output.locator(".nnlib-table tbody tr"), -snapshot(1).backprop(X, Y).vector
    assert rows.count() == 12 and fits(output, notebook)
    assert key(output) == pytest.approx(wishes[np.abs(wishes).argmax()], abs=0.0006)
    with notebook.expect_change(output.locator(".nnlib-picture")):
        rows.nth(4).click()
    name = rows.nth(4).locator("td").nth(1).inner_text()
    assert key(output) == pytest.approx(wishes[index_of(name, [784, 16, 16, 10])], abs=0.0006)
    with notebook.expect_change(lambda: line(output)):
        notebook.page.keyboard.press("ArrowDown")
    name = rows.nth(5).locator("td").nth(1).inner_text()
    assert key(output) == pytest.approx(wishes[index_of(name, [784, 16, 16, 10])], abs=0.0006)
    with notebook.expect_change(lambda: line(output)):
        output.locator("input[type=text]").fill("weights[2][4, 7]")
    assert rows.count() == 1 and key(output) == pytest.approx(-snapshot(1).backprop(X, Y).weights[2][4, 7], rel=0.1)
    with notebook.expect_change(lambda: line(output)):
        output.locator("input[type=text]").fill("")
    with notebook.expect_change(lambda: line(output)):
        output.get_by_role("button", name="▶").click()
    assert line(output).startswith("13–24 of 13,002")


def test_a_large_wiggle_breaks_the_ratio(notebook):
    output = notebook.part("the_gradient.wiggle_two_weights()")
    assert key(output) == pytest.approx(32, abs=0.1) and fits(output, notebook)
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(control(output, "wiggle"), 1)
    names = [output.locator("select").nth(i).locator("option:checked").text_content() for i in (1, 2)]
    changes = []
    names = [" ".join(name.split()) for name in names]  # with usual spaces
    for name in names:
        network = snapshot(1)
        network.parameters[index_of(name, network.sizes)] += 2
        changes.append(abs(network.cost(X, Y) - cost_of(1, 5)))
    assert notebook.numbers(output.locator(".nnlib-readout"))[2] == pytest.approx(changes[0] / changes[1], abs=0.06)
    with notebook.expect_change(lambda: line(output)):
        output.locator("select").nth(2).select_option("biases[2][2]")
    gradient = snapshot(1).backprop(X, Y)
    ratio = gradient.biases[2][2] / gradient.vector[index_of(names[0], [784, 16, 16, 10])]
    assert abs(ratio) > 1 and f"1 : {abs(ratio):.1f}" in line(output)


def test_a_weight_is_dragged_typed_and_reset(notebook):
    output = notebook.part("the_gradient.edit_any_weight(")
    assert fits(output, notebook) and line(output).startswith("Cost 0.571 →")  # one weight has been turned to 2
    view, network = output.locator(".network-view"), snapshot(1)
    to, start = (int(output.locator("input[type=number]").nth(i).input_value()) for i in (0, 1))
    with notebook.expect_change(view.locator("canvas")):
        notebook.drag(control(output, "value"), 1)
    network.weights[2][to, start] = 8
    wait_until(lambda: key(output) == pytest.approx(network.cost(X, Y), abs=0.0006), "the cost of the edited network")
    with notebook.expect_change(lambda: line(output)):
        enter(output.locator("input[type=number]").nth(2), -2.5)
    network.weights[2][to, start] = -2.5
    assert key(output) == pytest.approx(network.cost(X, Y), abs=0.0006)
    with notebook.expect_change(lambda: line(output)):
        output.get_by_role("button", name="reset all").click()
    assert key(output) == pytest.approx(cost_of(1, 5), abs=0.0006)


def test_a_click_on_a_line_chooses_its_weight(notebook):
    output = notebook.part("the_gradient.edit_any_weight(")
    view = output.locator(".network-view")
    box = view.locator("canvas").bounding_box()
    before = [output.locator("input[type=number]").nth(i).input_value() for i in (0, 1)]
    for share in np.linspace(0.3, 0.7, 21):
        notebook.page.mouse.move(box["x"] + box["width"] * 0.72, box["y"] + box["height"] * share)
        notebook.page.evaluate("() => new Promise(requestAnimationFrame)")
        if "→" in view.locator(".tip").inner_text() and view.locator(".tip").is_visible():
            break
    with notebook.expect_change(output.locator(".nnlib-picture").last):
        notebook.page.mouse.down()
        notebook.page.mouse.up()
    after = [int(output.locator("input[type=number]").nth(i).input_value()) for i in (0, 1)]
    spoken = view.locator(".spoken").inner_text()
    assert f"neuron {after[1]} to output {after[0]}" in spoken or f"neuron {after[1]} to hidden layer 2" in spoken
    assert list(map(str, after)) != before
