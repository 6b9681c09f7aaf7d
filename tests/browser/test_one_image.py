"""Notebook 03 as a learner uses it: press, drag, and read the number above the picture."""

import numpy as np
from playwright.sync_api import expect

from nnlib import load_mnist, one_hot, snapshot
from nnlib.analysis import wishes

NOTEBOOK = "03_one_image"

TRAIN = load_mnist().train


def press(notebook, output, button):
    """Click a button, and wait until the picture has followed."""
    with notebook.expect_change(output.locator(".nnlib-picture")):
        output.get_by_role("button", name=button, exact=True).click()


def says(output, *words):
    """Wait until the line above the picture holds these words."""
    for word in words:
        expect(output.locator(".nnlib-readout")).to_contain_text(word)


def signed(value, places):
    return f"{value:+.{places}f}".replace("-", "−")


def predict(notebook, output, choice):
    """Commit to a choice: what is covered appears, and is brought into sight."""
    output.locator(".predict").get_by_text(choice, exact=True).click()
    output.get_by_role("button", name="This is my prediction").click()
    expect(output.locator(".nnlib-picture")).to_be_visible()
    notebook.scroll_to(output.locator(".nnlib-explorer"))


def shown_image(notebook, output, slider=0):
    return int(notebook.numbers(output.locator(".widget-readout").nth(slider))[0])


def test_label_network_and_slope_change_the_wish_on_screen(notebook):
    output = notebook.part("one_image.output_wishes()")
    x = TRAIN.images[:, 5]
    says(output, "output 4", signed(wishes.output_wishes(snapshot(0), x, TRAIN.targets[:, 5])[4], 2))
    press(notebook, output, "1 epoch")
    press(notebook, output, "7")
    says(output, "output 7", signed(wishes.output_wishes(snapshot(1), x, one_hot(7))[7], 2))
    press(notebook, output, "with σ′")
    z_wishes = -snapshot(1).backprop(x, one_hot(7)).deltas[-1]
    says(output, f"output {np.abs(z_wishes).argmax()}", signed(z_wishes[np.abs(z_wishes).argmax()], 3))


def test_the_search_leads_to_an_image_whose_most_wrong_output_is_passed_over(notebook):
    output = notebook.part("one_image.output_wishes(index=28")
    says(output, "Most wrong is output 2, but the largest wish for a z is that of output 7")
    press(notebook, output, "where does σ′ change the order?")
    index = shown_image(notebook, output)
    z_wishes = -snapshot(1).backprop(TRAIN.images[:, index], TRAIN.targets[:, index]).deltas[-1]
    wish = wishes.output_wishes(snapshot(1), TRAIN.images[:, index], TRAIN.targets[:, index])
    wrong, first = np.abs(wish).argmax(), np.abs(z_wishes).argmax()
    assert index > 28 and wrong != first
    sentence = f"Most wrong is output {wrong}, but the largest wish for a z is that of output {first}"
    says(output, sentence, signed(z_wishes[first], 3))


def test_another_image_moves_the_arrows_and_takes_its_label_along(notebook):
    output = notebook.part("one_image.output_wishes(index=28")
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(output, 0.5)
    index = shown_image(notebook, output)
    assert 25_000 < index < 35_000
    z_wishes = -snapshot(1).backprop(TRAIN.images[:, index], TRAIN.targets[:, index]).deltas[-1]
    says(output, signed(z_wishes[np.abs(z_wishes).argmax()], 3))


def test_a_larger_budget_raises_the_output_as_far_as_the_network_says(notebook):
    output = notebook.part("You may spend the same small budget")
    predict(notebook, output, "its 16 weights")
    x = TRAIN.images[:, 5]

    def rise(network, avenue, budget, output=2, **way):
        return signed(wishes.spend(network, x, -1, output, avenue, budget, **way)[1] - network.output(x)[output], 4)

    says(output, "the weights", rise(snapshot(0), "weights", 0.1))
    press(notebook, output, "1 epoch")
    says(output, "the neurons before", rise(snapshot(1), "activations", 0.1))
    budget, picture = output.locator(".widget-slider").nth(1), output.locator(".nnlib-picture")
    with notebook.expect_change(lambda: picture.get_attribute("data-painted")):  # below what is in sight
        notebook.drag(budget, 1)
    says(output, "the neurons before", rise(snapshot(1), "activations", 1))
    press(notebook, output, "spread evenly")
    says(output, "the neurons before", rise(snapshot(1), "activations", 1, evenly=True))
    press(notebook, output, "8")
    says(output, rise(snapshot(1), "activations", 1, output=8, evenly=True))
    press(notebook, output, "best first")


def test_the_slopes_of_the_lines_follow_image_and_output(notebook):
    output = notebook.part("We draw a point for each of the sixteen weights")
    predict(notebook, output, "a straight line through zero")

    def slope(epochs, index, output):
        return signed(-snapshot(epochs).backprop(TRAIN.images[:, index], TRAIN.targets[:, index]).deltas[-1][output], 4)

    says(output, f"for this 2 {slope(0, 5, 2)}", f"a 5, {slope(0, 0, 2)}")
    with notebook.expect_change(output.locator(".nnlib-picture")):
        output.locator("select").last.select_option("5")
    says(output, "output 5", slope(0, 5, 5), slope(0, 0, 5))
    press(notebook, output, "1 epoch")
    says(output, slope(1, 5, 5), slope(1, 0, 5))
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(output.locator(".widget-slider").nth(1), 0.5)
    other = shown_image(notebook, output, 1)
    says(output, slope(1, 5, 5), f"a {TRAIN.labels[other]}, {slope(1, other, 5)}")


def test_every_explorer_fits_the_screen_with_its_controls(notebook):
    explorers = notebook.page.locator(".nnlib-explorer")
    heights = [explorers.nth(i).bounding_box()["height"] for i in range(explorers.count())]
    assert len(heights) == 5 and max(heights) <= 600
