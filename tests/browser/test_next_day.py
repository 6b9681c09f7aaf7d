"""A notebook that is saved, closed, and opened again when its kernel is gone."""

import json
import re
import shutil
from pathlib import Path

import build_notebooks
import nbformat
import pytest
from exported import alternative_texts, words_of
from lab import SESSION, Notebook
from playwright.sync_api import expect

NAME = "03_one_image"
PART = "one_image.output_wishes()"
LEFT = "This is how you left it"


@pytest.fixture(scope="module")
def saved(browser, lab):
    """The file of a notebook whose label a learner has changed, saved as a learner saves it; its kernel is gone."""
    notebook = Notebook(lab, browser.new_page(viewport={"width": 1280, "height": 720}))
    notebook.open(build_notebooks.NOTEBOOKS / f"{NAME}.ipynb")
    with notebook.expect_change(notebook.part(PART).locator(".nnlib-picture")):
        notebook.part(PART).get_by_role("button", name="7", exact=True).click()
    notebook.page.keyboard.press("Control+s")
    notebook.page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")
    assert notebook.errors == []
    notebook.page.close()
    lab.stop_kernels()
    return shutil.copy(lab.root / f"{NAME}.ipynb", lab.root / "the_next_day.ipynb")


@pytest.fixture
def reopened(browser, lab, saved):
    """The page of this file, opened again, with a kernel that has run nothing."""
    notebook = Notebook(lab, browser.new_page(viewport={"width": 1280, "height": 720}))
    notebook.page.goto(lab.address("the_next_day.ipynb"))
    notebook.page.wait_for_function(f"() => {SESSION}?.isReady && {SESSION}.session")
    expect(notebook.part(PART).locator(".nnlib-picture")).to_have_attribute("data-painted", "1")  # what was saved is there
    yield notebook
    assert notebook.errors == []
    notebook.page.close()
    lab.stop_kernels()


def test_every_picture_is_there_as_it_was_left_and_one_line_says_how_to_bring_it_to_life(reopened):
    output = reopened.part(PART)
    expect(output.locator(".nnlib-picture")).to_have_attribute("data-painted", "1")
    expect(output.get_by_role("button", name="7", exact=True)).to_have_class(re.compile("mod-active"))
    expect(output.locator(".nnlib-readout")).to_contain_text("Most wrong is output 4")
    before = "element => getComputedStyle(element.querySelector('.nnlib-output'), '::before').content"
    assert LEFT in output.evaluate(before)
    assert "Error displaying widget" not in reopened.page.locator(".jp-Notebook").inner_text()
    reopened.screenshot("build/browser/the-next-day.png")


def test_a_run_brings_it_to_life_again(reopened):
    number = reopened.page.locator(".jp-Notebook .jp-Cell").evaluate_all(
        f"cells => cells.findIndex(cell => cell.innerText.includes('{PART}'))"
    )
    reopened.run_cell(number)
    output = reopened.part(PART)
    expect(output.locator(".jupyter-widgets-disconnected")).to_have_count(0)
    with reopened.expect_change(output.locator(".nnlib-picture")):
        output.get_by_role("button", name="1 epoch", exact=True).click()


def test_the_menu_exports_every_picture_with_what_it_shows_and_nothing_to_be_loaded(reopened, tmp_path):
    page = reopened.page
    with page.expect_download() as exported:
        page.evaluate("() => void jupyterapp.commands.execute('notebook:export-to-format', { format: 'html' })")
        page.get_by_role("dialog").get_by_role("button", name="Ok", exact=True).click()
    exported.value.save_as(tmp_path / "exported.html")
    html = (tmp_path / "exported.html").read_text(encoding="utf-8")
    built = nbformat.read(build_notebooks.NOTEBOOKS / f"{NAME}.ipynb", as_version=4)
    assert alternative_texts(html) == words_of(built)
    assert "widget-view" not in html and "unpkg.com" not in html


def test_the_file_holds_no_picture_twice_and_no_answer_that_was_still_covered(saved):
    notebook = json.loads(Path(saved).read_text(encoding="utf-8"))
    parts = notebook["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    views = [
        output["data"]["application/vnd.jupyter.widget-view+json"]["model_id"]
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if "application/vnd.jupyter.widget-view+json" in output.get("data", {})
    ]
    pictures = [part for part in parts.values() if part["state"].get("_anywidget_id", "").endswith("Picture")]
    assert set(views) <= set(parts) and len(pictures) == 3  # three explorers; those of the cards are still covered
