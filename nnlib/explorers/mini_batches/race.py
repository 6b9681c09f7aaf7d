"""A race of batch sizes, from the same start weights."""

from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from nnlib.analysis.stored import stored
from nnlib.analysis.training import Training
from nnlib.explorers.shared.networks import RATE, SEED
from nnlib.plots.charts import chart_figure
from nnlib.plots.race import HEIGHT, WIDTH, draw_race, draw_spent
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout

RUNNERS = {1: 60_000, 10: 6000, 100: 3000, 1000: 600, 60_000: 200}  # batch size -> steps in the race
PRICES = "steps", "examples", "seconds"
MOMENTS = 10  # of each power of ten steps, at which the cost is measured
HERE = 2  # seconds that each runner gets when the race is run again


class Course(NamedTuple):
    """What is kept of a runner."""

    steps: np.ndarray  # (moments,) taken until then
    costs: np.ndarray  # (moments,) float32: over all 60,000 training images
    seconds: np.ndarray  # (moments,) float32: spent in steps until then


@stored("race", [(batch_size,) for batch_size in RUNNERS], Course)
def course(batch_size):
    """The Course of the runner with this batch size; all have the same start weights and the same learning rate."""
    training = Training(seed=SEED, batch_size=batch_size, learning_rate=RATE)
    rows = [(training.steps, training.measure_cost(), training.seconds) for _ in _moments(training)]
    steps, costs, seconds = np.array(rows).T
    return Course(steps.astype(int), costs.astype(np.float32), seconds.astype(np.float32))


def _moments(training, longest=np.inf):
    """Let the training run its distance, for so many seconds at most, and yield whenever its cost is to be measured."""
    steps = RUNNERS[training.batch_size]
    shared = np.rint(10 ** np.arange(0, np.log10(steps), 1 / MOMENTS)).astype(int)  # by all runners, to be compared
    for moment in np.unique(np.append(shared, steps)):
        while training.steps < moment:
            if training.seconds > longest:
                return
            training.advance(min(50, moment - training.steps))  # a few at a time, as on the board
        yield


def courses():
    """Batch size -> Course, as it was worked out before the course began."""
    return {batch_size: course(batch_size) for batch_size in RUNNERS}


def courses_here():
    """The same with the seconds of this computer, as far as each runner gets in two of them; same steps, same costs."""
    return {batch_size: _timed_here(course(batch_size), batch_size) for batch_size in RUNNERS}


def _timed_here(known, batch_size):
    training = Training(seed=SEED, batch_size=batch_size, learning_rate=RATE)
    seconds = np.array([training.seconds for _ in _moments(training, HERE)], np.float32)
    return Course(known.steps[: len(seconds)], known.costs[: len(seconds)], seconds)


def prices(runner, batch_size, axis):
    """What the steps of a Course cost, in steps, examples or seconds: (moments,)."""
    return {"steps": runner.steps, "examples": runner.steps * batch_size, "seconds": runner.seconds}[axis]


def reached(runner, batch_size, axis, price):
    """How far a runner gets for this price: what its last whole step costs, and the cost of the network then.

    NaN and NaN if the price is too low for a step. Between two measurements the cost is that on the line between them.
    """
    paid = prices(runner, batch_size, axis)
    steps = int(np.interp(price * (1 + 1e-9), np.append(0, paid), np.append(0, runner.steps)) + 1e-9)
    if steps == 0:
        return np.nan, np.nan
    return float(np.interp(steps, runner.steps, paid)), float(np.interp(np.log(steps), np.log(runner.steps), runner.costs))


def race(axis="examples", budget=0.9):
    """Batch 1, 10, 100, 1,000 and 60,000 from the same weights: whose cost is lowest for the same price?"""
    races, all_courses = 0, dict.fromkeys(PRICES, courses())
    again = widgets.Button(description="race here", tooltip="Take the time of each run on this computer: about 10 seconds")
    price = widgets.ToggleButtons(options=list(PRICES), value=axis, description="pay in")
    spent = widgets.FloatSlider(budget, min=0, max=1, step=0.005, description="spend", readout=False)

    def compute():
        runners = all_courses[price.value]
        curves = {n: np.array([prices(runner, n, price.value), runner.costs]) for n, runner in runners.items()}
        first, last = min(x[0] for x, _ in curves.values()), min(x[-1] for x, _ in curves.values())
        amount = first * (last / first) ** spent.value
        places = {n: reached(runner, n, price.value, amount) for n, runner in runners.items()}
        costs = {n: cost for n, (_, cost) in places.items()}
        running = {n: cost for n, cost in costs.items() if np.isfinite(cost)}
        leader = min(running, key=running.get) if running else None
        numbers = {"axis": price.value, "limits": (first, last), "price": amount, "curves": curves, "places": places}
        return numbers | {"costs": costs, "leader": leader, "races": races}

    readout = Readout(
        compute,
        _leader_in_words,
        Layers(_ground, _moving, ["axis", "races"], on_top=True),
        "Five batch sizes from the same start weights: the cost over all images, and whose is lowest for the same price.",
        lambda line, pane: [controls_row(price, spent, again), line, pane],
        names={"axis": "paid in", "price": "price", "costs": "cost of batch"},
    )

    def race_here(_):
        nonlocal races
        again.description = "racing …"
        all_courses["seconds"] = courses_here()
        races += 1
        again.description = "race here"
        readout.redraw()

    again.on_click(race_here)
    readout.observe_all(price, spent)
    return readout


def _ground(numbers):
    figure = chart_figure(WIDTH, HEIGHT)
    draw_race(figure, numbers["curves"], numbers["axis"], numbers["limits"])
    return figure


def _moving(figure, numbers):
    draw_spent(figure, numbers["price"], list(numbers["places"].values()), numbers["leader"], list(numbers["places"]))


def _leader_in_words(numbers):
    amount, axis = numbers["price"], numbers["axis"]
    paid = f"For {amount:,.3f} seconds" if axis == "seconds" else f"For {int(amount + 1e-6):,} {_one_or_many(axis, amount)}"
    if numbers["leader"] is None:
        return f"{paid} **no run** has taken a step yet"
    cost = numbers["costs"][numbers["leader"]]
    return f"{paid} the lowest cost is that of **batch {numbers['leader']:,}**: {cost:.3f}"


def _one_or_many(axis, amount):
    return axis if int(amount + 1e-6) != 1 else axis.removesuffix("s")
