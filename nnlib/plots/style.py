"""One look for all pictures: colours that mean the same everywhere, empty figures, and small PNG files."""

import io
import math

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

# What the plots draw with; the other colours are for the widgets alone.
from nnlib.colours import (  # noqa: F401
    DOWN,
    DOWN_ON_LIGHT,
    GRID,
    GROUND,
    HIGH,
    INK,
    INK_MUTED,
    INK_SOFT,
    LINE,
    LOW,
    MUTED,
    PANEL,
    SHADE,
    SPREAD,
    STAGE,
    TEXT,
    UP,
    UP_ON_LIGHT,
    WALKER,
)

WIDEST = 1280  # pixels: what a projector shows


def inches(width, height):
    """The `figsize` of a figure that has this many pixels at 100 dpi, in any version of matplotlib.

    4.1 inches are 409.99999999999994 pixels, of which some versions draw 409: that size is the next larger number.
    """
    return [side / 100 if side / 100 * 100 >= side else math.nextafter(side / 100, math.inf) for side in (width, height)]


def stage_figure(width=1280, height=720):
    """An empty dark Figure of this many pixels, and its only Axes, which fills it and has its origin at the top left."""
    figure = Figure(figsize=inches(width, height), dpi=100, facecolor=STAGE)
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0), facecolor=STAGE)
    ax.set(xticks=[], yticks=[])  # even hidden ticks cost 10 ms a picture
    ax.set_axis_off()
    return figure, ax


def sides(figure):
    """Width and height of what is drawn of a figure, in pixels.

    The 409.99… pixels of 4.1 inches at 100 dpi are another number in each matplotlib.
    """
    canvas = figure.canvas
    try:
        renderer = FigureCanvasAgg(figure).get_renderer()
    finally:
        figure.set_canvas(canvas)
    return int(renderer.width), int(renderer.height)


def pixels(figure):
    """The figure as (height, width, 3) bytes: red, green, blue."""
    drawn = io.BytesIO()
    # `savefig` includes the artists with animated=True, which drawing the canvas would leave out.
    figure.savefig(drawn, format="raw", dpi=figure.dpi, facecolor=figure.get_facecolor())
    width, height = sides(figure)
    return np.ascontiguousarray(np.frombuffer(drawn.getbuffer(), np.uint8).reshape(height, width, 4)[..., :3])


def side_by_side(left, right):
    """Two pictures (height, width, 3) as one of WIDEST pixels; the left one, on its own ground, takes what is free."""
    height, free = len(right), WIDEST - right.shape[1]
    small = Image.fromarray(left)
    small.thumbnail((free, height), Image.Resampling.LANCZOS)
    ground = Image.new("RGB", (free, height), tuple(int(level) for level in left[0, 0]))
    ground.paste(small, ((free - small.width) // 2, (height - small.height) // 2))
    return np.hstack([ground, right])


def png(figure):
    """The figure as the bytes of a PNG file. 256 colours need a third of the bytes, and the difference cannot be seen."""
    buffer = io.BytesIO()
    # No dithering and no metadata: both cost bytes, and without them the same picture gives the same file. Level 6 gives
    # a few per cent more bytes than the best, in a sixth of its time: each cell that a class runs makes a still.
    _few_colours(Image.fromarray(pixels(figure))).save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def _few_colours(pixels):
    """The image in 208 colours and 48 pure greys: a grey shows an activation, and must not get a tint."""
    coloured = pixels.quantize(208, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    red, green, blue = np.moveaxis(np.asarray(pixels), -1, 0)
    greys = (208 + (np.arange(256) * 47 + 127) // 255).astype(np.uint8)  # the place of each in the palette
    few = Image.fromarray(np.where((red == green) & (green == blue), greys[red], np.asarray(coloured)))
    ramp = [round(grey) for grey in np.linspace(0, 255, 48) for _ in "rgb"]
    few.putpalette((coloured.getpalette() + [0] * 3 * 208)[: 3 * 208] + ramp)
    return few
