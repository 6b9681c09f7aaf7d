"""Notebook 03: the slope of the cost for sixteen weights, against the activations behind them."""

import ipywidgets as widgets
import numpy as np

from nnlib.explorers.one_image.parts import (
    DIGITS,
    NumbersExplorer,
    key,
    network_toggle,
    networks_by_name,
    signed,
    training_digits,
)
from nnlib.plots.charts import chart_figure
from nnlib.plots.digits import draw_digit
from nnlib.plots.fire_together import draw_fire_together, draw_key


def fire_together(index=5, other=0, epochs=0, output=2):
    """∂C/∂w of the sixteen weights into one output against the activations they come from, for two images."""
    chooser, network = training_digits(index), network_toggle(epochs)
    networks = networks_by_name()
    controls = {
        "chooser": chooser,
        "other": widgets.IntSlider(other, 0, len(chooser.digits) - 1, description="compare with image"),
        "output": widgets.Dropdown(options=DIGITS, value=output, description="weights into output"),
        "network": network,
    }
    explorer = NumbersExplorer(
        lambda network, other, output: _pair(networks[network], chooser.digits, [chooser.index, other], output),
        _draw_pair,
        _say_pair,
        controls,
        "How much each of sixteen weights matters, against the activation of the neuron it comes from, for two images. "
        "Choose other images, another output, the other network.",
    )
    chooser.observe(explorer.redraw, names="index")
    return explorer


def _pair(network, digits, indices, output):
    x, y = digits.images[:, indices], digits.targets[:, indices]
    gradients = [network.backprop(x[:, i], y[:, i]) for i in range(2)]
    return {
        "images": x.T,
        "labels": digits.labels[indices],
        "output": output,
        "activations": network.forward(x).activations[-2].T,
        "gradients": np.array([gradient.weights[-1][output] for gradient in gradients]),
        "deltas": np.array([gradient.deltas[-1][output] for gradient in gradients]),
    }


def _draw_pair(n):
    figure = chart_figure(1112, 420)
    draw_fire_together(figure.add_axes((0.085, 0.15, 0.685, 0.82)), n["activations"], n["gradients"], n["deltas"])
    beside = figure.add_axes((0.78, 0, 0.22, 1), xlim=(0, 245), ylim=(420, 0), xticks=[], yticks=[])  # in pixels
    for row, top in enumerate((36, 230)):
        draw_digit(beside, n["images"][row], 68, top, 122)
        draw_key(beside, 38, top + 144, row, f"a {n['labels'][row]}: slope {signed(n['deltas'][row])}")
    return figure


def _say_pair(n):
    (first, second), labels = n["deltas"], n["labels"]
    return (
        f"Slope of the line = δ of output {n['output']}: for this {labels[0]} {key(first)}, "
        f"for the other image, a {labels[1]}, {key(second)}"
    )
