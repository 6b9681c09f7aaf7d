"""How often a network gives each answer over all test digits, and what it answers for one digit."""

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection

from nnlib.plots import style
from nnlib.plots.digits import draw_gallery
from nnlib.plots.lettering import write_all

HEIGHT = 372  # pixels
TOP, DOWN, BAR = 62, 30, 20  # pixels: y of the first row, the distance between rows, the height of a bar
ALL, ONE = (236, 380), (764, 240)  # x where the bars begin, and the length of a bar that holds every digit


def draw_listening_frame(figure):
    """Add the axes of `draw_listening` to a light figure of 1112 by HEIGHT pixels: those for all, and those for images."""
    figure.add_axes((0, 0, 1, 1), xlim=(0, 1112), ylim=(HEIGHT, 0), xticks=[], yticks=[]).set_axis_off()
    inset = figure.add_axes((16 / 1112, 1 - 224 / HEIGHT, 152 / 1112, 152 / HEIGHT), xlim=(0, 152), ylim=(152, 0))
    inset.set_axis_off()


def draw_listening(figure, source, voters, steps, predicted, true, digit, becomes):
    """Draw, in the axes of `draw_listening_frame`, what the network learns from and what it then answers.

    `voters` (784, up to 9) are some of the images it learns from. `predicted` and `true` (10,) count answers and labels
    of the test digits, and `becomes` (10,) counts the answers for those that show `digit`.
    """
    ax, inset = figure.axes
    _draw_voters(ax, inset, source, voters, steps)
    titles = f"its answers to all {true.sum():,} test digits", f"what becomes of the {becomes.sum():,} {digit}s"
    _write(ax, [ALL[0] - 26, ONE[0] - 26], 22, titles, 17)
    _draw_answers(ax, predicted, true)
    _draw_fate(ax, becomes, digit)


def _draw_voters(ax, inset, source, voters, steps):
    across = 1 if voters.shape[1] == 1 else 3
    draw_gallery(inset, voters, columns=across, gap=4)
    for y, text, pixels, weight in (
        (22, "it listens to", 17, "normal"),
        (48, source, 19, "bold"),
        (252, "steps so far", 15, "normal"),
        (282, f"{steps:,}", 26, "bold"),
    ):
        _write(ax, 16, y, [text], pixels, weight=weight)


def _rows():
    return TOP + DOWN * np.arange(10)


def _boxes(left, starts, ends):
    half = BAR / 2
    return [
        [(left + start, y - half), (left + end, y - half), (left + end, y + half), (left + start, y + half)]
        for y, start, end in zip(_rows(), starts, ends)
    ]


def _draw_answers(ax, predicted, true):
    """A bar for each answer: grey up to the true count, blue beyond it, an orange outline where answers are missing."""
    left, length = ALL
    answers, truth = (length * counts / true.sum() for counts in (predicted, true))
    common = np.minimum(answers, truth)
    _fill(ax, _boxes(left, 0 * common, common), style.INK_MUTED)
    _fill(ax, _boxes(left, common, answers), style.UP_ON_LIGHT)
    missing = PolyCollection(_boxes(left, common, truth), facecolors="none", edgecolors=style.DOWN_ON_LIGHT, linewidths=1.5)
    ax.add_collection(missing)
    ticks = [[(left + x, y - 13), (left + x, y + 13)] for x, y in zip(truth, _rows())]
    ax.add_collection(LineCollection(ticks, colors=style.INK, linewidths=2.5, zorder=4))
    _write(ax, left - 18, _rows(), range(10), 17, ha="right", weight="bold")
    _write(ax, left + np.maximum(answers, truth) + 10, _rows(), [f"{count:,}" for count in predicted], 15)
    legend = "black mark: how many there really are · blue: too many · orange: too few"
    _write(ax, left - 26, HEIGHT - 14, [legend], 13, style.INK_MUTED)


def _draw_fate(ax, becomes, digit):
    left, length = ONE
    shares = becomes / becomes.sum()
    colours = [style.INK if row == digit else style.INK_MUTED for row in range(10)]
    _fill(ax, _boxes(left, 0 * shares, length * shares), colours)
    _write(ax, left - 18, _rows(), range(10), 17, colours, ha="right", weight="bold")
    texts = [f"{count:,} right" if row == digit else f"{count:,}" for row, count in enumerate(becomes)]
    _write(ax, left + length * shares + 10, _rows(), texts, 15, colours)


def _fill(ax, boxes, colours):
    ax.add_collection(PolyCollection(boxes, facecolors=colours, linewidths=0))


def _write(ax, xs, ys, texts, pixels, colours=style.INK, ha="left", weight="normal"):
    texts = list(texts)
    xs, ys = (np.broadcast_to(places, len(texts)) for places in (xs, ys))
    write_all(ax, xs, ys, texts, size=pixels * 0.72, colours=colours, ha=ha, weight=weight)
