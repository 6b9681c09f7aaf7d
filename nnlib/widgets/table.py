"""A table whose rows can be chosen."""

import anywidget
import traitlets

from nnlib.widgets import assets
from nnlib.widgets.lifetime import Closing

KINDS = "text", "code", "number", "bar"


class Table(Closing, anywidget.AnyWidget):
    """Rows of texts under `columns`, (name, kind) each: kinds are "text", "code", "number", and "bar".

    `show` fills it. A click on a row, or the arrow keys, set `selected` to the name of the row. In the
    column of kind "bar" a length from -1 to 1 is drawn under the text.
    """

    _esm = assets.script("table")
    _css = assets.style("table")

    columns = traitlets.List().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    names = traitlets.List().tag(sync=True)
    bars = traitlets.List().tag(sync=True)
    selected = traitlets.Unicode().tag(sync=True)

    def __init__(self, columns):
        wrong = [kind for _, kind in columns if kind not in KINDS]
        if wrong:
            raise ValueError(f"the kind of a column must be one of {', '.join(KINDS)}, but got {wrong[0]!r}")
        super().__init__(columns=[{"name": name, "kind": kind} for name, kind in columns])

    def show(self, rows, names, bars=()):
        """Show these rows, lists of texts, each with its name and the length of its bar."""
        wrong = [row for row in rows if len(row) != len(self.columns)]
        if wrong or len(names) != len(rows):
            texts = f"{len(self.columns)} texts and a name"
            raise ValueError(f"each of {len(rows)} rows needs {texts}, but got {wrong[:1]} and {len(names)} names")
        with self.hold_sync():
            self.names, self.bars, self.rows = list(names), list(bars), [list(row) for row in rows]
