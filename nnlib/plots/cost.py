"""The cost: of one image as ten squares, and of many images as an average that settles."""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from nnlib.plots import style
from nnlib.plots.charts import plain
from nnlib.plots.digits import draw_digit
from nnlib.plots.lettering import write_all

UNIT = 118  # pixels: the side of a square of area 1
FIRST, ACROSS, DOWN = (298, 52), 163, 184  # top left corner of the first square, and the distances to the next


def draw_empty_squares(ax):
    """Draw what `draw_cost_squares` needs on a stage of 1112 by 404 pixels: ten faint squares of side 1, and words."""
    _write(ax, 24, 316, "side of a square:", 15, color=style.MUTED)
    _write(ax, 24, 339, "|output − target|", 15)
    _write(ax, 24, 362, "area: its part of the cost", 15, color=style.MUTED)
    for digit, (left, top) in enumerate(_corners()):
        ax.add_patch(Rectangle((left, top), UNIT, UNIT, facecolor=style.PANEL, edgecolor=style.LINE))
        _write(ax, left - 2, top - 14, str(digit), 24, weight="bold")


def draw_cost_squares(ax, image, label, outputs, targets, distances, terms):
    """Draw the image, and a square for each output (10,) with its distance as the side, at the bottom left of the faint one.

    Blue means that the output is below its target, orange that it is above. `terms` (10,) are the areas.
    """
    draw_digit(ax, image, 24, 52, 224)
    _write(ax, 136, 34, f"this is a {label}", 20, ha="center", weight="bold")
    corners, rises = _corners(), targets > outputs
    colours = np.where(rises, style.UP, style.DOWN)
    bottoms = corners + (0, UNIT)
    sides = (UNIT * distances)[:, np.newaxis, np.newaxis] * [(0, 0), (0, -1), (1, -1), (1, 0)]
    squares = PolyCollection(bottoms[:, np.newaxis] + sides, facecolors=colours, edgecolors=colours, linewidths=1)
    squares.set(gid="squares", zorder=2)
    ax.add_collection(squares, autolim=False)
    for marker, pointed in (("^", rises), ("v", ~rises)):
        places = corners[pointed] + (UNIT - 14, 14)
        ax.plot(*places.T, marker, color=style.UP if marker == "^" else style.DOWN, markersize=7)
    said = [f"{output:.2f}, target {target:.0f}" for output, target in zip(outputs, targets)]
    sums = [f"{distance:.3f}² = {term:.3f}" for distance, term in zip(distances, terms)]
    for texts, x, y, pixels in ((said, 26, -20, 15), (sums, 0, UNIT + 18, 16)):
        write_all(ax, *(corners + (x, y)).T, texts, size=pixels * 0.72, colours=style.TEXT, ha="left")


def _corners():
    """The top left corners of the ten squares, (10, 2)."""
    digits = np.arange(10)
    return np.column_stack([FIRST[0] + digits % 5 * ACROSS, FIRST[1] + digits // 5 * DOWN])


def draw_averages(ax, counts, averages):
    """Draw the average (k,) over the first `counts` (k,) images as a line."""
    ax.plot(counts, averages, color=style.INK, linewidth=3)
    plain(ax, xlabel="how many training images (dots: single ones)", ylabel="cost")
    top = max(1.0, 1.15 * np.max(averages))
    ax.set(xscale="log", xlim=(0.9, 70_000), ylim=(0, top))
    ax.set_xticks([1, 10, 100, 1000, 10_000, 60_000], ["1", "10", "100", "1,000", "10,000", "60,000"])
    ax.minorticks_off()


def draw_chosen_average(ax, costs, n, chosen):
    """Draw the cost of single images as dots (n, cost) below the line, and the average `chosen` of the first n on it."""
    ax.plot(*costs, ".", color=style.INK_MUTED, alpha=0.6, markersize=6, markeredgewidth=0, zorder=1.9)
    ax.axvline(n, color=style.INK, linewidth=1.5, linestyle=":")
    ax.plot([n], [chosen], "o", markersize=13, color=style.INK, markeredgecolor=style.GROUND, markeredgewidth=2)
    place = {"xytext": (-14, 14), "ha": "right"} if n > 5000 else {"xytext": (14, 14), "ha": "left"}
    ax.annotate(f"average {chosen:.3f}", (n, chosen), textcoords="offset points", fontsize=17, color=style.INK, **place)


def _write(ax, x, y, text, pixels, color=style.TEXT, **look):
    ax.text(x, y, text, fontsize=pixels * 72 / ax.figure.dpi, color=color, **look)
