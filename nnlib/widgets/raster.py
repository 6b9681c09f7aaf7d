"""Figures as pixels and as PNG files, fast enough to follow a slider."""

import struct
import zlib
from contextlib import contextmanager

import numpy as np
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.spines import Spine

from nnlib.plots import style

MOST_TEXTS = 1000  # that a renderer keeps
RECENT = 3  # rasters that keep their pixels, several MB each: a learner moves one picture at a time


class Raster:
    """Turns figures into pixels, much faster than `savefig` does; the figures stay as they are.

    When the same figure is drawn again, only the artists marked `animated=True` and those that lie above them are redrawn,
    over a stored picture of all the others: axes and texts take most of the time. The marked artists must be in axes. Only
    the RECENT ones that have drawn last keep anything.
    """

    _recent = []  # of all rasters, the last one first

    def __init__(self):
        self.release()

    def release(self):
        """Let go of everything that is kept."""
        Raster._recent = [raster for raster in Raster._recent if raster is not self]
        self._renderer = self._size = None  # kept for figures of the same size, with the texts that it has drawn
        self._figure = self._rest = None  # the last figure, and the picture of what does not move in it
        self._above = []  # what does not move, but lies above something that does

    def pixels(self, figure, density=1):
        """The matplotlib Figure as (height, width, 4) bytes, `density` times as many pixels each way as the figure says.

        The array is valid until the next call.
        """
        self._come_first()
        dpi = figure.dpi
        if density != 1:
            figure.dpi = dpi * density
        try:
            self._draw(figure)
        finally:
            if density != 1:
                figure.dpi = dpi
        return np.asarray(self._renderer.buffer_rgba())

    def _come_first(self):
        first, *others = dict.fromkeys([self, *Raster._recent])
        for raster in others[RECENT - 1 :]:
            raster.release()
        Raster._recent = [first, *others[: RECENT - 1]]

    def _draw(self, figure):
        again = [artist for ax in figure.axes for artist in _from_first_that_moves(ax)]
        above = [artist for artist in again if not artist.get_animated()]
        size = (*figure.bbox.size, figure.dpi)
        if again and (figure, size, above) == (self._figure, self._size, self._above):
            self._renderer.restore_region(self._rest)
        else:
            self._start(figure, size, above)
        for artist in again:
            artist.draw(self._renderer)

    def _start(self, figure, size, above):
        if size != self._size:
            self._renderer, self._size = _TextKeeper(*style.sides(figure), figure.dpi), size
        self._figure = None  # until it is complete
        self._renderer.clear()
        with _left_out(above):
            figure.draw(self._renderer)
        self._rest = self._renderer.copy_from_bbox(figure.bbox)
        self._figure, self._above = figure, above


@contextmanager
def _left_out(artists):
    """Inside, drawing the figure leaves these artists out, as it does those that move."""
    for artist in artists:
        artist.set_animated(True)
    try:
        yield
    finally:
        for artist in artists:
            artist.set_animated(False)


def _from_first_that_moves(ax):
    """The artists of the axes from the bottom up, starting with the first animated one; none if none is animated."""
    artists = sorted(filter(_is_drawn_again(ax), ax.get_children()), key=lambda artist: artist.get_zorder())
    lowest = next((i for i, artist in enumerate(artists) if artist.get_animated()), len(artists))
    return artists[lowest:]


def _is_drawn_again(ax):
    """A test of the artists of the axes. Ticks and their labels are left out, unless they move: nothing covers them."""
    left_out = Axis if ax.axison else (Axis, Spine)
    return lambda artist: artist.get_animated() or artist is not ax.patch and not isinstance(artist, left_out)


class _TextKeeper(RendererAgg):
    """Remembers what each text looks like: setting it in type takes a hundred times as long as copying it."""

    def __init__(self, *size):
        super().__init__(*size)
        self._texts = {}  # what is written, how, and where between two pixels -> pieces and where they were drawn

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        """Draw the text at (x, y)."""
        if ismath:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        key = s, hash(prop), angle, x % 2, y % 2, gc.get_antialiased()  # two pixels, as 0.5 is rounded to an even number
        if key not in self._texts:
            if len(self._texts) >= MOST_TEXTS:
                self._texts.clear()
            self._texts[key] = x, y, self._typeset(gc, x, y, s, prop, angle, mtext)
        then_x, then_y, pieces = self._texts[key]
        right, down = round(x - then_x), round(y - then_y)
        for image, left, bottom, turned in pieces:
            self._renderer.draw_text_image(image, left + right, bottom + down, turned, gc)

    def _typeset(self, gc, x, y, s, prop, angle, mtext):
        agg, self._renderer = self._renderer, _Notebook()
        try:
            super().draw_text(gc, x, y, s, prop, angle, False, mtext)
            return self._renderer.pieces
        finally:
            self._renderer = agg


class _Notebook:
    """Takes the place of the canvas, and notes what is drawn on it."""

    def __init__(self):
        self.pieces = []

    def draw_text_image(self, image, x, y, angle, gc):
        """Note a piece of a text."""
        self.pieces.append((np.array(image), x, y, angle))


def encode(pixels):
    """The bytes of a PNG of `pixels`, an array (height, width, 4) of uint8: red, green, blue, opacity.

    Pillow takes three times as long, because it tries several filters on each row, and the files are no smaller.
    """
    height, width, _ = pixels.shape
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)  # 8 bits each, of red, green, blue and opacity
    rows = np.zeros(
        (height, 1 + 4 * width), np.uint8
    )  # each row starts with a 0, which means: the pixels themselves, not differences
    rows[:, 1:] = pixels.reshape(height, -1)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(rows, level=1)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
