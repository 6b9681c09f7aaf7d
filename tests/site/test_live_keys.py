"""In a live notebook of the site, too, no key that is typed at something of ours reaches the notebook around it."""

import pytest
from live_lab import Live, browser_or_skip, long
from stray_keys import STATE, name_of, things, type_all

OUTPUTS = {
    "01_the_network": ["the_network.light_up()", "the_network.one_neuron()"],
    "04_backwards": ["backwards.wishes_table()", "backwards.stepper()"],
    "06_mini_batches": ["mini_batches.training_board()"],
    "10_labelled_data": ["labelled_data.label_hard_digits()", "labelled_data.mistakes()", "labelled_data.my_digits()"],
}
# Makes the cell with this text the active one.
ACTIVATE = """text => {
  const { content } = jupyterapp.shell.currentWidget;
  const number = content.widgets.findIndex(({ model }) => model.sharedModel.getSource().includes(text));
  content.activeCellIndex = number;
}"""


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def live(request, playwright, site, tmp_path_factory):
    """A browser that keeps what it loads for all tests here."""
    live = Live(browser_or_skip(playwright, request.param), tmp_path_factory.mktemp(request.param), site.url)
    yield live
    live.context.close()
    assert live.errors == []


@long
@pytest.mark.parametrize("name", OUTPUTS)
def test_keys_after_a_click_are_not_for_the_notebook(live, name):
    notebook = live.notebook(name)
    for text in OUTPUTS[name]:
        notebook.inner.evaluate(ACTIVATE, text)
        before = notebook.inner.evaluate(STATE)
        ours = notebook.output(text).locator(".jp-OutputArea-output")
        seen = 0
        for thing, (x, y) in things(ours):
            seen += 1
            notebook.page.mouse.click(x, y)
            type_all(notebook.page, before, f"a click on {name_of(thing)}", notebook.inner)
        assert seen > 3
    notebook.page.close()
