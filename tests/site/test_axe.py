"""axe-core finds nothing wrong with the site."""

import axe
import course_map
import pytest
from live_lab import EVERYTHING, Live, browser_or_skip, long

NAMES = [*(path.stem for path in sorted(course_map.NOTEBOOKS.glob("*.ipynb"))), "teaching", "index"]


@pytest.mark.parametrize("theme", ["light", "dark"] if EVERYTHING else ["light"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_wrong_with_a_page(site, browser, name, theme):
    page = browser.new_page(color_scheme=theme)
    page.goto(f"{site.url}{name}.html")
    found = axe.violations(page)
    page.close()
    assert found == []


@long
def test_axe_finds_nothing_wrong_with_a_live_notebook(site, playwright, tmp_path):
    live = Live(browser_or_skip(playwright, "chromium"), tmp_path / "profile", site.url)
    try:
        notebook = live.notebook("03_one_image")
        assert axe.violations(notebook.page) == []
        assert axe.violations(notebook.inner, ".nnlib-output") == []
    finally:
        live.context.close()
