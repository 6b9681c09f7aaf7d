"""Looks into notebooks that have been exported as HTML."""

import build_notebooks
from bs4 import BeautifulSoup


def words_of(notebook):
    """What the pictures of each cell of code say: a list of lists."""
    return [
        [output.metadata["image/png"]["alt"] for output in cell.outputs if "image/png" in output.get("data", {})]
        for cell in build_notebooks.code_cells(notebook)
    ]


def alternative_texts(html):
    """Those of the pictures in each cell of code of an exported notebook, which all are in the file: a list of lists."""
    cells = BeautifulSoup(html, "html.parser").select(".jp-CodeCell")
    return [[image["alt"] for image in cell.select('img[src^="data:image/png"]')] for cell in cells]
