"""The cost: of one image as ten squares, and of many images as an average that settles."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.boxes import draw_boxes
from nnlib.plots.charts import plain
from nnlib.plots.digits import draw_digit
from nnlib.plots.lettering import write_all
from nnlib.plots.sketch import Sketch

UNIT = 118  # pixels: the side of a square of area 1
POINTS = 0.72  # of type, in a pixel
FIRST, ACROSS, DOWN = (298, 52), 163, 184  # top left corner of the first square, and the distances to the next


def draw_empty_squares(ax):
    """Draw what `draw_cost_squares` needs on a stage of 1112 by 404 pixels: ten faint squares of side 1, and words."""
    sketch, corners = Sketch(), _corners()
    sketch.rectangles(*corners.T, UNIT, UNIT, style.PANEL, style.LINE, 1)
    sketch.write(*(corners + (-2, -24)).T, range(10), size=POINTS * 24, colours=style.TEXT, ha="left", weight="bold")
    words = ["side of a square:", "|output − target|", "area: its part of the cost", "▲ should grow", "▼ should shrink"]
    colours = [style.MUTED, style.TEXT, style.MUTED, style.UP, style.DOWN]
    sketch.write([24, 24, 24, 24, 138], [304, 327, 350, 380, 380], words, size=POINTS * 15, colours=colours, ha="left")
    sketch.draw(ax, zorder=1)


def draw_cost_squares(ax, image, label, outputs, targets, distances, terms):
    """Draw the image, and a square for each output (10,) with its distance as the side, at the bottom left of the faint one.

    Blue means that the output is below its target and should grow, orange that it is above. `terms` (10,) are the areas.
    """
    draw_digit(ax, image, 24, 52, 224)
    corners, rises = _corners(), targets > outputs
    colours = np.where(rises, style.UP, style.DOWN)
    lefts, bottoms = corners[:, 0], corners[:, 1] + UNIT
    squares = draw_boxes(ax, lefts, bottoms, lefts + UNIT * distances, bottoms - UNIT * distances, facecolors=colours)
    squares.set(gid="squares", edgecolor=colours, linewidth=1)
    sketch = Sketch()
    triangle = np.array([(0, -5.5), (5.5, 5.5), (-5.5, 5.5)])
    upright = np.where(rises, 1, -1)[:, np.newaxis, np.newaxis] * (1, 1)
    sketch.polygons((corners + (UNIT - 14, 14))[:, np.newaxis] + triangle * upright, colours)
    sketch.write(136, 27, [f"this is a {label}"], size=POINTS * 20, colours=style.TEXT, weight="bold")
    said = [f"{output:.2f}, target {target:.0f}" for output, target in zip(outputs, targets)]
    sums = [f"{distance:.3f}² = {term:.3f}" for distance, term in zip(distances, terms)]
    for texts, x, y, pixels in ((said, 26, -20, 15), (sums, 0, UNIT + 18, 16)):
        sketch.write(*(corners + (x, y)).T, texts, size=POINTS * pixels, colours=style.TEXT, ha="left")
    sketch.draw(ax)


def _corners():
    """The top left corners of the ten squares, (10, 2)."""
    digits = np.arange(10)
    return np.column_stack([FIRST[0] + digits % 5 * ACROSS, FIRST[1] + digits // 5 * DOWN])


def draw_averages(ax, counts, averages):
    """Draw the average (k,) over the first `counts` (k,) images as a line, and what `draw_chosen_average` moves."""
    ax.plot(counts, averages, color=style.INK, linewidth=3)
    plain(ax, xlabel="how many training images (dots: single ones, ▲: beyond the axis)", ylabel="cost")
    top = max(1.0, 1.15 * np.max(averages))
    ax.set(xscale="log", xlim=(0.9, 70_000), ylim=(0, top))
    ax.set_xticks([1, 10, 100, 1000, 10_000, 60_000], ["1", "10", "100", "1,000", "10,000", "60,000"])
    ax.minorticks_off()
    look = {"color": style.INK_MUTED, "alpha": 0.6, "markeredgewidth": 0, "zorder": 1.9, "animated": True}
    ax.plot([], [], ".", markersize=6, gid="single", **look)
    ax.plot([], [], "^", markersize=9, gid="above", clip_on=False, **look)
    ax.plot([], [], color=style.INK, linewidth=1.5, linestyle=":", gid="chosen", animated=True)
    look = {"color": style.INK, "markeredgecolor": style.GROUND, "markeredgewidth": 2}
    ax.plot([], [], "o", markersize=13, gid="average", animated=True, **look)


def draw_chosen_average(ax, costs, n, chosen):
    """Move the costs of single images, dots (n, cost) below the line, and the average `chosen` of the first n on it.

    Where an image costs more than the axis shows, a triangle at the top points there.
    """
    _, single, above, line, point = ax.lines
    counts, costs = np.asarray(costs[0]), np.asarray(costs[1])
    bottom, top = ax.get_ylim()
    outside = costs > top
    single.set_data(counts[~outside], costs[~outside])
    above.set_data(counts[outside], np.full(outside.sum(), top))
    line.set_data([n, n], [bottom, top])
    point.set_data([n], [chosen])
    x, y = ax.transData.transform((n, chosen)) + (-20 if n > 5000 else 20, 29)
    place = ax.transData.inverted().transform((x, y))
    write_all(ax, *place, [f"average {chosen:.3f}"], size=17, colours=style.INK, ha="right" if n > 5000 else "left")
