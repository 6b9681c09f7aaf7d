"""Ten shares, before and after: the outputs before and after a step, or the digits that are read rightly."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.charts import add_sheet, chart_figure, colour_of
from nnlib.plots.sketch import INVISIBLE, Sketch
from nnlib.wording import fixed, signed

WIDTH, HEIGHT = 552, 380
LEFT, RIGHT, NUMBERS = 52, 320, 534  # x of activation 0, of activation 1, and of the right end of the numbers
TOP, ROW = 72, 30  # y of output 0, and the distance from one output to the next; below the last is room for a key
DOT, HEAD = 6, 9  # pixels


def ten_ground(title, column):
    """The Figure with all that stays: `title` says what the marks are, `column` what is in the last column."""
    figure = chart_figure(WIDTH, HEIGHT)
    sketch, ys = Sketch(), TOP + ROW * np.arange(10)
    sketch.write([14], [20], [title], size=13, colours=style.INK, ha="left")
    sketch.write([LEFT, RIGHT], 48, ["0", "1"], size=11, colours=style.INK_MUTED)
    sketch.write([NUMBERS], [48], [column], size=11, colours=style.INK_MUTED, ha="right")
    sketch.lines([[(LEFT, y), (RIGHT, y)] for y in ys], style.GRID, 1.5)
    sketch.draw(add_sheet(figure), zorder=1)
    return figure


def draw_ten(ax, shares, targets=None):
    """Draw ten shares (2, 10), before and after, on the sheet of `ten_ground`, with their `targets` (10,), if any."""
    sketch, ys = Sketch(), TOP + ROW * np.arange(10)
    starts, ends = LEFT + (RIGHT - LEFT) * shares
    moved = shares[1] - shares[0]
    colours = [colour_of(change) for change in moved]
    if targets is not None:
        xs = LEFT + (RIGHT - LEFT) * targets
        sketch.lines([[(x, y - 10), (x, y + 10)] for x, y in zip(xs, ys)], style.INK, 3.5)
    sketch.lines([[(start, y), (end, y)] for start, end, y in zip(starts, ends, ys)], colours, 3)
    sketch.circles(starts, ys, DOT, style.GROUND, style.INK, 1.5)
    sketch.circles(ends, ys, DOT, colours, INVISIBLE, 0)
    for i, y in enumerate(ys):
        weight = "bold" if targets is not None and targets[i] == 1 else "normal"
        sketch.write([24], [y], [i], size=14, colours=style.INK, weight=weight)
        numbers = f"{fixed(shares[0, i], 2)} → {fixed(shares[1, i], 2)}"
        sketch.write([NUMBERS - 66], [y], [numbers], size=12, colours=style.INK, ha="right", weight=weight)
        sketch.write([NUMBERS], [y], [signed(moved[i], 2)], size=12, colours=colours[i], ha="right", weight=weight)
    sketch.draw(ax, gid="ten")
