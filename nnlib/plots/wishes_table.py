"""The table of wishes: what each neuron asks of each neuron before it, and the sums that are sent back."""

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgba

from nnlib.plots import style
from nnlib.plots.arrows import colour_of
from nnlib.plots.lettering import write_all
from nnlib.wording import brief

LEFT, RIGHT, TOP = 176, 10, 56  # pixels kept free for words
ROWS, GAP, SUMS = 270, 12, 76  # pixels: the height of all rows, of the gap below them, and of the row of sums
HEIGHT = TOP + ROWS + GAP + SUMS + 26
SUM_Y = TOP + ROWS + GAP + SUMS / 2
MARGIN = 1.5, 1  # pixels: half of the gap between two panels, across and down
PLACES = {0.005: 2, 0.0005: 3}  # decimal places of numbers, by their smallest size
MOVING = "moving"  # the gid of artists that change with each row that is added
FAINT = 0.2  # opacity of the rows that are not added yet


def draw_wishes_table(ax, n_out, n_in, *, asking, asked, meaning):
    """Draw the empty table, n_out × n_in, on `ax`, a stage of HEIGHT pixels.

    `asking` and `asked` are the headings of the rows and of the columns, and `meaning` says what an arrow means.
    """
    xs, ys, pitch = _places(ax.get_xlim()[1], n_out, n_in)
    _draw_panels(ax, xs, ys, pitch)
    _draw_words(ax, xs, ys, (asking, asked, meaning))


def draw_arrows(ax, cells, sums, wishes, added, *, wrong, wrong_sums):
    """Draw `cells` (n_out, n_in) and `sums` (n_in,) as arrows, and write `wishes` (n_out,) beside the rows.

    All arrows have one scale. The first `added` rows are bright. `wrong` (n_out, n_in) and `wrong_sums` (n_in,) say
    which arrows get a cross.
    """
    xs, ys, pitch = _places(ax.get_xlim()[1], *cells.shape)
    look = {"gid": MOVING}
    if added:
        newest = _boxes([(x, ys[added - 1]) for x in xs], np.array(pitch) / 2 - MARGIN)
        ax.add_collection(PolyCollection(newest, facecolors=style.LINE, linewidths=0, zorder=2, **look))
    _write_numbers(ax, xs, HEIGHT - 13, sums, 15, "center")
    _write_numbers(ax, LEFT - 12, ys, wishes, _type_size(ys), "right")
    scale = min(0.92 * pitch[1] / _largest(cells), 0.92 * SUMS / _largest(np.cumsum(cells, axis=0)))
    bright = np.repeat(np.where(np.arange(len(cells)) < added, 1, FAINT), len(xs))
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    places = np.vstack([grid, np.column_stack([xs, np.full(len(xs), SUM_Y)])])
    _draw_arrows(ax, places, scale * np.append(cells, sums), np.append(bright, np.ones(len(xs))), look)
    crossed = np.append(wrong.ravel() & (bright == 1), wrong_sums)
    _draw_crosses(ax, places[crossed] + (0.3 * pitch[0], 0), min(4.5, 0.24 * pitch[1]), look)


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


def _write_numbers(ax, xs, ys, values, pixels, ha):
    texts, colours = [brief(value, PLACES) for value in values], [colour_of(value) for value in values]
    write_all(ax, xs, ys, texts, size=pixels * 0.72, colours=colours, ha=ha).set_gid(MOVING)


def _draw_words(ax, xs, ys, names):
    asking, asked, meaning = names
    _write(ax, LEFT, 17, asked, 15, style.TEXT, ha="left")
    _write(ax, ax.get_xlim()[1] - RIGHT, 17, meaning, 15, style.MUTED, ha="right")
    _write(ax, LEFT - 112, 44, asking, 15, style.MUTED, ha="right")
    _write(ax, LEFT - 12, 44, "wish for z", 15, style.MUTED, ha="right")
    for k, x in enumerate(xs):
        _write(ax, x, 44, str(k), 15, style.MUTED)
    for j, y in enumerate(ys):
        _write(ax, LEFT - 112, y, str(j), _type_size(ys) + 2, style.TEXT, ha="right")
    _write(ax, LEFT - 12, SUM_Y, "sum", 22, style.TEXT, ha="right", weight="bold")


def _write(ax, x, y, text, pixels, color, *, ha="center", **look):
    size = pixels * 72 / ax.figure.dpi
    ax.text(x, y, text, fontsize=size, color=color, ha=ha, va="center_baseline", **look)


# ---- arrows


def _draw_arrows(ax, places, lengths, opacities, look):
    """Upright arrows centred at `places`, with these lengths in pixels; positive ones point up."""
    size = np.maximum(np.abs(lengths), 2.5) * (lengths != 0)  # even the smallest arrow must show its direction
    head, half = np.minimum(0.66 * size, 14), np.minimum(0.62 * size, 10)
    shaft = half * 0.38
    outline = [(0, 1), (1, 0), ("shaft", 0), ("shaft", -1), ("-shaft", -1), ("-shaft", 0), (-1, 0)]
    across = {"shaft": shaft, "-shaft": -shaft, 0: 0 * half, 1: half, -1: -half}
    along = {1: size / 2, 0: size / 2 - head, -1: -size / 2}
    corners = np.array([(across[x], -np.sign(lengths) * along[y]) for x, y in outline])
    colors = np.where((lengths > 0)[:, np.newaxis], to_rgba(style.UP), to_rgba(style.DOWN))
    colors[:, 3] = opacities
    outlines = places[:, np.newaxis] + np.moveaxis(corners, 2, 0)
    ax.add_collection(PolyCollection(outlines, facecolors=colors, linewidths=0, zorder=3, **look))


def _draw_crosses(ax, places, half, look):
    strokes = np.array([[(-half, -half), (half, half)], [(-half, half), (half, -half)]])
    lines = (places[:, np.newaxis, np.newaxis] + strokes).reshape(-1, 2, 2)
    ax.add_collection(LineCollection(lines, colors=style.TEXT, linewidths=1.3, zorder=4, **look))
