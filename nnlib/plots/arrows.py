"""Upright arrows: direction and colour say the sign, length says the size."""

import numpy as np
from matplotlib.collections import PolyCollection

from nnlib.plots import style

SMALLEST = 4  # pixels: so much of an arrow is drawn however short it is, so that its direction is seen
# The outline, in shares of half the head's width and in places along the arrow.
ACROSS = np.array([0, 1, 0.38, 0.38, -0.38, -0.38, -1])
TIP, NECK, FOOT = 0, 1, 2
ALONG = [TIP, NECK, NECK, FOOT, FOOT, NECK, NECK]


def draw_arrows(ax, xs, ys, lengths, **look):
    """Draw arrows of these lengths in pixels, up where positive, their middles at (xs, ys), on a stage in pixels."""
    lengths = np.asarray(lengths, float)
    size = np.maximum(np.abs(lengths), SMALLEST) * (lengths != 0)
    head = np.minimum(0.66 * size, 13)
    along = np.array([-size / 2, head - size / 2, size / 2]) * np.where(lengths < 0, -1, 1)  # y counts downwards
    outlines = np.empty((len(lengths), len(ALONG), 2))
    outlines[..., 0] = np.asarray(xs)[:, np.newaxis] + np.minimum(0.62 * size, 9)[:, np.newaxis] * ACROSS
    outlines[..., 1] = np.asarray(ys)[:, np.newaxis] + along[ALONG].T
    colours = np.where(lengths > 0, style.UP, style.DOWN)
    ax.add_collection(PolyCollection(outlines, facecolors=colours, linewidths=0, zorder=3, **look))


def colour_of(value):
    """Blue for what is positive, orange for what is negative, grey for nothing: on the dark stage."""
    return style.UP if value > 0 else style.DOWN if value < 0 else style.MUTED
