"""The pictures of the test: small, with everything that has to be read off and nothing that gives the answer away."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.arrows import colour_of, draw_arrows
from nnlib.plots.charts import chart_figure, plain
from nnlib.plots.sketch import Sketch
from nnlib.wording import fixed, signed

WIDTH = 760  # pixels
RADIUS = 28  # of a neuron


def connections_figure(befores, after):
    """Neurons that lead to one output, as a Figure.

    `befores` holds a (name, activation, weight) for each neuron before, `after` is (name, activation, what it should be).
    """
    height = 120 + 74 * len(befores)
    figure, ax = style.stage_figure(WIDTH, height)
    ys = height / 2 + 74 * (np.arange(len(befores)) - (len(befores) - 1) / 2)
    left, right, middle = 350, 560, height / 2
    sketch = Sketch()
    largest = max(abs(weight) for *_, weight in befores)
    for y, (name, activation, weight) in zip(ys, befores):
        sketch.lines([[(left, y), (right, middle)]], colour_of(weight), 2 + 8 * abs(weight) / largest)
        _draw_neuron(sketch, left, y, activation)
        _write(sketch, left - 44, y - 13, f"{name}, activation {fixed(activation, 2)}", style.TEXT, "right")
        _write(sketch, left - 44, y + 15, f"weight {signed(weight, 2)}", colour_of(weight), "right")
    name, activation, wanted = after
    _draw_neuron(sketch, right, middle, activation)
    _write(sketch, right + 44, middle - 13, f"{name}: {fixed(activation, 2)}", style.TEXT)
    _write(sketch, right + 44, middle + 15, wanted, style.MUTED)
    sketch.draw(ax)
    return figure


def _draw_neuron(sketch, x, y, activation):
    grey = str(float(np.clip(activation, 0, 1)))
    sketch.circles(x, y, RADIUS, (float(grey),) * 3, style.MUTED, 2)


def _write(sketch, x, y, text, colour, ha="left"):
    sketch.write(x, y, [text], size=13, colours=colour, ha=ha)


def sigmoid_figure(points):
    """Some outputs on their sigmoid, as a Figure: (name, z, activation, target) each, with what they should be."""
    figure = chart_figure(WIDTH, 360)
    ax = figure.add_axes((0.1, 0.17, 0.86, 0.74), xlim=(-8, 8), ylim=(-0.08, 1.12))
    plain(ax, xlabel="z", ylabel="output")
    ax.set_yticks([0, 0.5, 1])
    z = np.linspace(-8, 8, 321)
    ax.plot(z, 1 / (1 + np.exp(-z)), color=style.INK, linewidth=2.5)
    for name, at, activation, target in points:
        ax.plot([at, at], [activation, target], color=style.INK_MUTED, linewidth=2, linestyle=(0, (2, 2)))
        ax.plot([at], [target], "o", markersize=11, color=style.GROUND, markeredgecolor=style.INK, markeredgewidth=2)
        ax.plot([at], [activation], "o", markersize=13, color=style.INK)
        ha, shift = ("left", 0.35) if at > -2 else ("right", -0.35)
        words = f"{name}: {fixed(activation, 2)}"
        ax.text(at + shift, activation + 0.03 * (activation < 0.1), words, fontsize=15, color=style.INK, ha=ha, va="center")
        ax.text(at + shift, target, f"should be {target:.0f}", fontsize=13, color=style.INK_MUTED, ha=ha, va="center")
    return figure


def arrows_figure(wishes, foot):
    """What ten outputs ask of one neuron, as arrows on one scale, as a Figure; `foot` says what they are."""
    figure, ax = style.stage_figure(WIDTH, 300)
    xs = 60 + 71 * np.arange(len(wishes))
    middle, longest = 132, 190
    ax.plot([24, WIDTH - 24], [middle, middle], color=style.LINE, linewidth=1)
    lengths = longest / 2 * wishes / np.abs(wishes).max()
    draw_arrows(ax, xs, middle - lengths / 2, lengths)
    sketch = Sketch()
    sketch.write(xs, 250, [str(number) for number in range(len(wishes))], size=14, colours=style.MUTED)
    sketch.write(WIDTH / 2, 280, [foot], size=12, colours=style.MUTED)
    sketch.draw(ax)
    return figure


def curve_figure(weights, costs, weight, cost):
    """The cost over one weight, and where it is now, as a Figure."""
    figure = chart_figure(WIDTH, 340)
    ax = figure.add_axes((0.1, 0.18, 0.86, 0.74), xlim=(weights[0], weights[-1]))
    plain(ax, xlabel="weight", ylabel="cost")
    low, high = costs.min(), costs.max()
    ax.set_ylim(low - 0.1 * (high - low), high + 0.1 * (high - low))
    ax.plot(weights, costs, color=style.INK, linewidth=3)
    ax.plot([weight], [cost], "o", markersize=15, color=style.INK, markeredgecolor=style.GROUND, markeredgewidth=2)
    ax.text(weight, cost + 0.09 * (high - low), "  now", fontsize=15, color=style.INK, ha="left", va="center")
    return figure
