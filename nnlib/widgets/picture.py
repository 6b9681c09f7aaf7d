"""A PNG on the page that knows how fine the screen is."""

import anywidget
import traitlets

from nnlib.widgets import assets


class Picture(anywidget.AnyWidget):
    """The bytes `png`, shown `width` page pixels wide, or narrower where there is less room; `words` are for screen readers.

    `density` comes from the browser: screen pixels per page pixel, from 1 to 2.
    """

    _esm = assets.script("picture")

    png = traitlets.Bytes().tag(sync=True)
    width = traitlets.Int().tag(sync=True)
    words = traitlets.Unicode().tag(sync=True)
    density = traitlets.Float(1).tag(sync=True)
