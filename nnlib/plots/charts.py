"""Charts on a light ground: few lines, large type."""

from matplotlib.figure import Figure

from nnlib.plots import style


def chart_figure(width=1200, height=500):
    """An empty light Figure of this many pixels."""
    return Figure(figsize=(width / 100, height / 100), dpi=100, facecolor=style.GROUND)


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
