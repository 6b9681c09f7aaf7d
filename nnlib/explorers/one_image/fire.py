"""Notebook 03: what an image wishes for sixteen weights, against the activations behind them."""

import ipywidgets as widgets
import numpy as np

from nnlib.explorers.shared.networks import network_after, network_buttons, training_digits
from nnlib.plots.fire_together import draw_fire_together, fire_figure
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import signed


def fire_together(index=5, other=0, epochs=0, output=2):
    """The wishes for the sixteen weights into one output against the activations they come from, for two images."""
    chooser, network = training_digits(index), network_buttons(epochs)
    second = widgets.IntSlider(other, 0, len(chooser.digits) - 1, description="compare with image")
    end = widgets.Dropdown(options=range(10), value=output, description="weights into output")
    readout = Readout(
        lambda: _pair(network_after(network.value), chooser.digits, [chooser.index, second.value], end.value),
        _say_pair,
        Layers(lambda _: fire_figure(), _moving),
        "What two images wish for sixteen weights, against the activation of the neuron that each weight comes from. "
        "Choose other images, another output, the other network.",
        lambda line, pane: [chooser, controls_row(second, end, network), line, pane],
        names={
            "output": "output",
            "z_wishes": ("wish for z, this image", "wish for z, the other"),
            "activations": ("activation, this image", "activation, the other"),
            "wishes": ("wish for the weight, this image", "wish for the weight, the other"),
        },
    )
    readout.observe_all(chooser, second, end, network)
    return readout


def _pair(network, digits, indices, output):
    x, y = digits.images[:, indices], digits.targets[:, indices]
    gradients = [network.backprop(x[:, i], y[:, i]) for i in range(2)]
    return {
        "images": x.T,
        "labels": digits.labels[indices],
        "output": output,
        "activations": network.forward(x).activations[-2].T,
        "wishes": -np.array([gradient.weights[-1][output] for gradient in gradients]),
        "z_wishes": -np.array([gradient.deltas[-1][output] for gradient in gradients]),
    }


def _moving(figure, n):
    labels = [f"a {label}: slope {signed(wish, 4)}" for label, wish in zip(n["labels"], n["z_wishes"])]
    draw_fire_together(figure, n["images"], labels, n["activations"], n["wishes"], n["z_wishes"])


def _say_pair(n):
    (first, second), labels = (signed(wish, 4) for wish in n["z_wishes"]), n["labels"]
    line = f"Slope of the line = wish for z of output {n['output']}"
    return f"{line}: for this {labels[0]} **{first}**, for the other image, a {labels[1]}, **{second}**"
