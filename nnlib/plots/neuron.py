"""How a neuron gets its activation: the weighted sum term by term, and below it σ or ReLU on the same z axis."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.boxes import draw_boxes
from nnlib.plots.charts import colour_of, few_ticks, on_sheet, plain
from nnlib.wording import fixed, signed


def draw_sum_frame(ax, count):
    """Prepare the axes of `draw_weighted_sum` for so many terms."""
    plain(ax)
    ax.spines["left"].set_visible(False)
    ax.set(xticks=[], yticks=[], ylim=(count, -0.6))


def draw_weighted_sum(ax, sketch, labels, terms):
    """Draw each term as a bar that begins where the one before it ends, so that the last bar ends at z.

    The words go into `sketch`, which is for a sheet over the whole figure.
    """
    ends, rows = np.cumsum(terms), np.arange(len(terms))
    colours = [colour_of(term) for term in terms]
    draw_boxes(ax, ends - terms, rows - 0.31, ends, rows + 0.31, facecolors=colours, gid="terms", zorder=1)
    xs, ys = on_sheet(ax, np.append(ends, ends[-1]), np.append(rows, len(rows)))
    zero, _ = on_sheet(ax, 0, 0)
    sketch.lines([[(zero, ax.figure.bbox.height - ax.bbox.y1), (zero, ys[-1])]], style.INK_MUTED)
    sketch.lines([[(x, y), (x, below)] for x, y, below in zip(xs, ys, ys[1:-1])], style.INK_MUTED)
    sketch.rectangles(xs[-1] - 1, np.arange(ys[-2], ys[-1], 5), 2, 2, style.INK)
    numbers = [signed(term, 2) for term in terms]
    sketch.write(np.maximum(xs[:-1], np.append(zero, xs[:-2])) + 5, ys[:-1], numbers, colours=colours, ha="left")
    sketch.write(ax.bbox.x0 - 5, ys[:-1], labels, colours=style.INK, ha="right")


def draw_activation_frame(ax, name, top):
    """Prepare the axes of `draw_activation` for activations up to `top`, with what it moves."""
    plain(ax, ylabel=name)
    ax.set(xticks=[], ylim=(-0.12, max(1.15, top)))
    ax.plot([], [], color=style.INK, linewidth=2.5, gid="function", animated=True)
    ax.plot([], [], color=style.INK, linewidth=2, linestyle=":", gid="fall", animated=True)
    ax.plot([], [], "o", markersize=15, color=style.INK, markeredgewidth=2, gid="neuron", animated=True)


def draw_activation(ax, sketch, curve_z, curve_a, z, a):
    """Move the activation function and the neuron, a point on its curve, and write the z axis below it."""
    curve, fall, neuron = ax.lines
    curve.set_data(curve_z, curve_a)
    fall.set_data([z, z], [a, ax.get_ylim()[1]])
    neuron.set_data([z], [a])
    neuron.set_markerfacecolor(str(np.clip(a, 0, 1)))
    ticks, texts = few_ticks(*ax.get_xlim())
    xs, _ = on_sheet(ax, ticks, 0)
    foot = ax.figure.bbox.height - ax.bbox.y0
    sketch.lines([[(x, foot), (x, foot + 6)] for x in xs], style.INK_MUTED)
    sketch.write(xs, foot + 17, texts, size=13, colours=style.INK_MUTED)
    sketch.write(ax.bbox.x0 + ax.bbox.width / 2, foot + 41, [f"z = {fixed(z, 2)}"], size=14, colours=style.INK)
