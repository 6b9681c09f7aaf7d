"""Notebook 03 as a screen reader is told it, in a file that a person can read.

NNLIB_GOLDEN=1 make test ARGS=tests/browser/test_accessibility_tree.py writes the file anew; then read what has changed.
"""

import os
from pathlib import Path

import pytest
from accessibility_tree import tree

NOTEBOOK = "03_one_image"
GOLDEN = Path(__file__).with_name(f"{NOTEBOOK}.txt")


def test_the_notebook_tells_a_screen_reader_what_the_file_says(notebook, browser):
    if browser.browser_type.name != "chromium":
        pytest.skip("only Chromium shows its accessibility tree to a test")
    parts = []
    for cell in notebook.page.locator(".jp-Notebook .jp-CodeCell:has(.nnlib-output)").all():
        code = cell.evaluate("cell => cell.querySelector('.cm-content')?.textContent") or "a cell"
        outputs = [tree(notebook.page, output) for output in cell.locator(".nnlib-output").all()]
        parts.append("\n".join([f"# {code}", *outputs]))
    told = "\n\n".join(parts) + "\n"
    if os.environ.get("NNLIB_GOLDEN"):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")
