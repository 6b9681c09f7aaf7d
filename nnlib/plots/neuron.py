"""How a neuron gets its activation: the weighted sum term by term, and below it σ or ReLU on the same z axis."""

import numpy as np
from matplotlib.collections import LineCollection

from nnlib.plots import style
from nnlib.plots.boxes import draw_boxes
from nnlib.plots.charts import colour_of, plain
from nnlib.plots.lettering import write_all


def draw_sum_frame(ax, count, limits):
    """Prepare the axes of `draw_weighted_sum` for so many terms."""
    ax.axvline(0, color=style.INK_MUTED, linewidth=1)
    plain(ax)
    ax.spines["left"].set_visible(False)
    ax.set_yticks([])
    ax.tick_params(axis="x", labelbottom=False)
    ax.set(xlim=limits, ylim=(count, -0.6))


def draw_weighted_sum(ax, labels, terms):
    """Draw each term as a bar that begins where the one before it ends, so that the last bar ends at z."""
    ends = np.cumsum(terms)
    rows = np.arange(len(terms))
    colours = [colour_of(term) for term in terms]
    draw_boxes(ax, ends - terms, rows - 0.31, ends, rows + 0.31, facecolors=colours, gid="terms", zorder=1)
    joints = [[(end, row), (end, row + 1)] for row, end in zip(rows, ends[:-1])]
    ax.add_collection(LineCollection(joints, colors=style.INK_MUTED, linewidths=1, zorder=0), autolim=False)
    ax.plot([ends[-1]] * 2, [rows[-1], rows[-1] + 1], color=style.INK, linewidth=2, linestyle=":", clip_on=False)
    left, right = ax.get_xlim()
    pixel = (right - left) / ax.bbox.width
    numbers = [f"{term:+.2f}" for term in terms]
    beside = np.maximum(ends - terms, ends) + 5 * pixel
    write_all(ax, beside, rows, numbers, size=11, colours=colours, ha="left").set_clip_on(False)
    write_all(ax, left - 5 * pixel, rows, labels, size=11, colours=style.INK, ha="right").set_clip_on(False)


def draw_activation_frame(ax, curve_z, curve_a, limits, name):
    """Draw the activation function as a curve."""
    ax.plot(curve_z, curve_a, color=style.INK, linewidth=2.5)
    plain(ax, ylabel=name)
    ax.set(xlim=limits, ylim=(-0.12, max(1.15, max(curve_a))))


def draw_activation(ax, z, a):
    """Draw the neuron as a point on the curve."""
    ax.plot([z, z], [a, ax.get_ylim()[1]], color=style.INK, linewidth=2, linestyle=":")
    ax.plot([z], [a], "o", markersize=15, color=style.INK, markerfacecolor=str(np.clip(a, 0, 1)), markeredgewidth=2)
    bottom, top = ax.get_ylim()
    below = bottom - (top - bottom) * 41 / ax.bbox.height  # 41 pixels
    write_all(ax, np.mean(ax.get_xlim()), below, [f"z = {z:.2f}"], size=14, colours=style.INK).set_clip_on(False)
