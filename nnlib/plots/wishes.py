"""What one image wants of the ten outputs."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.bitmap import draw_bitmap, greys
from nnlib.plots.boxes import rounded
from nnlib.plots.sketch import INVISIBLE, Sketch
from nnlib.wording import brief

LEFT, STEP = 272, 67  # pixels: x of output 0, and the distance from one output to the next
ONE, ZERO = 122, 318  # y of an activation of 1 and of 0
CIRCLE = 68, 25  # y of the centres of the neurons, and their radius
DIGIT = 36, 30, 128  # the left and the top of the image, and its side
TURNED = 105  # y of the word at an arrow that another label has turned round
ROWS = 346, 374, 408  # y of the three rows of numbers
RANKS = 968, 1068  # x of the two rankings
SHAFT, HEAD = 6, 15  # half the width of an arrow's shaft and of its head
BY_SIGN = {1: style.UP, -1: style.DOWN, 0: style.MUTED}
# From which size numbers are written with how many decimal places: at most six characters.
PLACES, PLACES_WITH_SLOPE = {0.0995: 2, 0.0005: 3}, {0.0005: 3}
MARKS = {1: "↑", -1: "↓", 0: "·"}
SMALL = {"size": 10.5, "colours": style.MUTED}
RANKED = "wish", "wish for z"


def draw_wishes_frame(ax, with_slope):
    """Draw what stays of `draw_output_wishes`, on a stage of 1112 by 440 pixels."""
    frame = Sketch()
    _add_names(frame, with_slope)
    _add_rank_names(frame, with_slope)
    frame.draw(ax, zorder=1)


def draw_output_wishes(ax, image, words, outputs, targets, slopes, wishes, z_wishes, with_slope, turned):
    """Draw ten outputs on the stage of `draw_wishes_frame`, each with an arrow from its activation towards its target.

    The arrow shows `wishes` (10,), -∂C/∂a, and ends at the target. `with_slope` it shows `z_wishes` (10,), -∂C/∂z, on a
    scale on which it would end at the target at the steepest slope, 1/4; an outline shows the length that is lost.
    `words` are one line or two below the image (784,). `turned` (10,) says which arrows another label has turned round.
    """
    left, top, side = DIGIT
    draw_bitmap(ax, greys(image.reshape(28, 28)), left, top, left + side, top + side)
    sketch = Sketch()
    sketch.rectangles(left, top, side, side, INVISIBLE, style.LINE, 1.5)
    sketch.write(100, 184, words[:1], size=17, colours=style.TEXT, weight="bold")
    sketch.write(100, 212, words[1:], **SMALL)
    _add_targets(sketch, targets)
    distances = targets - outputs
    if with_slope:
        _add_arrows(sketch, outputs, distances, filled=False)
    _add_arrows(sketch, outputs, distances * (4 * slopes if with_slope else 1), filled=True)
    _add_neurons(sketch, outputs, targets)
    _add_knobs(sketch, _places(), _heights(outputs), _grey(outputs))
    _add_sums(sketch, distances, wishes, slopes, z_wishes, with_slope)
    _add_ranks(sketch, wishes, z_wishes, with_slope)
    sketch.write(_places()[turned], TURNED, ["turned"] * turned.sum(), size=11, colours=style.TEXT, weight="bold")
    sketch.draw(ax, gid="wishes")


def _places(n=10):
    return LEFT + STEP * np.arange(n)


def _heights(values):
    """The y of these activations on the stage."""
    return ZERO + (ONE - ZERO) * np.asarray(values)


def _grey(activations):
    return [str(a) for a in np.clip(activations, 0, 1)]


def _add_names(frame, with_slope):
    """The words on the left: beside the scale, and before the rows of numbers."""
    frame.write(LEFT - 42, _heights([0, 1]), "01", size=13, colours=style.MUTED, ha="right")
    heights = 246 + 24 * np.arange(4)
    _add_knobs(frame, [61], heights[:1], ["0.5"])
    _add_targets_at(frame, [61], heights[1:2], 13)
    frame.write(61, heights[2:], [MARKS[1], MARKS[-1]], size=13, colours=[BY_SIGN[1], BY_SIGN[-1]])
    frame.write(88, heights, ["activation now", "target", "should grow", "should shrink"], **SMALL, ha="left")
    names = ("wish", "× σ′(z)", "= wish for z") if with_slope else ("target − activation", "× 2", "= wish")
    frame.write(LEFT - 42, ROWS[:2], names[:2], **SMALL, ha="right")
    frame.write(LEFT - 42, ROWS[2:], names[2:], size=13, colours=style.TEXT, ha="right", weight="bold")


def _add_targets_at(sketch, xs, ys, half):
    sketch.lines([[(x - half, y), (x + half, y)] for x, y in zip(xs, ys)], style.TEXT, 3.2)


def _add_targets(sketch, targets):
    """The track of each output, and a mark at its target."""
    wanted = [rounded(x - 29, 8, 58, 420, radius=8) for x in _places()[targets == 1]]
    sketch.polygons(wanted, style.PANEL)
    sketch.lines([[(x, ZERO), (x, ONE)] for x in _places()], style.LINE, 2)
    _add_targets_at(sketch, _places(), _heights(targets), 18)


def _add_arrows(sketch, outputs, reach, filled):
    """An arrow from the activation of each output, `reach` (10,) activations long: filled, or only an outline."""
    colours = [BY_SIGN[sign] for sign in np.sign(reach).astype(int)]
    look = {"colours": colours} if filled else {"colours": INVISIBLE, "edges": colours, "width": 1.2}
    sketch.polygons(_arrows(outputs, reach), **look)


def _arrows(outputs, reach):
    """The corners of an arrow from the activation of each output, `reach` (10,) activations long: (10, 7, 2)."""
    starts, lengths = _heights(outputs), (ONE - ZERO) * np.asarray(reach)
    return np.array([_arrow(x, y, length) for x, y, length in zip(_places(), starts, lengths)])


def _arrow(x, y, length):
    """The corners of an arrow from (x, y) straight up or down, `length` pixels long; a short arrow is only a head."""
    head = np.sign(length) * min(1.3 * HEAD, abs(length))
    half = abs(head) / 1.3
    shaft, neck = half * SHAFT / HEAD, y + length - head
    right = [(x + shaft, y), (x + shaft, neck), (x + half, neck)]
    left = [(2 * x - px, py) for px, py in reversed(right)]
    return [*right, (x, y + length), *left]


def _add_neurons(sketch, outputs, targets):
    """Each output as a neuron whose brightness is its activation, with a glow if it is bright."""
    middle, radius = CIRCLE
    for grow, alpha in ((1.3, 0.10), (1.15, 0.16)):
        glow = [(1, 1, 1, alpha * a**2) for a in np.clip(outputs, 0, 1)]
        sketch.circles(_places(), middle, radius * grow, glow)
    rims = [style.UP if target == 1 else style.MUTED for target in targets]
    sketch.circles(_places(), middle, radius, _grey(outputs), rims, 1.8)
    inks = [style.STAGE if a > 0.45 else style.TEXT for a in outputs]
    sketch.write(_places(), middle, [f"{a:.2f}" for a in outputs], size=11.5, colours=inks, weight="bold")
    names = [style.TEXT if target == 1 else style.MUTED for target in targets]
    sketch.write(_places(), 25, range(10), size=16, colours=names, weight="bold")


def _add_knobs(sketch, xs, ys, greys):
    """A knob at each of these places."""
    lines = [[(x - 11, y), (x + 11, y)] for x, y in zip(xs, ys)]
    for colours, width in ((style.TEXT, 7), (greys, 4.6)):
        sketch.lines(lines, colours, width)


def _add_sums(sketch, distances, wishes, slopes, z_wishes, with_slope):
    """How the number of each output comes about, and below that the number itself, in larger type."""
    upper = wishes if with_slope else distances
    sketch.write(_places(), ROWS[0], [brief(value, PLACES) for value in upper], **SMALL)
    middle = [f"{slope:.3f}" for slope in slopes] if with_slope else ["× 2"] * len(slopes)
    sketch.write(_places(), ROWS[1], middle, **SMALL)
    results = z_wishes if with_slope else wishes
    colours = [BY_SIGN[int(np.sign(value))] for value in results]
    texts = [brief(value, PLACES_WITH_SLOPE if with_slope else PLACES) for value in results]
    sketch.write(_places(), ROWS[2], texts, size=11.5, colours=colours, weight="bold")


def _rank_columns(with_slope):
    return RANKS if with_slope else (sum(RANKS) / 2,)


def _rank_heights():
    return 82 + 32 * np.arange(10)


def _add_rank_names(frame, with_slope):
    columns = _rank_columns(with_slope)
    frame.write(sum(RANKS) / 2, 25, ["largest first"], size=12, colours=style.TEXT, weight="bold")
    frame.write(columns[0] - 34, _rank_heights(), range(1, 11), size=10, colours=style.MUTED, ha="right")
    frame.write(columns, 52, RANKED[: len(columns)], **SMALL)


def _add_ranks(sketch, wishes, z_wishes, with_slope):
    """The outputs ranked by the size of their wishes; `with_slope` also by those for z, with lines between them."""
    before, after = (np.argsort(-np.abs(sizes), kind="stable") for sizes in (wishes, z_wishes))
    heights, moved = _rank_heights(), before != after
    if with_slope:
        ends = heights[np.argsort(after)[before]]
        lines = np.array([[(RANKS[0] + 26, y), (RANKS[1] - 26, end)] for y, end in zip(heights, ends)])
        sketch.lines(lines[~moved], style.LINE, 1.5)
        sketch.lines(lines[moved], style.TEXT, 3)
        colour = style.TEXT if moved.any() else style.MUTED
        sketch.write(sum(RANKS) / 2, ROWS[2], [f"{moved.sum()} of {len(moved)} change place"], size=11, colours=colour)
    for x, order in zip(_rank_columns(with_slope), (before, after)):
        signs = np.sign(wishes[order]).astype(int)
        texts = [f"{output} {MARKS[sign]}" for output, sign in zip(order, signs)]
        sketch.write(x, heights, texts, size=15, colours=[BY_SIGN[sign] for sign in signs])
