"""A family of learning rates, from the same start weights."""

import ipywidgets as widgets
import numpy as np

from nnlib.analysis.stored import stored
from nnlib.analysis.training import Training
from nnlib.explorers.shared.networks import SEED
from nnlib.plots.charts import chart_figure
from nnlib.plots.training import draw_chosen_rate, draw_rates
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout

RATES = [0.05, 0.15, 0.5, 1.5, 5, 15, 50]
FAMILY_STEPS = 300
BATCH_SIZE = 100
LAST = 10  # steps whose mean cost is told, as each alone depends on its own hundred images


@stored("learning_rates", [(rate,) for rate in RATES])
def family_costs(rate):
    """The cost of each mini-batch before its step, with this learning rate: (300,) in float32."""
    training = Training(seed=SEED, batch_size=BATCH_SIZE, learning_rate=rate)
    training.advance(FAMILY_STEPS)
    return training.history.costs.astype(np.float32)


def cost_at_end(rate):
    """The mean cost of the last ten mini-batches with this learning rate."""
    return float(family_costs(rate)[-LAST:].mean(dtype=float))


def learning_rates(rate=1.5):
    """The cost curves of a family of learning rates, one of them in front."""
    chosen = widgets.SelectionSlider(options=[(f"{r:g}", r) for r in RATES], value=rate, description="learning rate")
    costs = {r: family_costs(r) for r in RATES}
    ends = {r: cost_at_end(r) for r in RATES}
    names = [f"{r:g}" for r in RATES]

    def ground(_):
        figure = chart_figure(1112, 410)
        draw_rates(figure, names, list(costs.values()))
        return figure

    def moving(figure, numbers):
        draw_chosen_rate(figure, names, list(costs.values()), RATES.index(numbers["rate"]))

    readout = Readout(
        lambda: {"rate": chosen.value, "costs": costs[chosen.value], "ends": ends},
        lambda numbers: (
            f"Learning rate {numbers['rate']:g}: over its last ten steps the cost is **{ends[numbers['rate']]:.3f}**"
        ),
        Layers(ground, moving, on_top=True),
        f"The cost of each mini-batch in the first {FAMILY_STEPS} steps, for learning rates from 0.05 to 50, batch size "
        f"{BATCH_SIZE}, from the same start weights.",
        lambda line, pane: [controls_row(chosen), line, pane],
        names={"rate": "learning rate", "ends": "cost at the end with rate", "costs": "cost of each mini-batch"},
    )
    readout.observe_all(chosen)
    return readout
