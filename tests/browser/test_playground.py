"""Notebook 11 as a learner uses it: build, train, draw, teach, save, load, and break it."""

import re

import pytest
from lab import enter, wait_until
from playwright.sync_api import expect

from nnlib import load_mnist, load_network
from nnlib.explorers.playground.experiments import run, training_for

NOTEBOOK = "11_playground"

TEST = load_mnist().test


@pytest.fixture
def play(notebook):
    """The playground, in view."""
    return notebook.part("playground.playground()")


def press(play, name):
    play.get_by_role("button", name=name, exact=name not in ("Play", "Pause")).click()


def says(play, *words):
    for word in words:
        expect(play.locator(".nnlib-says")).to_contain_text(word)


def shown(play, name):
    """A figure above the curves, as a number; NaN while there is none."""
    return float(re.sub(r"[ ,%]", "", play.locator(f"[data-show={name}]").inner_text()).replace("–", "nan"))


def choose(play, description, option):
    play.locator(".widget-dropdown").filter(has_text=description).locator("select").select_option(option)


def type_neurons(play, number, size):
    enter(play.locator("input[type=number]").nth(number), size)


def network_is(play, sizes):
    """Wait until the line says that this is the network, and each layer's heading is painted."""
    says(play, f"{sizes}:")


def test_the_playground_fits_one_screen_whatever_is_open(play):
    panes = {"save and load": "to JSON", "teach it one digit": "teach it this one", "learning curves": "linear"}
    for pane, button in panes.items():
        press(play, pane)
        for other in panes.values():
            expect(play.get_by_role("button", name=other, exact=True)).to_be_visible(visible=other == button)
        box = play.bounding_box()
        assert box["height"] <= 600 and box["x"] + box["width"] <= 1240


def test_layers_neurons_activation_start_and_images_build_the_network(notebook, play):
    view = play.locator(".network-view canvas")
    with notebook.expect_change(view):
        choose(play, "hidden layers", "3")
        network_is(play, "784-16-16-16-10")
    with notebook.expect_change(view):
        type_neurons(play, 0, 64)
        network_is(play, "784-64-16-16-10")
    type_neurons(play, 2, 99)  # kept to 64
    network_is(play, "784-64-16-64-10")
    expect(play.locator("input[type=number]").nth(2)).to_have_value("64")
    press(play, "relu")
    expect(play.get_by_role("button", name="relu")).to_have_class(re.compile("mod-active"))
    with notebook.expect_change(view):
        choose(play, "start weights", "all zero")
    notebook.drag(play.locator(".widget-slider").nth(2), 0)
    says(play, ", 10 images")
    says(play, "The batch size is now 10.")

    # What is on screen is what the same training does here.
    press(play, "10 steps")
    twin = training_for((64, 16, 64), activation="relu", start="all zero", images=10, batch_size=10)
    twin.advance(10)
    wait_until(lambda: shown(play, "steps") == 10, "ten steps")
    notebook.wait_until_at_rest()
    assert shown(play, "accuracy") == round(100 * twin.measure_accuracy(), 1)
    assert shown(play, "cost") == pytest.approx(twin.mean, abs=0.0006)
    for layers, sizes in (("0", "784-10"), ("4", "784-64-16-64-16-10"), ("2", "784-64-16-10")):
        choose(play, "hidden layers", layers)
        network_is(play, sizes)


def test_an_experiment_sets_everything_up_and_a_change_stops_a_running_training(notebook, play):
    choose(play, "experiment", "9  only 100 images")
    says(play, "784-16-16-10", "100 images")
    canvas, view = play.locator(".curves canvas"), play.locator(".network-view canvas")
    with notebook.expect_change(canvas), notebook.expect_change(view):
        press(play, "Play")
    wait_until(lambda: shown(play, "train") == 100, "all training images known")
    wait_until(lambda: 58 < shown(play, "accuracy") < 68, "three in five of the others")
    choose(play, "hidden layers", "1")
    says(play, "784-16-10", "was stopped and stays in the picture as")
    expect(play.get_by_role("button", name="Play")).to_be_visible()
    wait_until(lambda: shown(play, "steps") == 0, "the start of the new network")
    expect(play.locator(".legend")).to_contain_text("100 images")
    press(play, "clear kept")
    expect(play.locator(".legend")).to_be_empty()
    notebook.drag(play.locator(".widget-slider").nth(0), 0.9)
    press(play, "1 step")
    wait_until(lambda: shown(play, "steps") == 1, "a step")
    press(play, "rewind")
    wait_until(lambda: shown(play, "steps") == 0, "the start")


def test_a_lesson_for_a_test_digit_changes_the_others_as_the_network_says(notebook, play):
    choose(play, "experiment", "10  a wrong label")
    press(play, "1 epoch")
    wait_until(lambda: shown(play, "epochs") == 1, "an epoch")
    notebook.wait_until_at_rest()
    press(play, "teach it one digit")
    twin = run("10  a wrong label")
    before = twin.accuracies[-1].value
    picture = play.locator(".nnlib-picture:visible")
    with notebook.expect_change(picture):
        press(play, "3")
        press(play, "teach it this one")
    twin.teach(TEST.images[:, 1], 3)
    after = twin.measure_accuracy()
    key = play.locator(".nnlib-readout:visible")
    expect(key).to_contain_text(f"{100 * before:.1f} % → {100 * after:.1f} %")
    expect(key).to_contain_text("“It is a 3”, taught once")
    with notebook.expect_change(picture):
        press(play, "ten times")
    for _ in range(10):
        twin.teach(TEST.images[:, 1], 3)
    expect(key).to_contain_text(f"{100 * after:.1f} % → {100 * twin.measure_accuracy():.1f} %")


def test_digits_can_be_chosen_and_drawn_and_the_network_looks_at_them(notebook, play):
    press(play, "teach it one digit")
    view = play.locator(".network-view canvas")
    for change in (lambda: choose(play, "show", "7"), lambda: press(play, "another at random")):
        with notebook.expect_change(view):
            change()
    expect(play.locator(".nnlib-digits .mod-active")).to_have_text("7")
    with notebook.expect_change(view):
        press(play, "my own drawing")
    with notebook.expect_change(view):
        notebook.stroke(play.locator(".drawing-pad-before"), [(0.3, 0.2), (0.7, 0.2), (0.45, 0.9)])
    with notebook.expect_change(view):
        press(play, "5")
        press(play, "ten times")
    expect(play.locator(".nnlib-readout:visible")).to_contain_text("“It is a 5”, taught 10 times")
    with notebook.expect_change(view):
        press(play, "Clear")
    press(play, "teach it this one")
    says(play, "draw a digit first")
    with notebook.expect_change(view):
        press(play, "other digit")
    expect(play.get_by_role("button", name="a test digit")).to_have_class(re.compile("mod-active"))
    press(play, "learning curves")
    press(play, "copy as code")
    area = play.locator("textarea")
    expect(area).to_be_visible()
    assert "lessons = {" in area.input_value() and area.input_value().count("), (") >= 9
    press(play, "Close")


def test_a_network_is_saved_and_comes_back_and_a_foreign_file_is_refused(notebook, play, lab):
    press(play, "learning curves")  # hidden ones are not drawn
    choose(play, "hidden layers", "1")
    type_neurons(play, 0, 23)
    network_is(play, "784-23-10")
    wait_until(lambda: shown(play, "epochs") == 0, "the curves of the new network")
    press(play, "1 epoch")
    wait_until(lambda: shown(play, "epochs") == 1, "an epoch")
    notebook.wait_until_at_rest()
    press(play, "save and load")
    key, name = play.locator(".nnlib-readout:visible"), play.locator("input[type=text]:visible")
    name.fill("test_11_mine")
    press(play, "save")
    expect(key).to_contain_text("Saved to test_11_mine.npz: 784-23-10, sigmoid")
    press(play, "save")
    expect(key).to_contain_text("exists already")
    saved = load_network(lab.root / "test_11_mine.npz")
    accuracy = round(100 * saved.accuracy(TEST.images, TEST.labels), 1)
    press(play, "learning curves")
    wait_until(lambda: shown(play, "accuracy") == accuracy, "the accuracy of the network that was saved")
    press(play, "save and load")

    choose(play, "hidden layers", "4")
    says(play, "784-23-", "-10: ", "parameters")
    (lab.root / "test_11_foreign.npz").write_text("Dear diary")
    name.fill("test_11_foreign")
    press(play, "load")
    expect(key).to_contain_text("is not a network saved by nnlib, or it is damaged")
    name.fill("test_11_mine")
    press(play, "load")
    expect(key).to_contain_text("Loaded test_11_mine.npz")
    network_is(play, "784-23-10")
    press(play, "learning curves")
    wait_until(lambda: shown(play, "accuracy") == accuracy, "the accuracy of the saved network")

    # Nothing is lost when the kernel restarts.
    notebook.restart()
    network_is(play, "784-16-16-10")
    press(play, "save and load")
    name.fill("test_11_mine.npz")
    press(play, "load")
    network_is(play, "784-23-10")
    press(play, "learning curves")
    wait_until(lambda: shown(play, "accuracy") == accuracy, "the accuracy of the saved network")


def test_in_the_largest_network_each_neuron_can_be_pointed_at(notebook, play):
    choose(play, "hidden layers", "4")
    for number in range(4):
        type_neurons(play, number, 64)
    network_is(play, "784-64-64-64-64-10")
    assert play.bounding_box()["height"] <= 600
    view = play.locator(".network-view")
    view.focus()
    spoken = view.locator(".spoken")
    notebook.page.keyboard.press("ArrowLeft")
    expect(spoken).to_contain_text("Selected: output")
    for layer in (4, 3, 2, 1):
        notebook.page.keyboard.press("ArrowLeft")
        expect(spoken).to_contain_text(f"Selected: hidden layer {layer}")
    with notebook.expect_change(view.locator("canvas")):
        notebook.page.keyboard.press("Escape")


def test_a_part_is_switched_off_and_the_rest_still_reads(notebook):
    output = notebook.part("playground.what_a_part_is_for()")
    line = output.locator(".nnlib-readout").first
    with notebook.expect_change(output.locator("canvas").first):
        output.get_by_role("button", name="biases off").click()
    expect(line).to_contain_text("this one 92.3 %")
    with notebook.expect_change(line.inner_text):
        notebook.drag(output.locator(".widget-slider").filter(has_text="times their size"), 0.5)
