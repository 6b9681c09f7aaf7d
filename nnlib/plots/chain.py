"""A chain of single neurons: its quantities and the travelling nudge above, a curve for each link below."""

from typing import NamedTuple

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.transforms import Bbox, TransformedBbox

from nnlib.plots import arrows, style
from nnlib.plots.boxes import draw_boxes
from nnlib.plots.charts import chart_figure, colour_of
from nnlib.plots.lettering import write_all
from nnlib.wording import change, three_digits

WIDTH, HEIGHT, BAND = 1112, 416, 176  # pixels; the upper part is the dark stage
NODE, RADIUS = 56, 15  # the row of neurons: y of their centres, and their radius
NUDGE, LONGEST = 112, 58  # the row of arrows: y of their centres, and the length of the longest
APART = 11  # distance of the true arrow to the left of the centre, and of the predicted one to the right
TOP, BOTTOM = 246, 380  # y of the curves
DOT = 9  # points: the size of a point on a curve


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
    _draw_names(ax, xs, quantities, links, column)
    for x, link, (start, end) in zip(xs, links, _ends(quantities)):
        _draw_axes(ax, x, column - 34, link, start, end)
    return figure


def draw_chain(ax, quantities, links, passed):
    """Draw the numbers and the curves on a `chain_figure`, and the nudge as far as it has come: through `passed` links."""
    xs, column = _columns(quantities)
    _draw_row(ax, xs, quantities, links)
    _draw_nudges(ax, xs, quantities, passed + 1, 11 if column > 150 else 9)
    _draw_factors(ax, xs, links, column)
    _draw_curves(ax, xs, column - 34, links, _ends(quantities), passed)


def _columns(quantities):
    """The middles of the columns, and their width."""
    column = WIDTH / len(quantities)
    return column * (np.arange(len(quantities)) + 0.5), column


def _ends(quantities):
    """The two quantities that each link joins."""
    return [*zip(quantities, quantities[1:]), (quantities[0], quantities[-1])]


# ---- what stays


def _draw_names(ax, xs, quantities, links, column):
    """The squares of the quantities that are no activations, the names of the links, and the signs between them."""
    inside = np.array([not q.is_activation for q in quantities])
    look = {"facecolors": style.PANEL, "edgecolors": style.MUTED, "linewidths": 1.5, "zorder": 1}
    draw_boxes(ax, xs[inside] - RADIUS, NODE - RADIUS, xs[inside] + RADIUS, NODE + RADIUS, **look)
    write_all(ax, xs[inside], NODE, np.array([q.name for q in quantities])[inside], size=11, colours=style.TEXT)
    names = [f"{link.name} = {link.formula}" if link.formula else link.name for link in links]
    write_all(ax, xs, 194, names, size=12 if column > 180 else 9.5, colours=style.INK_MUTED)
    signs = ["×"] * (len(links) - 2) + ["="]
    write_all(ax, xs[:-1] + column / 2, 222, signs, size=19, colours=style.INK)
    for gap, words, side in ((-24, "true", "right"), (24, "predicted", "left")):
        write_all(ax, xs[0] + gap, NUDGE, [words], size=10, colours=style.MUTED, ha=side)


def _draw_axes(ax, middle, width, link, start, end):
    left, (_, zero) = middle - width / 2, _place(middle, width, link, 0, 0)
    ax.plot([left, left], [TOP, BOTTOM], color=style.GRID, linewidth=1.5, zorder=1)
    ax.plot([left, left + width], [zero, zero], color=style.GRID, linewidth=1.5, zorder=1)
    write_all(ax, middle, 398, [f"{end.name} over {start.name}"], size=11, colours=style.INK)


def _place(middle, width, link, x, y):
    """Where the point (x, y) of a curve is on the stage."""
    across = (np.asarray(x) - link.x_limits[0]) / (link.x_limits[1] - link.x_limits[0])
    up = (np.asarray(y) - link.y_limits[0]) / (link.y_limits[1] - link.y_limits[0])
    return middle + width * (across - 0.5), BOTTOM - (BOTTOM - TOP) * up


# ---- the dark stage


def _draw_row(ax, xs, quantities, links):
    """The quantities, joined by lines in the colours of their slopes."""
    lines = [((x + RADIUS + 5, NODE), (end - RADIUS - 5, NODE)) for x, end in zip(xs, xs[1:])]
    colours = [arrows.colour_of(link.slope) for link in links]
    widths = [1 + 3 * min(1, abs(link.slope)) for link in links]
    ax.add_collection(LineCollection(lines, colors=colours, linewidths=widths), autolim=False)
    for x, quantity in zip(xs, quantities):
        if quantity.is_activation:
            grey = str(np.clip(quantity.value, 0, 1))
            ax.add_artist(Circle((x, NODE), RADIUS, facecolor=grey, edgecolor=style.MUTED, linewidth=1.5))
    values = [f"{q.name} = {three_digits(q.value)}" for q in quantities]
    write_all(ax, xs, 22, values, size=14, colours=style.TEXT, weight="bold")


def _draw_nudges(ax, xs, quantities, reached, size):
    """Two arrows below each quantity, all to one scale: how far it really moves, and how far the slopes predict."""
    true, predicted = (np.array([getattr(q, name) for q in quantities]) for name in ("true", "predicted"))
    largest = max(np.abs(true).max(), np.abs(predicted).max(), np.finfo(float).tiny)
    xs, true, predicted = xs[:reached], true[:reached], predicted[:reached]
    arrows.draw_arrows(ax, xs - APART, [NUDGE] * len(xs), true * LONGEST / largest)
    arrows.draw_arrows(ax, xs + APART, [NUDGE] * len(xs), predicted * LONGEST / largest)
    hollow = ax.collections[-1]
    hollow.set(edgecolors=hollow.get_facecolor(), facecolors=style.STAGE, linewidths=1.3)
    texts = zip((true, predicted), (-4, 4), ("right", "left"), (style.TEXT, style.MUTED), ("bold", "normal"))
    for moves, gap, side, colour, weight in texts:
        write_all(ax, xs + gap, 160, map(change, moves), size=size, colours=colour, ha=side, weight=weight)


# ---- the light ground


def _draw_factors(ax, xs, links, column):
    """The values of the links, and their product."""
    colours = [colour_of(link.slope) for link in links]
    numbers = [three_digits(link.slope) for link in links]
    write_all(ax, xs, 222, numbers, size=20 if column > 150 else 17, colours=colours, weight="bold")


def _draw_curves(ax, xs, width, links, ends, passed):
    """The curves with their tangents: a coloured point where the nudge really leads, a ring where the tangent leads."""
    points = []
    for i, (x, link, (start, end)) in enumerate(zip(xs, links, ends)):
        colour = colour_of(link.slope)
        frame = TransformedBbox(Bbox([(x - width / 2, TOP), (x + width / 2, BOTTOM)]), ax.transData)
        reach = np.array([-1, 1]) * (link.x_limits[1] - link.x_limits[0])
        tangent = start.value + reach, end.value + link.slope * reach
        _draw_line(ax, _place(x, width, link, link.x, link.y), frame, color=style.INK, linewidth=2.2)
        _draw_line(ax, _place(x, width, link, *tangent), frame, color=colour, linewidth=2, linestyle=(0, (5, 2)))
        points.append(_place(x, width, link, start.value, end.value))
        if passed > min(i, len(links) - 2):
            true = _place(x, width, link, start.value + start.true, end.value + end.true)
            predicted = _place(x, width, link, start.value + start.predicted, end.value + end.predicted)
            ring = {"markerfacecolor": "none", "markeredgecolor": colour, "markeredgewidth": 1.8, "markersize": DOT + 5}
            _draw_line(ax, true, frame, marker="o", color=colour, markersize=DOT, zorder=2.2)
            _draw_line(ax, predicted, frame, marker="o", **ring, zorder=2.2)
    ax.add_artist(Line2D(*zip(*points), linestyle="", marker="o", markersize=DOT, color=style.INK, zorder=2.1))


def _draw_line(ax, places, frame, **look):
    """Draw a line, or a point, as far as it is in the frame."""
    line = ax.add_artist(Line2D(*np.atleast_1d(*places), **{"zorder": 2} | look))
    line.set_clip_path(None)
    line.set_clip_box(frame)
