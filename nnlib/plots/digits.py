"""Digits as pictures on the dark stage: ink is bright."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.bitmap import draw_bitmap, greys
from nnlib.plots.boxes import draw_boxes
from nnlib.plots.lettering import write_all

LABEL = 12  # pixels: the height of a label in a gallery
FRAME = {"facecolors": "none", "edgecolors": style.LINE, "linewidths": 1.5, "clip_on": False, "zorder": 1}


def draw_digit(ax, image, left=0, top=0, side=28):
    """Draw an image, (784,) or square, from 0 (black) to 1 (white), `side` units wide, with its corner at (left, top)."""
    draw_bitmap(ax, greys(_square(image)), left, top, left + side, top + side)
    draw_boxes(ax, left, top, left + side, top + side, **FRAME)
    ax.set_axis_off()


def draw_gallery(ax, images, labels=None, columns=10, gap=5, size=18):
    """Draw images, (784, n), in rows of `columns`, with labels (n texts or numbers) below each if given.

    `gap` is in pixels of an image, which are the units of the axes; `size` is in points. The axes show nothing but the
    gallery.
    """
    n = images.shape[1]
    room = 0 if labels is None else LABEL
    lefts, tops = _places(n, columns, gap, room)
    width, height = int(lefts.max()) + 28, int(tops.max()) + 28 + room
    mosaic = np.full((height, width), np.nan)  # NaN is not drawn, so the stage shows through
    for image, left, top in zip(images.T, lefts, tops):
        mosaic[top : top + 28, left : left + 28] = _square(image)
    draw_bitmap(ax, greys(mosaic), 0, 0, width, height)
    draw_boxes(ax, lefts, tops, lefts + 28, tops + 28, **FRAME)
    for label, left, top in zip([] if labels is None else labels, lefts, tops):
        ax.text(left + 14, top + 29, str(label), color=style.TEXT, fontsize=size, ha="center", va="top")
    ax.set(xlim=(-1, width + 1), ylim=(height + 1, -1), aspect="equal")
    ax.set_axis_off()


def write_captions(ax, captions, columns, gap, size):
    """Write one-line captions below the images of a gallery that was drawn with empty labels: fast, as they change."""
    lefts, tops = _places(len(captions), columns, gap, LABEL)
    write_all(ax, lefts + 14, tops + 28 + 0.35 * LABEL, captions, size=size, colours=style.TEXT)


def _places(n, columns, gap, room):
    """Left and top of each of n images in a gallery, with `room` below each."""
    rows, places = np.divmod(np.arange(n), columns)
    return places * (28 + gap), rows * (28 + gap + room)


def _square(image):
    image = np.asarray(image)
    return image.reshape(28, 28) if image.ndim == 1 else image
