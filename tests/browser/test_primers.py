"""The primers as a learner uses them: numbers typed with the keyboard alone, and sliders."""

import pytest
from playwright.sync_api import expect

from nnlib.exercises.by_hand import FIRST, worked_out

NOTEBOOK = "primers"


@pytest.fixture
def sheet(notebook):
    """The network on paper, in view, with nothing entered."""
    output = notebook.part("primers.by_hand()")
    output.get_by_role("button", name="formulas").wait_for()
    return output


def says(output, *words):
    for word in words:
        expect(output.locator(".nnlib-readout")).to_contain_text(word)


def test_all_is_worked_out_with_the_keyboard_alone(notebook, sheet):
    assert sheet.bounding_box()["height"] <= 720
    fields = sheet.locator(".sheet input")
    fields.first.focus()
    numbers = [value for name, value in worked_out(FIRST).items() if name not in FIRST]
    notebook.page.keyboard.type("0")
    notebook.page.keyboard.press("Enter")
    says(sheet, "✗ z₁")
    expect(fields.nth(0)).to_have_attribute("aria-invalid", "true")
    expect(fields.nth(1)).to_be_focused()
    notebook.page.keyboard.press("Shift+Tab")
    with notebook.expect_change(sheet.locator(".nnlib-picture")):
        for number in numbers:
            notebook.page.keyboard.press("ControlOrMeta+a")
            notebook.page.keyboard.type(f"{number:.4g}".replace("-", "−"))
            notebook.page.keyboard.press("Enter")
    says(sheet, "All right.")
    assert [mark.inner_text() for mark in sheet.locator(".sheet-mark").all()] == ["✓"] * len(numbers)


def test_what_is_no_number_is_said_to_be_none_and_another_network_is_empty(notebook, sheet):
    field = sheet.locator(".sheet input").first
    field.press_sequentially("one")
    field.press("Tab")
    says(sheet, "That is not a number")
    with notebook.expect_change(sheet.locator(".nnlib-picture")):
        sheet.get_by_role("button", name="another network").click()
    says(sheet, "0 of 21")
    expect(field).to_have_value("")
    expect(sheet.locator(".sheet-hint").first).to_be_hidden()


@pytest.mark.parametrize(
    "code, slider",
    [("primers.slope()", "nudge"), ("primers.two_gears()", "first gear"), ("primers.row_times_column()", "terms added")],
)
def test_a_slider_moves_its_picture(notebook, code, slider):
    output = notebook.part(code)
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(output.locator(".widget-slider").filter(has_text=slider), 0.2)


def test_the_axis_changes_what_is_added_up(notebook):
    output = notebook.part("primers.axes()")
    with notebook.expect_change(output.locator(".nnlib-picture")):
        output.get_by_role("button", name="axis=1").click()
    says(output, "axis=1 is gone")
