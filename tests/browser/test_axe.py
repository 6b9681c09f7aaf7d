"""axe-core finds nothing wrong with our parts of any notebook."""

import axe
import build_notebooks
import pytest
from live_lab import EVERYTHING

ALWAYS = ("03_one_image",)
NAMES = [path.stem for path in sorted(build_notebooks.NOTEBOOKS.glob("[01p]*.ipynb"))]  # 00 to 12, and the primers


@pytest.mark.parametrize("theme", ["light", "dark"] if EVERYTHING else ["light"])
@pytest.mark.parametrize("name", [name for name in NAMES if EVERYTHING or name in ALWAYS])
def test_axe_finds_nothing_wrong_with_our_parts(open_notebook, name, theme):
    notebook = open_notebook(name, theme=theme)
    assert notebook.page.locator(".nnlib-output").count()
    for fold in notebook.page.locator(".nnlib-numbers > summary:visible").all():
        fold.click()
    notebook.wait_until_answered()
    assert axe.violations(notebook.page, ".nnlib-output") == []
