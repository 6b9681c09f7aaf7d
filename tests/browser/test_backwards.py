"""Notebook 04 as a learner uses it: add rows, switch, step forward and back, and look at the numbers on the screen."""

import re

import numpy as np
import pytest
from lab import control, wait_until
from playwright.sync_api import expect

from nnlib import load_mnist, snapshot
from nnlib.analysis import wishes
from nnlib.analysis.steps import strongest_path, walk

NOTEBOOK = "04_backwards"

TRAIN = load_mnist().train


@pytest.fixture
def table(notebook):
    return notebook.part("backwards.wishes_table()")


@pytest.fixture
def stepper(notebook):
    return notebook.part("backwards.stepper()")


def press(output, name):
    output.locator("button").filter(has_text=name).first.click()


def read(output):
    return output.locator(".nnlib-readout, .nnlib-step .nnlib-key").last.inner_text().replace("−", "-")


def wait_for(output, pattern):
    """Wait until the line in large type says this."""
    wait_until(lambda: re.search(pattern, read(output)), f"{pattern!r} in {read(output)!r}")


def loudest(index, epochs, layer, rows):
    sums = wishes.wishes_table(snapshot(epochs), TRAIN.images[:, index], TRAIN.targets[:, index], layer)[:rows].sum(axis=0)
    k = np.abs(sums).argmax()
    return rf"neuron {k}: {re.escape(f'{sums[k]:+.2f}')}"


def slider(output, name):
    return output.locator(".widget-slider").filter(has_text=name)


# ---- the table of wishes


def test_the_table_opens_with_nothing_added_and_fits_the_screen(table):
    wait_for(table, "Nothing is added yet")
    assert table.bounding_box()["height"] <= 600


def test_the_line_follows_the_lit_neuron_and_then_the_loudest(notebook, table):
    with notebook.expect_change(table.locator(".nnlib-picture").last):
        notebook.drag(slider(table, "rows added"), 1)
    wait_for(table, r"All added: the message for neuron 4 is -0\.50, the loudest")
    neuron = control(table, "neuron").locator("select")
    neuron.select_option("6")
    wait_for(table, r"All added: the message for neuron 6 is \+")
    neuron.select_option("all")
    wait_for(table, f"All added: .* {loudest(5, 0, 2, 10)}")


def test_rows_are_added_with_mouse_and_keyboard(notebook, table):
    with notebook.expect_change(table.locator(".nnlib-picture").last):
        notebook.drag(slider(table, "rows added"), 0)
    wait_for(table, "Nothing is added yet")
    for rows in (1, 2, 3):
        notebook.page.keyboard.press("ArrowRight")
        wait_for(table, f"{rows} added: .* {loudest(5, 0, 2, rows)}")


def test_play_adds_rows_until_it_is_paused(notebook, table):
    notebook.drag(slider(table, "rows added"), 0)
    wait_for(table, "Nothing is added yet")
    press(table, "Play")
    wait_for(table, "[2-9] added")
    press(table, "Pause")
    notebook.wait_until_answered()
    said = read(table)
    assert re.search(loudest(5, 0, 2, int(re.search(r"(\d+) added", said)[1])), said)
    notebook.page.wait_for_timeout(1000)  # longer than to the next row, if it were still playing
    notebook.wait_until_answered()
    assert read(table) == said
    notebook.drag(slider(table, "rows added"), 1)
    wait_for(table, "All added")


def test_arrows_from_the_weight_alone_are_counted_and_crossed(notebook, table):
    with notebook.expect_change(table.locator(".nnlib-picture").last):
        press(table, "from the weight alone")
    wait_for(table, "144 of 160 arrows point the wrong way")
    press(table, "real wishes")
    wait_for(table, loudest(5, 0, 2, 10))


def test_another_layer_network_and_digit_change_the_message(notebook, table):
    press(table, "hidden layer 2 asks")
    wait_for(table, loudest(5, 0, 1, 16))
    press(table, "1 epoch")
    wait_for(table, loudest(5, 1, 1, 16))
    press(table, "outputs ask")
    wait_for(table, loudest(5, 1, 2, 10))
    table.locator("select").first.select_option("7")
    sevens = np.flatnonzero(TRAIN.labels == 7)
    wait_for(table, loudest(sevens[np.searchsorted(sevens, 5)], 1, 2, 10))


# ---- the stepper


def values(index, epochs, learning_rate=0.1, path=None):
    return [step.value for step in walk(*example(index, epochs), learning_rate, path)]


def example(index, epochs):
    return snapshot(epochs), TRAIN.images[:, index], TRAIN.targets[:, index]


def shown(output):
    """The number in large type; of a very small one only that it is small."""
    text = read(output)
    return pytest.approx(0, abs=1e-4) if "·10" in text else float(text)


def wait_for_step(output, number):
    wait_until(lambda: f"step {number} of 22" in output.locator(".nnlib-step").inner_text(), f"step {number}")


def test_next_to_the_end_and_back_show_the_same_texts_with_the_right_numbers(stepper):
    assert stepper.bounding_box()["height"] <= 600
    there, text = [], stepper.locator(".nnlib-step")
    for number, value in enumerate(values(5, 0), start=1):
        wait_for_step(stepper, number)
        assert shown(stepper) == pytest.approx(value, abs=0.0006)
        there.append(text.inner_text())
        press(stepper, "Next")
    for number in range(22, 0, -1):
        wait_for_step(stepper, number)
        assert text.inner_text() == there[number - 1]
        press(stepper, "Back")


def test_every_step_fits_the_screen_and_paints_another_picture(notebook, stepper):
    canvas = stepper.locator("canvas").first
    for place in (0.5, 1):
        with notebook.expect_change(canvas):
            notebook.drag(slider(stepper, "step"), place)
        assert stepper.bounding_box()["height"] <= 600
    wait_for_step(stepper, 22)


def test_the_learning_rate_changes_the_cost_after_the_step(notebook, stepper):
    notebook.drag(slider(stepper, "step"), 1)
    wait_for_step(stepper, 22)
    with notebook.expect_change(lambda: read(stepper)):
        stepper.locator("select").last.select_option("1.5")
    assert shown(stepper) == pytest.approx(values(5, 0, 1.5)[-1], abs=0.0006)


def test_a_click_on_an_output_shows_its_numbers_and_another_network_keeps_the_step(notebook, stepper):
    notebook.drag(slider(stepper, "step"), 8 / 21)
    wait_for_step(stepper, 9)
    notebook.scroll_to(stepper)
    canvas = stepper.locator("canvas").first
    box = canvas.bounding_box()
    x = box["x"] + box["width"] - 0.69 * 160  # the column of the outputs
    for y in np.arange(0.2, 0.9, 0.02):  # down the column, to output 6
        notebook.page.mouse.move(x + 12, box["y"] + y * box["height"])
        notebook.page.evaluate("() => new Promise(requestAnimationFrame)")
        tip = stepper.locator(".tip b")
        if tip.is_visible() and tip.inner_text() == "output 6":
            break
    with notebook.expect_change(lambda: read(stepper)):
        notebook.page.mouse.down()
        notebook.page.mouse.up()
    path = [*strongest_path(*example(5, 0))[:3], 6]
    assert shown(stepper) == pytest.approx(values(5, 0, path=path)[8], abs=0.0006)
    press(stepper, "1 epoch")
    wait_until(lambda: shown(stepper) == pytest.approx(values(5, 1)[8], abs=0.0006), "the number of the other network")
    wait_for_step(stepper, 9)


# ---- what one step did


def test_before_after_and_what_moved_are_shown_on_the_same_picture(notebook):
    output = notebook.part("backwards.what_one_step_did()")
    assert output.bounding_box()["height"] <= 680
    canvas, line = output.locator("canvas").first, output.locator(".nnlib-readout").first
    expect(line).to_contain_text("Cost of this image 2.74 → 0.128")
    for name in ("before", "after", "what moved"):
        with notebook.expect_change(canvas):
            output.get_by_role("button", name=name, exact=True).click()
    with notebook.expect_change(line.inner_text), notebook.expect_change(output.locator(".nnlib-picture").first):
        output.locator("select").last.select_option(label="0.1")
