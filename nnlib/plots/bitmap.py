"""Pictures made of pixels, at a tenth of the time of `imshow`: no colour map, no resampling but the nearest pixel."""

import numpy as np
from matplotlib.artist import Artist


class Bitmap(Artist):
    """The array `rgba` (height, width, 4) of bytes, whose top row comes first, between these sides.

    The sides are data coordinates of its axes, if no other transform is set.
    """

    def __init__(self, rgba, left, top, right, bottom):
        super().__init__()
        self.rgba = rgba
        self.corners = [(left, top), (right, bottom)]

    def draw(self, renderer):
        """Draw it."""
        corners = np.rint(self.get_transform().transform(self.corners)).astype(int)
        (left, top), (right, bottom) = corners
        rows, columns = (_nearest(count, abs(size)) for count, size in zip(self.rgba.shape, (top - bottom, right - left)))
        rows, columns = rows[::-1] if top > bottom else rows, columns if right > left else columns[::-1]
        whole = np.ascontiguousarray(self.rgba).view(np.uint32)[..., 0]  # the four bytes of a pixel as one number
        upwards = whole[rows[:, np.newaxis], columns]
        if upwards.size:
            context = renderer.new_gc()
            renderer.draw_image(context, *corners.min(axis=0), upwards.view(np.uint8).reshape(*upwards.shape, 4))
            context.restore()


def draw_bitmap(ax, rgba, left, top, right, bottom):
    """Draw these pixels on a stage in pixels; return the artist."""
    return ax.add_artist(Bitmap(rgba, left, top, right, bottom))


def paste(figure, picture, left=0, bottom=0):
    """Put the picture (height, width, 3) of bytes on a figure, its lower left corner there, in pixels.

    `figimage` does the same in a hundred bytes of memory for each pixel.
    """
    height, width, _ = picture.shape
    rgba = np.dstack([picture, np.full((height, width), 255, np.uint8)])
    bitmap = Bitmap(
        rgba, left / figure.dpi, (bottom + height) / figure.dpi, (left + width) / figure.dpi, bottom / figure.dpi
    )
    bitmap.set_transform(figure.dpi_scale_trans)
    return figure.add_artist(bitmap)


def greys(values):
    """The colours, (..., 4) bytes, of values from 0 (black) to 1 (white); NaN is transparent."""
    there = np.isfinite(values)
    rgba = np.empty((*np.shape(values), 4), np.uint8)
    rgba[..., :3] = np.clip(256 * np.where(there, values, 0), 0, 255).astype(np.uint8)[..., np.newaxis]
    rgba[..., 3] = 255 * there
    return rgba


def _nearest(count, size):
    """For each of `size` places the nearest of `count` pixels."""
    return ((np.arange(size) + 0.5) * count / max(size, 1)).astype(int)
