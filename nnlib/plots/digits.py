"""Digits as pictures on the dark stage: ink is bright."""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from nnlib.plots import style
from nnlib.plots.bitmap import draw_bitmap, greys

LABEL = 12  # pixels: the height of a label in a gallery


def draw_digit(ax, image, left=0, top=0, side=28):
    """Draw an image, (784,) or square, from 0 (black) to 1 (white), `side` units wide, with its corner at (left, top)."""
    draw_bitmap(ax, greys(_square(image)), left, top, left + side, top + side)
    _frame(ax, left, top, side)
    ax.set_axis_off()


def draw_gallery(ax, images, labels=None, columns=10, gap=5, size=18):
    """Draw images, (784, n), in rows of `columns`, with labels (n texts or numbers) below each if given.

    `gap` is in pixels of an image, which are the units of the axes; `size` is in points. The axes show nothing but the
    gallery.
    """
    n = images.shape[1]
    columns = min(columns, n)
    across, down = 28 + gap, 28 + gap + (0 if labels is None else LABEL)
    width, height = columns * across - gap, -(-n // columns) * down - gap
    mosaic, corners = np.full((height, width), np.nan), []  # NaN is not drawn, so the stage shows through
    for i in range(n):
        left, top = i % columns * across, i // columns * down
        mosaic[top : top + 28, left : left + 28] = _square(images[:, i])
        corners.append((left, top))
        if labels is not None:
            ax.text(left + 14, top + 29, str(labels[i]), color=style.TEXT, fontsize=size, ha="center", va="top")
    draw_bitmap(ax, greys(mosaic), 0, 0, width, height)
    _frame_all(ax, corners)
    ax.set(xlim=(-1, width + 1), ylim=(height + 1, -1), aspect="equal")
    ax.set_axis_off()


def _square(image):
    image = np.asarray(image)
    return image.reshape(28, 28) if image.ndim == 1 else image


def _frame_all(ax, corners):
    """One artist for all frames: a rectangle for each takes much longer."""
    square = 28 * np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
    frames = [square + corner for corner in corners]
    look = {"facecolors": "none", "edgecolors": style.LINE, "linewidths": 1.5, "clip_on": False}
    ax.add_collection(PolyCollection(frames, **look), autolim=False)


def _frame(ax, left, top, side):
    ax.add_patch(Rectangle((left, top), side, side, fill=False, color=style.LINE, linewidth=1.5, clip_on=False))
