"""All paths from one place in the network to the cost, with a bar for each; laid end to end, the bars give the sum."""

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import Rectangle

from nnlib.plots import style
from nnlib.plots.charts import chart_figure, colour_of
from nnlib.plots.lettering import write_all
from nnlib.wording import change

WIDTH, HEIGHT = 552, 400  # pixels
TOP, ROW, THICK = 42, 27, 17  # y of the first row, the distance between rows, the thickness of a bar
BARS = 218, 440  # left and right limit of the bars
NUMBERS = 540  # right edge of the numbers


def paths_figure(names, contributions, chosen=None):
    """A Figure with a bar for each of `contributions` (n,), beginning where the one before it ends; the last row is the sum.

    `names` (n,) are written beside the bars. The row with the index `chosen` is highlighted.
    """
    figure = chart_figure(WIDTH, HEIGHT)
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0))
    ax.set(xticks=[], yticks=[])
    ax.set_axis_off()
    total = contributions.sum()
    ends = np.cumsum(contributions)
    low, high = min(0, ends.min()), max(0, ends.max())
    scale = (BARS[1] - BARS[0]) / ((high - low) or 1)

    def across(value):
        return BARS[0] + scale * (np.asarray(value) - low)

    rows = TOP + ROW * np.arange(len(contributions) + 1)
    rows[-1] += 6  # set the sum a little apart
    if chosen is not None:
        ax.add_patch(Rectangle((4, rows[chosen] - ROW / 2), WIDTH - 8, ROW, facecolor=style.GRID))
    _draw_bars(ax, across(0), rows, across([*(ends - contributions), 0]), across([*ends, total]), [*contributions, total])
    _write_rows(ax, rows, names, [*contributions, total])
    write_all(ax, 12, 15, ["path, the largest first"], size=10, colours=style.INK_MUTED, ha="left")
    write_all(ax, NUMBERS, 15, ["product of its links"], size=10, colours=style.INK_MUTED, ha="right")
    return figure


def _draw_bars(ax, zero, rows, starts, ends, values):
    halves = THICK / 2 * np.array([-1, -1, 1, 1])
    corners = [[(x, y + half) for x, half in zip((a, b, b, a), halves)] for a, b, y in zip(starts, ends, rows)]
    ax.add_collection(PolyCollection(corners, facecolors=[colour_of(value) for value in values], linewidths=0, zorder=2))
    connectors = [((end, y), (end, below)) for end, y, below in zip(ends, rows, rows[1:])]
    ax.add_collection(LineCollection(connectors, colors=style.INK_MUTED, linewidths=1))
    ax.plot([zero, zero], [rows[0] - ROW / 2, rows[-1] + ROW / 2], color=style.INK_MUTED, linewidth=1)
    ax.plot([8, WIDTH - 8], [rows[-1] - ROW / 2 - 3] * 2, color=style.INK, linewidth=1)


def _write_rows(ax, rows, names, values):
    colours = [colour_of(value) for value in values]
    write_all(ax, 12, rows[:-1], names, size=11, colours=style.INK, ha="left")
    write_all(ax, NUMBERS, rows[:-1], [change(value) for value in values[:-1]], size=11, colours=colours[:-1], ha="right")
    look = {"size": 13, "weight": "bold"}
    write_all(ax, 12, rows[-1], ["sum"], colours=style.INK, ha="left", **look)
    write_all(ax, NUMBERS, rows[-1], [change(values[-1])], colours=colours[-1], ha="right", **look)
