"""Notebook 03: the three avenues by which one output can rise, and the same small budget spent on each."""

import ipywidgets as widgets
import numpy as np

from nnlib.analysis import wishes
from nnlib.explorers.shared.networks import network_after, network_buttons, training_digits
from nnlib.plots.avenues import draw_avenues, draw_avenues_frame
from nnlib.plots.style import stage_figure
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import signed

EVENLY = {"along its gradient": False, "spread evenly": True}
AVENUES = wishes.Avenues._fields


def three_avenues(index=5, epochs=0, output=2):
    """Bias, weights and previous activations of one output neuron, and what the same small budget does on each."""
    chooser, network = training_digits(index), network_buttons(epochs)
    raised = widgets.ToggleButtons(options=range(10), value=output, description="raise output")
    best_first = widgets.ToggleButton(description="best first", tooltip="Sort the rows by what a weight is worth")
    budget = widgets.FloatLogSlider(0.1, min=-3, max=0, step=0.05, readout_format=".3f", description="same small budget")
    evenly = widgets.ToggleButtons(options=EVENLY, description="spend it")
    controls = raised, network, best_first, budget, evenly

    def compute():
        network_now, image = network_after(network.value), chooser.image
        return _avenues(network_now, image, raised.value, budget.value, evenly.value, best_first.value)

    readout = Readout(
        compute,
        _say_avenues,
        Layers(_ground, _moving, on_top=True),
        "The three avenues by which one output can rise: its bias, its weights, the neurons before it. "
        "Spend the same small budget on each and compare how far it rises.",
        lambda line, pane: [chooser, controls_row(*controls), line, pane],
        names={
            "output": "output",
            "activation": "its activation",
            "rises": "rise by the",
            "before": "activation before",
            "weights": "weight",
            "slopes": "slope of the",
            "nudges": "nudge of the",
        },
    )
    readout.observe_all(chooser, *controls)
    return readout


def _avenues(network, x, output, budget, evenly, best_first):
    *_, before, a = network.forward(x).activations
    slopes = wishes.avenues(network, x, -1, output)
    spent = {name: wishes.spend(network, x, -1, output, name, budget, evenly=evenly) for name in AVENUES}
    size = np.abs(slopes.weights)
    ranking = np.argsort(-size, kind="stable")
    return {
        "output": output,
        "activation": a[output],
        "before": before,
        "weights": network.weights[-1][output],
        "slopes": slopes._asdict(),
        "nudges": {name: nudge for name, (nudge, _) in spent.items()},
        "rises": {name: raised - a[output] for name, (_, raised) in spent.items()},
        "ranking": ranking,
        "ratio": size[ranking[0]] / size[ranking[-1]],
        "rows": ranking if best_first else np.arange(len(before)),
    }


def _ground(n):
    figure, ax = stage_figure(1112, 408)
    draw_avenues_frame(ax, len(n["before"]))
    return figure


def _moving(figure, n):
    rows = n["rows"]
    slopes, nudges = ({k: v[rows] if v.size > 1 else v for k, v in n[name].items()} for name in ("slopes", "nudges"))
    before = n["before"][rows], n["weights"][rows]
    draw_avenues(figure.axes[0], rows, *before, n["activation"], slopes, nudges, n["rises"], n["output"])


def _say_avenues(n):
    best, worst = n["ranking"][[0, -1]]
    avenue = max(n["rises"], key=n["rises"].get)
    words = {"bias": "the bias", "weights": "the weights", "activations": "the neurons before"}[avenue]
    weights = f"Best weight, from neuron {best}: worth {n['ratio']:.1f} × the worst, from {worst}"
    return f"Most from {words}: **{signed(n['rises'][avenue], 4)}**. {weights}"
