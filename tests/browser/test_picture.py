"""A picture of which only the changed tiles are sent, in JupyterLab: every view shows the same, whenever it opened."""

import nbformat
import numpy as np
import pytest
from helpers import pixels, shown
from playwright.sync_api import expect

from nnlib.explorers import one_image

SHOW = "from nnlib.explorers import one_image\nexplorer = one_image.three_avenues()\nexplorer"
# What is on a canvas, as a PNG in hexadecimal digits.
CONTENT = """canvas => new Promise(done => canvas.toBlob(async blob => {
  done(Array.from(new Uint8Array(await blob.arrayBuffer()), byte => byte.toString(16).padStart(2, '0')).join(''));
}))"""


def on_page(picture):
    """The pixels of the canvas, (height, width, 3) bytes."""
    return np.rint(255 * pixels(bytes.fromhex(picture.evaluate(CONTENT)))[..., :3]).astype(np.uint8)


@pytest.mark.parametrize("scale", [1, 2])
def test_each_view_shows_all_of_the_picture_after_changes(open_notebook, tmp_path, scale):
    path = tmp_path / "picture.ipynb"
    cells = [nbformat.v4.new_code_cell(source) for source in (SHOW, "", "")]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    notebook = open_notebook(path, scale=scale)
    first, expected = notebook.output(0).locator(".nnlib-picture"), one_image.three_avenues()
    expected.pane._picture.set_state({"density": scale})
    expect(first).to_have_attribute("aria-label", expected.pane.words())
    for button, control, value in (("1 epoch", "network", 1), ("7", "raise output", 7)):
        with notebook.expect_change(first):
            notebook.output(0).get_by_role("button", name=button, exact=True).click()
        part = next(part for row in expected.children for part in getattr(row, "children", ()) if described(part, control))
        part.value = value
        np.testing.assert_array_equal(on_page(first), shown(expected.pane._picture))
    assert first.bounding_box()["width"] <= 1112

    notebook.cell(1).locator(".jp-InputArea-editor").click()
    notebook.page.keyboard.type("explorer")
    notebook.run_cell(1)
    late = notebook.output(1).locator(".nnlib-picture")
    expect(late).to_have_attribute("data-painted", "1")
    np.testing.assert_array_equal(on_page(late), shown(expected.pane._picture))


def described(part, words):
    """Whether this is what the control is called."""
    return getattr(part, "description", None) == words
