"""The three ways to raise one neuron's activation, side by side: its bias, its weights, the neurons before it."""

import numpy as np
from matplotlib.collections import CircleCollection, LineCollection
from matplotlib.patches import Circle, FancyBboxPatch

from nnlib.plots import style
from nnlib.plots.lettering import write_all
from nnlib.wording import signed

TITLES = {"bias": "1  the bias", "weights": "2  its {} weights", "activations": "3  the {} neurons before it"}
LESSONS = {
    "bias": "multiplied by 1",
    "weights": "a bar is as long as the activation is large",
    "activations": "as long as the weight is large; remembered, not changed",
}
PANELS = {"bias": (14, 204), "weights": (218, 622), "activations": (636, 1098)}  # left and right edge, in pixels
ZEROS = {"bias": 34, "weights": 352, "activations": 862}  # x where the bars of the slopes begin
MAX_LENGTHS = {"bias": 150, "weights": 172, "activations": 106}  # of those bars, in pixels
SPENT = {"weights": 544, "activations": 1030}  # x where the bars of the nudges begin
MAX_SPENT_LENGTH = 56
# Activations are never negative, so the bars of the weights go to one side only; those of the activations go to both.
HEADING_ALIGNMENT = {"weights": "left", "activations": "center"}
TOP, ROW = 92, 15.9  # y of the first row, and the distance from one row to the next


def draw_avenues_frame(ax, n):
    """Draw what stays of `draw_avenues` for a neuron with n neurons before it, on a stage of 1112 by 408 pixels."""
    for avenue, (left, right) in PANELS.items():
        box = FancyBboxPatch((left, 8), right - left, 392, boxstyle="round,rounding_size=10", facecolor=style.PANEL)
        box.set(edgecolor=style.PANEL, linewidth=2)
        ax.add_patch(box)
        _write(ax, left + 16, 28, TITLES[avenue].format(n), 14, style.TEXT, weight="bold")
        _write(ax, left + 16, 51, LESSONS[avenue])
        _write(ax, left + 16, 352, "raises it by")
    for avenue, heading in (("weights", "activation"), ("activations", "weight")):
        _write(ax, PANELS[avenue][0] + 112, TOP - 20, heading, ha="right")
    _write(ax, ZEROS["bias"], TOP - 20, "∂a/∂b")
    for avenue, heading in (("weights", "∂a/∂w"), ("activations", "∂a/∂(a before)")):
        _write(ax, ZEROS[avenue], TOP - 20, heading, ha=HEADING_ALIGNMENT[avenue])
        _write(ax, SPENT[avenue], TOP - 20, "spent", ha=HEADING_ALIGNMENT[avenue])
    _write(ax, sum(PANELS["bias"]) / 2, 294, "its activation now", ha="center")


def draw_avenues(ax, names, before, weights, output, slopes, nudges, rises, number):
    """Draw a bar for each slope, all to one scale, in the three panels of `draw_avenues_frame`.

    `slopes` and `nudges` are dicts with an array for each avenue, "bias" (1,), "weights" and "activations" (n,);
    `rises` says how far the activation `output` of output `number` rises with the nudges of each avenue. `names` (n,)
    are the numbers of the neurons before it, from top to bottom, `before` and `weights` (n,) their activations and weights.
    """
    tiny = np.finfo(float).tiny
    scale = min(MAX_LENGTHS[avenue] / max(np.abs(slopes[avenue]).max(), tiny) for avenue in slopes)
    spent_scale = MAX_SPENT_LENGTH / max(tiny, *(np.abs(nudges[avenue]).max() for avenue in SPENT))
    best = max(rises, key=rises.get)
    rows = TOP + ROW * np.arange(len(before))
    for avenue in PANELS:
        _draw_rise(ax, avenue, rises[avenue], avenue == best)
        _draw_bars(ax, rows, ZEROS[avenue], slopes[avenue], scale, 8, avenue)
    for avenue, zero in SPENT.items():
        _draw_bars(ax, rows, zero, nudges[avenue], spent_scale, 3.5, f"nudges of {avenue}")
        write_all(ax, PANELS[avenue][0] + 36, rows, names, size=9.5, colours=style.MUTED, ha="right")
    _draw_behind(ax, rows, before, weights)
    _draw_output(ax, output, number)


def _write(ax, x, y, text, size=10, colour=style.MUTED, ha="left", weight="normal"):
    write_all(ax, x, y, [text], size=size, colours=colour, ha=ha, weight=weight)


def _draw_rise(ax, avenue, rise, is_best):
    left, right = PANELS[avenue]
    look = {"size": 22, "colours": style.UP if is_best else style.TEXT, "ha": "left", "weight": "bold"}
    write_all(ax, left + 14, 379, [signed(rise, 4)], **look).set_gid(f"rise of {avenue}")
    if is_best:
        box = FancyBboxPatch((left, 8), right - left, 392, boxstyle="round,rounding_size=10", fill=False)
        box.set(edgecolor=style.UP, linewidth=2)
        ax.add_patch(box)
        _write(ax, right - 16, 352, "most", 12, style.UP, "right", "bold")


def _draw_bars(ax, rows, zero, lengths, scale, thickness, name):
    """A bar in each row: blue and to the right if positive, orange and to the left if negative."""
    rows = rows[: len(lengths)]
    colours = [style.UP if length >= 0 else style.DOWN for length in lengths]
    bars = [((zero, y), (zero + scale * length, y)) for y, length in zip(rows, lengths)]
    axis = [((zero, rows[0] - 9), (zero, rows[-1] + 9))]
    ax.add_collection(LineCollection(axis, colors=style.MUTED, linewidths=1), autolim=False)
    ax.add_collection(LineCollection(bars, colors=colours, linewidths=thickness, gid=name), autolim=False)


def _draw_behind(ax, rows, before, weights):
    """What the bars are proportional to: the activations of the neurons before, shown as brightness, and the weights."""
    left, right = PANELS["weights"][0], PANELS["activations"][0]
    area = np.pi * (6.5 * 0.72) ** 2  # in square points: 100 pixels are 72 points
    centres = [(left + 54, y) for y in rows]
    greys = [str(a) for a in np.clip(before, 0, 1)]
    circles = CircleCollection([area], offsets=centres, offset_transform=ax.transData, facecolors=greys)
    circles.set(edgecolor=style.MUTED, zorder=2)
    ax.add_collection(circles, autolim=False)
    shown = {left: [f"{a:.2f}" for a in before], right: [signed(w, 2) for w in weights]}
    for edge, texts in shown.items():
        write_all(ax, edge + 112, rows, texts, size=9.5, colours=style.TEXT, ha="right")


def _draw_output(ax, output, number):
    """The neuron that is to rise."""
    middle = sum(PANELS["bias"]) / 2
    ax.add_patch(Circle((middle, 226), 46, facecolor=str(np.clip(output, 0, 1)), edgecolor=style.UP, linewidth=2))
    _write(ax, middle, 226, f"{output:.3f}", 16, style.STAGE if output > 0.45 else style.TEXT, "center", "bold")
    _write(ax, middle, 160, f"output {number}", 13, style.TEXT, "center", "bold")
