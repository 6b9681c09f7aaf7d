"""What one output asks of each weight that leads to it, against the activation of the neuron before."""

import numpy as np
from matplotlib.collections import LineCollection

from nnlib.plots import style
from nnlib.plots.charts import plain
from nnlib.plots.lettering import write_all

# The points and lines of the first image and of the second.
LOOKS = (
    {"marker": "o", "color": style.INK, "markerfacecolor": style.INK, "linestyle": "-", "markersize": 9},
    {"marker": "D", "color": style.INK_MUTED, "markerfacecolor": style.GROUND, "linestyle": "--", "markersize": 8},
)
GAP = 0.026  # the smallest distance between the numbers of two neurons, in units of activation


def draw_fire_frame(ax):
    """Prepare the axes of `draw_fire_together`."""
    ax.axhline(0, color=style.INK_MUTED, linewidth=1)
    plain(ax, xlabel="activation of the neuron before", ylabel="∂C/∂w of its weight")
    ax.set(xlim=(0, 1), xticks=[0, 0.25, 0.5, 0.75, 1])
    ax.locator_params("y", nbins=5)
    ax.yaxis.set_animated(True)


def draw_fire_together(ax, activations, gradients, deltas):
    """Draw ∂C/∂w of the weights into one output against the activations before, both (2, n), with a row for each image.

    The points of an image lie on the line through zero with slope `deltas` (2,).
    """
    limit = 1.25 * max(np.abs(deltas).max(), np.finfo(float).tiny)
    ax.set_ylim(-limit, limit)
    sides = (1, -1) if deltas[0] >= deltas[1] else (-1, 1)  # numbers go above the upper line and below the lower one
    for a, g, delta, look, side in zip(activations, gradients, deltas, LOOKS, sides):
        ax.plot([0, 1], [0, delta], color=look["color"], linewidth=2, linestyle=look["linestyle"], zorder=1)
        ax.plot(a, g, zorder=3, **look | {"linestyle": "", "markeredgewidth": 2})
        _label_points(ax, a, g, delta, side * limit * 0.15, look["color"])
    write_all(ax, 0.015, 0.9 * limit, ["↓ the weight should shrink"], size=12, colours=style.DOWN_ON_LIGHT, ha="left")
    write_all(ax, 0.015, -0.9 * limit, ["↑ the weight should grow"], size=12, colours=style.UP_ON_LIGHT, ha="left")


def draw_key(ax, x, y, row, text):
    """Draw a key at (x, y) of a stage in pixels: a sample of the points and line of image `row`, 0 or 1, and a text."""
    ax.plot([x - 16, x, x + 16], [y] * 3, linewidth=2, markevery=[1], **LOOKS[row])
    write_all(ax, x + 24, y, [text], size=12.5, colours=style.INK, ha="left")


def _label_points(ax, a, g, delta, away, colour):
    """Write the numbers of the neurons along their line, apart where points are close, with a tie from each to its point."""
    places = spread(a, GAP)
    heights = delta * places + away
    ties = [((place, height - 0.3 * away), (x, y)) for place, height, x, y in zip(places, heights, a, g)]
    ax.add_collection(LineCollection(ties, colors=style.INK_MUTED, linewidths=0.7, zorder=0), autolim=False)
    write_all(ax, places, heights, range(len(a)), size=10, colours=colour)


def spread(values, gap):
    """The values (n,) from 0 to 1, moved as little as needed for neighbours to be at least `gap` apart."""
    order = np.argsort(values, kind="stable")
    steps = gap * np.arange(len(values))
    # Without the steps, the sorted values must not decrease: blocks that do are pooled at their mean (isotonic regression).
    blocks = []  # [level, length]
    for level in np.asarray(values)[order] - steps:
        blocks.append([level, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (right, m), (left, n) = blocks.pop(), blocks.pop()
            blocks.append([(left * n + right * m) / (n + m), n + m])
    levels = np.concatenate([np.full(n, level) for level, n in blocks])
    placed = np.empty(len(levels))
    placed[order] = np.clip(levels, gap / 2, 1 - gap / 2 - steps[-1]) + steps
    return placed
