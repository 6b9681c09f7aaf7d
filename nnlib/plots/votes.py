"""The table of votes, and how quickly their average settles."""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.ticker import NullLocator

from nnlib.plots import style
from nnlib.plots.arrows import arrow_outlines, colour_of
from nnlib.plots.charts import plain
from nnlib.plots.curves import draw_curves, draw_front, draw_key, draw_marks, draw_values, pixel_axes
from nnlib.plots.digits import draw_digit
from nnlib.plots.sketch import Sketch
from nnlib.wording import brief, percent

HEIGHT = 440  # pixels of the stage
LEFT, ACROSS = 208, 76  # x of the first column of the table, and the width of a column
TOP, DOWN = 94, 43  # y of its first row, and the height of a row
ARROW, NUMBER = 13, 27  # from the left of a cell to the middle of its arrow, and to its number
LONGEST = 38  # pixels: the longest arrow
VEIL = (*to_rgb(style.STAGE), 0.78)  # over the images that do not vote yet
HEADING = "the wish of each image · ↑ should grow · ↓ should shrink"
MEAN, SURVIVES = (850, 978), (990, 1104)  # left and right edge of the two panels on the right
BAR = 46  # pixels: the bar of a parameter whose votes all survive
# Decimal places by the smallest size: numbers of at most six and of at most eight characters.
VOTES, MEANS = {0.0995: 2, 0.0005: 3}, {0.0095: 3, 0.00095: 4, 0.000005: 5}


def draw_votes_table(ax, images, rows, names, votes, largest):
    """Draw the fixed part of the table on a stage of 1112 by HEIGHT pixels.

    `images` (784, columns) are the headings of the columns, `rows` and `names` those of the rows, in words and in code.
    `votes` (rows, columns) are drawn as arrows; a vote of size `largest` gets the longest arrow.
    """
    xs, ys = LEFT + ACROSS * np.arange(votes.shape[1]), _middles(len(rows))
    _draw_panels(ax, xs, ys)
    for x, image in zip(xs, images.T):
        draw_digit(ax, image, x + 12, 36, 50)
    ax.set(xlim=(0, 1112), ylim=(HEIGHT, 0))
    across, down = (grid.ravel() for grid in np.meshgrid(xs, ys))
    texts, colours = [brief(vote, VOTES) for vote in votes.ravel()], list(map(colour_of, votes.ravel()))
    sketch = Sketch()
    _write(sketch, [LEFT, MEAN[0] + 8], 17, [HEADING, "all together"], 15, style.MUTED)
    _write(sketch, SURVIVES[0] + 8, [50, 74], ["how much", "survives"], 15)
    _write(sketch, LEFT - 14, ys - 9, rows, 14, ha="right")
    _write(sketch, LEFT - 14, ys + 10, names, 13, style.MUTED, ha="right")
    sketch.polygons(*arrow_outlines(across + ARROW, down, votes.ravel() * LONGEST / largest))
    _write(sketch, across + NUMBER, down, texts, 13, colours)
    sketch.draw(ax)


def draw_average(ax, n, columns, means, left, largest):
    """Draw the part that depends on the number n of images that vote.

    `means` (rows,) are the averages of the votes, and `left` (rows,) the shares, 0 to 1, that survive in them.
    """
    ys, sketch = _middles(len(means)), Sketch()
    hidden = LEFT + ACROSS * min(n, columns)
    sketch.rectangles(hidden, 30, LEFT + ACROSS * columns - hidden, HEIGHT - 30, VEIL)
    if n > columns:
        _write(sketch, LEFT + ACROSS * columns - 4, 17, [f"… and {n - columns:,} more"], 15, style.MUTED, ha="right")
    _write(sketch, MEAN[0] + 8, [50, 74], ["mean of", f"{n:,} image{'s' * (n > 1)}"], 15)
    sketch.polygons(*arrow_outlines(np.full(len(ys), MEAN[0] + 20), ys, means * LONGEST / largest))
    _write(sketch, MEAN[0] + 38, ys, _written(means, MEANS), 16, list(map(colour_of, means)), weight="bold")
    sketch.rectangles(SURVIVES[0] + 8, ys - 7, np.maximum(BAR * left, 1), 14, style.TEXT)
    _write(sketch, SURVIVES[1] - 4, ys, map(percent, left), 15, ha="right")
    sketch.draw(ax, zorder=5)


KEY, VALUES = 915, 1100  # pixels: x of the marks beside the curves' names, and of the right end of their numbers
ROWS = np.array([120, 160, 200, 240])  # pixels: y of the names


def draw_agreement(figure, counts, cosines, chosen, names):
    """Draw cosines (curves, counts) against the number of images, on a figure of 1112 pixels; curve `chosen` is thick."""
    ax, over = figure.add_axes((0.07, 0.14, 0.71, 0.84)), pixel_axes(figure)
    logs = np.log10(counts)  # a linear axis of logarithms takes half the time of a logarithmic axis to draw
    plain(ax, xlabel="how many images vote", ylabel="cosine with the full gradient")
    ax.axhline(0, color=style.INK_MUTED, linewidth=1)
    ax.set(xlim=(-0.05, np.log10(60_000) + 0.02), ylim=(-0.45, 1.08))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xticks([*range(5), np.log10(60_000)], ["1", "10", "100", "1,000", "10,000", "60,000"])
    ax.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    draw_curves(ax, [(logs, curve) for curve in cosines], apart=10)
    draw_front(ax, (logs, cosines[chosen]))
    draw_key(over, KEY, ROWS, names, "cosine after")


def draw_agreement_at(figure, n, at, texts, chosen):
    """Mark the cosines `at` (curves,) for n images, and write them, `texts`, beside the names."""
    ax, over = figure.axes
    x = np.log10(n)
    ax.axvline(x, color=style.INK, linewidth=1.5, linestyle=":")
    draw_marks(ax, x, at)
    draw_values(over, VALUES, ROWS, texts, chosen)


# ---- panels and words


def _middles(rows):
    return TOP + DOWN * (np.arange(rows) + 0.5)


def _box(left, top, right, bottom):
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _draw_panels(ax, xs, ys):
    cells = [_box(x + 1.5, y - DOWN / 2 + 1, x + ACROSS - 1.5, y + DOWN / 2 - 1) for y in ys for x in xs]
    ax.add_collection(PolyCollection(cells, facecolors=style.PANEL, linewidths=0))
    for left, right in MEAN, SURVIVES:
        panel = _box(left, 30, right, ys[-1] + DOWN / 2 - 1)
        ax.add_collection(PolyCollection([panel], facecolors=style.PANEL, edgecolors=style.MUTED, linewidths=0.8))


def _write(sketch, xs, ys, texts, pixels, colours=style.TEXT, ha="left", weight="normal"):
    sketch.write(xs, ys, texts, size=pixels * 0.72, colours=colours, ha=ha, weight=weight)


def _written(values, places):
    return [brief(value, places) for value in values]
