"""Upright arrows: direction and colour show the sign, length shows the size."""

import numpy as np
from matplotlib.collections import PolyCollection

from nnlib.plots import style

SMALLEST = 4  # pixels: a shorter arrow is drawn this long, so that its direction can be seen
# The corners of the outline: across in units of half the head's width, and along the arrow at its tip, neck or foot.
ACROSS = np.array([0, 1, 0.38, 0.38, -0.38, -0.38, -1])
TIP, NECK, FOOT = 0, 1, 2
ALONG = [TIP, NECK, NECK, FOOT, FOOT, NECK, NECK]


def arrow_outlines(xs, ys, lengths):
    """Arrows centred at (xs, ys) on a stage in pixels; `lengths` (n,) are in pixels, positive ones point up.

    Returns their outlines, (n, 7, 2), and their colours, (n,).
    """
    lengths = np.asarray(lengths, float)
    size = np.maximum(np.abs(lengths), SMALLEST) * (lengths != 0)
    head = np.minimum(0.66 * size, 13)
    along = np.array([-size / 2, head - size / 2, size / 2]) * np.where(lengths < 0, -1, 1)  # the y axis points down
    outlines = np.empty((len(lengths), len(ALONG), 2))
    outlines[..., 0] = np.asarray(xs)[:, np.newaxis] + np.minimum(0.62 * size, 9)[:, np.newaxis] * ACROSS
    outlines[..., 1] = np.asarray(ys)[:, np.newaxis] + along[ALONG].T
    return outlines, np.where(lengths > 0, style.UP, style.DOWN)


def draw_arrows(ax, xs, ys, lengths, **look):
    """Draw the arrows of `arrow_outlines`."""
    outlines, colours = arrow_outlines(xs, ys, lengths)
    ax.add_collection(PolyCollection(outlines, facecolors=colours, linewidths=0, zorder=3, **look))


def colour_of(value):
    """The colour of a number on the dark stage: blue if positive, orange if negative, grey if 0."""
    return style.UP if value > 0 else style.DOWN if value < 0 else style.MUTED
