"""One explorer shown twice: in two cells, or in a "New View for Output" below the notebook. Both follow each control."""

import nbformat
import pytest
from build_notebooks import METADATA
from lab import wait_until
from live_lab import long
from playwright.sync_api import expect

CELLS = [
    "from nnlib.explorers import one_image, the_network\nfrom nnlib.widgets.training_board import TrainingBoard",
    "wishes = one_image.output_wishes()\nwishes",
    "wishes",
    "light = the_network.light_up()\nlight",
    "light",
    "board = TrainingBoard()\nboard",
    "board",
]
WISHES, LIGHT, BOARD = (1, 2), (3, 4), (5, 6)

# Shows the output of this cell once more, below the notebook.
NEW_VIEW = """async number => {
  const { commands, shell } = jupyterapp;
  shell.currentWidget.content.activeCellIndex = number;
  shell.mode = "multiple-document";
  await commands.execute("notebook:create-output-view");
}"""


@pytest.fixture
def notebook(open_notebook, tmp_path):
    path = tmp_path / "two_views.ipynb"
    cells = [nbformat.v4.new_code_cell(code) for code in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), path)
    return open_notebook(path)


def content(canvas):
    """What is painted on a canvas, wherever it is on the page."""
    return canvas.evaluate("canvas => canvas.toDataURL()")


def same(*canvases, unlike=()):
    """Wait until they show the same, and nothing that was shown before; return it."""

    def shown():
        (first, *others) = {content(canvas) for canvas in canvases}
        return not others and first not in unlike and first

    return wait_until(shown, "the same picture in both views")


def test_both_views_of_a_picture_follow_and_the_one_that_is_moved_keeps_the_focus(notebook):
    views = [notebook.output(number) for number in WISHES]
    pictures = [view.locator(".nnlib-picture") for view in views]
    shown = [same(*pictures)]
    for view in views:
        notebook.scroll_to(view)
        handle = view.get_by_role("slider").first
        handle.press("ArrowRight")
        shown.append(same(*pictures, unlike=shown))
        notebook.wait_until_answered()
        expect(handle).to_be_focused()
        assert views[0].get_by_role("slider").first.get_attribute("aria-valuetext") == handle.get_attribute("aria-valuetext")
        readouts = [view.locator(".nnlib-readout").inner_text() for view in views]
        assert readouts[0] == readouts[1]


@long
def test_both_views_of_the_network_follow_a_neuron_and_a_drawing(notebook):
    views = [notebook.output(number) for number in LIGHT]
    canvases = [view.locator(".network-view canvas") for view in views]
    shown = [same(*canvases)]
    network = views[1].locator(".network-view")
    network.press("ArrowRight")
    shown.append(same(*canvases, unlike=shown))
    expect(network).to_be_focused()
    expect(views[0].locator(".network-view .spoken")).to_contain_text("Selected")
    views[0].get_by_role("button", name="my own").click()
    shown.append(same(*canvases, unlike=shown))
    pads = [view.locator(".drawing-pad-before") for view in views]
    notebook.stroke(pads[0], [(0.55, 0.15), (0.5, 0.5), (0.46, 0.85)])
    shown.append(same(*canvases, unlike=shown))
    same(*pads)


@long
def test_both_views_of_a_training_play_and_pause(notebook):
    views = [notebook.output(number) for number in BOARD]
    first, second = views
    first.get_by_role("button", name="Play").click()
    steps = [view.locator("[data-show=steps]") for view in views]
    for count in steps:
        wait_until(lambda count=count: int(count.inner_text().replace(",", "")) > 20, "twenty steps")
    second.get_by_role("button", name="Pause").click()
    expect(first.get_by_role("button", name="Play")).to_be_visible()
    notebook.wait_until_at_rest()
    assert steps[0].inner_text() == steps[1].inner_text()
    same(*(view.locator(".curves canvas") for view in views))


@long
def test_a_new_view_for_an_output_follows_and_is_followed(notebook):
    if notebook.lab.front_end == "notebook":
        pytest.skip("Jupyter Notebook shows one document at a time")
    first = notebook.output(WISHES[0])
    notebook.page.evaluate(NEW_VIEW, WISHES[0])
    clone = notebook.page.locator(".jp-LinkedOutputView")
    pictures = [view.locator(".nnlib-picture") for view in (first, clone)]
    shown = [same(*pictures)]
    for view, name in ((clone, "1 epoch"), (first, "7")):
        button = view.get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        button.click()
        shown.append(same(*pictures, unlike=shown))
        expect(button).to_be_focused()
    notebook.screenshot("build/browser/new-view-for-output.png")
