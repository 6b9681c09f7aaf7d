"""Why the gradient is steepest: an arrow to turn in the plane of two weights, and random directions in all dimensions."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.charts import on_sheet, plain

MIDDLE, RADIUS = np.array([205, 205]), 145  # pixels: of the circle on which the arrow ends
HEAD = np.array([(0, 0), (-18, 8), (-18, -8)])  # pixels: of an arrow that points to the right


def draw_plane(sketch, names, slopes, angle):
    """Draw the plane of two weights with these names and slopes, and an arrow so many degrees from their gradient.

    The shadow of the arrow on the line of the gradient is as long as the slope along it is steep.
    """
    uphill = _direction(np.degrees(np.arctan2(slopes[1], slopes[0])))
    arrow = _direction(np.degrees(np.arctan2(slopes[1], slopes[0])) + angle)
    tip, foot = MIDDLE + RADIUS * arrow, MIDDLE + RADIUS * (arrow @ uphill) * uphill
    sketch.lines([MIDDLE + RADIUS * np.array([(-1, 0), (1, 0)]), MIDDLE + RADIUS * np.array([(0, -1), (0, 1)])], style.GRID)
    sketch.circles(*MIDDLE, RADIUS, "none", style.SPREAD, 1.5)
    sketch.lines([[MIDDLE - RADIUS * uphill, MIDDLE + RADIUS * uphill]], style.INK_MUTED, 1.5)
    sketch.lines([[MIDDLE, foot]], style.HIGH, 9)
    sketch.lines([[tip, foot]], style.INK_MUTED)
    sketch.lines([[MIDDLE, tip - 12 * arrow]], style.INK, 4)
    across = np.array([-arrow[1], arrow[0]])
    sketch.polygons([tip + HEAD @ [arrow, across]], style.INK)
    for end, words in ((uphill, "gradient"), (-uphill, "wishes")):
        x, y = MIDDLE + (RADIUS + 16) * end
        ha = "left" if end[0] > 0.5 else "right" if end[0] < -0.5 else "center"
        sketch.write(x, y, [words], size=12, colours=style.INK, ha=ha, weight="bold")
    sketch.write(MIDDLE[0], MIDDLE[1] + RADIUS + 38, [f"{names[0]} →"], size=11, colours=style.INK_MUTED)
    sketch.write(14, 18, [f"{names[1]} ↑"], size=11, colours=style.INK_MUTED, ha="left")


def draw_slopes_frame(ax):
    """Prepare the axes of `draw_slope`: the slope along the arrow for each of its angles, as a share of the steepest."""
    angles = np.linspace(0, 360, 181)
    ax.axhline(0, color=style.INK_MUTED, linewidth=1, zorder=1)
    ax.plot(angles, np.cos(np.radians(angles)), color=style.INK, linewidth=2.5)
    plain(ax)
    ax.set(xlim=(0, 360), ylim=(-1.15, 1.15))
    ax.set_xticks([0, 90, 180, 270, 360], ["0°", "90°", "180°", "270°", "360°"])
    ax.set_yticks([-1, 0, 1], ["−|∇C|", "0", "+|∇C|"])
    ax.plot([], [], "o", markersize=13, color=style.INK, markeredgecolor=style.GROUND, animated=True, clip_on=False)


def draw_slope(ax, sketch, angle, slope):
    """Move the point to this angle, and write the slope there beside it."""
    share = np.cos(np.radians(angle))
    ax.lines[-1].set_data([angle], [share])
    x, y = on_sheet(ax, angle, share)
    right = angle < 200
    where = x + (18 if right else -18), y + (-6 if share < 0 else 6)
    sketch.write(*where, [slope], size=14, colours=style.INK, ha="left" if right else "right", weight="bold")


def draw_random_directions(ax, cosines):
    """Draw the slope along each of many directions as a share of the gradient's own, a stroke each."""
    ax.axhline(0, color=style.GRID, linewidth=1, zorder=1)
    ax.plot(cosines, np.zeros(len(cosines)), "|", color=style.INK_MUTED, markersize=22, alpha=0.5)
    ax.plot([-1, 1], [0, 0], "|", color=style.INK, markersize=30, markeredgewidth=5, clip_on=False)
    for x, words, ha in (
        (-1, "all wishes", "left"),
        (0, f"{len(cosines):,} random directions", "center"),
        (1, "gradient", "right"),
    ):
        ax.text(x, 1.25, words, fontsize=12, color=style.INK, ha=ha, va="center")
    plain(ax)
    ax.spines["left"].set_visible(False)
    ax.set(xlim=(-1, 1), ylim=(-1, 1), yticks=[])
    ax.set_xticks([-1, -0.5, 0, 0.5, 1], ["−100 %", "−50 %", "0", "50 %", "100 %"])


def _direction(degrees):
    """A step of length 1 on a sheet, counter-clockwise from the right; its y axis points down."""
    return np.array([np.cos(np.radians(degrees)), -np.sin(np.radians(degrees))])
