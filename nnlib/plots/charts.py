"""Charts on a light ground: few lines, large type."""

from matplotlib.figure import Figure

from nnlib.plots import style


def chart_figure(width=1200, height=500):
    """An empty light Figure of this many pixels."""
    return Figure(figsize=(width / 100, height / 100), dpi=100, facecolor=style.GROUND)


def plain(ax, title="", xlabel="", ylabel=""):
    """Axes with nothing that could be left out: two thin lines, large labels, no box."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(style.INK_MUTED)
    ax.tick_params(colors=style.INK_MUTED, labelsize=13, length=4)
    ax.set_title(title, fontsize=17, color=style.INK, loc="left", pad=12)
    ax.set_xlabel(xlabel, fontsize=14, color=style.INK)
    ax.set_ylabel(ylabel, fontsize=14, color=style.INK)


def colour_of(value):
    """Blue for what is positive, orange for what is negative, both dark enough for a light ground."""
    return style.UP_ON_LIGHT if value >= 0 else style.DOWN_ON_LIGHT
