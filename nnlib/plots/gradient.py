"""The gradient as heat maps: a cell for each parameter, blue if the cost rises with it, orange if it falls."""

from typing import NamedTuple

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from nnlib.plots import style
from nnlib.plots.bitmap import draw_bitmap
from nnlib.plots.lettering import write_all

SIDE = 28
STRIP = 5  # pixels: the width of a strip that shows a bias
ZERO = "black"  # the colour of exactly 0


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
    draw_bitmap(ax, scale, left, top, left + width, top + 14)


def draw_gradient_map(ax, weights, biases, limit, layout=LARGE, selected=None):
    """Draw a gradient as three heat maps on a stage of `layout.size`; in the first layer each neuron gets a small image.

    `weights` and `biases` are lists of arrays (n_out, n_in) and (n_out,), and `limit` is the value of full colour.
    `selected` gets a frame: (layer, to, from) for a weight, (layer, to, None) for a bias. The strength of a colour is
    the square root of the size, so that small values can be seen; exactly 0 is black.
    """
    width, height = layout.size
    canvas = np.empty((height, width, 4), np.uint8)
    canvas[:] = _bytes(style.STAGE)
    _paint_images(canvas, weights[0], biases[0], limit, layout)
    for layer in (1, 2):
        _paint_matrix(canvas, weights[layer], biases[layer], limit, layout.places[layer], layout.cell)
    for (left, top), (wide, high) in zip(layout.places, _sizes(layout)):
        draw_bitmap(ax, canvas[top : top + high, left : left + wide], left, top, left + wide, top + high)
    _write_limits(ax, limit, layout)
    if selected is not None:
        _frame(ax, *_box(selected, [w.shape for w in weights], layout))


# ---- colours


def _colours(values, limit):
    """Red, green, blue and opacity from 0 to 255 for each of the values."""
    strength = np.sqrt(np.minimum(np.abs(values) / (limit or 1), 1))[..., np.newaxis]
    full = np.where(values[..., np.newaxis] > 0, to_rgba(style.UP), to_rgba(style.DOWN))
    mixed = np.array(to_rgba(style.PANEL)) * (1 - strength) + full * strength
    return np.where(values[..., np.newaxis] == 0, _bytes(ZERO), np.rint(255 * mixed)).astype(np.uint8)


def _bytes(colour):
    return np.rint(255 * np.array(to_rgba(colour))).astype(np.uint8)


def _paint(canvas, colours, left, top, width, height):
    """Paint each colour as a rectangle of this size, side by side from (left, top) on."""
    block = colours.repeat(height, axis=0).repeat(width, axis=1)
    canvas[top : top + block.shape[0], left : left + block.shape[1]] = block


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


def _paint_images(canvas, weights, biases, limit, layout):
    side = SIDE * layout.pixel
    pictures = _colours(weights, limit).reshape(len(weights), SIDE, SIDE, 4)
    for neuron, (picture, bias) in enumerate(zip(pictures, _colours(biases, limit))):
        left, top = _tile(neuron, layout)
        _paint(canvas, picture, left, top, layout.pixel, layout.pixel)
        canvas[top : top + side, left + side + 2 : left + side + 2 + STRIP] = bias


def _paint_matrix(canvas, weights, biases, limit, place, cell):
    left, top = place
    rows, columns = weights.shape
    _paint(canvas, _colours(weights, limit), left, top, cell, cell)
    _paint(canvas, _colours(biases[:, np.newaxis], limit), left + columns * cell + 4, top, cell, cell)
    canvas[top + cell - 1 : top + rows * cell : cell, left : left + (columns + 2) * cell] = _bytes(style.STAGE)
    canvas[top : top + rows * cell, left + cell - 1 : left + columns * cell : cell] = _bytes(style.STAGE)


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
    for x, text, ha in ((left, f"−{limit:.2g}", "left"), (left + width, f"+{limit:.2g}", "right")):
        write_all(ax, x, top + 27, [text], size=14 * 0.72, colours=style.MUTED, ha=ha)


def _write_legend(ax, layout):
    left, top, width = layout.legend
    _write(ax, left + width / 2, top + 32, "0", 14, ha="center", color=style.MUTED)
    _write(ax, left, top - 8, "∂C/∂w", 14, color=style.MUTED)
    _write(ax, left + width, top - 8, "black: exactly 0", 14, color=style.MUTED, ha="right")


def _frame(ax, left, top, width, height):
    grown = left - 3, top - 3
    ax.add_patch(Rectangle(grown, width + 6, height + 6, fill=False, edgecolor=style.TEXT, linewidth=2.5, zorder=5))


def _write(ax, x, y, text, pixels, color=style.TEXT, **look):
    ax.text(x, y, text, fontsize=pixels * 72 / ax.figure.dpi, color=color, **look)
