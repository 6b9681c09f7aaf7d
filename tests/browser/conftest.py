"""Fixtures that open notebooks in a real JupyterLab or Jupyter Notebook, in a real browser (front_ends.py says which)."""

from pathlib import Path

import build_notebooks
import front_ends
import pytest
from lab import PATIENCE, Lab, Notebook
from playwright.sync_api import expect

PICTURES = Path(__file__).parents[2] / "build" / "browser"
FAILED = pytest.StashKey[bool]()

expect.set_options(timeout=1000 * PATIENCE)


@pytest.fixture(scope="session", params=front_ends.CHOSEN)
def front_end(request):
    """Where a test runs, one of front_ends.ALL."""
    return request.param


@pytest.fixture(scope="session")
def browser(front_end, request):
    """The browser of this front end, one for all tests."""
    return request.getfixturevalue(front_end.rpartition("-")[2])


@pytest.fixture(scope="session")
def labs(tmp_path_factory):
    """Starts a JupyterLab or Notebook, one for all tests. Both stay until the end, since each module may need both."""
    started = {}

    def start(name):
        if name not in started:
            started[name] = Lab(tmp_path_factory.mktemp(name) / "home", name)
        return started[name]

    yield start
    for lab in started.values():
        lab.stop()


@pytest.fixture(scope="session")
def lab(front_end, labs):
    """The JupyterLab or Notebook of this front end, one for all tests."""
    return labs(front_end.partition("-")[0])


@pytest.fixture
def open_notebook(browser, lab, request):
    """Opens a notebook, by the name of one of ours or by its path, and runs all its cells.

    The console must stay free of errors; when the test fails, build/browser/ gets a screenshot.
    """
    opened = []

    def open_notebook(name, theme="light", width=1280, height=720, scale=1):
        path = name if isinstance(name, Path) else build_notebooks.NOTEBOOKS / f"{name}.ipynb"
        viewport = {"width": width, "height": height}
        page = browser.new_page(color_scheme=theme, viewport=viewport, device_scale_factor=scale)
        opened.append(Notebook(lab, page))
        opened[-1].open(path)
        return opened[-1]

    yield open_notebook
    for number, notebook in enumerate(opened):
        if request.node.stash.get(FAILED, False):
            notebook.screenshot(PICTURES / f"{request.node.name}-{number}.png")
        notebook.page.close()
    lab.stop_kernels()
    assert [error for notebook in opened for error in notebook.errors] == []


@pytest.fixture(scope="module")
def notebook(browser, lab, request):
    """The notebook that the module calls NOTEBOOK, opened once for all its tests; the console must stay free of errors."""
    notebook = Notebook(lab, browser.new_page(viewport={"width": 1280, "height": 720}))
    notebook.open(build_notebooks.NOTEBOOKS / f"{request.module.NOTEBOOK}.ipynb")
    yield notebook
    notebook.page.close()
    lab.stop_kernels()
    assert notebook.errors == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report
