"""The cost: of one image as ten squares, and of many images as an average that settles."""

import numpy as np
from matplotlib.patches import Rectangle

from nnlib.plots import style
from nnlib.plots.charts import plain
from nnlib.plots.digits import draw_digit

UNIT = 118  # pixels: the side of a square of area 1
FIRST, ACROSS, DOWN = (298, 52), 163, 184  # top left corner of the first square, and the distances to the next


def draw_cost_squares(ax, image, label, outputs, targets, distances, terms):
    """Draw the image on a stage of 1112 by 404 pixels, and a square for each output (10,) with its distance as the side.

    Blue means that the output is below its target, orange that it is above. `terms` (10,) are the areas.
    """
    draw_digit(ax, image, 24, 52, 224)
    _write(ax, 136, 34, f"this is a {label}", 20, ha="center", weight="bold")
    _write(ax, 24, 316, "side of a square:", 15, color=style.MUTED)
    _write(ax, 24, 339, "|output − target|", 15)
    _write(ax, 24, 362, "area: its part of the cost", 15, color=style.MUTED)
    for digit in range(len(outputs)):
        left, top = FIRST[0] + digit % 5 * ACROSS, FIRST[1] + digit // 5 * DOWN
        _draw_square(ax, left, top, targets[digit] > outputs[digit], distances[digit])
        _write(ax, left - 2, top - 14, str(digit), 24, weight="bold")
        _write(ax, left + 26, top - 14, f"{outputs[digit]:.2f}, target {targets[digit]:.0f}", 15)
        _write(ax, left, top + UNIT + 24, f"{distances[digit]:.3f}² = {terms[digit]:.3f}", 16)
    ax.set(xlim=(0, 1112), ylim=(404, 0))


def draw_running_average(ax, costs, averages, n, chosen):
    """Draw the cost of single images as dots (n, cost), their average so far as a line (n, average), and the chosen n."""
    ax.plot(*costs, ".", color=style.INK_MUTED, alpha=0.6, markersize=6, markeredgewidth=0)
    ax.plot(*averages, color=style.INK, linewidth=3)
    ax.axvline(n, color=style.INK, linewidth=1.5, linestyle=":")
    ax.plot([n], [chosen], "o", markersize=13, color=style.INK, markeredgecolor=style.GROUND, markeredgewidth=2)
    plain(ax, xlabel="how many training images (dots: single ones)", ylabel="cost")
    top = max(1.0, 1.15 * np.max(averages[1]))
    ax.set(xscale="log", xlim=(0.9, 70_000), ylim=(0, top))
    ax.set_xticks([1, 10, 100, 1000, 10_000, 60_000], ["1", "10", "100", "1,000", "10,000", "60,000"])
    ax.minorticks_off()
    place = {"xytext": (-14, 14), "ha": "right"} if n > 5000 else {"xytext": (14, 14), "ha": "left"}
    ax.annotate(f"average {chosen:.3f}", (n, chosen), textcoords="offset points", fontsize=17, color=style.INK, **place)


def _draw_square(ax, left, top, wants_up, side):
    """A square at the bottom left of a faint one of side 1."""
    color = style.UP if wants_up else style.DOWN
    ax.add_patch(Rectangle((left, top), UNIT, UNIT, facecolor=style.PANEL, edgecolor=style.LINE))
    size = side * UNIT
    ax.add_patch(Rectangle((left, top + UNIT - size), size, size, facecolor=color, edgecolor=color, linewidth=1))
    ax.plot([left + UNIT - 14], [top + 14], "^" if wants_up else "v", color=color, markersize=7)


def _write(ax, x, y, text, pixels, color=style.TEXT, **look):
    ax.text(x, y, text, fontsize=pixels * 72 / ax.figure.dpi, color=color, **look)
