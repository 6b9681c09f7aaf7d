"""What a screen reader is told of the controls: a name, a role, and the value in words."""

import pytest
from playwright.sync_api import expect

# Each control of ours without a name, and each slider or switch that does not tell its state.
UNNAMED = """() => {
  const named = (element) =>
    element.getAttribute("aria-label") || [...(element.labels ?? [])].some((label) => label.textContent.trim());
  const inRows = (selector) => [...document.querySelectorAll(`.nnlib-controls :is(${selector})`)];
  return [
    ...inRows("input, select, textarea, .noUi-handle").filter((element) => !named(element)),
    ...inRows(".widget-toggle-button, .widget-toggle-buttons button").filter((element) => {
      return element.getAttribute("aria-pressed") !== String(element.classList.contains("mod-active"));
    }),
    ...inRows(".widget-slider").filter((slider) => {
      const readout = slider.querySelector(".widget-readout")?.textContent.trim();
      return readout && slider.querySelector(".noUi-handle").getAttribute("aria-valuetext") !== readout;
    }),
  ].map((element) => element.outerHTML);
}"""


@pytest.mark.parametrize("name", ["01_the_network", "02_the_gradient", "06_mini_batches", "11_playground"])
def test_every_control_has_a_name_and_tells_its_value_or_state(open_notebook, name):
    notebook = open_notebook(name)
    notebook.page.wait_for_function(f"() => document.querySelector('.nnlib-controls') && !({UNNAMED})().length")
    assert notebook.page.evaluate(UNNAMED) == []


def test_a_slider_tells_its_value_and_not_its_place_and_a_switch_that_it_is_on(open_notebook):
    board = open_notebook("06_mini_batches").part("mini_batches.training_board()")
    rate = board.get_by_role("slider", name="learning rate")
    expect(rate).to_have_attribute("aria-valuetext", "1.5")
    rate.press("ArrowRight")
    expect(rate).to_have_attribute("aria-valuetext", "2")


def test_a_pressed_button_of_a_group_says_so_and_the_others_do_not(open_notebook):
    part = open_notebook("03_one_image").part("one_image.output_wishes()")
    group = part.get_by_role("group", name="what if the label said")
    group.get_by_role("button", name="7", exact=True).click()
    expect(group.get_by_role("button", pressed=True)).to_have_text("7")
    expect(group.get_by_role("button", pressed=False)).to_have_count(9)


def test_handles_are_large_enough_for_a_finger_and_show_the_focus(open_notebook):
    board = open_notebook("06_mini_batches").part("mini_batches.training_board()")
    handle = board.get_by_role("slider", name="batch size")
    box = handle.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    handle.press("ArrowLeft")  # a key shows where the focus is
    assert handle.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    for switch in board.locator(".curves button:visible").all():
        assert switch.bounding_box()["height"] >= 24
