"""The helpers of lab.py, tried on a notebook with a slider."""

import nbformat
import pytest
from build_notebooks import METADATA

CODE = """
import ipywidgets

slider = ipywidgets.IntSlider(value=10, min=0, max=100)
label = ipywidgets.Label()
ipywidgets.dlink((slider, "value"), (label, "value"), lambda value: f"squared: {value**2:,}")
ipywidgets.VBox([slider, label])
"""


@pytest.fixture
def notebook_file(tmp_path):
    """Writes a notebook with a line of prose and a cell of code, and returns its path."""

    def write(code):
        path = tmp_path / "slider.ipynb"
        cells = [nbformat.v4.new_markdown_cell("A slider and its square."), nbformat.v4.new_code_cell(code.strip())]
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), path)
        return path

    return write


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_dragging_a_slider_changes_the_number_beside_it(open_notebook, notebook_file, theme):
    notebook = open_notebook(notebook_file(CODE), theme=theme)
    label = notebook.output(1).locator(".widget-label").last
    assert notebook.numbers(label) == [100]
    with notebook.expect_change(label.inner_text):
        notebook.drag(notebook.output(1), 0.75)
    assert notebook.numbers(label) == [5625]


def test_errors_in_the_console_are_noticed(open_notebook, notebook_file):
    notebook = open_notebook(notebook_file("1 + 1"))
    with notebook.page.expect_console_message():
        notebook.page.evaluate("() => console.error('a broken widget')")
    assert notebook.errors == ["a broken widget"]
    notebook.errors.clear()


def test_a_stroke_follows_its_points(open_notebook, notebook_file):
    notebook = open_notebook(notebook_file(CODE))
    widget = notebook.output(1).locator(".widget-vbox")
    with notebook.expect_change(widget.inner_text):
        notebook.stroke(widget.locator(".noUi-base"), [(0.1, 0.5), (0.9, 0.5), (0.3, 0.5)])
    assert notebook.numbers(widget) == [30, 900]
