"""A page that is reloaded in mid-use, while its kernel goes on: everything comes back live, as it was."""

import re

import pytest
from lab import SESSION, wait_until
from playwright.sync_api import expect


@pytest.fixture
def reload():
    """Saves a notebook, changes it once more, and loads its page again."""

    def reload(notebook, change):
        notebook.page.keyboard.press("Escape")
        notebook.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
        notebook.page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")
        change()
        notebook.page.reload()
        notebook.page.wait_for_function(f"() => {SESSION}?.isReady && {SESSION}.session")
        notebook.wait_until_answered()

    return reload


def test_pictures_come_back_live_as_they_were_at_the_end_and_not_as_they_were_saved(open_notebook, reload):
    notebook = open_notebook("03_one_image")
    output = notebook.part("one_image.output_wishes()")
    picture = output.locator(".nnlib-picture")

    def press(name):
        with notebook.expect_change(picture):
            output.get_by_role("button", name=name, exact=True).click()

    press("7")
    reload(notebook, lambda: press("1 epoch"))
    output = notebook.part("one_image.output_wishes()")
    expect(picture).to_have_attribute("data-painted", re.compile("."))
    for name in ("7", "1 epoch"):
        expect(output.get_by_role("button", name=name, exact=True)).to_have_class(re.compile("mod-active"))
    expect(output.locator(".jupyter-widgets-disconnected")).to_have_count(0)
    press("4")


def test_a_training_that_is_played_goes_on(open_notebook, reload):
    notebook = open_notebook("06_mini_batches")
    board = notebook.part("mini_batches.training_board()")

    def steps():
        return int(board.locator("[data-show=steps]").inner_text().replace(",", ""))

    def play():
        board.get_by_role("button", name="Play").click()
        wait_until(lambda: steps() > 20, "twenty steps")

    reload(notebook, play)
    board = notebook.part("mini_batches.training_board()")
    before = steps()
    assert before > 20
    wait_until(lambda: steps() > before, "more steps")
    board.get_by_role("button", name="Pause").click()
    notebook.wait_until_at_rest()
    expect(board.get_by_role("button", name="Play")).to_be_visible()
