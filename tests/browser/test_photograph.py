"""A digit from paper: a chosen file becomes a digit that is labelled, kept and taught; other files get a clear word."""

import nbformat
import numpy as np
import pytest
from build_notebooks import METADATA
from lab import Notebook
from photographs import photograph
from PIL import Image
from playwright.sync_api import expect

from nnlib import load_mnist
from nnlib.digits.own import OwnDigits

TEST = load_mnist().test
CELLS = [
    "from nnlib.explorers import labelled_data\nlabelled_data.my_digits()",
    "from nnlib.explorers import playground\nplayground.playground()",
]
MINE, PLAY = range(2)
SIX_TURNED = 6  # EXIF: the camera was held upright, and its picture has to be turned to the right


def a_photograph(index):
    """Of this test digit, as 8-bit greys."""
    return np.rint(photograph(TEST.images[:, index], np.random.default_rng(index), size=190) * 255).astype(np.uint8)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Name -> path of a file that a learner might choose."""
    folder = tmp_path_factory.mktemp("files")
    seven = Image.fromarray(a_photograph(0))
    seven.save(folder / "seven.png")
    exif = Image.Exif()
    exif[0x0112] = SIX_TURNED
    blue = Image.merge("RGB", [seven, seven, seven.point(lambda grey: 128 + grey // 2)])
    blue.rotate(90, expand=True).save(folder / "turned.jpg", exif=exif)
    seven.resize((6400, 4800)).save(folder / "huge.jpg")
    two = np.hstack([a_photograph(0), a_photograph(1)])
    Image.fromarray(two).save(folder / "two.png")
    (folder / "notes.png").write_text("Dear diary")
    return {path.stem: path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def notebook(browser, lab, tmp_path_factory):
    (lab.root / "my_digits.npz").unlink(missing_ok=True)  # of another test
    path = tmp_path_factory.mktemp("photos") / "photos.ipynb"
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), path)
    notebook = Notebook(lab, browser.new_page(viewport={"width": 1280, "height": 720}))
    notebook.open(path)
    yield notebook
    notebook.page.close()
    lab.stop_kernels()
    assert notebook.errors == []


def choose(notebook, output, path):
    if notebook.page.context.browser.browser_type.name == "firefox":  # of whose window for files Playwright hears nothing
        output.locator("input[type=file]").set_input_files(path)
        return notebook.wait_until_answered()
    with notebook.page.expect_file_chooser() as chooser:
        output.get_by_role("button", name="Photo", exact=True).click()
    chooser.value.set_files(path)
    notebook.wait_until_answered()


def test_a_photograph_becomes_a_digit_that_can_be_labelled_and_kept(notebook, files):
    output = notebook.output(MINE)
    for name in ("seven", "turned", "huge"):
        choose(notebook, output, files[name])
        expect(output).to_contain_text("The trained network says: 7")
        expect(output.locator(".drawing-pad-photo canvas")).to_have_attribute(
            "aria-label", "Your photograph, with a frame around the digit"
        )
        expect(output.locator(".drawing-pad-before")).to_have_attribute(
            "aria-label", "Your drawing: a digit from a photograph, and no strokes"
        )
        notebook.scroll_to(output)
        assert output.bounding_box()["height"] <= 600
        output.get_by_role("button", name="7", exact=True).click()
        expect(output.locator(".drawing-pad-photo").first).to_be_hidden()
    expect(output.locator("button.gallery-tile")).to_have_count(3)
    own = OwnDigits.load(notebook.lab.root / "my_digits.npz")
    assert own.labels.tolist() == [7, 7, 7]
    assert np.abs(own.images - own.images[:, :1]).mean(axis=0).max() < 0.02  # the same digit each time


def test_what_is_drawn_on_a_photograph_is_added_and_undo_takes_the_photograph_away_last(notebook, files):
    output, pad = notebook.output(MINE), notebook.output(MINE).locator(".drawing-pad-before")
    choose(notebook, output, files["seven"])
    with notebook.expect_change(pad):
        notebook.stroke(pad, [(0.3, 0.55), (0.7, 0.55)])
    expect(pad).to_have_attribute("aria-label", "Your drawing: a digit from a photograph, and 1 stroke")
    for left in ("Your drawing: a digit from a photograph, and no strokes", "Your drawing: no strokes"):
        output.get_by_role("button", name="Undo").click()
        expect(pad).to_have_attribute("aria-label", left)
    expect(output.locator(".drawing-pad-photo").first).to_be_hidden()


def test_a_file_without_one_digit_gets_a_clear_word(notebook, files):
    output = notebook.output(MINE)
    for name, words in {
        "two": "There are 2 things on this paper",
        "notes": "Your browser finds no picture in this file",
    }.items():
        choose(notebook, output, files[name])
        expect(output.locator(".drawing-pad-says")).to_contain_text(words)
        expect(output.locator(".drawing-pad-before")).to_have_attribute("aria-label", "Your drawing: no strokes")
    output.get_by_role("button", name="Clear").click()
    expect(output.locator(".drawing-pad-says")).to_have_text("")


def test_a_photograph_can_be_taught_in_the_playground(notebook, files):
    output = notebook.output(PLAY)
    notebook.scroll_to(output)
    output.get_by_role("button", name="teach it one digit").click()
    output.get_by_role("button", name="my own drawing").click()
    view = output.locator(".network-view canvas")
    with notebook.expect_change(view):
        choose(notebook, output, files["seven"])
    output.get_by_role("button", name="7", exact=True).click()
    output.get_by_role("button", name="teach it this one").click()
    expect(output).to_contain_text("“It is a 7”, taught once")
    assert output.bounding_box()["height"] <= 600
