"""The notebooks of the course: where they are, and which of their cells defines a name."""

import json
import symtable
from dataclasses import dataclass
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


def all_cells():
    """The Cells of each notebook, from top to bottom: a list of lists."""
    paths = sorted(folder().glob("*.ipynb")) if folder() else []
    return [_cells(json.loads(path.read_text(encoding="utf-8"))) for path in paths]


def _cells(notebook):
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
