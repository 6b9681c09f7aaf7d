"""Notebook 06: a training to steer, why a batch takes the mean, a race of batch sizes, and a family of learning rates."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib.history import AXES
from nnlib.plots.charts import chart_figure
from nnlib.plots.training import draw_lengths, draw_race, draw_two_costs
from nnlib.training import Training
from nnlib.widgets.controls import controls_row
from nnlib.widgets.reading import Reading
from nnlib.widgets.training_board import TrainingBoard

SEED = 1  # the same start weights for all
RATE = 1.5
SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]  # of the batches that take a sum or a mean
FIRST_STEPS = 30
RUNNERS = {1: 6000, 10: 3000, 100: 1200, 1000: 240, 60_000: 8}  # batch size -> steps in the race
RATES = [0.05, 0.15, 0.5, 1.5, 5, 15, 50]
FAMILY_STEPS = 300


def training_board(seed=SEED):
    """Live training of the course's network."""
    return TrainingBoard(Training(seed=seed))


# ---- the sum or the mean


def sum_or_mean(batch_size=100):
    """The same learning rate, with the sum and with the mean over the batch, for a batch size to choose."""
    size = widgets.SelectionSlider(options=[(f"{n:,}", n) for n in SIZES], value=batch_size, description="batch size")

    def compute():
        lengths = {way: np.array([first_steps(n, way)[0] for n in SIZES]) for way in ("mean", "sum")}
        costs = {way: first_steps(size.value, way)[1] for way in ("mean", "sum")}
        at = SIZES.index(size.value)
        numbers = {"batch_size": size.value, "sizes": np.array(SIZES), "lengths": lengths, "costs": costs}
        return numbers | {"ratio": lengths["sum"][at] / lengths["mean"][at]}

    def draw(numbers):
        figure = chart_figure(1112, 400)
        left, right = figure.subplots(1, 2)
        figure.subplots_adjust(left=0.07, right=0.98, top=0.86, bottom=0.16, wspace=0.2)
        draw_lengths(left, numbers["sizes"], numbers["lengths"], numbers["batch_size"])
        draw_two_costs(right, numbers["costs"])
        return figure

    reading = Reading(
        compute,
        lambda numbers: ("With the sum, the first step is", f"{numbers['ratio']:,.0f} ×", "as long as with the mean."),
        draw,
        "How long the first step is, and what becomes of the cost, with the sum and with the mean over the batch.",
        lambda line, pane: [controls_row(size), line, pane],
    )
    reading.observe_all(size)
    return reading


@functools.cache
def first_steps(batch_size, way):
    """How long the first step is, as a distance between the parameters, and the costs of the first steps."""
    # A step by the sum of n gradients is a step by their mean with n times the learning rate.
    training = Training(seed=SEED, batch_size=batch_size, learning_rate=RATE * (batch_size if way == "sum" else 1))
    start = training.network.parameters.copy()
    training.step()
    length = float(np.linalg.norm((training.network.parameters - start).astype(float)))
    training.advance(FIRST_STEPS - 1)
    return length, training.history.costs


# ---- the race


@functools.cache
def race_histories():
    """Batch size -> History; all from the same start weights, with the same learning rate."""
    histories = {}
    for batch_size, steps in RUNNERS.items():
        training = Training(seed=SEED, batch_size=batch_size, learning_rate=RATE)
        while training.steps < steps:  # in short pieces, as on the board
            training.advance(min(50, steps - training.steps))
        histories[batch_size] = training.history
    return histories


def race(axis="steps", budget=0.5):
    """Batch 1, 10, 100, 1,000 and 60,000 from the same weights: who is lowest for the same price?"""
    histories = race_histories()
    price = widgets.ToggleButtons(options=list(AXES), value=axis, description="pay in")
    spent = widgets.FloatSlider(budget, min=0, max=1, step=0.005, description="spend", readout=False)

    def compute():
        curves = {n: history.thinned(price.value, 2000)[[0, 3]] for n, history in histories.items()}
        limits = min(x[0] for x, _ in curves.values()), max(x[-1] for x, _ in curves.values())
        amount = limits[0] * (limits[1] / limits[0]) ** spent.value
        costs = {n: cost_at(*curve, amount) for n, curve in curves.items()}
        running = {n: cost for n, cost in costs.items() if np.isfinite(cost)}
        leader = min(running, key=running.get) if running else None
        numbers = {"axis": price.value, "limits": limits, "price": amount, "curves": curves, "costs": costs}
        return numbers | {"leader": leader}

    def draw(numbers):
        figure = chart_figure(1112, 430)
        ax = figure.add_axes((0.06, 0.14, 0.78, 0.82))
        draw_race(ax, numbers["curves"], numbers["costs"], numbers["price"], numbers["axis"])
        return figure

    reading = Reading(
        compute,
        _leader_in_words,
        draw,
        "Five batch sizes from the same start weights: the running cost, and who is lowest for the same price.",
        lambda line, pane: [controls_row(price, spent), line, pane],
    )
    reading.observe_all(price, spent)
    return reading


def cost_at(x, costs, price):
    """The last cost that this price pays for; NaN if it does not pay for the first step."""
    place = np.searchsorted(x, price * (1 + 1e-9), side="right") - 1
    return float(costs[place]) if place >= 0 else np.nan


def _leader_in_words(numbers):
    amount, axis = numbers["price"], numbers["axis"]
    paid = f"For {amount:,.3f} seconds" if axis == "seconds" else f"For {amount:,.0f} {axis}"
    if numbers["leader"] is None:
        return paid, "nobody", "has taken a step yet"
    return (
        f"{paid} the lowest is",
        f"batch {numbers['leader']:,}",
        f"with a cost of {numbers['costs'][numbers['leader']]:.3f}",
    )


# ---- learning rates


@functools.cache
def family_history(rate):
    """The History of the first steps with this learning rate, batch size 100."""
    training = Training(seed=SEED, learning_rate=rate)
    training.advance(FAMILY_STEPS)
    return training.history


def learning_rates(rate=1.5):
    """The cost curves of a family of learning rates, one of them in front."""
    chosen = widgets.SelectionSlider(options=[(f"{r:g}", r) for r in RATES], value=rate, description="learning rate")

    def compute():
        curves = {r: family_history(r).thinned("steps", FAMILY_STEPS)[[0, 3]] for r in RATES}
        ends = {r: float(mean[-1]) for r, (_, mean) in curves.items()}
        return {"rate": chosen.value, "curves": curves, "costs": family_history(chosen.value).costs, "ends": ends}

    def draw(numbers):
        figure = chart_figure(1112, 410)
        ax = figure.add_axes((0.06, 0.14, 0.84, 0.82))
        others = {f"{r:g}": curve for r, curve in numbers["curves"].items()}
        draw_race(ax, others, {}, None, "steps", f"{numbers['rate']:g}", numbers["costs"])
        return figure

    reading = Reading(
        compute,
        lambda n: (
            f"After {FAMILY_STEPS} steps with learning rate {n['rate']:g} the cost is",
            f"{n['ends'][n['rate']]:.3f}",
            "",
        ),
        draw,
        "The running cost for learning rates from 0.05 to 50, batch size 100, from the same start weights.",
        lambda line, pane: [controls_row(chosen), line, pane],
    )
    reading.observe_all(chosen)
    return reading
