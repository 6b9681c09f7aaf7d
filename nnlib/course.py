"""The notebooks of the course: where they are, which of their cells defines a name, and what there is to do in them."""

import ast
import json
import re
import symtable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent
FIRST = "00_start_here.ipynb"


def folder():
    """The folder of the notebooks: inside an installed package, or beside it in the repository; None if there is none."""
    found = (path / "notebooks" for path in (PACKAGE, PACKAGE.parent) if (path / "notebooks" / FIRST).exists())
    return next(found, None)


@dataclass(frozen=True)
class Cell:
    """A cell of code in a notebook of the course."""

    id: str
    text: str

    @property
    def beginning(self):
        """Its first line."""
        return self.text.strip().partition("\n")[0]

    @property
    def names(self):
        """The names that it defines, including functions and imports."""
        try:
            symbols = symtable.symtable(self.text, "cell", "exec").get_symbols()
        except SyntaxError:
            return set()
        return {symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported()}


def numbered():
    """The names of the notebooks with a number, in order, such as "00_start_here"."""
    return [path.stem for path in sorted(folder().glob("[0-9]*.ipynb"))] if folder() else []


def all_cells():
    """The Cells of each notebook, from top to bottom: a list of lists."""
    paths = sorted(folder().glob("*.ipynb")) if folder() else []
    return [_cells(path) for path in paths]


def _cells(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [Cell(cell["id"], "".join(cell["source"])) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def place_of(cells, id, text):
    """The position among `cells` of the one with this id, or else of the one with this text; None if there is neither."""
    ids, texts = [cell.id for cell in cells], [cell.text.strip() for cell in cells]
    if id in ids:  # it may have been edited
        return ids.index(id)
    return texts.index(text.strip()) if text.strip() in texts else None


def maker(name, cells, place):
    """The cell that defines a name for the one at `place`: the last one above it, else the first one below it, else None."""
    above = [cell for cell in cells[:place] if name in cell.names]
    below = [cell for cell in cells[place + 1 :] if name in cell.names]
    return above[-1] if above else below[0] if below else None


# ---- what there is to do


@dataclass(frozen=True)
class Tasks:
    """What a learner can do in a notebook: a pattern of each card's question, and the names of the functions to write."""

    cards: tuple
    functions: tuple


@cache
def tasks(name):
    """The Tasks of the notebook of this name, none if the course has no such notebook.

    They are found in its code, as Predict(...) and check(...).
    """
    path = folder() and folder() / f"{name}.ipynb"
    calls = [call for cell in (_cells(path) if path and path.exists() else []) for call in _calls(cell.text)]
    cards = tuple(_pattern(call.args[0]) for call in calls if call.func.id == "Predict")
    written = dict.fromkeys(
        call.args[0].id for call in calls if call.func.id == "check" and isinstance(call.args[0], ast.Name)
    )
    return Tasks(cards, tuple(written))


def _calls(text):
    """The calls of plain names with arguments in a cell, from top to bottom; none if it is not Python, as for %magic."""
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except SyntaxError:
        return []
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args]
    return sorted(calls, key=lambda call: call.lineno)


def _pattern(question):
    """A pattern of what this expression of text can be: numbers that the cell works out stand for anything."""
    while isinstance(question, ast.Call):  # "...".replace("-", "−")
        question = question.func.value
    parts = question.values if isinstance(question, ast.JoinedStr) else [question]
    return re.compile("".join(re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in parts))
