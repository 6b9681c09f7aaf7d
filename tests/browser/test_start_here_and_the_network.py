"""Notebooks 00 and 01 as a learner uses them: look at the screen, move, look again."""

import re

import numpy as np
import pytest
from lesson import point_at
from playwright.sync_api import expect

from nnlib import load_mnist, snapshot


def answer_on(view):
    """The network's answer and its activation, as the view says them."""
    digit, activation = re.search(
        r"[Aa]nswer:? (\d),? with activation (\d[\d.]*\d)", view.locator(".spoken").inner_text()
    ).groups()
    return int(digit), float(activation)


def answer_of(network, image):
    output = network.output(image)
    return int(output.argmax()), pytest.approx(output.max(), abs=0.006)


@pytest.fixture
def notebook_01(open_notebook):
    return open_notebook("01_the_network")


def test_the_first_notebook_lights_up_and_follows_its_slider(open_notebook):
    notebook = open_notebook("00_start_here")
    output = notebook.part("live_network()")
    view = output.locator(".network-view")
    test, network = load_mnist().test, snapshot(20)
    assert answer_on(view) == answer_of(network, test.images[:, 3])
    with notebook.expect_change(view.locator("canvas")):
        notebook.drag(output, 0.6)
    index = int(notebook.numbers(output.locator(".widget-readout"))[0])
    assert 5000 < index < 7000
    assert answer_on(view) == answer_of(network, test.images[:, index])


def test_run_all_ends_at_the_last_cell_and_home_leads_back_to_the_top(open_notebook):
    notebook = open_notebook("00_start_here")
    notebook.page.get_by_role("menuitem", name="Run", exact=True).click()
    notebook.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    notebook.wait_until_answered()
    expect(notebook.page.get_by_role("heading", name="Glossary")).to_be_in_viewport()
    notebook.page.keyboard.press("Home")
    expect(notebook.page.get_by_role("heading", name="Start here")).to_be_in_viewport()


def test_another_digit_and_another_network_change_the_answer_on_screen(notebook_01):
    output = notebook_01.part("light_up()")
    view = output.locator(".network-view")
    test = load_mnist().test
    with notebook_01.expect_change(view.locator("canvas")):
        output.locator("select").first.select_option("7")
    sevens = np.flatnonzero(test.labels == 7)
    first_after = sevens[np.searchsorted(sevens, 1)]
    assert answer_on(view) == answer_of(snapshot(20), test.images[:, first_after])
    with notebook_01.expect_change(view.locator("canvas")):
        output.get_by_role("button", name="0 (fresh)").click()
    assert answer_on(view) == answer_of(snapshot(0), test.images[:, first_after])
    with notebook_01.expect_change(view.locator("canvas")):
        output.get_by_role("button", name="relu").click()
    assert answer_on(view) == answer_of(snapshot(0, "relu"), test.images[:, first_after])


def test_a_drawn_one_is_read_as_a_one(notebook_01):
    output = notebook_01.part("light_up()")
    view = output.locator(".network-view")
    output.get_by_role("button", name="my own").click()
    with notebook_01.expect_change(view.locator("canvas")):
        notebook_01.stroke(output.locator(".drawing-pad-before"), [(0.55, 0.15), (0.5, 0.5), (0.46, 0.85)])
    digit, activation = answer_on(view)
    assert digit == 1 and activation > 0.5


def test_what_is_typed_into_a_list_is_for_the_list_and_deletes_no_cell(notebook_01):
    output = notebook_01.part("light_up()")
    kind, cells = output.locator("select").first, notebook_01.page.locator(".jp-Notebook .jp-Cell")
    before = cells.count()
    kind.focus()
    for key in ["d", "d", "ArrowDown", "ArrowDown"]:
        notebook_01.page.keyboard.press(key)
    expect(output.locator(".network-view .spoken")).to_contain_text("target 0")
    assert cells.count() == before and kind.input_value() == "0"


@pytest.mark.parametrize("touched", ["a slider that was dragged", "the word beside it"])
def test_keys_after_a_drag_or_a_click_are_for_the_controls_and_delete_no_cell(notebook_01, touched):
    output = notebook_01.part("light_up()")
    cells, canvas = notebook_01.page.locator(".jp-Notebook .jp-Cell"), output.locator(".network-view canvas")
    before = cells.count()
    if touched == "the word beside it":
        output.locator(".widget-slider .widget-label").first.click()
        expect(output.locator(".jp-OutputArea-child:focus")).to_have_count(1)
    else:
        with notebook_01.expect_change(canvas):
            notebook_01.drag(output, 0.5)
        expect(output.locator(".noUi-handle").first).to_be_focused()
        with notebook_01.expect_change(canvas):
            notebook_01.page.keyboard.press("ArrowRight")
    for key in "mxbazdd":
        notebook_01.page.keyboard.press(key)
    expect(cells).to_have_count(before)


def test_a_click_on_a_neuron_shows_its_sum_and_the_arrow_keys_walk_on(notebook_01):
    output = notebook_01.part("one_neuron()")
    view, pane = output.locator(".network-view"), output.locator(".nnlib-picture")
    notebook_01.scroll_to(output)
    point_at(notebook_01, view, "hidden layer 1, neuron")
    with notebook_01.expect_change(pane):
        notebook_01.page.mouse.down()
        notebook_01.page.mouse.up()
    spoken = view.locator(".spoken").inner_text()
    neuron = int(re.search(r"hidden layer 1, neuron (\d+)", spoken).group(1))
    trace = snapshot(20).forward(load_mnist().test.images[:, 1])
    assert float(re.search(r"Selected.* activation (\d[\d.]*\d)", spoken).group(1)) == pytest.approx(
        trace.activations[1][neuron], abs=0.006
    )
    with notebook_01.expect_change(pane):
        notebook_01.page.keyboard.press("ArrowRight")
    assert "hidden layer 2" in view.locator(".spoken").inner_text()
