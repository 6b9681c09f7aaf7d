"""Several curves on a light ground. Marks and names tell them apart: colours have another meaning, and greys look alike."""

import numpy as np
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.markers import MarkerStyle
from matplotlib.ticker import NullLocator
from matplotlib.transforms import IdentityTransform

from nnlib.plots import style
from nnlib.plots.boxes import draw_boxes
from nnlib.plots.fire_together import spread
from nnlib.plots.lettering import length, write_all

MARKS = "o", "s", "^", "D", "v", "P", "X"  # of the first curve, the second, and so on
SIZE = 13  # points: the type of names and numbers
THIN, THICK = 1.5, 3.5  # points: an ordinary curve, and the chosen one
MARKED, LARGE = 7, 11  # points: the size of a mark, and of one that moves
APART = 25  # pixels between two names


def draw_curves(ax, curves, apart):
    """Draw each curve, a pair of arrays (k,), with its marks at every point number `apart`, but never side by side."""
    for row, curve in enumerate(curves):
        places = (row * apart // len(curves), apart)
        ax.plot(*curve, color=style.INK_MUTED, linewidth=THIN, marker=MARKS[row], markersize=MARKED, markevery=places)


def draw_front(ax, curve):
    """Draw the chosen curve once more, thick."""
    ax.plot(*curve, color=style.INK, linewidth=THICK, zorder=3)


def draw_marks(ax, xs, ys):
    """Draw the mark of each curve large at its (x, y); none where y is NaN."""
    shapes = [shape.get_path().transformed(shape.get_transform()) for shape in map(MarkerStyle, MARKS[: len(ys)])]
    places = np.ma.masked_invalid(np.column_stack([np.broadcast_to(xs, len(ys)), ys]))
    look = {"facecolors": style.INK, "edgecolors": style.GROUND, "linewidths": 1.5, "zorder": 4, "clip_on": False}
    marks = PathCollection(shapes, [LARGE**2], offsets=places, offset_transform=ax.transData, **look)
    marks.set_transform(IdentityTransform())
    ax.add_collection(marks, autolim=False)


def write_plain(axis):
    """Write 1,000 instead of 10³ on this logarithmic axis."""
    axis.set_major_formatter(lambda value, _: f"{value:,.0f}" if value >= 1 else f"{value:g}")
    axis.set_minor_locator(NullLocator())


# ---- names beside the curves, in axes that cover the figure and are measured in pixels


def pixel_axes(figure):
    """Add axes that cover the figure, show nothing of their own and count pixels from the top left."""
    width, height = figure.bbox.size
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0), xticks=[], yticks=[], facecolor="none")
    ax.set_axis_off()
    return ax


def heights_of(ax, xs, ys):
    """Where points of the axes are, in pixels from the top of the figure: (n,)."""
    return ax.figure.bbox.height - ax.transData.transform(np.column_stack([xs, ys]))[:, 1]


def apart(heights, top, bottom):
    """The heights (n,) in pixels, moved as little as needed for names to fit between `top` and `bottom`."""
    room = bottom - top
    return top + room * spread((np.asarray(heights) - top) / room, APART / room)


def draw_key(ax, x, heights, names, heading=""):
    """Write the names at `heights` (n,), each to the right of the mark of its curve at x, and a heading above them."""
    look = {"color": style.INK_MUTED, "linewidth": THIN, "markevery": [1], "markersize": MARKED}
    for y, mark in zip(heights, MARKS):
        ax.plot([x - 11, x, x + 11], [y] * 3, marker=mark, **look)
    write_all(ax, x + 22, heights, names, size=SIZE, colours=style.INK, ha="left")
    write_all(ax, x - 11, min(heights) - 28, [heading], size=SIZE, colours=style.INK_MUTED, ha="left")


def draw_ties(ax, starts, ends):
    """Draw a thin line from each of the places `starts` (n, 2) to that of `ends` (n, 2)."""
    ax.add_collection(LineCollection(np.stack([starts, ends], axis=1), colors=style.INK_MUTED, linewidths=0.8, zorder=2))


def draw_chosen_name(ax, x, height, name):
    """Write one of the names of `draw_key` again, light on a dark box."""
    right = x + 22 + length(name, SIZE) * 100 / 72
    draw_boxes(ax, x + 16, height - 12, right + 7, height + 12, facecolors=style.INK)
    write_all(ax, x + 22, height, [name], size=SIZE, colours=style.GROUND, ha="left").set_zorder(4)


def draw_values(ax, x, heights, values, chosen):
    """Write the values (n texts) so that they end at x; that of row `chosen` is light on a dark box."""
    colours = [style.GROUND if row == chosen else style.INK for row in range(len(values))]
    if chosen is not None:
        left = x - length(values[chosen], SIZE) * 100 / 72
        draw_boxes(ax, left - 7, heights[chosen] - 12, x + 7, heights[chosen] + 12, facecolors=style.INK)
    write_all(ax, x, heights, values, size=SIZE, colours=colours, ha="right").set_zorder(4)
