"""What appears under the pointer stays when the pointer moves onto it, and goes with Escape."""

import pytest
from lab import wait_until

NOTEBOOK = "01_the_network"


@pytest.fixture
def view(notebook):
    part = notebook.part("the_network.one_neuron()")
    return part.locator(".network-view")


def find_thing(notebook, view):
    """Move the pointer until a tip appears; return where that is, on the page."""
    box = view.locator("canvas").bounding_box()
    for step in range(20, 95):
        x, y = box["x"] + box["width"] * step / 100, box["y"] + box["height"] / 2
        notebook.page.mouse.move(x, y)
        notebook.wait_until_answered()
        if view.locator(".tip").is_visible():
            return x, y
    raise AssertionError("there is nothing to point at")


def test_the_pointer_can_move_onto_the_tip_where_it_stays_and_escape_takes_it_away(notebook, view):
    x, y = find_thing(notebook, view)
    tip = view.locator(".tip")
    words, box = tip.inner_text(), tip.bounding_box()
    corner_x = box["x"] + 8 if box["x"] > x else box["x"] + box["width"] - 8
    corner_y = box["y"] + 8 if box["y"] > y else box["y"] + box["height"] - 8
    notebook.page.mouse.move(corner_x, corner_y, steps=4)
    notebook.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    notebook.wait_until_answered()
    assert tip.is_visible() and tip.inner_text() == words and tip.bounding_box() == box
    notebook.page.keyboard.press("Escape")
    wait_until(lambda: not tip.is_visible(), "the tip to go")


def test_the_tip_goes_when_the_pointer_leaves(notebook, view):
    find_thing(notebook, view)
    notebook.page.mouse.move(2, 2)
    wait_until(lambda: not view.locator(".tip").is_visible(), "the tip to go")
