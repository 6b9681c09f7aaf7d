"""A widget that is on the page while other cells still run, in JupyterLab."""

import nbformat
from build_notebooks import METADATA
from playwright.sync_api import expect

WIDGET = """
import pathlib, time
from nnlib.explorers import the_network

the_network.light_up()
"""
# Runs until the file is there.
LONG = """
while not pathlib.Path({!r}).exists():
    time.sleep(0.05)
"""


def test_a_widget_says_that_it_is_getting_ready_until_the_other_cells_are_done(open_notebook, tmp_path):
    path, go_on = tmp_path / "two cells.ipynb", tmp_path / "go on"
    cells = [nbformat.v4.new_code_cell(source.strip()) for source in (WIDGET, LONG.format(str(go_on)))]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), path)
    go_on.touch()
    notebook = open_notebook(path)
    waiting = notebook.output(0).get_by_text("Getting ready")
    expect(waiting).to_have_count(0)
    go_on.unlink()
    notebook.cell(1).click()
    notebook.page.evaluate("() => void jupyterapp.commands.execute('notebook:run-cell')")
    expect(waiting.first).to_be_visible()
    go_on.touch()
    expect(waiting).to_have_count(0)
    notebook.wait_until_answered()
