"""A network of two weights, whose whole cost surface can be seen, and a ball that rolls on it."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib import Network
from nnlib.analysis.landscape import surface
from nnlib.analysis.stored import stored
from nnlib.analysis.walks import roll
from nnlib.plots.charts import chart_figure, plain
from nnlib.plots.landscape import BALL, draw_heights, draw_lowest, draw_targets, heights, set_walker, walker
from nnlib.plots.style import INK, INK_MUTED
from nnlib.widgets.controls import controls_row
from nnlib.widgets.player import Player
from nnlib.widgets.readout import Readout

REACH = 6.0  # the surface is drawn from -6 to 6, both ways
AXIS = np.linspace(-REACH, REACH, 61)
STEPS = 100
JUMPS = 12  # for how many steps a jump is remembered: even a ball that jumps falls for a few steps in a row
NEAR = 0.5  # a ball that hardly moves and is so close to a cross has come to rest
RATES = [(f"{n * power:g}", n * power) for power in (0.1, 1.0, 10.0, 100.0) for n in (1, 2, 3, 5, 7)] + [("1,000", 1000.0)]
WEIGHTS = [0, 1]  # positions of the two weights in the flat vector
X = np.linspace(-3, 3, 13)[np.newaxis]
Y = ((X > -1) & (X < 2.2)).astype(float)  # 1 in the middle, 0 on both sides


def tiny_network(w1=0.0, w2=0.0):
    """One input, two hidden neurons, one output; the weights from the input can be chosen, everything else is fixed.

    The output is bright only where both hidden neurons are: one must switch on at the left, the other off at the right.
    """
    network = Network([1, 2, 1], rng=np.random.default_rng(0))
    network.weights[0][:, 0] = w1, w2
    network.biases[0][:], network.weights[1][:], network.biases[1][:] = 3, 5, -7.5
    return network


def ground():
    """The surface that is drawn: both axes (n,), and the costs (n, n)."""
    return AXIS, AXIS, costs_of_the_ground()


@stored("ground", [()])
def costs_of_the_ground():
    """The cost at each place of the surface, (n, n)."""
    u, v = np.eye(tiny_network().parameters.size)[WEIGHTS]
    return surface(tiny_network(), u, v, AXIS, AXIS, X, Y)


@stored("hollows", [()])
def lowest_places():
    """The minima of the surface, (k, 2): from each hollow of the grid a ball rolls until it comes to rest."""
    s, t, costs = ground()
    around = np.lib.stride_tricks.sliding_window_view(costs, (3, 3))
    hollows = np.argwhere(costs[1:-1, 1:-1] == around.min(axis=(2, 3))) + 1
    found = []
    for i, j in hollows:
        *_, before, end = roll(tiny_network(s[i], t[j]), WEIGHTS, X, Y, learning_rate=3, steps=1500)
        if np.abs(end - before).max() < 1e-4 and not any(np.abs(end - other).max() < 0.3 for other in found):
            found.append(end)
    return np.array(found)


def two_parameters(w1=-4.0, w2=-3.0, learning_rate=5.0, step=STEPS):
    """The whole cost surface of two weights, with a ball that gradient descent rolls down."""
    names = ("start w₁", w1), ("start w₂", w2)
    starts = [widgets.FloatSlider(value, min=-REACH, max=REACH, step=0.1, description=name) for name, value in names]
    rate = widgets.SelectionSlider(options=RATES, value=learning_rate, description="learning rate")
    steps = widgets.IntSlider(step, max=STEPS, description="step")
    player = Player(steps, 0.08)

    def compute():
        places, costs = _rolled(*(start.value for start in starts), rate.value)
        now = tiny_network(*places[steps.value])
        slope = np.linalg.norm(now.backprop(X, Y).vector[WEIGHTS])
        numbers = {"step": steps.value, "places": places, "costs": costs, "cost": costs[steps.value], "slope": slope}
        return numbers | {"state": _state(places[: steps.value + 1], costs)}

    readout = Readout(
        compute,
        lambda numbers: f"Cost: **{numbers['cost']:.4f}** · slope {numbers['slope']:.4f} · {numbers['state']}",
        _BallFigure(),
        "The whole cost surface of a network with two weights, and a ball that rolls on it. Drag start and learning rate.",
        lambda line, pane: [controls_row(*starts), controls_row(rate, player, steps), line, pane],
        names={
            "step": "step",
            "cost": "cost",
            "slope": "slope",
            "costs": "cost after each step",
            "places": "w₁ and w₂ after each step",
        },
    )
    readout.observe_all(*starts, rate, steps)
    return readout


@functools.lru_cache(maxsize=16)
def _rolled(w1, w2, learning_rate):
    """The places of a ball that starts here, (STEPS + 1, 2), and the cost at each of them."""
    places = roll(tiny_network(w1, w2), WEIGHTS, X, Y, learning_rate=learning_rate, steps=STEPS)
    return places, _costs_at(places)


def _costs_at(places):
    """The cost at each of the places (n, 2), all at once: (n,)."""
    hidden, last = tiny_network().layers
    a = hidden.f(places[..., np.newaxis] * X + hidden.b[:, np.newaxis])
    answers = last.f(last.W @ a + last.b)[:, 0]
    return ((answers - Y) ** 2).mean(axis=1)


def _state(places, costs):
    """What the ball does after these steps, in words."""
    if len(places) == 1:
        return "at the start"
    if np.abs(places[-1]).max() > REACH:
        return "it has flown out of the picture"
    if np.abs(places[-1] - places[-2]).max() < 0.003:
        arrived = np.abs(lowest_places() - places[-1]).max(axis=1).min() < NEAR
        return "it has come to rest in a hollow" if arrived else "it hardly moves, but there is no cross here"
    if np.diff(costs[: len(places)])[-JUMPS:].max() > 1e-4:
        return "it jumps too far: the cost has gone up"
    return "it is rolling down"


class _BallFigure:
    """Draws the numbers. The ground and the targets stay; what follows the ball is animated."""

    def __init__(self):
        self.figure = chart_figure(1112, 408)
        left = self.figure.add_axes((0.05, 0.15, 0.5, 0.83))
        s, t, costs = ground()
        draw_heights(left, s, t, costs, heights(costs))
        draw_lowest(left, lowest_places())
        left.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH))
        left.set_xlabel("w₁", fontsize=14)
        left.set_ylabel("w₂", fontsize=14, rotation=0)
        self.ball = walker(left, *BALL)

        upper, lower = (self.figure.add_axes((0.63, bottom, 0.35, 0.31)) for bottom in (0.66, 0.15))
        draw_targets(upper, X[0], Y[0])
        self.inputs = np.linspace(X.min(), X.max(), 121)[np.newaxis]
        (self.answer,) = upper.plot([], [], color=INK, linewidth=3, animated=True)
        plain(lower, xlabel="steps", ylabel="cost")
        lower.set(xlim=(-2, STEPS + 2), ylim=(0, 1.05 * costs.max()))
        (self.all_costs,) = lower.plot([], [], color=INK_MUTED, linewidth=1, animated=True)
        self.costs = walker(lower, *BALL)

    def __call__(self, numbers):
        step, places = numbers["step"], numbers["places"]
        set_walker(self.ball, *places[: step + 1].T)
        self.answer.set_data(self.inputs[0], tiny_network(*places[step]).output(self.inputs)[0])
        self.all_costs.set_data(np.arange(STEPS + 1), numbers["costs"])
        set_walker(self.costs, np.arange(step + 1), numbers["costs"][: step + 1])
        return self.figure
