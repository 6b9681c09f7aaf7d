"""What one image wishes for each weight that leads to one output, against the activation of the neuron before."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from nnlib.plots import style
from nnlib.plots.bitmap import draw_bitmap, greys
from nnlib.plots.charts import chart_figure, plain
from nnlib.plots.sketch import INVISIBLE, Sketch
from nnlib.wording import minus

WIDTH, HEIGHT = 1112, 420  # pixels
LEFT, RIGHT, TOP, BOTTOM = 122, 857, 13, 357  # the sides of the chart
HALF, ZERO = (BOTTOM - TOP) / 2, (BOTTOM + TOP) / 2  # half its height, and the y of a wish of 0
DIGIT, DIGIT_TOPS = 122, (36, 230)  # the side of the two images, and where they begin
DIGIT_LEFT = 935
# The points and lines of the first image and of the second.
LOOKS = (
    {"marker": "o", "color": style.INK, "markerfacecolor": style.INK, "linestyle": "-", "markersize": 9},
    {"marker": "D", "color": style.INK_MUTED, "markerfacecolor": style.GROUND, "linestyle": "--", "markersize": 8},
)
GAP = 0.026  # the smallest distance between the numbers of two neurons, in units of activation
AWAY = 0.15 * HALF  # from a line to the numbers along it, in pixels


def fire_figure():
    """The Figure that `draw_fire_together` draws on: a chart, and over it a stage in pixels."""
    figure = chart_figure(WIDTH, HEIGHT)
    sides = LEFT / WIDTH, 1 - BOTTOM / HEIGHT, (RIGHT - LEFT) / WIDTH, (BOTTOM - TOP) / HEIGHT
    chart = figure.add_axes(sides, xlim=(0, 1), xticks=[0, 0.25, 0.5, 0.75, 1], yticks=[])
    plain(chart, xlabel="activation of the neuron before", ylabel="wish for its weight, −∂C/∂w")
    chart.yaxis.labelpad = 64
    chart.axhline(0, color=style.INK_MUTED, linewidth=1)
    for look in LOOKS:
        chart.plot([], [], zorder=3, animated=True, **look | {"marker": "", "linewidth": 2})
    for look in LOOKS:
        chart.plot([], [], zorder=4, animated=True, **look | {"linestyle": "", "markeredgewidth": 2})
    stage = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0), xticks=[], yticks=[], facecolor="none")
    stage.set_axis_off()
    for top, look in zip(DIGIT_TOPS, LOOKS):
        stage.plot(
            [DIGIT_LEFT - 52, DIGIT_LEFT - 32, DIGIT_LEFT - 12], [top + DIGIT + 22] * 3, linewidth=2, markevery=[1], **look
        )
    words = Sketch()
    ends, texts = [ZERO - 0.9 * HALF, ZERO + 0.9 * HALF], ["↑ the weight should grow", "↓ the weight should shrink"]
    words.write(LEFT + 12, ends, texts, size=12, colours=[style.UP_ON_LIGHT, style.DOWN_ON_LIGHT], ha="left")
    words.draw(stage)
    return figure


def draw_fire_together(figure, images, labels, activations, wishes, z_wishes):
    """Draw the wishes for the weights into one output against the activations before, both (2, n), a row for each image.

    The points of an image lie on the line through zero whose slope is its `z_wishes` (2,). The `images` (2, 784) are
    beside the chart, with what they show: `labels`, two texts.
    """
    chart, stage = figure.axes
    limit = 1.25 * max(np.abs(z_wishes).max(), np.finfo(float).tiny)
    chart.set_ylim(-limit, limit)
    _, *lines_and_points = chart.lines
    for line, wish in zip(lines_and_points[:2], z_wishes):
        line.set_data([0, 1], [0, wish])
    for points, places in zip(lines_and_points[2:], zip(activations, wishes)):
        points.set_data(*places)
    words = Sketch()
    _add_scale(words, limit)
    sides = (-1, 1) if z_wishes[0] >= z_wishes[1] else (1, -1)  # numbers go above the upper line and below the lower one
    for *row, look, side in zip(activations, wishes / limit, z_wishes / limit, LOOKS, sides):
        _add_numbers(words, *row, side * AWAY, look["color"])
    for image, top in zip(images, DIGIT_TOPS):
        draw_bitmap(stage, greys(image.reshape(28, 28)), DIGIT_LEFT, top, DIGIT_LEFT + DIGIT, top + DIGIT)
    words.rectangles(DIGIT_LEFT, DIGIT_TOPS, DIGIT, DIGIT, INVISIBLE, style.LINE, 1.5)
    words.write(DIGIT_LEFT - 6, np.add(DIGIT_TOPS, DIGIT + 22), labels, size=12.5, colours=style.INK, ha="left")
    words.draw(stage, gid="words")


def _add_scale(words, limit):
    """The ticks of the y axis with their numbers, in place of matplotlib's, which are slow to change."""
    ticks = [tick for tick in MaxNLocator(5).tick_values(-limit, limit) if abs(tick) <= limit]
    heights = ZERO - HALF * np.array(ticks) / limit
    words.lines([[(LEFT - 5.5, y), (LEFT, y)] for y in heights], style.INK_MUTED, 0.8)
    words.write(LEFT - 10, heights, [minus(f"{tick:.2g}") for tick in ticks], size=13, colours=style.INK_MUTED, ha="right")


def _add_numbers(words, a, wishes, z_wish, away, colour):
    """The numbers of the neurons along their line, apart where points are close, with a tie from each to its point.

    Wishes are in units of half the chart's height, `away` is in pixels.
    """
    shares = spread(a, GAP)
    places, points = (
        [LEFT + (RIGHT - LEFT) * share, ZERO - HALF * size] for share, size in ((shares, z_wish * shares), (a, wishes))
    )
    places[1] = places[1] + away
    ties = np.stack([np.transpose(places) - (0, 0.3 * away), np.transpose(points) + (0, 0.2 * away)], axis=1)
    words.lines(ties, style.INK_MUTED, 0.7)
    words.write(*places, range(len(a)), size=10, colours=colour)


def spread(values, gap):
    """The values (n,) from 0 to 1, moved as little as needed for neighbours to be at least `gap` apart."""
    order = np.argsort(values, kind="stable")
    steps = gap * np.arange(len(values))
    # Without the steps, the sorted values must not decrease: blocks that do are pooled at their mean (isotonic regression).
    blocks = []  # [level, length]
    for level in np.asarray(values)[order] - steps:
        blocks.append([level, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (right, m), (left, n) = blocks.pop(), blocks.pop()
            blocks.append([(left * n + right * m) / (n + m), n + m])
    levels = np.concatenate([np.full(n, level) for level, n in blocks])
    placed = np.empty(len(levels))
    placed[order] = np.clip(levels, gap / 2, 1 - gap / 2 - steps[-1]) + steps
    return placed
