"""The three ways to raise one neuron's activation, side by side: its bias, its weights, the neurons before it."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.boxes import draw_boxes, rounded
from nnlib.plots.sketch import INVISIBLE, PIXELS_PER_POINT, Sketch
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
THICK, THIN = 4 * PIXELS_PER_POINT, 1.75 * PIXELS_PER_POINT  # half the thickness of a bar, in pixels
SMALL = {"size": 10, "colours": style.MUTED}


def draw_avenues_frame(ax, n):
    """Draw what stays of `draw_avenues` for a neuron with n neurons before it, on a stage of 1112 by 408 pixels."""
    frame = Sketch()
    for avenue, (left, _) in PANELS.items():
        frame.polygons([_panel(avenue)], style.PANEL)
        frame.write(left + 16, 28, [TITLES[avenue].format(n)], size=14, colours=style.TEXT, ha="left", weight="bold")
        frame.write(left + 16, [51, 352], [LESSONS[avenue], "raises it by"], **SMALL, ha="left")
    for avenue, heading in (("weights", "activation"), ("activations", "weight")):
        frame.write(PANELS[avenue][0] + 112, TOP - 20, [heading], **SMALL, ha="right")
    frame.write(ZEROS["bias"], TOP - 20, ["∂a/∂b"], **SMALL, ha="left")
    for avenue, heading in (("weights", "∂a/∂w"), ("activations", "∂a/∂(a before)")):
        frame.write([ZEROS[avenue], SPENT[avenue]], TOP - 20, [heading, "spent"], **SMALL, ha=HEADING_ALIGNMENT[avenue])
    middle = sum(PANELS["bias"]) / 2
    frame.write(middle, 288, ["its activation now"], **SMALL)
    legend = ["blue: should grow", "orange: should shrink"]
    frame.write(middle, [312, 328], legend, size=10, colours=[style.UP, style.DOWN])
    rows = _rows(n)
    for zeros in (ZEROS, SPENT):
        for avenue, x in zeros.items():
            bottom = rows[0] if avenue == "bias" else rows[-1]
            frame.lines([[(x, rows[0] - 9), (x, bottom + 9)]], style.MUTED)
    frame.draw(ax, zorder=1)


def draw_avenues(ax, names, before, weights, output, slopes, nudges, rises, number):
    """Draw a bar for each slope, all to one scale, in the three panels of `draw_avenues_frame`.

    `slopes` and `nudges` are dicts with an array for each avenue, "bias" (1,), "weights" and "activations" (n,);
    `rises` says how far the activation `output` of output `number` rises with the nudges of each avenue. `names` (n,)
    are the numbers of the neurons before it, from top to bottom, `before` and `weights` (n,) their activations and weights.
    """
    tiny = np.finfo(float).tiny
    scale = min(MAX_LENGTHS[avenue] / max(np.abs(slopes[avenue]).max(), tiny) for avenue in slopes)
    spent_scale = MAX_SPENT_LENGTH / max(tiny, *(np.abs(nudges[avenue]).max() for avenue in SPENT))
    slope_bars = [(ZEROS[avenue], scale * slopes[avenue], THICK) for avenue in ZEROS]
    spent_bars = [(SPENT[avenue], spent_scale * nudges[avenue], THIN) for avenue in SPENT]
    _draw_bars(ax, slope_bars + spent_bars)
    words = Sketch()
    _add_before(words, names, before, weights)
    _add_output(words, output, number)
    _add_rises(words, rises)
    words.draw(ax, gid="words")


def _panel(avenue):
    left, right = PANELS[avenue]
    return rounded(left, 8, right - left, 392, radius=10)


def _rows(n):
    """The y of each row."""
    return TOP + ROW * np.arange(n)


def _draw_bars(ax, groups):
    """Bars (x of the zero, lengths, thickness), one a row: blue to the right if positive, else orange to the left."""
    zeros, lengths, halves = (np.concatenate(parts) for parts in zip(*(np.broadcast_arrays(*group) for group in groups)))
    rows = np.concatenate([_rows(len(group)) for _, group, _ in groups])
    colours = np.where(lengths >= 0, style.UP, style.DOWN)
    draw_boxes(ax, zeros, rows - halves, zeros + lengths, rows + halves, facecolors=colours, gid="bars")


def _add_rises(words, rises):
    best = max(rises, key=rises.get)
    words.polygons([_panel(best)], INVISIBLE, style.UP, 2)
    words.write(PANELS[best][1] - 16, 352, ["most"], size=12, colours=style.UP, ha="right", weight="bold")
    lefts, texts = [PANELS[avenue][0] + 14 for avenue in rises], [signed(rise, 4) for rise in rises.values()]
    colours = [style.UP if avenue == best else style.TEXT for avenue in rises]
    words.write(lefts, 379, texts, size=22, colours=colours, ha="left", weight="bold")


def _add_before(words, names, before, weights):
    """What the bars are proportional to: the activations of the neurons before, shown as brightness, and the weights."""
    left, right = PANELS["weights"][0], PANELS["activations"][0]
    rows = _rows(len(before))
    words.circles(left + 54, rows, 6.5, [str(a) for a in np.clip(before, 0, 1)], style.MUTED)
    texts = {left: [f"{a:.2f}" for a in before], right: [signed(w, 2) for w in weights]}
    for edge, numbers in texts.items():
        words.write(edge + 36, rows, names, size=9.5, colours=style.MUTED, ha="right")
        words.write(edge + 112, rows, numbers, size=9.5, colours=style.TEXT, ha="right")


def _add_output(words, output, number):
    """The neuron that is to rise."""
    middle = sum(PANELS["bias"]) / 2
    words.circles(middle, 226, 46, [str(np.clip(output, 0, 1))], style.UP, 2)
    ink = style.STAGE if output > 0.45 else style.TEXT
    words.write(middle, 226, [f"{output:.3f}"], size=16, colours=ink, weight="bold")
    words.write(middle, 160, [f"output {number}"], size=13, colours=style.TEXT, weight="bold")
