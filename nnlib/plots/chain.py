"""A chain of single neurons: its quantities and the travelling nudge above, a curve for each link below."""

from typing import NamedTuple

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox, TransformedBbox

from nnlib.plots import arrows, style
from nnlib.plots.charts import chart_figure, colour_of
from nnlib.plots.sketch import INVISIBLE, PIXELS_PER_POINT, Sketch
from nnlib.wording import change, three_digits

WIDTH, HEIGHT, BAND = 1112, 416, 176  # pixels; the upper part is the dark stage
NODE, RADIUS = 51, 15  # the row of neurons: y of their centres, and their radius
NUDGE, LONGEST = 103, 56  # the row of arrows: y of their centres, and the length of the longest
MOVES, LEGEND = 143, 164  # y of the numbers below the arrows, and of the legend
APART = 11  # distance of the true arrow to the left of the centre, and of the predicted one to the right
TOP, BOTTOM = 246, 380  # y of the curves
DOT, RING = 6.2, 9.7  # the radii of a point on a curve, and of the ring around it
SOLID, DASHED = (0, ()), (0, (5, 2))


class Quantity(NamedTuple):
    """One of the numbers along the chain, and how far a nudge moves it: truly, and as the slopes predict."""

    name: str
    value: float
    true: float
    predicted: float
    is_activation: bool = False


class Link(NamedTuple):
    """How the next quantity depends on this one: the slope at this place, and the curve, x and y (n,), with its limits."""

    name: str  # for example "∂z₁/∂w₁"
    formula: str  # for example "a₀"
    slope: float
    x: np.ndarray
    y: np.ndarray
    x_limits: tuple
    y_limits: tuple


def chain_figure(quantities, links):
    """A Figure with a column for each quantity, and below it the link to the next one: all that stays in `draw_chain`.

    The last quantity is the cost. Below it is the product of all links, which leads from the first quantity to the cost.
    """
    figure = chart_figure(WIDTH, HEIGHT)
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0))
    ax.set(xticks=[], yticks=[])
    ax.set_axis_off()
    ax.add_patch(Rectangle((0, 0), WIDTH, BAND, facecolor=style.STAGE))
    xs, column = _columns(quantities)
    sketch = Sketch()
    _add_names(sketch, xs, quantities, links, column)
    _add_legend(sketch)
    for x, link, (start, end) in zip(xs, links, _ends(quantities)):
        _add_axes(sketch, x, column - 34, link, start, end)
    sketch.draw(ax)
    return figure


def draw_chain(ax, quantities, links, passed):
    """Draw the numbers and the curves on a `chain_figure`, and the nudge as far as it has come: through `passed` links."""
    xs, column = _columns(quantities)
    ends = _ends(quantities)
    _draw_curves(ax, xs, column - 34, links, ends)
    sketch = Sketch()
    _add_row(sketch, xs, quantities, links)
    _add_nudges(sketch, xs, quantities, passed + 1, 11 if column > 150 else 9)
    numbers = [three_digits(link.slope) for link in links]
    sketch.write(xs, 222, numbers, size=20 if column > 150 else 17, colours=style.INK, weight="bold")
    _add_points(sketch, xs, column - 34, links, ends, passed)
    sketch.draw(ax)


def _columns(quantities):
    """The middles of the columns, and their width."""
    column = WIDTH / len(quantities)
    return column * (np.arange(len(quantities)) + 0.5), column


def _ends(quantities):
    """The two quantities that each link joins."""
    return [*zip(quantities, quantities[1:]), (quantities[0], quantities[-1])]


# ---- what stays


def _add_names(sketch, xs, quantities, links, column):
    """The squares of the quantities that are no activations, the names of the links, and the signs between them."""
    inside = np.array([not q.is_activation for q in quantities])
    side = 2 * RADIUS
    sketch.rectangles(xs[inside] - RADIUS, NODE - RADIUS, side, side, style.PANEL, style.MUTED, 1.5)
    sketch.write(xs[inside], NODE, [q.name for q in quantities if not q.is_activation], size=11, colours=style.TEXT)
    names = [f"{link.name} = {link.formula}" if link.formula else link.name for link in links]
    sketch.write(xs, 194, names, size=12 if column > 180 else 9.5, colours=style.INK_MUTED)
    signs = ["×"] * (len(links) - 2) + ["="]
    sketch.write(xs[:-1] + column / 2, 222, signs, size=19, colours=style.INK)


def _add_legend(sketch):
    told = "filled: what happens    empty: what the slopes predict    line: a slope, thick if it is large"
    look = {"size": 10, "ha": "left"}
    for x, sign, colour in (20, "▲", style.UP), (92, "▼", style.DOWN):
        sketch.write(x, LEGEND, [sign], colours=colour, **look)
    sketch.write([38, 110, 186], LEGEND, ["grows", "shrinks", told], colours=style.MUTED, **look)


def _add_axes(sketch, middle, width, link, start, end):
    left, (_, zero) = middle - width / 2, _place(middle, width, link, 0, 0)
    lines = [(left, TOP), (left, BOTTOM)], [(left, zero), (left + width, zero)]
    sketch.lines(lines, style.GRID, 1.5)
    sketch.write(middle, 398, [f"{end.name} over {start.name}"], size=11, colours=style.INK)


def _place(middle, width, link, x, y):
    """Where the point (x, y) of a curve is on the stage."""
    across = (np.asarray(x) - link.x_limits[0]) / (link.x_limits[1] - link.x_limits[0])
    up = (np.asarray(y) - link.y_limits[0]) / (link.y_limits[1] - link.y_limits[0])
    return middle + width * (across - 0.5), BOTTOM - (BOTTOM - TOP) * up


# ---- the dark stage


def _add_row(sketch, xs, quantities, links):
    """The quantities, joined by lines, the thicker the larger the slope from one to the next."""
    lefts, gap = xs[:-1] + RADIUS + 5, xs[1] - xs[0] - 2 * RADIUS - 10
    widths = PIXELS_PER_POINT * np.array([1 + 3 * min(1, abs(link.slope)) for link in links[:-1]])
    sketch.rectangles(lefts, NODE - widths / 2, gap, widths, style.MUTED)
    inside = np.array([q.is_activation for q in quantities])
    greys = [str(np.clip(q.value, 0, 1)) for q in quantities if q.is_activation]
    sketch.circles(xs[inside], NODE, RADIUS, greys, style.MUTED, 1.5)
    values = [f"{q.name} = {three_digits(q.value)}" for q in quantities]
    sketch.write(xs, 19, values, size=14, colours=style.TEXT, weight="bold")


def _add_nudges(sketch, xs, quantities, reached, size):
    """Two arrows below each quantity, all to one scale: how far it really moves, and how far the slopes predict."""
    true, predicted = (np.array([getattr(q, name) for q in quantities]) for name in ("true", "predicted"))
    scale = LONGEST / max(np.abs(true).max(), np.abs(predicted).max(), np.finfo(float).tiny)
    xs, true, predicted = xs[:reached], true[:reached], predicted[:reached]
    row = np.full(reached, NUDGE)
    sketch.polygons(*arrows.arrow_outlines(xs - APART, row, true * scale))
    hollow, colours = arrows.arrow_outlines(xs + APART, row, predicted * scale)
    sketch.polygons(hollow, style.STAGE, colours, 1.3)
    sketch.write(xs - 4, MOVES, map(change, true), size=size, colours=style.TEXT, ha="right", weight="bold")
    sketch.write(xs + 4, MOVES, map(change, predicted), size=size, colours=style.MUTED, ha="left")


# ---- the light ground


def _draw_curves(ax, xs, width, links, ends):
    """Each link as a curve, and as a straight line, its tangent where we are."""
    lines = []
    for x, link, (start, end) in zip(xs, links, ends):
        across = np.array(link.x_limits)
        tangent = end.value + link.slope * (across - start.value)
        lines += [_place(x, width, link, link.x, link.y), _place(x, width, link, across, tangent)]
    look = {"linestyles": [SOLID, DASHED], "linewidths": [2.2, 2], "colors": [style.INK, style.INK_SOFT], "zorder": 2}
    drawn = LineCollection([np.transpose(line) for line in lines], **look)
    ax.add_collection(drawn, autolim=False)
    drawn.set_clip_path(None)
    drawn.set_clip_box(TransformedBbox(Bbox([(0, TOP), (WIDTH, BOTTOM)]), ax.transData))


def _add_points(sketch, xs, width, links, ends, passed):
    """Where we are, in ink; where the nudge really leads, filled, and where the tangent leads, a ring, as the arrows are."""
    here = [_place(x, width, link, start.value, end.value) for x, link, (start, end) in zip(xs, links, ends)]
    sketch.circles(*np.transpose(here), DOT, style.INK)
    for i, (x, link, (start, end)) in enumerate(zip(xs, links, ends)):
        if passed > min(i, len(links) - 2):
            moves = (start.true, end.true), (start.predicted, end.predicted)
            true, predicted = (_place(x, width, link, start.value + a, end.value + b) for a, b in moves)
            if _is_inside(*true, x, width):
                sketch.circles(*true, DOT, colour_of(end.true))
            if _is_inside(*predicted, x, width):
                sketch.circles(*predicted, RING, INVISIBLE, colour_of(end.predicted), 1.8)


def _is_inside(x, y, middle, width):
    """Whether a point is on the axes of a curve."""
    return abs(x - middle) <= width / 2 and TOP <= y <= BOTTOM
