"""Slope times step as a prediction, beside the true change of the cost."""

import numpy as np
from matplotlib.markers import TICKLEFT
from matplotlib.patches import Rectangle

from nnlib.plots import style
from nnlib.plots.boxes import draw_boxes
from nnlib.plots.charts import add_sheet, colour_of_wish, few_ticks, plain
from nnlib.plots.lettering import write_all
from nnlib.plots.sketch import Sketch
from nnlib.wording import change

ROWS = np.array([25.0, 61.0, 118.0, 154.0])  # pixels: the y of the four bars
NONE, LONGEST_BAR = 752, 211  # pixels: the x of a change of 0, and the length of the longest bar
LOW, HIGH = -0.6, 2.1  # limits of true change over predicted change
ROW, MIDDLE = 24, 276  # pixels: the height of a row of the list of wishes, and where its 0 is
AGREED = 0.1  # a prediction holds if it is off by at most this share


def draw_changes_frame(figure):
    """Prepare the sheet of `draw_changes`, 1112 pixels wide, where the longest bar is 211 pixels long; return it."""
    sheet, sketch = add_sheet(figure), Sketch()
    sketch.lines([[(NONE, 4), (NONE, 171)]], style.INK_MUTED)
    sketch.write(382, ROWS, ["predicted", "true"] * 2, size=12, colours=style.INK, ha="right")
    between = np.mean(ROWS[1:3])
    for x, words, ha in ((NONE - 8, "← cost falls", "right"), (NONE + 8, "cost rises →", "left")):
        sketch.write(x, between, [words], size=11, colours=style.INK_MUTED, ha=ha)
    sketch.draw(sheet, zorder=0.5)
    return sheet


def draw_changes(sheet, sketch, titles, predicted, true):
    """Draw, for each of two weights, the predicted change of the cost as a hollow bar above the true one, filled.

    The words beside them go into the Sketch.
    """
    values = np.column_stack([predicted, true]).ravel()
    ends = NONE + LONGEST_BAR * values / (np.abs(values).max() or 1)
    look = {"facecolors": [style.GROUND, style.INK] * 2, "edgecolors": style.INK, "linewidths": 2}
    draw_boxes(sheet, NONE, ROWS - 13, ends, ROWS + 13, gid="changes", zorder=1, **look)
    for is_side, gap, ha in ((values >= 0, 4, "left"), (values < 0, -4, "right")):
        numbers = [change(value) for value in values[is_side]]
        sketch.write(ends[is_side] + gap, ROWS[is_side], numbers, size=13, colours=style.INK, ha=ha, weight="bold")
    names, slopes = zip(*titles)
    sketch.write(33, ROWS[[0, 2]] + 4, names, size=13, colours=style.INK, ha="left", weight="bold")
    sketch.write(33, ROWS[[1, 3]], slopes, size=12, colours=style.INK_MUTED, ha="left")


def draw_reach_frame(ax, smallest, largest):
    """Prepare the axes of `draw_reach` for wiggles in this range: what is the same for all weights, and what it moves."""
    ax.axhspan(1 - AGREED, 1 + AGREED, color=style.GRID, linewidth=0, zorder=0.5)
    ax.axhline(1, color=style.INK_MUTED, linewidth=1, zorder=0.6)
    ax.axhline(0, color=style.INK_MUTED, linewidth=1, linestyle=":", zorder=0.6)
    plain(ax)
    # A linear axis of logarithms takes half the time of a logarithmic axis to draw.
    ax.set(xlim=np.log10([smallest, largest]), ylim=(LOW, HIGH))
    ax.set_xticks([-3, -2, -1, 0], ["0.001", "0.01", "0.1", "1"])
    ax.set_yticks([0, 1, 2], ["0", "1", "2"])
    place = (np.log10(smallest), LOW), 0, HIGH - LOW
    ax.add_patch(Rectangle(*place, color=style.INK_MUTED, alpha=0.14, linewidth=0, gid="reach", animated=True))
    ax.plot([], [], color=style.INK, linewidth=2.5, gid="shares", animated=True)
    ax.plot(
        [], [], "o", markersize=12, color=style.INK, markeredgecolor=style.GROUND, gid="now", animated=True, clip_on=False
    )


def draw_reach(ax, wiggles, shares, reach, wiggle, share):
    """Move the curve of true change over predicted change against `wiggles`, shaded up to `reach`, where they part.

    The present wiggle and its share are marked, at the edge of the chart if they lie outside.
    """
    ax.patches[-1].set_width(np.log10(min(reach, wiggles[-1]) / wiggles[0]))
    *_, curve, now = ax.lines
    curve.set_data(np.log10(wiggles), shares)
    now.set_data([np.log10(wiggle)], [np.clip(share, LOW, HIGH)])


def draw_cost_frame(ax, left, right):
    """Prepare the axes of `draw_cost_curve` for weights from left to right, with the lines that it moves."""
    plain(ax)
    ax.set_xlim(left, right)
    ax.set_yticks([])
    look = {"color": style.INK, "animated": True}
    ax.plot([], [], linewidth=3.5, gid="curve", **look)
    ax.plot([], [], linewidth=1.5, gid="tangent", **look)
    ring = {"markerfacecolor": style.GROUND, "markeredgecolor": style.INK_MUTED, "markeredgewidth": 2}
    ax.plot([], [], "o", markersize=11, gid="before", animated=True, **ring)
    ax.plot([], [], markeredgecolor=style.GROUND, markeredgewidth=2, gid="now", animated=True)
    ax.plot([], [], linestyle="", marker=TICKLEFT, markersize=4, gid="ticks", animated=True, clip_on=False)
    ax.lines[-1].set_color(style.INK_MUTED)


def draw_cost_curve(ax, values, costs, value, cost, slope, before):
    """Move the cost as a function of one weight, and the tangent at its present value; `before` is (weight, cost).

    The mark at the present value points the way that the image wishes the weight to go.
    """
    low, high = costs.min(), costs.max()
    room = 0.12 * max(high - low, 0.02)
    ax.set_ylim(low - room, high + room)
    curve, tangent, first, now, ticks = ax.lines
    curve.set_data(values, costs)
    reach = (values[-1] - values[0]) / 7
    tangent.set_data([value - reach, value + reach], [cost - slope * reach, cost + slope * reach])
    first.set_data(*before)
    now.set_data([value], [cost])
    now.set(marker="o><"[int(-np.sign(slope))], markersize=13 if slope == 0 else 17, color=colour_of_wish(-slope))
    marks, texts = few_ticks(*ax.get_ylim())
    ticks.set_data(np.full(len(marks), values[0]), marks)
    beside = values[0] - 8 * (values[-1] - values[0]) / ax.bbox.width  # 8 pixels
    write_all(ax, beside, marks, texts, size=13, colours=style.INK_MUTED, ha="right").set_clip_on(False)


def draw_moved(sketch, top, names, before, after):
    """Add how the wishes for other parameters moved, from a hollow point to a filled one, with both numbers.

    A row for each parameter is 24 pixels high, and the first one is at `top`; the largest wish is 80 pixels long.
    """
    rows = top + ROW * np.arange(len(names))
    scale = 80 / (max(np.abs(before).max(), np.abs(after).max()) or 1)
    starts, ends = MIDDLE + scale * before, MIDDLE + scale * after
    colours = [colour_of_wish(value) for value in after]
    sketch.lines([[(MIDDLE, rows[0] - ROW / 2), (MIDDLE, rows[-1] + ROW / 2)]], style.INK_MUTED)
    sketch.lines([[(start, row), (end, row)] for row, start, end in zip(rows, starts, ends)], colours, 3)
    sketch.circles(starts, rows, 5, style.GROUND, style.INK_MUTED)
    sketch.circles(ends, rows, 6.5, colours)
    sketch.write(15, rows, names, size=10, colours=style.INK, ha="left")
    moves = [f"{change(start)} → {change(end)}" for start, end in zip(before, after)]
    sketch.write(537, rows, moves, size=10, colours=colours, ha="right")
