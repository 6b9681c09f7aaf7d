"""Several walks from different starts: how good their ends are, how far apart, and what lies between them."""

import functools
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from nnlib import SGD, Network, load_mnist
from nnlib.analysis.landscape import costs
from nnlib.analysis.stored import stored
from nnlib.analysis.walks import in_another_order
from nnlib.plots.charts import chart_figure
from nnlib.plots.landscape import draw_ends, draw_line_between, walker
from nnlib.plots.style import INK
from nnlib.widgets.controls import controls_row
from nnlib.widgets.readout import Readout
from nnlib.wording import percent

SEEDS = [1, 2, 3, 4, 5]
EPOCHS = 2
NAMES = [*(f"seed {seed}" for seed in SEEDS), "1 shuffled"]
SHARES = np.linspace(0, 1, 61)


@functools.cache
def ends():
    """Six networks: one per seed after two epochs of training, and the first again with its neurons in another order."""
    trained = [_trained(seed) for seed in SEEDS]
    return [*trained, in_another_order(trained[0], np.random.default_rng(0))]


def _start(seed):
    rng = np.random.default_rng(seed)
    return Network([784, 16, 16, 10], rng=rng, dtype=np.float32), rng


def _trained(seed):
    (network, rng), train = _start(seed), load_mnist().train
    for _ in SGD(network, train.images, train.targets, batch_size=100, learning_rate=3.0, rng=rng).run(epochs=EPOCHS):
        pass
    return network.copy(dtype=np.float64)


class Facts(NamedTuple):
    """What the table says of the six ends."""

    cost: np.ndarray  # (6,) over the test digits
    right: np.ndarray  # (6,): the share of right answers
    walked: np.ndarray  # (6,): the distance from the start
    distances: np.ndarray  # (6, 6): from each end to each other


@stored("minima", [()], Facts)
def facts():
    """The Facts."""
    test, vectors = load_mnist().test, np.array([network.parameters for network in ends()])
    cost = np.array([network.cost(test.images, test.targets) for network in ends()])
    right = np.array([network.accuracy(test.images, test.labels) for network in ends()])
    starts = np.array([_start(seed)[0].parameters for seed in SEEDS])
    walked = np.linalg.norm(vectors[: len(SEEDS)] - starts, axis=1)
    return Facts(cost, right, np.append(walked, walked[0]), np.linalg.norm(vectors[:, np.newaxis] - vectors, axis=-1))


@stored("lines_between", [(one, other) for one in range(len(NAMES)) for other in range(len(NAMES))])
def line_between(one, other):
    """The test cost at each of SHARES of the way from one end to the other."""
    test, direction = load_mnist().test, ends()[other].parameters - ends()[one].parameters
    return costs(ends()[one], [direction], [SHARES], test.images, test.targets)


def several_minima(one=0, other=1):
    """Ends of training from different starts, and the cost on the straight line between two of them."""
    options = [(name, i) for i, name in enumerate(NAMES)]
    start, end = (
        widgets.ToggleButtons(options=options, value=value, description=name)
        for name, value in (("from", one), ("to", other))
    )
    share = widgets.SelectionSlider(
        options=[(percent(s, 0), i) for i, s in enumerate(SHARES)], value=30, description="how far", layout={"width": "100%"}
    )

    def compute():
        cost, right, walked, distances = facts()
        along = line_between(start.value, end.value)
        numbers = {"from": start.value, "to": end.value, "share": SHARES[share.value], "along": along}
        numbers |= {"cost": along[share.value], "costs": cost, "right": right, "distances": distances}
        numbers["walked"] = walked
        return numbers | {"distance": distances[start.value, end.value]}

    readout = Readout(
        compute,
        _height_in_words,
        _EndsFigure(),
        "Five networks from five starts: their costs, how far apart they are, and the cost on the line between two of them.",
        lambda line, pane: [controls_row(start), controls_row(end), controls_row(share), line, pane],
        names={
            "share": "share of the way",
            "cost": "cost there",
            "distance": "distance",
            "costs": "cost of each network",
            "right": "share of right answers",
            "walked": "distance from its start",
            "along": "cost along the way",
            "distances": "distances between the networks",
        },
    )
    readout.observe_all(start, end, share)
    return readout


def _height_in_words(numbers):
    cost = f"Cost: **{numbers['cost']:.3f}**"
    if numbers["from"] == numbers["to"]:
        return f"{cost} · choose two different ends"
    where = f"{percent(numbers['share'], 0)} of the way from {NAMES[numbers['from']]} to {NAMES[numbers['to']]}"
    return f"{cost} · {where} · they are {numbers['distance']:.1f} apart"


class _EndsFigure:
    """Draws the numbers. While the two ends stay the same, only the point on the line between them moves."""

    def __init__(self):
        self.pair = None

    def __call__(self, numbers):
        if self.pair != (numbers["from"], numbers["to"]):
            self.start(numbers)
        self.point.set_data([numbers["share"]], [numbers["cost"]])
        return self.figure

    def start(self, numbers):
        self.pair = numbers["from"], numbers["to"]
        self.figure = chart_figure(1112, 372)
        header = ["", "cost", "right", "walked", *(str(seed) for seed in SEEDS)]
        columns = [numbers[name] for name in ("costs", "right", "walked", "distances")]
        rows = [
            [name, f"{cost:.3f}", percent(right, 1), f"{walked:.1f}", *(f"{distance:.1f}" for distance in distances[:-1])]
            for name, cost, right, walked, distances in zip(NAMES, *columns)
        ]
        draw_ends(self.figure.add_axes((0.01, 0.03, 0.56, 0.94)), header, rows, self.pair)
        ax = self.figure.add_axes((0.66, 0.12, 0.31, 0.82))
        draw_line_between(ax, SHARES, numbers["along"], [NAMES[end] for end in self.pair])
        _, self.point = walker(ax, INK, "o")
