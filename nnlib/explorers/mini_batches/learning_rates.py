"""A family of learning rates, from the same start weights."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib.analysis.history import History
from nnlib.analysis.stored import stored
from nnlib.analysis.training import Training, running_means
from nnlib.explorers.shared.networks import SEED
from nnlib.plots.charts import chart_figure
from nnlib.plots.training import draw_race, draw_race_frame
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout

RATES = [0.05, 0.15, 0.5, 1.5, 5, 15, 50]
FAMILY_STEPS = 300
BATCH_SIZE = 100


@functools.cache
def family_history(rate):
    """The History of the first steps with this learning rate; its seconds were not taken, and are all 0."""
    costs, history = family_costs(rate).astype(float), History()
    examples = BATCH_SIZE * np.arange(1, FAMILY_STEPS + 1)
    history.extend(costs, running_means(costs, BATCH_SIZE), examples, np.zeros(FAMILY_STEPS))
    return history


@stored("learning_rates", [(rate,) for rate in RATES])
def family_costs(rate):
    """The costs of the first steps with this learning rate, (300,) in float32."""
    training = Training(seed=SEED, batch_size=BATCH_SIZE, learning_rate=rate)
    training.advance(FAMILY_STEPS)
    return training.history.costs.astype(np.float32)


def learning_rates(rate=1.5):
    """The cost curves of a family of learning rates, one of them in front."""
    chosen = widgets.SelectionSlider(options=[(f"{r:g}", r) for r in RATES], value=rate, description="learning rate")

    curves = {r: family_history(r).thinned("steps", FAMILY_STEPS)[[0, 3]] for r in RATES}
    named = {f"{r:g}": curve for r, curve in curves.items()}

    def compute():
        ends = {r: float(mean[-1]) for r, (_, mean) in curves.items()}
        return {"rate": chosen.value, "curves": curves, "costs": family_history(chosen.value).costs, "ends": ends}

    def ground(_):
        figure = chart_figure(1112, 410)
        draw_race_frame(figure.add_axes((0.06, 0.14, 0.84, 0.82)), named, "steps")
        return figure

    def moving(figure, numbers):
        draw_race(figure.axes[0], named, f"{numbers['rate']:g}", numbers["costs"])

    readout = Readout(
        compute,
        lambda n: f"After {FAMILY_STEPS} steps with learning rate {n['rate']:g} the cost is **{n['ends'][n['rate']]:.3f}**",
        Layers(ground, moving),
        "The running cost for learning rates from 0.05 to 50, batch size 100, from the same start weights.",
        lambda line, pane: [controls_row(chosen), line, pane],
    )
    readout.observe_all(chosen)
    return readout
