"""All paths from one place in the network to the cost, with a bar for each; laid end to end, the bars give the sum."""

import numpy as np
from matplotlib.colors import to_rgba

from nnlib.plots import style
from nnlib.plots.charts import chart_figure
from nnlib.plots.sketch import Sketch
from nnlib.wording import change

WIDTH, HEIGHT = 552, 400  # pixels
TOP, ROW, THICK = 42, 27, 17  # y of the first row, the distance between rows, the thickness of a bar
BARS = 218, 440  # left and right limit of the bars
NUMBERS = 540  # right edge of the numbers


def paths_frame():
    """A Figure for `draw_paths`, with all that stays."""
    figure = chart_figure(WIDTH, HEIGHT)
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0))
    ax.set(xticks=[], yticks=[])
    ax.set_axis_off()
    sketch, look = Sketch(), {"size": 10, "colours": style.INK_MUTED}
    sketch.write(12, 15, ["path, the largest first"], ha="left", **look)
    sketch.write(NUMBERS, 15, ["product of its links, a slope"], ha="right", **look)
    sketch.draw(ax)
    return figure


def draw_paths(ax, names, contributions, chosen=None):
    """Draw a bar for each of `contributions` (n,), beginning where the one before it ends; the last row is the sum.

    `names` (n,) are written beside the bars. Bars that lead to the left are hollow: those of negative numbers. The row with
    the index `chosen` is highlighted.
    """
    total = contributions.sum()
    ends = np.cumsum(contributions)
    low, high = min(0, ends.min()), max(0, ends.max())
    scale = (BARS[1] - BARS[0]) / ((high - low) or 1)

    def across(value):
        return BARS[0] + scale * (np.asarray(value) - low)

    rows = TOP + ROW * np.arange(len(contributions) + 1)
    rows[-1] += 6  # set the sum a little apart
    sketch, values = Sketch(), np.append(contributions, total)
    if chosen is not None:
        sketch.rectangles(4, rows[chosen] - ROW / 2, WIDTH - 8, ROW, style.GRID)
    _add_bars(sketch, across(0), rows, across(np.append(ends - contributions, 0)), across(np.append(ends, total)))
    _add_words(sketch, rows, names, [change(value) for value in values])
    sketch.draw(ax)


def _add_bars(sketch, zero, rows, starts, ends):
    connectors = [((end, y), (end, below)) for end, y, below in zip(ends, rows, rows[1:])]
    sketch.lines([*connectors, ((zero, rows[0] - ROW / 2), (zero, rows[-1] + ROW / 2))], style.INK_MUTED)
    fills = [style.INK if start <= end else style.GROUND for start, end in zip(starts, ends)]
    sketch.rectangles(starts, rows - THICK / 2, ends - starts, THICK, fills, style.INK, 1)
    sketch.lines([((8, rows[-1] - ROW / 2 - 3), (WIDTH - 8, rows[-1] - ROW / 2 - 3))], style.INK)


def _add_words(sketch, rows, names, numbers):
    for x, words, side in (12, [*names, "sum"], "left"), (NUMBERS, numbers, "right"):
        look = {"colours": style.INK, "ha": side}
        sketch.write(x, rows[:-1], words[:-1], size=11, **look)
        sketch.write(x, rows[-1], words[-1:], size=13, weight="bold", **look)


# ---- the network, for a still picture

FAINT = 0.12  # opacity of a weight on no path


def routes_figure(network, lit, width, height):
    """A dark Figure of the neurons after the input, the weights between them, and bright all that is named in `lit`."""
    figure, ax = style.stage_figure(width, height)
    sketch, sizes = Sketch(), network.sizes
    xs = np.linspace(64, width - 120, len(sizes) - 1)
    columns = [[(x, 70 + (height - 124) * (i + 0.5) / n) for i in range(n)] for n, x in zip(sizes[1:], xs)]
    for l, (W, before, after) in enumerate(zip(network.weights[1:], columns, columns[1:]), 1):
        bright = np.array([[_is_lit(lit, "weights", l, j, k) for k in range(sizes[l])] for j in range(sizes[l + 1])])
        strength = np.abs(W) / np.abs(W).max() * np.where(bright, 1, FAINT)
        order = np.argsort(strength, axis=None)
        ends = [(before[k], after[j]) for j, k in zip(*np.unravel_index(order, W.shape))]
        colours = [(*to_rgba(style.UP if w > 0 else style.DOWN)[:3], s) for w, s in zip(W.flat[order], strength.flat[order])]
        sketch.lines(ends, colours, 1.5)
    for l, (places, name) in enumerate(zip(columns, ("hidden layer 1", "hidden layer 2", "outputs")), 1):
        bright = [_is_lit(lit, "activations", l, k) for k in range(sizes[l])]
        edges = [style.TEXT if one else style.LINE for one in bright]
        sketch.circles(*np.transpose(places), 8, style.PANEL, edges, 1.5)
        sketch.write(places[0][0], 44, [name], size=10, colours=style.MUTED)
    for i, (x, y) in enumerate(columns[-1]):
        sketch.write(x + 20, y, [i], size=12, colours=style.TEXT, ha="left")
    for x, words, colour in (20, "━ weight > 0", style.UP), (190, "━ weight < 0", style.DOWN):
        sketch.write(x, height - 24, [words], size=10, colours=colour, ha="left")
    sketch.draw(ax)
    return figure


def _is_lit(lit, kind, layer, *place):
    """Whether a neuron or a weight, or its whole layer or row, is among these names."""
    rows = f"{kind}[{layer}]", f"{kind}[{layer}][{place[0]}]", f"{kind}[{layer}][{', '.join(map(str, place))}]"
    return any(name in lit for name in rows)
