"""The clinic as a learner uses it: look at a patient, diagnose, be told why not, and find the line that is wrong."""

import re

import build_notebooks
import nbformat
import pytest
from lab import Notebook
from playwright.sync_api import expect

from nnlib.analysis.clinic import PATIENTS, run
from nnlib.explorers.write_it.clinic import beds
from nnlib.explorers.write_it.clinic_words import contradiction
from nnlib.explorers.write_it.diagnoses import DIAGNOSES


@pytest.fixture(scope="module")
def notebook(browser, lab, tmp_path_factory):
    code = "from nnlib.explorers import write_it\n\nwrite_it.clinic()"
    path = tmp_path_factory.mktemp("clinic") / "clinic.ipynb"
    cells = [nbformat.v4.new_code_cell(code)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=build_notebooks.METADATA), path)
    notebook = Notebook(lab, browser.new_page(viewport={"width": 1280, "height": 720}))
    notebook.open(path)
    expect(notebook.output(0).locator(".nnlib-picture")).to_be_visible()
    yield notebook
    notebook.page.close()
    lab.stop_kernels()
    assert notebook.errors == []


def look_at(notebook, letter):
    """Choose a patient, and wait until the picture has followed."""
    output = notebook.output(0)
    with picture_changes(notebook, output):
        output.get_by_role("button", name=letter, exact=True).click()
    return output


def picture_changes(notebook, output):
    picture = output.locator(".nnlib-picture")
    return notebook.expect_change(lambda: picture.get_attribute("data-painted"))


def diagnose(output, name):
    output.locator("select").select_option(label=DIAGNOSES[name].diagnosis)
    output.get_by_role("button", name="diagnose").click()


def accuracy(output):
    """The large number above the picture."""
    return float(re.search(r"[\d.]+", output.locator(".nnlib-readout b").inner_text())[0])


def solved(output):
    """How many patients are solved, as the tally says."""
    return int(re.search(r"solved: (\d+) of 11", output.inner_text())[1])


def expect_solved(output, count):
    expect(output.get_by_text(re.compile(rf"solved: {count} of 11")).last).to_be_visible()


def test_each_patient_shows_its_own_curve_check_and_accuracy(notebook):
    pictures = set()
    for letter in "CFKA":
        output = look_at(notebook, letter)
        expect(output.locator(".nnlib-readout")).to_contain_text(f"Patient {letter} reads")
        assert accuracy(output) == pytest.approx(100 * run(beds()[letter]).accuracy, abs=0.5)
        picture = output.locator(".nnlib-picture")
        expect(picture).to_have_attribute("aria-label", re.compile(f"Patient {letter}, of 11. Gradient check:"))
        pictures.add(picture.get_attribute("data-painted"))
    assert len(pictures) == 4


def test_a_wrong_diagnosis_is_answered_and_a_right_one_shows_the_line(notebook):
    output = look_at(notebook, "C")
    before = solved(output)
    expect(output.get_by_role("button", name="diagnose")).to_be_disabled()
    diagnose(output, "one layer climbs")
    expect(output).to_contain_text(contradiction(beds()["C"], "one layer climbs"))
    expect_solved(output, before)
    diagnose(output, beds()["C"])
    patient, words = PATIENTS[beds()["C"]], DIAGNOSES[beds()["C"]]
    for said in ("Right. ", patient.wrong, patient.right, words.why, words.tell):
        expect(output).to_contain_text(said)
    expect_solved(output, before + 1)
    expect(output.get_by_role("link")).to_have_attribute("href", words.link)


def test_next_goes_on_and_a_solved_patient_is_remembered(notebook):
    output, said = look_at(notebook, "G"), f"Right. {DIAGNOSES[beds()['G']].diagnosis}."
    diagnose(output, beds()["G"])
    expect(output.get_by_text(said)).to_be_visible()
    with picture_changes(notebook, output):
        output.get_by_role("button", name="next patient").click()
    expect(output.locator(".nnlib-readout")).to_contain_text("Patient H reads")
    expect(output.get_by_text(said)).to_have_count(0)
    expect(output.get_by_role("button", name="diagnose")).to_be_disabled()
    look_at(notebook, "G")
    expect(output.get_by_text(said)).to_be_visible()
    expect(output.locator("select option:checked")).to_have_text(DIAGNOSES[beds()["G"]].diagnosis)


def test_a_keyboard_is_enough(notebook):
    output, keys = look_at(notebook, "E"), notebook.page.keyboard
    before = solved(output)
    output.get_by_role("button", name="D", exact=True).focus()
    with picture_changes(notebook, output):
        keys.press("Enter")
    choices = output.locator("select")
    choices.focus()
    for _ in range(1 + list(PATIENTS).index(beds()["D"])):
        keys.press("ArrowDown")
    expect(choices.locator("option:checked")).to_have_text(DIAGNOSES[beds()["D"]].diagnosis)
    expect(output.get_by_role("button", name="diagnose")).to_be_enabled()
    notebook.wait_until_answered()  # ipywidgets keeps back what changes quickly, but not a click
    keys.press("Tab")
    keys.press("Enter")
    expect_solved(output, before + 1)


def test_all_of_it_fits_the_screen_whatever_is_said(notebook):
    output = notebook.output(0)
    for letter in "DFHJ":  # those with the longest words and the longest lines
        output.get_by_role("button", name=letter, exact=True).click()
        expect(output.locator(".nnlib-readout")).to_contain_text(f"Patient {letter} reads")
        diagnose(output, beds()[letter])
        expect(output.get_by_text(f"Right. {DIAGNOSES[beds()[letter]].diagnosis}.")).to_be_visible()
        picture, room = (output.locator(part).bounding_box()["width"] for part in (".nnlib-picture", ".nnlib-explorer"))
        # Firefox's scroll bar takes a little of the width.
        assert output.bounding_box()["height"] <= 600 and picture == min(1112, room) >= 1100, letter
