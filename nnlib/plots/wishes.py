"""What one image wants of the ten outputs."""

import numpy as np
from matplotlib.collections import CircleCollection, LineCollection, PolyCollection
from matplotlib.patches import FancyBboxPatch

from nnlib.plots import style
from nnlib.plots.lettering import write_all
from nnlib.wording import brief

LEFT, STEP = 272, 67  # pixels: x of output 0, and the distance from one output to the next
ONE, ZERO = 122, 318  # y of an activation of 1 and of 0
CIRCLE = 68, 25  # y of the centres of the neurons, and their radius
ROWS = 346, 374, 408  # y of the three rows of numbers
RANKS = 968, 1068  # x of the two rankings
SHAFT, HEAD = 6, 15  # half the width of an arrow's shaft and of its head
BY_SIGN = {1: style.UP, -1: style.DOWN, 0: style.MUTED}
# From which size numbers are written with how many decimal places: at most six characters.
PLACES, PLACES_WITH_SLOPE = {0.0995: 2, 0.0005: 3}, {0.0005: 3}
MARKS = {1: "↑", -1: "↓", 0: "·"}


def draw_wishes_frame(ax, with_slope):
    """Draw what stays of `draw_output_wishes`, on a stage of 1112 by 440 pixels."""
    _draw_names(ax, with_slope)
    _stroke(ax, [((x, ZERO), (x, ONE)) for x in _places()], style.LINE, 2, zorder=1)
    _draw_rank_names(ax, with_slope)


def draw_output_wishes(ax, words, outputs, targets, slopes, wishes, nudges, with_slope):
    """Draw ten outputs on the stage of `draw_wishes_frame`, each with an arrow from its activation towards its target.

    The arrow shows `wishes` (10,), -∂C/∂a, and ends at the target. `with_slope` it shows `nudges` (10,), -∂C/∂z, on a
    scale on which it would end at the target at the steepest slope, 1/4; an outline shows the length that is lost.
    `words` are two lines below the place for the image, which is 128 pixels wide with its top left corner at (36, 30).
    """
    _write(ax, 100, 184, words[0], 17, style.TEXT, weight="bold")
    _write(ax, 100, 212, words[1])
    _draw_targets(ax, targets)
    distances = targets - outputs
    if with_slope:
        _draw_arrows(ax, outputs, distances, filled=False)
    _draw_arrows(ax, outputs, distances * (4 * slopes if with_slope else 1), filled=True)
    _draw_neurons(ax, outputs, targets)
    _draw_knobs(ax, outputs)
    _draw_sums(ax, distances, wishes, slopes, nudges, with_slope)
    _draw_ranks(ax, wishes, nudges, with_slope)


def _places(n=10):
    return LEFT + STEP * np.arange(n)


def _heights(values):
    """The y of these activations on the stage."""
    return ZERO + (ONE - ZERO) * np.asarray(values)


def _write(ax, x, y, text, size=10.5, colour=style.MUTED, ha="center", weight="normal"):
    write_all(ax, x, y, [text], size=size, colours=colour, ha=ha, weight=weight)


def _draw_names(ax, with_slope):
    """The words on the left: beside the scale, and before the rows of numbers."""
    write_all(ax, LEFT - 42, _heights([0, 1]), "01", size=13, colours=style.MUTED, ha="right")
    _draw_knob_shapes(ax, [(61, 256)], ["0.5"])
    _stroke(ax, [((48, 286), (74, 286))], style.TEXT, 3.2)
    write_all(ax, 88, [256, 286], ["activation now", "target"], size=10.5, colours=style.MUTED, ha="left")
    names = ("wish", "× σ′(z)", "= nudge to z") if with_slope else ("target − activation", "× 2", "= wish")
    write_all(ax, LEFT - 42, ROWS[:2], names[:2], size=10.5, colours=style.MUTED, ha="right")
    _write(ax, LEFT - 42, ROWS[2], names[2], 13, style.TEXT, "right", "bold")


def _stroke(ax, lines, colours, width, zorder=2):
    ax.add_collection(
        LineCollection(lines, colors=colours, linewidths=width, capstyle="round", zorder=zorder), autolim=False
    )


def _draw_targets(ax, targets):
    """A mark at the target of each output, on its track."""
    for x in _places()[targets == 1]:
        box = FancyBboxPatch((x - 29, 8), 58, 420, boxstyle="round,rounding_size=8", facecolor=style.PANEL)
        box.set(edgecolor="none", zorder=0)
        ax.add_patch(box)
    goals = [((x - 18, y), (x + 18, y)) for x, y in zip(_places(), _heights(targets))]
    _stroke(ax, goals, style.TEXT, 3.2, zorder=1.5)


def _draw_arrows(ax, outputs, reach, filled):
    """An arrow from the activation of each output, `reach` (10,) activations long: filled, or only an outline."""
    starts, lengths = _heights(outputs), (ONE - ZERO) * reach
    shapes = [_arrow(x, y, length) for x, y, length in zip(_places(), starts, lengths)]
    colours = [BY_SIGN[sign] for sign in np.sign(reach).astype(int)]
    look = {"facecolors": colours} if filled else {"facecolors": "none", "edgecolors": colours, "linewidths": 1.2}
    ax.add_collection(PolyCollection(shapes, gid="arrows" if filled else "outlines", zorder=2, **look), autolim=False)


def _arrow(x, y, length):
    """The corners of an arrow from (x, y) straight up or down, `length` pixels long; a short arrow is only a head."""
    head = np.sign(length) * min(1.3 * HEAD, abs(length))
    half = abs(head) / 1.3
    shaft, neck = half * SHAFT / HEAD, y + length - head
    right = [(x + shaft, y), (x + shaft, neck), (x + half, neck)]
    left = [(2 * x - px, py) for px, py in reversed(right)]
    return [*right, (x, y + length), *left]


def _draw_neurons(ax, outputs, targets):
    """Each output as a neuron whose brightness is its activation, with a glow if it is bright."""
    middle, radius = CIRCLE
    bright = np.clip(outputs, 0, 1)
    for grow, alpha in ((1.3, 0.10), (1.15, 0.16)):
        _draw_circles(ax, middle, radius * grow, [(1, 1, 1, alpha * a**2) for a in bright], "none")
    rims = [style.UP if target == 1 else style.MUTED for target in targets]
    _draw_circles(ax, middle, radius, [str(a) for a in bright], rims)
    inks = [style.STAGE if a > 0.45 else style.TEXT for a in bright]
    write_all(ax, _places(), middle, [f"{a:.2f}" for a in outputs], size=11.5, colours=inks, weight="bold")
    names = [style.TEXT if target == 1 else style.MUTED for target in targets]
    write_all(ax, _places(), 25, range(10), size=16, colours=names, weight="bold")


def _draw_circles(ax, y, radius, faces, rims):
    area = np.pi * (radius * 0.72) ** 2  # in square points: 100 pixels are 72 points
    circles = CircleCollection([area], offsets=[(x, y) for x in _places()], offset_transform=ax.transData)
    circles.set(facecolor=faces, edgecolor=rims, linewidth=1.8, zorder=2)
    ax.add_collection(circles, autolim=False)


def _draw_knobs(ax, outputs):
    """A knob on each track, at the activation of the output."""
    greys = [str(a) for a in np.clip(outputs, 0, 1)]
    _draw_knob_shapes(ax, zip(_places(), _heights(outputs)), greys)


def _draw_knob_shapes(ax, places, greys):
    lines = [((x - 11, y), (x + 11, y)) for x, y in places]
    for colours, width in ((style.TEXT, 7), (greys, 4.6)):
        _stroke(ax, lines, colours, width, zorder=2.5)


def _draw_sums(ax, distances, wishes, slopes, nudges, with_slope):
    """How the number of each output comes about, and below that the number itself, in larger type."""
    upper = wishes if with_slope else distances
    write_all(ax, _places(), ROWS[0], [brief(value, PLACES) for value in upper], size=10.5, colours=style.MUTED)
    middle = [f"{slope:.3f}" for slope in slopes] if with_slope else ["× 2"] * len(slopes)
    write_all(ax, _places(), ROWS[1], middle, size=10.5, colours=style.MUTED)
    results = nudges if with_slope else wishes
    colours = [BY_SIGN[int(np.sign(value))] for value in results]
    texts = [brief(value, PLACES_WITH_SLOPE if with_slope else PLACES) for value in results]
    write_all(ax, _places(), ROWS[2], texts, size=11.5, colours=colours, weight="bold").set_gid("results")


def _rank_columns(with_slope):
    return RANKS if with_slope else (sum(RANKS) / 2,)


def _rank_heights():
    return 82 + 32 * np.arange(10)


def _draw_rank_names(ax, with_slope):
    columns = _rank_columns(with_slope)
    _write(ax, sum(RANKS) / 2, 25, "largest first", 12, style.TEXT, weight="bold")
    write_all(ax, columns[0] - 34, _rank_heights(), range(1, 11), size=10, colours=style.MUTED, ha="right")
    for x, name in zip(columns, ("wish", "nudge")):
        _write(ax, x, 52, name)


def _draw_ranks(ax, wishes, nudges, with_slope):
    """The outputs ranked by the size of their wishes; `with_slope` also by their nudges, with lines between the two."""
    before, after = (np.argsort(-np.abs(sizes), kind="stable") for sizes in (wishes, nudges))
    heights, moved = _rank_heights(), before != after
    for x, order, name in zip(_rank_columns(with_slope), (before, after), ("wish", "nudge")):
        signs = np.sign(wishes[order]).astype(int)
        texts = [f"{output} {MARKS[sign]}" for output, sign in zip(order, signs)]
        write_all(ax, x, heights, texts, size=15, colours=[BY_SIGN[sign] for sign in signs]).set_gid(name)
    if with_slope:
        ends = heights[np.argsort(after)[before]]
        lines = [((RANKS[0] + 26, y), (RANKS[1] - 26, end)) for y, end in zip(heights, ends)]
        _stroke(ax, lines, [style.TEXT if m else style.LINE for m in moved], np.where(moved, 3, 1.5))
        colour = style.TEXT if moved.any() else style.MUTED
        _write(ax, sum(RANKS) / 2, ROWS[2], f"{moved.sum()} of {len(moved)} change place", 11, colour)
