"""The table of wishes: what each neuron asks of each neuron before it, and the sums that are sent back."""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb

from nnlib.plots import style
from nnlib.plots.arrows import colour_of
from nnlib.plots.bitmap import draw_bitmap, greys
from nnlib.plots.sketch import INVISIBLE, Sketch
from nnlib.wording import brief

LEFT, RIGHT, TOP = 176, 10, 56  # pixels kept free for words
ROWS, GAP, SUMS = 270, 12, 76  # pixels: the height of all rows, of the gap below them, and of the row of sums
HEIGHT = TOP + ROWS + GAP + SUMS + 26
SUM_Y = TOP + ROWS + GAP + SUMS / 2
DIGIT = 18, HEIGHT - 98, 68  # the left and the top of the image, and its side
MARGIN = 1.5, 1  # pixels: half of the gap between two panels, across and down
PLACES = {0.005: 2, 0.0005: 3}  # decimal places of numbers, by their smallest size
FAINT, DIMMED = 0.2, 0.45  # opacity of the rows that are not added yet, and of the columns that are not lit


def draw_wishes_table(ax, n_out, n_in, *, asking, asked, summed, meaning):
    """Draw the empty table, n_out × n_in, on `ax`, a stage of HEIGHT pixels.

    `asking` and `asked` are the headings of the rows and of the columns, `summed` says what the sums are. `meaning` says
    what an arrow is, and what it means if it points up, and down.
    """
    xs, ys, pitch = _places(ax.get_xlim()[1], n_out, n_in)
    _draw_panels(ax, xs, ys, pitch)
    _draw_words(ax, xs, ys, (asking, asked, summed, meaning))


def draw_arrows(ax, image, cells, sums, wishes, added, *, lit, wrong, wrong_sums):
    """Draw `cells` (n_out, n_in) and `sums` (n_in,) as arrows, and write `wishes` (n_out,) beside the rows.

    All arrows have one scale. The first `added` rows are bright, of all columns or only of the one that is `lit`. `wrong`
    (n_out, n_in) and `wrong_sums` (n_in,) say which arrows get a cross. The `image` (784,) is in the corner.
    """
    xs, ys, pitch = _places(ax.get_xlim()[1], *cells.shape)
    left, top, side = DIGIT
    draw_bitmap(ax, greys(image.reshape(28, 28)), left, top, left + side, top + side)
    sketch = Sketch()
    sketch.rectangles(left, top, side, side, INVISIBLE, style.LINE, 1.5)
    if added:
        width, height = np.array(pitch) - 2 * np.array(MARGIN)
        sketch.rectangles(xs - width / 2, ys[added - 1] - height / 2, width, height, style.LINE)
    if lit is not None:
        height = SUM_Y + SUMS / 2 - TOP
        sketch.rectangles(xs[lit] - pitch[0] / 2, TOP, pitch[0], height, style.LINE, edges=style.TEXT, width=1)
    scale = min(0.92 * pitch[1] / _largest(cells), 0.92 * SUMS / _largest(np.cumsum(cells, axis=0)))
    is_added = np.repeat(np.arange(len(cells)) < added, len(xs))
    shown = np.ones(len(xs)) if lit is None else np.where(np.arange(len(xs)) == lit, 1, DIMMED)
    bright = np.where(is_added, 1, FAINT) * np.tile(shown, len(cells))
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    places = np.vstack([grid, np.column_stack([xs, np.full(len(xs), SUM_Y)])])
    _add_arrows(sketch, places, scale * np.append(cells, sums), np.append(bright, shown))
    _add_numbers(sketch, xs, HEIGHT - 13, sums, 15, "center")
    _add_numbers(sketch, LEFT - 12, ys, wishes, _type_size(ys), "right")
    crossed = np.append(wrong.ravel() & is_added, wrong_sums)
    _add_crosses(sketch, places[crossed] + (0.3 * pitch[0], 0), min(4.5, 0.24 * pitch[1]))
    sketch.draw(ax, gid="arrows")


def _places(width, n_out, n_in):
    """The centres of the columns and of the rows, and the distances between them."""
    across, down = (width - LEFT - RIGHT) / n_in, ROWS / n_out
    return LEFT + across * (np.arange(n_in) + 0.5), TOP + down * (np.arange(n_out) + 0.5), (across, down)


def _largest(values):
    return np.abs(values).max() or 1


# ---- panels and words


def _draw_panels(ax, xs, ys, pitch):
    half = np.array(pitch) / 2 - MARGIN
    cells = _boxes([(x, y) for y in ys for x in xs], half)
    ax.add_collection(PolyCollection(cells, facecolors=style.PANEL, linewidths=0))
    sums = _boxes([(x, SUM_Y) for x in xs], (half[0], SUMS / 2))
    ax.add_collection(PolyCollection(sums, facecolors=style.PANEL, edgecolors=style.MUTED, linewidths=0.8))


def _boxes(middles, half):
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    return np.array(middles)[:, np.newaxis] + corners


def _type_size(rows):
    return 15 if len(rows) <= 10 else 13


def _add_numbers(sketch, xs, ys, values, pixels, ha):
    texts, colours = [brief(value, PLACES) for value in values], [colour_of(value) for value in values]
    sketch.write(xs, ys, texts, size=pixels * 0.72, colours=colours, ha=ha)


def _draw_words(ax, xs, ys, names):
    asking, asked, summed, meaning = names
    _write(ax, LEFT, 17, asked, 15, style.TEXT, ha="left")
    ends = ax.get_xlim()[1] - RIGHT - np.array([252, 130, 0])
    for x, text, colour in zip(ends, meaning, (style.MUTED, style.UP, style.DOWN)):
        _write(ax, x, 17, text, 15, colour, ha="right")
    _write(ax, LEFT - 112, 44, asking, 15, style.MUTED, ha="right")
    _write(ax, LEFT - 12, 44, "wish for z", 15, style.MUTED, ha="right")
    for k, x in enumerate(xs):
        _write(ax, x, 44, str(k), 15, style.MUTED)
    for j, y in enumerate(ys):
        _write(ax, LEFT - 112, y, str(j), _type_size(ys) + 2, style.TEXT, ha="right")
    _write(ax, LEFT - 12, SUM_Y - 12, "sum", 22, style.TEXT, ha="right", weight="bold")
    _write(ax, LEFT - 12, SUM_Y + 14, summed, 15, style.MUTED, ha="right")


def _write(ax, x, y, text, pixels, color, *, ha="center", **look):
    size = pixels * 72 / ax.figure.dpi
    ax.text(x, y, text, fontsize=size, color=color, ha=ha, va="center_baseline", **look)


# ---- arrows


def _add_arrows(sketch, places, lengths, opacities):
    """Upright arrows centred at `places`, with these lengths in pixels; positive ones point up."""
    size = np.maximum(np.abs(lengths), 2.5) * (lengths != 0)  # even the smallest arrow must show its direction
    head, half = np.minimum(0.66 * size, 14), np.minimum(0.62 * size, 10)
    shaft = half * 0.38
    outline = [(0, 1), (1, 0), ("shaft", 0), ("shaft", -1), ("-shaft", -1), ("-shaft", 0), (-1, 0)]
    across = {"shaft": shaft, "-shaft": -shaft, 0: 0 * half, 1: half, -1: -half}
    along = {1: size / 2, 0: size / 2 - head, -1: -size / 2}
    corners = np.array([(across[x], -np.sign(lengths) * along[y]) for x, y in outline])
    up, down = to_rgb(style.UP), to_rgb(style.DOWN)
    colours = [(*(up if length > 0 else down), opacity) for length, opacity in zip(lengths, opacities)]
    sketch.polygons(places[:, np.newaxis] + np.moveaxis(corners, 2, 0), colours)


def _add_crosses(sketch, places, half):
    strokes = np.array([[(-half, -half), (half, half)], [(-half, half), (half, -half)]])
    sketch.lines((places[:, np.newaxis, np.newaxis] + strokes).reshape(-1, 2, 2), style.TEXT, 1.3)
