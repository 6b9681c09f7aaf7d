"""The built notebooks: they say what their sources say, and keep to the limits of scripts/build_notebooks.py.

nbval tests that each cell, run again, prints what is stored in it; it collects notebooks/*.ipynb itself.
"""

import json
import re
import subprocess
import sys
from urllib.parse import unquote

import build_notebooks
import nbformat
import pytest

SOURCES = build_notebooks.sources()
NOTEBOOKS = sorted(build_notebooks.NOTEBOOKS.glob("*.ipynb"))

LIVE_AND_STILL = """
import ipywidgets
from nnlib.plots import style
from nnlib.widgets.still import Still

class Slider(Still, ipywidgets.IntSlider):
    def still(self):
        return style.stage_figure()[0]

    def summary(self):
        return f"a slider at {self.value}"

Slider(value=3)
"""


def every(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


@every(SOURCES)
def test_the_built_notebook_says_what_its_source_says(path):
    assert build_notebooks.matches(path), f"please run: make notebooks ARGS={path.stem}"


@every(NOTEBOOKS)
def test_every_notebook_has_a_source(path):
    assert path.stem in [source.stem for source in SOURCES]


@every(NOTEBOOKS)
def test_a_notebook_keeps_to_the_limits(path):
    assert list(build_notebooks.violations(nbformat.read(path, as_version=4))) == []


@every(NOTEBOOKS)
def test_a_notebook_was_run_from_top_to_bottom_in_a_fresh_kernel(path):
    cells = build_notebooks.code_cells(nbformat.read(path, as_version=4))
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


@every(NOTEBOOKS)
def test_a_notebook_holds_no_widget_state_and_no_addresses(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    outputs = json.dumps([cell.get("outputs") for cell in notebook["cells"]])
    assert "widgets" not in notebook["metadata"]
    assert build_notebooks.WIDGET_VIEW not in outputs
    assert re.findall(r"\bat 0x[0-9a-fA-F]+", outputs) == []


@every(NOTEBOOKS)
def test_links_to_files_lead_somewhere(path):
    prose = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown")
    links = re.findall(r"\]\(([^)\s]+)", prose) + re.findall(r"""(?:src|href)=["']([^"']+)""", prose)
    files = [link.split("#")[0] for link in links if not re.match(r"[a-z]+:|#", link)]
    assert [link for link in files if not (path.parent / unquote(link)).exists()] == []


# ---- the builder and nbval themselves


@pytest.fixture
def slider_notebook(tmp_path):
    """The source of a built notebook that shows a slider with a still picture."""
    source = tmp_path / "source" / "slider.py"
    source.parent.mkdir()
    source.write_text(f"# %% [markdown]\n# A slider.\n\n# %%{LIVE_AND_STILL}", encoding="utf-8")
    notebook = build_notebooks.run(build_notebooks.read(source), tmp_path)
    build_notebooks.write(build_notebooks.clean(notebook), build_notebooks.built(source))
    return source


def nbval(notebook):
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env", notebook.name]
    return subprocess.run(command, cwd=notebook.parent, capture_output=True, text=True).stdout


def test_a_built_notebook_keeps_the_still_picture_and_drops_the_view(slider_notebook):
    notebook = nbformat.read(build_notebooks.built(slider_notebook), as_version=4)
    (output,) = notebook.cells[1].outputs
    assert set(output.data) == {"image/png", "text/plain"}
    assert output.data["text/plain"] == "a slider at 3"
    assert list(build_notebooks.violations(notebook)) == []


def test_building_again_gives_the_same_bytes_and_leaves_the_file_alone(slider_notebook):
    notebook = build_notebooks.run(build_notebooks.read(slider_notebook), slider_notebook.parent)
    assert build_notebooks.WIDGET_VIEW in notebook.cells[1].outputs[0].data
    assert not build_notebooks.write(build_notebooks.clean(notebook), build_notebooks.built(slider_notebook))


def test_a_changed_source_no_longer_matches(slider_notebook):
    assert build_notebooks.matches(slider_notebook)
    text = slider_notebook.read_text(encoding="utf-8")
    slider_notebook.write_text(text.replace("# %%\n", '# %% tags=["x"]\n'), encoding="utf-8")
    assert not build_notebooks.matches(slider_notebook)


def test_nbval_accepts_the_live_widget_and_notices_another_text(slider_notebook):
    notebook = build_notebooks.built(slider_notebook)
    assert "1 passed" in nbval(notebook)
    stored = notebook.read_text(encoding="utf-8")
    notebook.write_text(stored.replace("a slider at 3", "a slider at 4"), encoding="utf-8")
    assert "1 failed" in nbval(notebook)


def test_the_limits_are_noticed():
    long, failing, wide = (nbformat.v4.new_code_cell(source) for source in ("x = 1\n" * 16, "1 / 0", "picture"))
    failing.outputs = [nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="division by zero")]
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1281).to_bytes(4, "big") + (720).to_bytes(4, "big")
    data = {"image/png": build_notebooks.base64.b64encode(header + bytes(150_000)).decode()}
    wide.outputs = [nbformat.v4.new_output("display_data", data=data)]
    assert list(build_notebooks.violations(nbformat.v4.new_notebook(cells=[long, failing, wide]))) == [
        "0 cells of prose for 3 of code: there should be at least as many",
        "code cell 1 has 16 lines, more than 15",
        "code cell 2 fails: ZeroDivisionError: division by zero",
        "code cell 3 has a picture of 150,024 bytes, more than 150,000",
        "code cell 3 has a picture 1281 pixels wide, more than 1280",
    ]
    failing.metadata.tags = ["raises-exception"]
    assert list(build_notebooks.violations(nbformat.v4.new_notebook(cells=[failing])))[1:] == []
