"""Wishes as heat maps: a cell for each parameter, blue if it should grow, orange if it should shrink."""

from functools import cache
from typing import NamedTuple

import numpy as np
from matplotlib.colors import to_rgba_array

from nnlib.parameters import count, split
from nnlib.plots import style
from nnlib.plots.bitmap import draw_bitmap
from nnlib.plots.boxes import draw_boxes
from nnlib.plots.charts import colour_of_wish
from nnlib.plots.sketch import Sketch

SIDE = 28
STRIP = 5  # pixels: the width of a strip that shows a bias
ZERO = "black"  # the colour of exactly 0


LIST_WIDTH, LIST_COLUMNS = 600, np.array([50, 66, 220, 330, 500, 580])  # pixels: of the list, and where its columns are


class MapLayout(NamedTuple):
    """Where the three heat maps are on the stage, in pixels."""

    size: tuple  # of the stage
    pixel: int  # the side of a pixel in the pictures of the first layer
    cell: int  # the side of a cell in the other layers
    places: tuple  # the top left corner of each layer
    legend: tuple  # left, top and width of the colour bar
    font: int  # the size of the type


LARGE = MapLayout((1112, 416), 3, 18, ((16, 36), (424, 36), (780, 36)), (424, 362, 310), 15)
SMALL = MapLayout((500, 404), 2, 12, ((6, 34), (286, 34), (286, 266)), (10, 346, 246), 13)


def draw_map_frame(ax, layout=LARGE):
    """Draw what stays of `draw_gradient_map`: the words around it."""
    _write_headings(ax, layout)
    _write_legend(ax, layout)
    left, top, width = layout.legend
    scale = _colours(np.linspace(-1, 1, width)[np.newaxis], 1)
    draw_bitmap(ax, _as_bytes(scale), left, top, left + width, top + 14)


def draw_gradient_map(ax, wishes, sizes, limit, layout=LARGE, selected=None):
    """Draw wishes as three heat maps on a stage of `layout.size`; in the first layer each neuron gets a small image.

    `wishes` is a flat vector, one for each parameter of a network of these sizes, and `limit` is the value of full colour.
    `selected` gets a frame: (layer, to, from) for a weight, (layer, to, None) for a bias. The strength of a colour is
    the square root of the size, so that small values can be seen; exactly 0 is black.
    """
    colours = np.append(_colours(wishes, limit), PALETTE[STAGE])
    for (left, top), (wide, high), shown in zip(layout.places, _sizes(layout), _shown(layout, sizes)):
        draw_bitmap(ax, _as_bytes(colours[shown]), left, top, left + wide, top + high)
    _write_limits(ax, limit, layout)
    if selected is not None:
        _frame(ax, *_box(selected, [(n_out, n_in) for n_in, n_out in zip(sizes, sizes[1:])], layout))


def draw_list(sketch, left, heads, rows, wishes):
    """Add a list of wishes to a sheet, LIST_WIDTH pixels wide, from `left` on: rows of texts below their heads."""
    columns = left + LIST_COLUMNS
    right = ["left" if words in ("name", "from", "to") else "right" for words in heads]
    for column, ha, head, texts in zip(columns, right, heads, zip(*rows) if rows else [[]] * len(heads)):
        sketch.write(column, 72, [head], size=10, colours=style.INK_MUTED, ha=ha)
        coloured = [colour_of_wish(wish) for wish in wishes] if head == "wish" else style.INK
        sketch.write(column, 102 + 29 * np.arange(len(rows)), texts, size=10, colours=coloured, ha=ha)


# ---- colours


def _palette():
    """A colour for each number from -255 to 255, then that of exactly 0 and that of the stage: four bytes as one number."""
    strength = np.abs(np.arange(-LEVELS, LEVELS + 1))[:, np.newaxis] / LEVELS
    full = np.array([style.DOWN] * LEVELS + [style.UP] * (LEVELS + 1))
    mixed = to_rgba_array(style.PANEL) * (1 - strength) + to_rgba_array(full) * strength
    colours = np.concatenate([mixed, to_rgba_array([ZERO, style.STAGE])])
    return np.rint(255 * colours).astype(np.uint8).view(np.uint32)[:, 0]


LEVELS = 255  # of each colour
PALETTE, BLACK, STAGE = _palette(), 2 * LEVELS + 1, 2 * LEVELS + 2


def _colours(values, limit):
    """The colour of each of the values, as one number."""
    strength = LEVELS * np.sqrt(np.minimum(np.abs(values) / (limit or 1), 1))
    levels = LEVELS + np.rint(np.copysign(strength, values)).astype(int)
    return PALETTE[np.where(values == 0, BLACK, levels)]


def _as_bytes(colours):
    return colours.view(np.uint8).reshape(*colours.shape, 4)


# ---- where things are


def _tile(neuron, layout):
    """The top left corner of the picture of one neuron of the first layer."""
    pitch = SIDE * layout.pixel + STRIP + 2 + max(2, layout.pixel)
    left, top = layout.places[0]
    return left + neuron % 4 * pitch, top + neuron // 4 * pitch


def _sizes(layout):
    """Width and height of each of the three heat maps, their biases included."""
    right, bottom = np.array(_tile(15, layout)) - layout.places[0] + SIDE * layout.pixel
    matrix = 16 * layout.cell + 4 + layout.cell
    return (right + 2 + STRIP, bottom), (matrix, 16 * layout.cell), (matrix, 10 * layout.cell)


def _bias_column(shape, layout, layer):
    return layout.places[layer][0] + shape[1] * layout.cell + 4


def _box(selected, shapes, layout):
    """Left, top, width and height of one parameter."""
    layer, to, start = selected
    if layer == 0:
        left, top = _tile(to, layout)
        if start is None:
            return left + SIDE * layout.pixel + 2, top, STRIP, SIDE * layout.pixel
        return left + start % SIDE * layout.pixel, top + start // SIDE * layout.pixel, layout.pixel, layout.pixel
    left, top = layout.places[layer]
    left = _bias_column(shapes[layer], layout, layer) if start is None else left + start * layout.cell
    return left, top + to * layout.cell, layout.cell - 1, layout.cell - 1


# ---- parts


@cache
def _shown(layout, sizes):
    """For each heat map an array (height, width): which parameter each pixel shows, as a place in the flat vector.

    Pixels between the cells get -1.
    """
    weights, biases = split(np.arange(count(sizes)), sizes)
    width, height = layout.size
    canvas = np.full((height, width), -1)
    side = SIDE * layout.pixel
    for neuron, (places, bias) in enumerate(zip(weights[0], biases[0])):
        left, top = _tile(neuron, layout)
        _fill(canvas, places.reshape(SIDE, SIDE), left, top, layout.pixel, layout.pixel)
        _fill(canvas, bias[np.newaxis, np.newaxis], left + side + 2, top, STRIP, side)
    for layer in (1, 2):
        left, top = layout.places[layer]
        _fill(canvas, weights[layer], left, top, layout.cell, layout.cell, gap=1)
        column = _bias_column(weights[layer].shape, layout, layer)
        _fill(canvas, biases[layer][:, np.newaxis], column, top, layout.cell, layout.cell, gap=1)
    corners = zip(layout.places, _sizes(layout))
    return [canvas[top : top + high, left : left + wide] for (left, top), (wide, high) in corners]


def _fill(canvas, places, left, top, width, height, gap=0):
    """Let each place fill a rectangle of this size, side by side from (left, top) on, with a gap right and below."""
    rows, columns = places.shape
    cells = canvas[top : top + rows * height, left : left + columns * width].reshape(rows, height, columns, width)
    cells[:, : height - gap, :, : width - gap] = places[:, np.newaxis, :, np.newaxis]


def _write_headings(ax, layout):
    names = ["784 pixels → 16 neurons", "16 → 16 neurons", "16 neurons → 10 outputs"]
    for name, (left, top) in zip(names, layout.places):
        _write(ax, left, top - 11, name, layout.font)
    left, top = layout.places[2]
    for output in range(10):
        y = top + (output + 0.5) * layout.cell
        _write(ax, left - 6, y, str(output), layout.font - 1, ha="right", va="center", color=style.MUTED)
    if layout is LARGE:
        for line, words in enumerate(("rows: to", "columns: from", "strips: biases")):
            _write(ax, 962, 280 + 26 * line, words, 15, color=style.MUTED)
        for layer in (1, 2):
            x = _bias_column((0, 16), layout, layer) + layout.cell / 2
            _write(ax, x, layout.places[layer][1] - 11, "bias", 13, ha="center", color=style.MUTED)


def _write_limits(ax, limit, layout):
    left, top, width = layout.legend
    sketch = Sketch()
    for x, text, ha in ((left, f"−{limit:.2g}", "left"), (left + width, f"+{limit:.2g}", "right")):
        sketch.write(x, top + 27, [text], size=14 * 0.72, colours=style.MUTED, ha=ha)
    sketch.draw(ax)


def _write_legend(ax, layout):
    left, top, width = layout.legend
    _write(ax, left + width / 2, top + 32, "0: black", 14, ha="center", color=style.MUTED)
    for x, words, ha, colour in (
        (left, "should shrink", "left", style.DOWN),
        (left + width, "should grow", "right", style.UP),
    ):
        _write(ax, x, top - 8, words, 14, ha=ha, color=colour)
    _write(ax, left + width / 2, top - 8, "wish −∂C/∂w" if layout is LARGE else "", 14, color=style.MUTED, ha="center")


def _frame(ax, left, top, width, height):
    look = {"facecolors": "none", "edgecolors": style.TEXT, "linewidths": 2.5, "zorder": 5, "gid": "frame"}
    draw_boxes(ax, left - 3, top - 3, left + width + 3, top + height + 3, **look)


def _write(ax, x, y, text, pixels, color=style.TEXT, **look):
    ax.text(x, y, text, fontsize=pixels * 72 / ax.figure.dpi, color=color, **look)
