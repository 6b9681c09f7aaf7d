"""Charts on a light ground: few lines, large type."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from nnlib.plots import style
from nnlib.wording import fixed


def chart_figure(width=1200, height=500):
    """An empty light Figure of this many pixels."""
    return Figure(figsize=style.inches(width, height), dpi=100, facecolor=style.GROUND)


def add_sheet(figure):
    """Add Axes in pixels over the whole figure, with the origin at the top left, for a Sketch; return them."""
    width, height = figure.bbox.size
    sheet = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    sheet.set_axis_off()
    return sheet


def on_sheet(ax, xs, ys):
    """Where the points of other Axes are on the sheet of their figure: x and y in its pixels."""
    xs, ys = np.broadcast_arrays(xs, ys)
    x, y = ax.transData.transform(np.column_stack([xs.ravel(), ys.ravel()])).T
    return x.reshape(xs.shape), (ax.figure.bbox.height - y).reshape(xs.shape)


def few_ticks(low, high, most=4):
    """Round values from low to high, at most so many steps apart, and their texts: what an axis would choose."""
    values = MaxNLocator(most).tick_values(low, high)
    places = max(0, -int(np.floor(np.log10(values[1] - values[0]) + 1e-9)))
    if round(values[1] - values[0], places) != round(values[1] - values[0], places + 1):
        places += 1  # steps of 2.5
    values = values[(low <= values) & (values <= high)]
    return values, [fixed(value, places) for value in values]


def plain(ax, title="", xlabel="", ylabel=""):
    """Strip the axes down to two thin lines and large labels, without a box."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(style.INK_MUTED)
    ax.tick_params(colors=style.INK_MUTED, labelsize=13, length=4)
    ax.set_title(title, fontsize=17, color=style.INK, loc="left", pad=12)
    ax.set_xlabel(xlabel, fontsize=14, color=style.INK)
    ax.set_ylabel(ylabel, fontsize=14, color=style.INK)


def colour_of(value):
    """The colour of a number on a light ground: blue if it is at least 0, orange if negative."""
    return style.UP_ON_LIGHT if value >= 0 else style.DOWN_ON_LIGHT


def colour_of_wish(value):
    """The colour of a wish on a light ground: blue if the number should grow, orange if it should shrink, else grey."""
    return style.UP_ON_LIGHT if value > 0 else style.DOWN_ON_LIGHT if value < 0 else style.INK_MUTED
