"""A picture on the page. Only the parts of it that change are sent. It knows how fine the screen is."""

import anywidget
import numpy as np
import traitlets

from nnlib.widgets import assets
from nnlib.widgets.raster import encode

TILE = 32  # pixels: the side of a tile, as in picture.js
MOST_TILES = 0.5  # if a larger share of the picture has changed, all of it is sent


class Picture(anywidget.AnyWidget):
    """Pixels, shown `width` page pixels wide, or narrower if there is less room; `words` are for screen readers.

    What is shown is `whole`, a PNG, with tiles painted over it: those that differ from it now. Both together are always
    the full picture, so it does not matter whether a viewer has missed some of the changes, or comes late.

    If it `has_tables`, the page offers its numbers as tables; once they are `asked` for, `tables` is to be kept current.

    `density` comes from the browser: screen pixels per page pixel, from 1 to 2.
    """

    _esm = assets.script("picture")
    _css = assets.style("picture")

    whole = traitlets.Bytes(help="PNG").tag(sync=True)
    tiles = traitlets.Bytes(help="PNG: the tiles, one below the other").tag(sync=True)
    places = traitlets.Bytes(help="16 bits each: column and row of each tile, counted in tiles").tag(sync=True)
    width = traitlets.Int().tag(sync=True)
    words = traitlets.Unicode().tag(sync=True)
    has_tables = traitlets.Bool(help="whether its numbers can be asked for").tag(sync=True)
    asked = traitlets.Bool(help="whether somebody reads its numbers as tables").tag(sync=True)
    tables = traitlets.List(help="dicts with caption, head and rows; empty unless they are asked for").tag(sync=True)
    density = traitlets.Float(1).tag(sync=True)

    def __init__(self, **settings):
        self._sent = np.zeros((0, 0), np.uint32)  # the pixels of `whole`, each as one number
        super().__init__(**settings)

    def show(self, pixels, width):
        """Show this array (height, width, 4) of bytes, all of them opaque, `width` page pixels wide."""
        numbers = pixels.view(np.uint32)[..., 0]
        places = _changed(self._sent, numbers)
        with self.hold_sync():
            self.width = width
            if places is None:
                self._sent = numbers.copy()
                self.whole, self.tiles, self.places = encode(pixels), b"", b""
            else:
                self.tiles = encode(_cut(pixels, places)) if len(places) else b""
                self.places = places[:, ::-1].astype("<u2").tobytes()

    def release(self):
        """Let go of the pixels."""
        self._sent = np.zeros((0, 0), np.uint32)


def _changed(old, new):
    """Row and column of each tile that differs, (n, 2); None if it takes fewer bytes to send everything."""
    if old.shape != new.shape:
        return None
    differs = old != new
    for axis, length in enumerate(new.shape):
        differs = np.logical_or.reduceat(differs, np.arange(0, length, TILE), axis=axis)
    places = np.argwhere(differs)
    return places if len(places) <= MOST_TILES * differs.size else None


def _cut(pixels, places):
    """The tiles at these places, one below the other; those at the edges are padded with transparent pixels."""
    strip = np.zeros((len(places), TILE, TILE, 4), np.uint8)
    for tile, (row, column) in zip(strip, places * TILE):
        part = pixels[row : row + TILE, column : column + TILE]
        tile[: part.shape[0], : part.shape[1]] = part
    return strip.reshape(-1, TILE, 4)
