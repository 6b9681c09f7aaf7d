"""Notebook 03: the slope of the cost for sixteen weights, against the activations behind them."""

import ipywidgets as widgets
import numpy as np

from nnlib.explorers.shared.networks import network_after, network_buttons, training_digits
from nnlib.plots.charts import chart_figure
from nnlib.plots.digits import draw_digit
from nnlib.plots.fire_together import draw_fire_frame, draw_fire_together, draw_key
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import signed


def fire_together(index=5, other=0, epochs=0, output=2):
    """∂C/∂w of the sixteen weights into one output against the activations they come from, for two images."""
    chooser, network = training_digits(index), network_buttons(epochs)
    second = widgets.IntSlider(other, 0, len(chooser.digits) - 1, description="compare with image")
    end = widgets.Dropdown(options=range(10), value=output, description="weights into output")
    readout = Readout(
        lambda: _pair(network_after(network.value), chooser.digits, [chooser.index, second.value], end.value),
        _say_pair,
        Layers(_ground, _moving),
        "How much each of sixteen weights matters, against the activation of the neuron it comes from, for two images. "
        "Choose other images, another output, the other network.",
        lambda line, pane: [chooser, controls_row(second, end, network), line, pane],
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
        "gradients": np.array([gradient.weights[-1][output] for gradient in gradients]),
        "deltas": np.array([gradient.deltas[-1][output] for gradient in gradients]),
    }


def _ground(_):
    figure = chart_figure(1112, 420)
    draw_fire_frame(figure.add_axes((0.085, 0.15, 0.685, 0.82)))
    figure.add_axes((0.78, 0, 0.22, 1), xlim=(0, 245), ylim=(420, 0), xticks=[], yticks=[]).set_axis_off()  # in pixels
    return figure


def _moving(figure, n):
    chart, beside = figure.axes
    draw_fire_together(chart, n["activations"], n["gradients"], n["deltas"])
    for row, top in enumerate((36, 230)):
        draw_digit(beside, n["images"][row], 68, top, 122)
        draw_key(beside, 38, top + 144, row, f"a {n['labels'][row]}: slope {signed(n['deltas'][row], 4)}")


def _say_pair(n):
    (first, second), labels = (signed(delta, 4) for delta in n["deltas"]), n["labels"]
    line = f"Slope of the line = δ of output {n['output']}"
    return f"{line}: for this {labels[0]} **{first}**, for the other image, a {labels[1]}, **{second}**"
