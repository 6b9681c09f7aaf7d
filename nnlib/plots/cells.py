"""Numbers in cells, of which some are lit."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.sketch import Sketch
from nnlib.wording import amount

SIDE, GAP = 62, 6  # pixels


def add_cells(sketch: Sketch, numbers, left, top, lit, name=""):
    """Add a table of numbers (rows, columns), with its top left corner at (left, top); NaN is a cell that is still empty.

    Those where `lit`, an array of bools, is True are bright. `name` is written above it.
    """
    for (row, column), number in np.ndenumerate(numbers):
        x, y = left + column * (SIDE + GAP), top + row * (SIDE + GAP)
        bright = bool(lit[row, column])
        edge = style.TEXT if bright else style.LINE
        sketch.rectangles([x], [y], [SIDE], [SIDE], style.PANEL, edge, 3 if bright else 1)
        words = "" if np.isnan(number) else amount(number)
        colour = style.TEXT if bright else style.MUTED
        sketch.write([x + SIDE / 2], [y + SIDE / 2], [words], size=17, colours=colour, weight="bold" if bright else "normal")
    width = numbers.shape[1] * (SIDE + GAP) - GAP
    sketch.write([left + width / 2], [top - 20], [name], size=15, colours=style.TEXT)
