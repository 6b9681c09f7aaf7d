"""A race of batch sizes, from the same start weights."""

from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from nnlib.analysis.history import AXES, History
from nnlib.analysis.stored import stored
from nnlib.analysis.training import Training, running_means
from nnlib.explorers.shared.networks import RATE, SEED
from nnlib.plots.charts import chart_figure
from nnlib.plots.training import draw_price, draw_race, draw_race_frame
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout

RUNNERS = {1: 6000, 10: 3000, 100: 1200, 1000: 240, 60_000: 8}  # batch size -> steps in the race


class Course(NamedTuple):
    """What is kept of a runner."""

    costs: np.ndarray  # (steps,) float32
    seconds: np.ndarray  # (steps,) float32: spent in steps until then


@stored("race", [(batch_size,) for batch_size in RUNNERS], Course)
def course(batch_size):
    """The Course of the runner with this batch size; all have the same start weights and the same learning rate."""
    training, steps = Training(seed=SEED, batch_size=batch_size, learning_rate=RATE), RUNNERS[batch_size]
    while training.steps < steps:  # a few at a time, as on the board
        training.advance(min(50, steps - training.steps))
    return Course(training.history.costs.astype(np.float32), training.history.ends("seconds").astype(np.float32))


def race_histories(course=course):
    """Batch size -> History, as it was worked out before the course began; with `course.anew`, worked out now."""
    return {batch_size: _history(batch_size, *course(batch_size)) for batch_size in RUNNERS}


def _history(batch_size, costs, seconds):
    costs, history = costs.astype(float), History()
    history.extend(costs, running_means(costs, batch_size), batch_size * np.arange(1, len(costs) + 1), seconds)
    return history


def race(axis="steps", budget=0.5):
    """Batch 1, 10, 100, 1,000 and 60,000 from the same weights: who is lowest for the same price?"""
    races, all_curves = 0, _all_curves(race_histories())
    again = widgets.Button(description="race here", tooltip="Run the race again, on this computer: a few seconds")
    price = widgets.ToggleButtons(options=list(AXES), value=axis, description="pay in")
    spent = widgets.FloatSlider(budget, min=0, max=1, step=0.005, description="spend", readout=False)

    def compute():
        curves = all_curves[price.value]
        limits = min(x[0] for x, _ in curves.values()), max(x[-1] for x, _ in curves.values())
        amount = limits[0] * (limits[1] / limits[0]) ** spent.value
        costs = {n: cost_at(*curve, amount) for n, curve in curves.items()}
        running = {n: cost for n, cost in costs.items() if np.isfinite(cost)}
        leader = min(running, key=running.get) if running else None
        numbers = {"axis": price.value, "limits": limits, "price": amount, "curves": curves, "costs": costs}
        return numbers | {"leader": leader, "races": races}

    def ground(numbers):
        figure = chart_figure(1112, 430)
        ax = figure.add_axes((0.06, 0.14, 0.78, 0.82))
        draw_race_frame(ax, numbers["curves"], numbers["axis"], is_logarithmic=True)
        draw_race(ax, numbers["curves"])
        return figure

    def moving(figure, numbers):
        draw_price(figure.axes[0], numbers["price"], numbers["curves"], numbers["costs"])

    readout = Readout(
        compute,
        _leader_in_words,
        Layers(ground, moving, ["axis", "races"]),
        "Five batch sizes from the same start weights: the running cost, and who is lowest for the same price.",
        lambda line, pane: [controls_row(price, spent, again), line, pane],
    )

    def race_here(_):
        nonlocal races, all_curves
        again.description = "racing …"
        races, all_curves = races + 1, _all_curves(race_histories(course.anew))
        again.description = "race here"
        readout.redraw()

    again.on_click(race_here)
    readout.observe_all(price, spent)
    return readout


def _all_curves(histories):
    """For each way to pay, batch size -> price and running cost (2, n)."""
    return {axis: {n: h.thinned(axis, 2000)[[0, 3]] for n, h in histories.items()} for axis in AXES}


def cost_at(x, costs, price):
    """The last cost that this price pays for; NaN if it is too low for the first step."""
    place = np.searchsorted(x, price * (1 + 1e-9), side="right") - 1
    return float(costs[place]) if place >= 0 else np.nan


def _leader_in_words(numbers):
    amount, axis = numbers["price"], numbers["axis"]
    paid = f"For {amount:,.3f} seconds" if axis == "seconds" else f"For {amount:,.0f} {axis}"
    if numbers["leader"] is None:
        return f"{paid} **nobody** has taken a step yet"
    cost = numbers["costs"][numbers["leader"]]
    return f"{paid} the lowest is **batch {numbers['leader']:,}** with a cost of {cost:.3f}"
