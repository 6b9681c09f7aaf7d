"""In JupyterLab and Jupyter Notebook, no key that is typed at something of ours reaches the notebook around it, but the one
that saves.
"""

import front_ends
import nbformat
import pytest
from build_notebooks import METADATA
from explorers.test_in_a_kernel import NO_WIDGETS
from lab import Notebook
from live_lab import EVERYTHING
from playwright.sync_api import expect
from stray_keys import STATE, name_of, things, type_all
from widgets.test_lifetime import ARGUMENTS, EXPLORERS

CARD = """
from nnlib.widgets.predict import Predict
Predict("What is {}?", answer={}, choices={})
"""
# Each explorer, and the cards; keys are worst where a digit answers.
SHOWN = {
    "a card with choices": CARD.format("2 + 2", "'4'", ["3", "4", "5"]),
    "a card for a number": CARD.format("3 times 3", 9, None),
}
for name in sorted(set(EXPLORERS) - set(ARGUMENTS) - set(NO_WIDGETS)):
    chapter, function = name.split(".")
    SHOWN[name] = f"from nnlib.explorers import {chapter}\n{chapter}.{function}()"
# Made once: to make it again would close the first while the page still loads it, of which anywidget complains.
MINE = "labelled_data.my_digits"
SHOWN[MINE] = "from nnlib.explorers import labelled_data\nmine = labelled_data.my_digits()\nmine"
SHOWN["labelled_data.train_with"] = "labelled_data.train_with(mine)"

# Together they have each kind of control and picture; make test-all tries every one.
EVERY_KIND = [
    *("a card with choices", "a card for a number", "the_network.light_up", "backwards.stepper", "primers.by_hand"),
    *("mini_batches.training_board", MINE, "labelled_data.mistakes"),
]
if not EVERYTHING:
    SHOWN = {name: SHOWN[name] for name in EVERY_KIND}


# In both front ends. (A fixture of the same name, in place of the shared one, would leave the server of the tests before.)
WHERE = [*dict.fromkeys([*front_ends.CHOSEN, "notebook-chromium"])]
pytestmark = pytest.mark.parametrize("front_end", WHERE, indirect=True, scope="session")


@pytest.fixture(scope="module")
def notebook(browser, lab, tmp_path_factory):
    """A notebook with all of these, one in each cell."""
    path = tmp_path_factory.mktemp("keys") / "keys.ipynb"
    cells = [nbformat.v4.new_code_cell(code.strip()) for code in SHOWN.values()]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), path)
    notebook = Notebook(lab, browser.new_page(viewport={"width": 1280, "height": 720}))
    notebook.open(path)
    yield notebook
    notebook.page.close()
    lab.stop_kernels()
    assert notebook.errors == []


@pytest.fixture(params=SHOWN)
def place(notebook, request):
    """The number of the cell that shows it; the cell is the active one, as if it had been clicked."""
    number = list(SHOWN).index(request.param)
    notebook.page.evaluate("number => { jupyterapp.shell.currentWidget.content.activeCellIndex = number; }", number)
    expect(ours(notebook, number).first).to_be_visible()
    notebook.scroll_to(notebook.output(number))
    return number


def ours(notebook, place):
    """The output, without what the front end puts around it."""
    return notebook.output(place).locator(".jp-OutputArea-output")


def test_after_a_click_keys_are_not_for_the_notebook(notebook, place):
    before = notebook.page.evaluate(STATE)
    for thing, (x, y) in things(ours(notebook, place)):
        notebook.page.mouse.click(x, y)
        type_all(notebook.page, before, f"a click on {name_of(thing)}")
        notebook.wait_until_answered()  # it may show and hide other things


def test_after_a_drag_that_ends_somewhere_else_keys_are_not_for_the_notebook(notebook, place):
    before = notebook.page.evaluate(STATE)
    for thing, (x, y) in things(ours(notebook, place), ".noUi-handle, canvas"):
        notebook.page.mouse.move(x, y)
        notebook.page.mouse.down()
        notebook.page.mouse.move(x + 40, y, steps=3)
        notebook.page.mouse.move(1270, 360)
        notebook.page.mouse.up()
        type_all(notebook.page, before, f"a drag of {name_of(thing)}")


def test_tab_leads_through_it_and_keys_are_not_for_the_notebook(notebook, place):
    output, page = ours(notebook, place), notebook.page
    before = page.evaluate(STATE)
    notebook.output(place).locator(".jp-OutputArea-child").focus()
    page.keyboard.press("Tab")
    stops = 0
    while output.evaluate("output => output.contains(document.activeElement)"):
        stops += 1
        assert stops < 200, "Tab does not lead out again"
        stop = page.evaluate_handle("() => document.activeElement")
        type_all(notebook.page, before, f"stop {stops}, {name_of(stop)}")
        stop.evaluate("element => element.focus()")  # a digit may have chosen another answer
        page.keyboard.press("Tab")
    assert stops


def test_from_everything_of_ours_control_s_saves_the_notebook(notebook, place):
    for thing, (x, y) in things(ours(notebook, place)):
        if thing.evaluate("element => element.matches('select')"):
            thing.focus()  # a list that is open keeps all keys for itself
        else:
            notebook.page.mouse.click(x, y)
        with notebook.page.expect_response(is_save):  # while one save lasts, JupyterLab begins no other
            notebook.page.keyboard.press("Control+s")
        notebook.wait_until_answered()


def is_save(response):
    return response.request.method == "PUT" and "/api/contents/" in response.url


def test_escape_leaves_and_only_then_a_key_is_for_the_notebook(notebook, place):
    page = notebook.page
    _, (x, y) = next(things(ours(notebook, place)))
    page.mouse.click(x, y)
    type_all(notebook.page, page.evaluate(STATE), "a click")
    page.keyboard.press("Escape")
    if page.evaluate("() => document.activeElement.matches('.network-view')"):
        page.keyboard.press("Escape")  # the first one let go of a neuron
    expect(notebook.cell(place)).to_be_focused()
    page.keyboard.press("m")
    assert page.evaluate(STATE)["cells"][place][0] == "markdown"
    page.keyboard.press("y")
