"""A table of counts whose cells can be chosen: labels down, answers across."""

import anywidget
import numpy as np
import traitlets

from nnlib.widgets import assets
from nnlib.widgets.lifetime import Closing
from nnlib.widgets.presented import Presented


class Matrix(Closing, Presented, anywidget.AnyWidget):
    """Whole numbers in a square, `counts` (n, n); off the diagonal, the larger the number, the darker its cell.

    A click or the arrow keys set `selected` to (row, column); a second click sets it to () again. `down` and `across` say
    what the rows and the columns are.
    """

    _esm = assets.script("matrix")
    _css = assets.style("matrix")

    rows = traitlets.List().tag(sync=True)
    down = traitlets.Unicode().tag(sync=True)
    across = traitlets.Unicode().tag(sync=True)
    selected = traitlets.List(traitlets.Int()).tag(sync=True)

    def __init__(self, counts, down, across):
        super().__init__(rows=_checked(counts), down=down, across=across)

    @property
    def counts(self):
        """The numbers, (n, n)."""
        return np.array(self.rows)

    @counts.setter
    def counts(self, counts):
        self.rows = _checked(counts)

    @traitlets.validate("selected")
    def _check_selected(self, proposal):
        place, n = list(proposal.value), len(self.rows)
        if place and (len(place) != 2 or not all(0 <= i < n for i in place)):
            raise ValueError(f"selected must be a row and a column from 0 to {n - 1}, or empty, but got {place}")
        return place


def _checked(counts):
    counts = np.asarray(counts)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or counts.dtype.kind not in "ui":
        raise ValueError(f"counts must be a square of whole numbers, but got {counts.dtype} of shape {counts.shape}")
    return counts.tolist()
