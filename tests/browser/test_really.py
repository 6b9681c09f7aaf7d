"""Notebook 12 as a learner uses it, and the record that stays: earlier cards, reasons, the test, and starting over."""

import json
import shutil

import build_notebooks
import nbformat
import pytest
from lab import wait_until
from playwright.sync_api import expect

from nnlib import record
from nnlib.exercises.progress import progress
from nnlib.exercises.understanding import mark, sheet

NOTEBOOK = "12_really"
REASONS = """from nnlib.widgets.predict import Predict

Predict(
    "Which way?",
    choices=["up", "down"],
    answer="down",
    why="It is so.",
    because={"it is heavy": "", "it is red": "Colour plays no part."},
)"""
PROGRESS = """from nnlib.explorers import start_here

start_here.course_progress()"""


@pytest.fixture(autouse=True)
def nothing_kept(lab):
    """Each learner begins with an empty record, and leaves none to the tests of other notebooks."""
    yield
    (lab.root / record.NAME).unlink(missing_ok=True)


def kept(lab):
    return json.loads((lab.root / record.NAME).read_text(encoding="utf-8"))


def test_a_wrong_answer_is_counted(notebook):
    output = notebook.part("before_we_go_on")
    card = output.locator(".predict").first
    total = progress(NOTEBOOK, record.nothing()).total
    expect(output).to_contain_text(f"0 of {total} done in this notebook")
    card.get_by_text("it learns as usual").click()
    card.get_by_role("button", name="This is my answer").click()
    expect(card).to_contain_text("✗ your answer")
    expect(output).to_contain_text(f"1 of {total} done in this notebook")


def test_the_five_stages_of_the_answer_change_the_network_and_the_sentence_and_a_neuron_tells_its_average_wish(notebook):
    output = notebook.part("really.whole_answer()")
    view, line = output.locator(".network-view"), output.locator(".nnlib-readout")
    expect(line).to_contain_text("The image goes forward")
    said = ("this z should", "asked by all ten outputs", "images on average", "The average cost goes from")
    for stage, words in zip(("δ and back", "sums", "average", "step"), said):
        with notebook.expect_change(view.locator("canvas")):
            output.get_by_role("button", name=stage, exact=True).click()
        expect(line).to_contain_text(words)
    view.focus()
    notebook.page.keyboard.press("ArrowRight")
    expect(view.locator(".spoken")).to_contain_text("the step moved it by")
    output.get_by_role("button", name="average", exact=True).click()
    expect(view.locator(".spoken")).to_contain_text("average wish")


def test_the_test_is_answered_by_keyboard_alone_marked_and_still_there_after_a_restart(notebook):
    output = notebook.part("really.the_test()")
    output.get_by_role("button", name="Begin").press("Enter")
    items = sheet("after")
    for item, _ in items:
        expect(output.get_by_role("heading", name=item.question)).to_be_focused()
        notebook.page.keyboard.press("1")
        expect(output.get_by_role("radio").first).to_be_checked()
        notebook.page.keyboard.press("Enter")
    notebook.page.keyboard.press("Enter")
    marked = mark({item.name: choices[0] for item, choices in items})
    expect(output.get_by_role("heading", name=f"{marked.right} of 20 right")).to_be_focused()
    assert output.get_by_role("listitem").count() == len(marked.wrong) == 20 - marked.right
    name, section = marked.wrong[0][0].see
    expect(output.get_by_role("link").first).to_have_text(f"{name[:2]}: {section}")
    wait_until(lambda: kept(notebook.lab)["tests"]["after"]["marked"], "the marked test in the record")
    notebook.restart()
    expect(notebook.part("really.the_test()")).to_contain_text(f"{marked.right} of 20 right")


def test_going_back_shows_the_answer_that_was_given(notebook):
    output = notebook.part("really.the_test()")
    output.get_by_role("button", name="Start again").click()
    output.get_by_role("button", name="Press once more").click()
    output.get_by_role("button", name="Begin").click()
    output.locator(".predict-choice").nth(2).click()
    output.get_by_role("button", name="Next").click()
    output.get_by_role("button", name="Back").click()
    expect(output.get_by_role("radio").nth(2)).to_be_checked()


def test_a_reason_is_asked_before_the_answer_and_progress_can_be_started_over(open_notebook, tmp_path):
    cells = [nbformat.v4.new_code_cell(code) for code in (REASONS, PROGRESS)]
    path = tmp_path / "reasons.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=build_notebooks.METADATA), path)
    notebook = open_notebook(path)
    card, tiles = notebook.output(0), notebook.output(1)
    commit = card.get_by_role("button", name="This is my prediction")
    expect(card.get_by_text("Because …")).to_be_hidden()
    card.locator(".predict").focus()
    notebook.page.keyboard.press("2")
    expect(card.get_by_text("Because …")).to_be_visible()
    expect(commit).to_be_disabled()
    notebook.page.keyboard.press("b")
    notebook.page.keyboard.press("Enter")
    expect(card).to_contain_text("Right.")
    expect(card).to_contain_text("Not for this reason. Colour plays no part.")
    assert kept(notebook.lab)["cards"]["Which way?"] == {"guess": "down", "right": True, "times": 1}
    tiles.get_by_role("button", name="start over").click()
    tiles.get_by_role("button", name="no, keep it").click()
    assert "Which way?" in kept(notebook.lab)["cards"]
    tiles.get_by_role("button", name="start over").click()
    tiles.get_by_role("button", name="yes, forget it").click()
    wait_until(lambda: not (notebook.lab.root / record.NAME).exists(), "a record that is forgotten")


def test_a_wrong_answer_leads_to_its_section_of_a_notebook_that_is_closed(open_notebook, lab):
    shutil.copy(build_notebooks.NOTEBOOKS / "11_playground.ipynb", lab.root)
    notebook = open_notebook(NOTEBOOK)
    card = notebook.part("before_we_go_on").locator(".predict").first
    card.get_by_text("it learns as usual").click()
    card.get_by_role("button", name="This is my answer").click()
    notebook.page.evaluate("() => { window.here = true; }")
    page = notebook.follow(card.get_by_role("link", name="11: Where to begin?"))
    heading = page.get_by_role("heading", name="Where to begin?")
    if lab.front_end == "jupyterlab":
        expect(heading).to_be_in_viewport()
        assert page.evaluate("window.here")  # in the same JupyterLab, and not in a new one
    else:
        expect(heading).to_be_visible()  # Jupyter Notebook opens each notebook at its top
    assert page.evaluate("() => jupyterapp.shell.currentWidget.context.path") == "11_playground.ipynb"
