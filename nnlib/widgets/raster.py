"""Figures as PNG files, fast enough to follow a slider."""

import struct
import zlib

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg


class Raster:
    """Turns figures into the bytes of a PNG, in well under the time of `savefig`; the figures stay as they are.

    When the same figure is drawn again, only the artists marked `animated=True` are redrawn, over a picture of all the
    others that was kept: several times faster, because most of the time goes into axes and texts.
    """

    def __init__(self):
        self.release()

    def release(self):
        """Let go of all that is kept, several MB of pixels."""
        self._renderer = self._size = None  # kept for figures of the same size: it remembers how large each text is
        self._figure = self._rest = None  # the last figure, and the picture of what does not move in it

    def png(self, figure, density=1):
        """The bytes of a PNG of the matplotlib Figure, `density` times as many pixels each way as the figure says."""
        dpi = figure.dpi
        figure.dpi = dpi * density
        try:
            self._draw(figure)
        finally:
            figure.dpi = dpi
        return encode(np.asarray(self._renderer.buffer_rgba()))

    def _draw(self, figure):
        moving = figure.findobj(lambda artist: artist.get_animated())
        size = (*(int(side) for side in figure.bbox.size), figure.dpi)
        if moving and figure is self._figure and size == self._size:
            self._renderer.restore_region(self._rest)
        else:
            self._start(figure, size)
        for artist in sorted(moving, key=lambda artist: artist.get_zorder()):
            artist.draw(self._renderer)

    def _start(self, figure, size):
        if size != self._size:
            self._renderer, self._size = RendererAgg(*size), size
        self._figure = None  # until it is complete
        self._renderer.clear()
        figure.draw(self._renderer)  # leaves out the animated artists
        self._rest = self._renderer.copy_from_bbox(figure.bbox)
        self._figure = figure


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
