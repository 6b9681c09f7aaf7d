"""What becomes of a notebook that is exported as HTML or PDF: pictures with words, and nothing that must be loaded."""

import json
import os
import re
import shutil
import subprocess
import sys

import build_notebooks
import nbformat
import pytest
from exported import alternative_texts, words_of
from live_lab import long
from nbconvert import HTMLExporter
from traitlets.config import Config

from nnlib.exports import StillPictures, clean, image

NAMES = ["03_one_image", "06_mini_batches"]
VIEW = build_notebooks.WIDGET_VIEW
STATE = "application/vnd.jupyter.widget-state+json"
# An installed package has the file where Jupyter looks by itself; test_packaging.py tests that.
SETTINGS = build_notebooks.NOTEBOOKS.parent / "nnlib"
# Links the Chromium that it is given to where this version of Playwright expects its own.
LINK = """
import re, sys
from pathlib import Path
from playwright.sync_api import Error, sync_playwright

with sync_playwright() as playwright:
    try:
        playwright.chromium.launch()
    except Error as error:
        expected = Path(re.search(r"Executable doesn't exist at (\\S+)", str(error))[1])
        expected.parent.mkdir(parents=True)
        expected.symlink_to(sys.argv[1])
"""


def run(*arguments, folder, **environment):
    """Run Python with these arguments in this folder."""
    known = os.environ | {"JUPYTER_CONFIG_PATH": str(SETTINGS)} | environment
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=known, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def built(name):
    return nbformat.read(build_notebooks.NOTEBOOKS / f"{name}.ipynb", as_version=4)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_that_is_run_and_exported_shows_every_picture_and_says_what_it_shows(name, tmp_path):
    shutil.copy(build_notebooks.NOTEBOOKS / f"{name}.ipynb", tmp_path)
    run("-m", "nbconvert", "--execute", "--to", "html", f"{name}.ipynb", folder=tmp_path)
    html = (tmp_path / f"{name}.html").read_text(encoding="utf-8")
    assert alternative_texts(html) == words_of(built(name))
    assert "widget-view" not in html and "unpkg.com" not in html


@pytest.mark.parametrize("path", sorted(build_notebooks.NOTEBOOKS.glob("[0-9]*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_that_is_exported_as_it_is_says_what_its_pictures_show(path):
    settings = Config(json.loads((SETTINGS / "jupyter_config.json").read_text()))
    html, _ = HTMLExporter(config=settings, sanitize_html=True).from_filename(str(path))  # as JupyterLab does by itself
    assert alternative_texts(html) == words_of(built(path.stem)) and any(words_of(built(path.stem)))


def test_what_is_not_ours_stays_as_it_is():
    data = [{VIEW: {"model_id": "theirs"}, "image/png": "png"}, {"image/png": "png"}, {"text/plain": "4"}]
    outputs = [nbformat.v4.new_output("display_data", part) for part in data]
    said = {"image/png": {"alt": '"<'}}
    outputs.append(nbformat.v4.new_output("display_data", {VIEW: {}, "image/png": "p\n"}, metadata=said))
    cells = [nbformat.v4.new_code_cell(outputs=outputs)]
    changed, _ = StillPictures().preprocess(nbformat.v4.new_notebook(cells=cells, metadata={"widgets": {STATE: {}}}), {})
    *theirs, ours = (output.data for output in changed.cells[0].outputs)
    assert theirs == data and "widgets" in changed.metadata
    assert ours == {"text/html": '<img src="data:image/png;base64,p" alt="&quot;&lt;">'}


def test_of_html_that_jupyterlab_cleans_only_our_pictures_stay():
    picture = image("ab+/=", 'a "b" & <c>')
    assert clean(picture) == picture
    for harm in ("<script>1</script>", f"{picture}<script>1</script>", picture.replace(">", ' onload="1">')):
        assert not re.search("<(script|img)", clean(harm))


@long
def test_a_notebook_is_exported_as_pdf(tmp_path):
    chromium = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    if chromium is None:
        pytest.skip("no Chromium found")
    browsers = {"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "browsers")}
    run("-c", LINK, chromium, folder=tmp_path, **browsers)
    shutil.copy(build_notebooks.NOTEBOOKS / "03_one_image.ipynb", tmp_path)
    options = "--to", "webpdf", "--WebPDFExporter.disable_sandbox=True"
    run("-m", "nbconvert", *options, "03_one_image.ipynb", folder=tmp_path, **browsers)
    pdf = (tmp_path / "03_one_image.pdf").read_bytes()
    pictures = re.findall(rb"/Subtype /Image", pdf)
    assert pdf.startswith(b"%PDF") and len(pictures) >= len(sum(words_of(built("03_one_image")), []))
