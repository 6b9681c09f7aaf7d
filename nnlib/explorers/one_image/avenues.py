"""Notebook 03: the three avenues by which one output can rise, and the same small budget spent on each."""

import ipywidgets as widgets
import numpy as np

from nnlib.analysis import wishes
from nnlib.explorers.one_image.parts import (
    DIGITS,
    NumbersExplorer,
    key,
    network_toggle,
    networks_by_name,
    training_digits,
)
from nnlib.plots.avenues import draw_avenues
from nnlib.plots.style import stage_figure

WAYS = {"along its gradient": False, "spread evenly": True}
AVENUES = wishes.Avenues._fields


def three_avenues(index=5, epochs=0, output=2):
    """Bias, weights and previous activations of one output neuron, and what the same small budget does on each."""
    chooser, network = training_digits(index), network_toggle(epochs)
    networks = networks_by_name()
    budget = widgets.FloatLogSlider(0.1, min=-3, max=0, step=0.05, readout_format=".3f", description="same small budget")
    controls = {
        "chooser": chooser,
        "output": widgets.ToggleButtons(options=DIGITS, value=output, description="raise output"),
        "network": network,
        "best_first": widgets.ToggleButton(description="best first", tooltip="Sort the rows by what a weight is worth"),
        "budget": budget,
        "way": widgets.ToggleButtons(options=list(WAYS), description="spend it"),
    }
    explorer = NumbersExplorer(
        lambda network, **values: _avenues(networks[network], chooser.image, **values),
        _draw_avenues,
        _say_avenues,
        controls,
        "The three avenues by which one output can rise: its bias, its weights, the neurons before it. "
        "Spend the same small budget on each and compare how far it rises.",
    )
    chooser.observe(explorer.redraw, names="index")
    return explorer


def _avenues(network, x, output, budget, way, best_first):
    *_, before, a = network.forward(x).activations
    slopes = wishes.avenues(network, x, -1, output)
    spent = {name: wishes.spend(network, x, -1, output, name, budget, evenly=WAYS[way]) for name in AVENUES}
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


def _draw_avenues(n):
    rows = n["rows"]
    slopes, nudges = ({k: v[rows] if v.size > 1 else v for k, v in n[name].items()} for name in ("slopes", "nudges"))
    figure, ax = stage_figure(1112, 408)
    draw_avenues(ax, rows, n["before"][rows], n["weights"][rows], n["activation"], slopes, nudges, n["rises"], n["output"])
    return figure


def _say_avenues(n):
    best, worst = n["ranking"][[0, -1]]
    avenue = max(n["rises"], key=n["rises"].get)
    words = {"bias": "the bias", "weights": "the weights", "activations": "the neurons before"}[avenue]
    return (
        f"Most from {words}: {key(n['rises'][avenue])}. Best weight, from neuron <b>{best}</b>: "
        f"worth <b>{n['ratio']:.1f}</b> × the worst, from <b>{worst}</b>"
    )
