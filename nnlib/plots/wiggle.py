"""Slope times step as a prediction, beside the true change of the cost."""

import numpy as np
from matplotlib.collections import LineCollection

from nnlib.plots import style
from nnlib.plots.boxes import draw_boxes
from nnlib.plots.charts import colour_of, plain
from nnlib.plots.lettering import write_all
from nnlib.wording import change

BARS = np.array([0.0, 1.0, 2.6, 3.6])  # y of the four bars
AGREED = 0.1  # a prediction holds if it is off by at most this share


def draw_changes_frame(ax):
    """Prepare the axes of `draw_changes`, where the longest bar has length 1."""
    ax.axvline(0, color=style.INK_MUTED, linewidth=1)
    for row, words in zip(BARS, ["predicted", "true", "predicted", "true"]):
        ax.text(-1.75, row, words, va="center", ha="right", fontsize=12, color=style.INK)
    ax.set(xlim=(-3.45, 1.6), ylim=(4.1, -0.6))
    ax.set_axis_off()


def draw_changes(ax, titles, predicted, true):
    """Draw, for each of two weights, the predicted change of the cost as a hollow bar above the true one, filled."""
    values = np.column_stack([predicted, true]).ravel()
    colours = [colour_of(value) for value in values]
    faces = [style.GROUND if i % 2 == 0 else colour for i, colour in enumerate(colours)]
    ends = values / (np.abs(values).max() or 1)
    look = {"facecolors": faces, "edgecolors": colours, "linewidths": 2}
    draw_boxes(ax, 0, BARS - 0.36, ends, BARS + 0.36, gid="changes", zorder=1, **look)
    for is_side, gap, ha in ((values >= 0, 0.02, "left"), (values < 0, -0.02, "right")):
        shown = np.flatnonzero(is_side)
        look = {"colours": [colours[i] for i in shown], "ha": ha, "weight": "bold"}
        write_all(ax, ends[shown] + gap, BARS[shown], [change(values[i]) for i in shown], size=13, **look).set_clip_on(False)
    names, slopes = zip(*titles)
    write_all(ax, -3.4, [0.1, 2.7], names, size=13, colours=style.INK, ha="left", weight="bold")
    write_all(ax, -3.4, [1.0, 3.6], slopes, size=12, colours=style.INK_MUTED, ha="left")


def draw_reach_frame(ax, smallest, largest):
    """Prepare the axes of `draw_reach` for wiggles in this range: everything that is the same for all weights."""
    ax.axhspan(1 - AGREED, 1 + AGREED, color=style.GRID, linewidth=0, zorder=0.5)
    ax.axhline(1, color=style.INK_MUTED, linewidth=1)
    ax.axhline(0, color=style.INK_MUTED, linewidth=1, linestyle=":")
    plain(ax)
    # A linear axis of logarithms takes half the time of a logarithmic axis to draw.
    ax.set(xlim=(np.log10(smallest), np.log10(largest)), ylim=(-0.6, 2.1))
    ax.set_xticks([-3, -2, -1, 0], ["0.001", "0.01", "0.1", "1"])
    ax.set_yticks([0, 1, 2], ["0", "1", "2"])


def draw_reach(ax, wiggles, shares, reach, name):
    """Draw true change over predicted change against `wiggles`, shaded up to `reach`, where the prediction fails."""
    left, right = np.log10([wiggles[0], min(reach, wiggles[-1])])
    ax.axvspan(left, right, color=style.INK_MUTED, alpha=0.14, linewidth=0)
    ax.plot(np.log10(wiggles), shares, color=style.INK, linewidth=2.5)
    bottom, top = ax.get_ylim()
    above = top + (top - bottom) * 13 / ax.bbox.height  # 13 pixels: in the place of a title
    write_all(ax, ax.get_xlim()[0], above, [name], size=13, colours=style.INK, ha="left").set_clip_on(False)


def draw_now(ax, wiggle, share):
    """Mark the present wiggle on the chart of `draw_reach`, at its edge if it lies outside."""
    point = [np.log10(wiggle)], [np.clip(share, -0.6, 2.1)]
    ax.plot(*point, "o", markersize=12, color=style.INK, markeredgecolor=style.GROUND)


def draw_cost_frame(ax, left, right):
    """Prepare the axes of `draw_cost_curve` for weights from left to right."""
    plain(ax)
    ax.set_xlim(left, right)
    ax.locator_params(axis="y", nbins=4)
    ax.yaxis.set_animated(True)


def draw_cost_curve(ax, values, costs, value, cost, slope, before):
    """Draw the cost as a function of one weight, with the tangent at its present value; `before` is (weight, cost)."""
    reach = (values[-1] - values[0]) / 7
    ax.plot(values, costs, color=style.INK, linewidth=2.5)
    tangent = [value - reach, value + reach], [cost - slope * reach, cost + slope * reach]
    ax.plot(*tangent, color=colour_of(slope), linewidth=3)
    ax.plot(*before, "o", markersize=11, markerfacecolor=style.GROUND, markeredgecolor=style.INK_MUTED, markeredgewidth=2)
    ax.plot([value], [cost], "o", markersize=13, color=colour_of(slope), markeredgecolor=style.GROUND, markeredgewidth=2)
    low, high = costs.min(), costs.max()
    room = 0.12 * max(high - low, 0.02)
    ax.set_ylim(low - room, high + room)


def draw_moved(ax, names, before, after):
    """Draw how the gradients of other parameters moved, from a hollow point to a filled one, with both numbers.

    The axes are empty, from -3.45 to 3.45, and a row for each parameter has height 1; the largest gradient is at 1 or -1.
    """
    rows = np.arange(len(names))
    largest = max(np.abs(before).max(), np.abs(after).max()) or 1
    starts, ends, colours = before / largest, after / largest, [colour_of(value) for value in after - before]
    ax.plot([0, 0], [-0.6, len(names) - 0.4], color=style.INK_MUTED, linewidth=1)
    ways = [[(start, row), (end, row)] for row, start, end in zip(rows, starts, ends)]
    ax.add_collection(LineCollection(ways, colors=colours, linewidths=3, zorder=2), autolim=False)
    ax.scatter(starts, rows, 49, facecolors=style.GROUND, edgecolors=style.INK_MUTED, linewidths=1, zorder=2)
    ax.scatter(ends, rows, 81, c=colours, linewidths=1, zorder=2)
    for row, name in zip(rows, names):
        ax.text(-3.4, row, name, va="center", fontsize=10, color=style.INK, family="monospace")
    moves = [f"{change(start)} → {change(end)}" for start, end in zip(before, after)]
    write_all(ax, 3.4, rows, moves, size=10, colours=colours, ha="right")
