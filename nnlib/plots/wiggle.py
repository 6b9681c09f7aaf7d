"""Slope times step as a prediction, beside the true change of the cost."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.charts import colour_of, plain
from nnlib.wording import change

AGREED = 0.1  # a prediction holds if it is off by at most this share


def draw_changes(ax, titles, predicted, true):
    """Draw, for each of two weights, the predicted change of the cost as a hollow bar above the true one, filled."""
    rows = np.array([0.0, 1.0, 2.6, 3.6])
    values = np.column_stack([predicted, true]).ravel()
    colours = [colour_of(value) for value in values]
    faces = [style.GROUND if i % 2 == 0 else colour for i, colour in enumerate(colours)]
    ax.barh(rows, values, height=0.72, color=faces, edgecolor=colours, linewidth=2)
    largest = np.abs(values).max() or 1
    ax.axvline(0, color=style.INK_MUTED, linewidth=1)
    for row, value, colour in zip(rows, values, colours):
        gap = 0.02 * largest * (1 if value >= 0 else -1)
        side = "left" if value >= 0 else "right"
        ax.text(value + gap, row, change(value), va="center", ha=side, fontsize=13, color=colour, weight="bold")
    for row, (name, slope) in zip((0.1, 2.7), titles):
        ax.text(-3.4 * largest, row, name, va="center", fontsize=13, color=style.INK, weight="bold")
        ax.text(-3.4 * largest, row + 0.9, slope, va="center", fontsize=12, color=style.INK_MUTED)
    for row, words in zip(rows, ["predicted", "true", "predicted", "true"]):
        ax.text(-1.75 * largest, row, words, va="center", ha="right", fontsize=12, color=style.INK)
    ax.set(xlim=(-3.45 * largest, 1.6 * largest), ylim=(4.1, -0.6))
    ax.set_axis_off()


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
    # In the place of a title, but an annotation can be removed again.
    place = {"xy": (0, 1), "xycoords": "axes fraction", "xytext": (0, 6), "textcoords": "offset points"}
    ax.annotate(name, **place, fontsize=13, color=style.INK)


def draw_now(ax, wiggle, share):
    """Mark the present wiggle on the chart of `draw_reach`, at its edge if it lies outside."""
    point = [np.log10(wiggle)], [np.clip(share, -0.6, 2.1)]
    ax.plot(*point, "o", markersize=12, color=style.INK, markeredgecolor=style.GROUND)


def draw_cost_curve(ax, values, costs, value, cost, slope, before):
    """Draw the cost as a function of one weight, with the tangent at its present value; `before` is (weight, cost)."""
    reach = (values[-1] - values[0]) / 7
    ax.plot(values, costs, color=style.INK, linewidth=2.5)
    tangent = [value - reach, value + reach], [cost - slope * reach, cost + slope * reach]
    ax.plot(*tangent, color=colour_of(slope), linewidth=3)
    ax.plot(*before, "o", markersize=11, markerfacecolor=style.GROUND, markeredgecolor=style.INK_MUTED, markeredgewidth=2)
    ax.plot([value], [cost], "o", markersize=13, color=colour_of(slope), markeredgecolor=style.GROUND, markeredgewidth=2)
    plain(ax)
    low, high = costs.min(), costs.max()
    room = 0.12 * max(high - low, 0.02)
    ax.set(xlim=(values[0], values[-1]), ylim=(low - room, high + room))
    ax.locator_params(axis="y", nbins=4)


def draw_moved(ax, names, before, after):
    """Draw how the gradients of other parameters moved, from a hollow point to a filled one, with both numbers."""
    rows = np.arange(len(names))
    largest = max(np.abs(before).max(), np.abs(after).max()) or 1
    ax.axvline(0, color=style.INK_MUTED, linewidth=1)
    for row, name, start, end in zip(rows, names, before, after):
        colour = colour_of(end - start)
        ax.plot([start, end], [row, row], color=colour, linewidth=3)
        ax.plot([start], [row], "o", markersize=7, markerfacecolor=style.GROUND, markeredgecolor=style.INK_MUTED)
        ax.plot([end], [row], "o", markersize=9, color=colour)
        ax.text(-3.4 * largest, row, name, va="center", fontsize=10, color=style.INK, family="monospace")
        ax.text(3.4 * largest, row, f"{change(start)} → {change(end)}", va="center", ha="right", fontsize=10, color=colour)
    ax.set(xlim=(-3.45 * largest, 3.45 * largest), ylim=(len(names) - 0.4, -0.6))
    ax.set_axis_off()
