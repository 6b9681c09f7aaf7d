"""Why a batch takes the mean of its gradients, not their sum."""

from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from nnlib.analysis.stored import stored
from nnlib.analysis.training import Training
from nnlib.explorers.shared.networks import RATE, SEED
from nnlib.plots.charts import chart_figure
from nnlib.plots.training import draw_chosen_lengths, draw_lengths, draw_two_costs, draw_two_costs_frame
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout

SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]  # of the batches that take a sum or a mean
WAYS = "mean", "sum"
FIRST_STEPS = 30


def sum_or_mean(batch_size=100):
    """The same learning rate, with the sum and with the mean over the batch, for a batch size to choose."""
    size = widgets.SelectionSlider(options=[(f"{n:,}", n) for n in SIZES], value=batch_size, description="batch size")

    lengths = {way: np.array([first_steps(n, way).length for n in SIZES]) for way in WAYS}
    highest = max(first_steps(n, way).costs.max() for n in SIZES for way in WAYS)

    def compute():
        costs = {way: first_steps(size.value, way).costs for way in WAYS}
        at = SIZES.index(size.value)
        numbers = {
            "batch_size": size.value,
            "sizes": np.array(SIZES),
            "lengths": lengths,
            "costs": costs,
            "highest": highest,
        }
        return numbers | {"ratio": lengths["sum"][at] / lengths["mean"][at]}

    def ground(numbers):
        figure = chart_figure(1112, 400)
        left, right = figure.subplots(1, 2)
        figure.subplots_adjust(left=0.07, right=0.98, top=0.86, bottom=0.16, wspace=0.2)
        draw_lengths(left, numbers["sizes"], numbers["lengths"])
        draw_two_costs_frame(right, FIRST_STEPS, numbers["highest"])
        return figure

    def moving(figure, numbers):
        left, right = figure.axes
        at = SIZES.index(numbers["batch_size"])
        draw_chosen_lengths(left, numbers["batch_size"], [lengths[at] for lengths in numbers["lengths"].values()])
        draw_two_costs(right, numbers["costs"])

    readout = Readout(
        compute,
        lambda numbers: f"With the sum, the first step is **{numbers['ratio']:,.0f} ×** as long as with the mean.",
        Layers(ground, moving, on_top=True),
        "How long the first step is, and what becomes of the cost, with the sum and with the mean over the batch.",
        lambda line, pane: [controls_row(size), line, pane],
        names={
            "batch_size": "batch size",
            "ratio": "length with the sum ÷ with the mean",
            "sizes": "batch size",
            "lengths": "length of the first step with the",
            "costs": "cost at each step with the",
        },
    )
    readout.observe_all(size)
    return readout


class FirstSteps(NamedTuple):
    """The beginning of a training."""

    length: float  # of the first step, as a distance between the parameters
    costs: np.ndarray  # (30,) float32


@stored("sum_or_mean", [(size, way) for size in SIZES for way in WAYS], FirstSteps)
def first_steps(batch_size, way):
    """The FirstSteps with this batch size, along the sum or along the mean of the gradients."""
    # A step along the sum of n gradients is a step along their mean with n times the learning rate.
    training = Training(seed=SEED, batch_size=batch_size, learning_rate=RATE * (batch_size if way == "sum" else 1))
    start = training.network.parameters.copy()
    training.step()
    length = float(np.linalg.norm((training.network.parameters - start).astype(float)))
    training.advance(FIRST_STEPS - 1)
    return FirstSteps(length, training.history.costs.astype(np.float32))
