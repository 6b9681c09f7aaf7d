"""How often a network gives each answer over all test digits, and what it answers for one digit."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.digits import draw_gallery
from nnlib.plots.sketch import Sketch

HEIGHT = 372  # pixels
TOP, DOWN, BAR = 62, 30, 20  # pixels: y of the first row, the distance between rows, the height of a bar
ALL, ONE = (236, 380), (764, 240)  # x where the bars begin, and the length of a bar that holds every digit


def draw_listening_frame(figure, truth):
    """Add the axes of `draw_listening` to a light figure of 1112 by HEIGHT pixels: those for all, and those for images.

    `truth` (10,) counts the labels of the test digits.
    """
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, 1112), ylim=(HEIGHT, 0), xticks=[], yticks=[])
    ax.set_axis_off()
    inset = figure.add_axes((16 / 1112, 1 - 224 / HEIGHT, 152 / 1112, 152 / HEIGHT), xlim=(0, 152), ylim=(152, 0))
    inset.set_axis_off()
    left, _ = ALL
    still = Sketch()
    _write(still, 16, 22, ["it listens to"], 17)
    _write(still, 16, 252, ["steps so far"], 15)
    _write(still, left - 26, 22, [f"its answers to all {truth.sum():,} test digits"], 17)
    _write(still, left - 18, _rows(), range(10), 17, ha="right", weight="bold")
    legend = "line: how many there really are · dark: too many · empty: too few"
    _write(still, left - 26, HEIGHT - 14, [legend], 13, style.INK_MUTED)
    still.draw(ax)


def draw_listening(figure, source, voters, steps, predicted, truth, digit, becomes):
    """Draw, in the axes of `draw_listening_frame`, what the network learns from and what it then answers.

    `voters` (784, up to 9) are some of the images it learns from. `predicted` and `truth` (10,) count answers and labels
    of the test digits, and `becomes` (10,) counts the answers for those that show `digit`.
    """
    ax, inset = figure.axes
    draw_gallery(inset, voters, columns=1 if voters.shape[1] == 1 else 3, gap=4)
    sketch = Sketch()
    _write(sketch, 16, 48, [source], 19, weight="bold")
    _write(sketch, 16, 282, [f"{steps:,}"], 26, weight="bold")
    _draw_answers(sketch, predicted, truth)
    _draw_fate(sketch, becomes, digit)
    sketch.draw(ax)


def _rows():
    return TOP + DOWN * np.arange(10)


def _draw_answers(sketch, predicted, truth):
    """A bar for each answer: grey up to the true count, dark beyond it, an outline where answers are missing."""
    left, longest = ALL
    answers, true = (longest * counts / truth.sum() for counts in (predicted, truth))
    common, top = np.minimum(answers, true), _rows() - BAR / 2
    sketch.rectangles(left, top, common, BAR, style.INK_MUTED)
    sketch.rectangles(left + common, top, answers - common, BAR, style.INK)
    sketch.rectangles(left + common, top, true - common, BAR, "none", style.INK_MUTED, 1.5)
    sketch.rectangles(left + true - 1.5, _rows() - 13, 3, 26, style.INK)
    _write(sketch, left + np.maximum(answers, true) + 10, _rows(), [f"{count:,}" for count in predicted], 15)


def _draw_fate(sketch, becomes, digit):
    left, longest = ONE
    shares = becomes / becomes.sum()
    colours = [style.INK if row == digit else style.INK_MUTED for row in range(10)]
    _write(sketch, left - 26, 22, [f"what becomes of the {becomes.sum():,} {digit}s"], 17)
    sketch.rectangles(left, _rows() - BAR / 2, longest * shares, BAR, colours)
    _write(sketch, left - 18, _rows(), range(10), 17, colours, ha="right", weight="bold")
    texts = [f"{count:,} right" if row == digit else f"{count:,}" for row, count in enumerate(becomes)]
    _write(sketch, left + longest * shares + 10, _rows(), texts, 15, colours)


def _write(sketch, xs, ys, texts, pixels, colours=style.INK, ha="left", weight="normal"):
    sketch.write(xs, ys, texts, size=pixels * 0.72, colours=colours, ha=ha, weight=weight)
