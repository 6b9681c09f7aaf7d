"""The effect of a lesson in the playground: ten columns before and after."""

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from nnlib.plots import style
from nnlib.plots.bitmap import paste
from nnlib.plots.charts import plain

HALF = 0.34  # half the width of a column


def draw_before_after(ax, before, after, title, *, label, top, ticks):
    """Draw ten columns, `before` and `after` (10,): grey for what both have, blue for growth, an orange outline for loss.

    A black mark shows the height before. The digit `label` is bold, and the axis goes up to `top`.
    """
    digits = np.arange(10)
    common = np.minimum(before, after)
    for low, high, look in (
        (0 * common, common, {"facecolors": style.MUTED, "edgecolors": "none"}),
        (common, after, {"facecolors": style.UP_ON_LIGHT, "edgecolors": "none"}),
        (common, before, {"facecolors": "none", "edgecolors": style.DOWN_ON_LIGHT, "linewidths": 1.8}),
    ):
        ax.add_collection(PolyCollection(_boxes(digits, low, high), **look))
    marks = [[(digit - 0.44, value), (digit + 0.44, value)] for digit, value in zip(digits, before)]
    ax.add_collection(LineCollection(marks, colors=style.INK, linewidths=2.2, zorder=4))
    plain(ax)
    ax.set_title(title, fontsize=11.5, color=style.INK, loc="left", pad=5)
    ax.set(xlim=(-0.7, 9.7), ylim=(0, top), xticks=digits, yticks=ticks, yticklabels=[f"{tick:,g}" for tick in ticks])
    ax.tick_params(axis="x", labelsize=13, length=0, colors=style.INK)
    ax.tick_params(axis="y", labelsize=11)
    ax.get_xticklabels()[label].set_weight("bold")


def draw_lesson(figure, numbers):
    """Draw two charts side by side: the outputs for the digit of the lesson, and the answers to all test digits."""
    left, right = figure.subplots(1, 2)
    figure.subplots_adjust(left=0.06, right=0.99, top=0.84, bottom=0.27, wspace=0.22)
    outputs, answers = numbers["outputs"], numbers["answers"]
    total = answers[0].sum()
    top = max(0.22 * total, 1.1 * max(answer.max() for answer in answers))
    step = next(step for step in (20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000) if top / step <= 3.5)
    draw_before_after(
        left, *outputs, "outputs for the digit of the lesson", label=numbers["label"], top=1.08, ticks=[0, 0.5, 1]
    )
    ticks = np.arange(0, top, step)
    draw_before_after(right, *answers, "answers to all test digits", label=numbers["label"], top=top, ticks=ticks)
    legend = "black mark: before   ·   blue: more than before   ·   orange: less"
    figure.text(0.5, 0.035, legend, fontsize=11, color=style.INK_MUTED, ha="center")


def stacked(*figures):
    """One Figure that shows these figures one below the other."""
    pictures = [style.pixels(figure) for figure in figures]
    width, height = max(picture.shape[1] for picture in pictures), sum(picture.shape[0] for picture in pictures)
    whole = Figure(figsize=style.inches(width, height), dpi=100, facecolor=style.GROUND)
    for picture in pictures:
        height -= picture.shape[0]
        paste(whole, picture, 0, height)
    return whole


def _boxes(digits, low, high):
    return [
        [(x - HALF, a), (x + HALF, a), (x + HALF, b), (x - HALF, b)] if b > a else np.zeros((0, 2))
        for x, a, b in zip(digits, low, high)
    ]
