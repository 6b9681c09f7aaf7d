"""One neuron shows how it got its activation."""

import re

import numpy as np

from nnlib import snapshot
from nnlib.explorers.shared.networks import TRAINED
from nnlib.explorers.the_network.live import live_network
from nnlib.plots import style
from nnlib.plots.bitmap import paste
from nnlib.plots.charts import add_sheet, chart_figure
from nnlib.plots.neuron import draw_activation, draw_activation_frame, draw_sum_frame, draw_weighted_sum
from nnlib.plots.sketch import Sketch
from nnlib.widgets.controls import controls_row
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.latest import Latest
from nnlib.widgets.layers import Layers
from nnlib.widgets.stack import Stack, side_by_side
from nnlib.wording import fixed

TERMS = 7  # so many products get a line of their own
ASK = "Click a neuron to see\nhow it gets its activation."
NAMES = {"title": "selected", "z": "z", "a": "activation", "labels": "product", "terms": "its value"}
STEP = 3  # the z axis ends at a multiple of this, so that it seldom changes


def one_neuron(index=1, epochs=20, selected="activations[2][3]"):
    """Click a neuron: its weighted sum term by term, its bias, its activation function."""
    chooser, training, activation, view = live_network(index, epochs)
    view.selected = selected
    view.height = 430
    figure, shown = Layers(_ground, _moving, ["function", "count", "top"]), {}

    def draw():
        shown.clear()
        shown.update(_numbers(view))
        return figure(shown)

    summary = "How the selected neuron gets its activation. Click another one."
    pane = Explorer(draw, {}, summary, numbers=lambda: shown, names=NAMES)

    def show(*_):
        network = snapshot(TRAINED[training.value], activation.value)
        view.show(network=network, x=chooser.image, y=chooser.target)
        pane.redraw()

    show = Latest(show)
    for control in (training, activation):
        control.observe(show, names="value")
    chooser.observe(show, names="index")
    view.observe(pane.redraw, names="selected")
    return _WithNetwork([controls_row(training, activation), chooser, side_by_side(view, pane)], pane, view)


class _WithNetwork(Stack):
    """A Stack whose still picture shows the network at the left of the sum."""

    def __init__(self, children, face, view):
        self._view = view
        super().__init__(children, face)

    def still(self):
        """The network, and the sum of the selected neuron."""
        picture = style.side_by_side(style.pixels(self._view.still()), style.pixels(super().still()))
        still = chart_figure(*picture.shape[1::-1])
        paste(still, picture, 0, 0)
        return still


def _numbers(view):
    """The weighted sum of the selected neuron and its activation function; of a weight, those of the neuron it leads to.

    If no neuron is selected that has a sum, the "count" of its terms is 0.
    """
    numbers = [int(number) for number in re.findall(r"\d+", view.selected)]
    if view.selected.startswith("weights"):
        layer, neuron = numbers[0], numbers[1]
    elif view.selected and numbers[0] > 0:
        layer, neuron = numbers[0] - 1, numbers[1]
    else:
        return {"function": None, "count": 0, "top": 0}
    zs, activations = view.network.forward(view.x)
    w, a, b = view.network.weights[layer][neuron], activations[layer], view.network.biases[layer][neuron]
    z, f = zs[layer][neuron], view.network.layers[layer].f

    labels, terms = _terms(w, a, b, layer)
    ends = np.cumsum(terms)
    left, right = min(-6, STEP * np.floor(ends.min() / STEP)), max(6, STEP * np.ceil(ends.max() / STEP))
    limits = left, right + 0.32 * (right - left)  # room for the numbers behind the bars
    place = "Output" if layer == len(view.network.weights) - 1 else f"Hidden layer {layer + 1}, neuron"
    title, curve = f"{place} {neuron}: activation {f(z):.2f}", np.linspace(*limits, 200)
    numbers = {"title": title, "function": f, "limits": limits, "curve": (curve, f(curve)), "top": f(curve).max().round(1)}
    return numbers | {"count": len(terms), "labels": labels, "terms": terms, "z": z, "a": f(z)}


def _ground(numbers):
    figure = chart_figure(450, 490)
    if not numbers["count"]:
        add_sheet(figure).text(225, 200, ASK, fontsize=15, color=style.INK_MUTED, ha="center", va="center")
        return figure
    upper, lower = figure.subplots(2, height_ratios=(2.4, 1))
    figure.subplots_adjust(left=0.45, right=0.985, top=0.86, bottom=0.13, hspace=0.06)
    draw_sum_frame(upper, numbers["count"])
    draw_activation_frame(lower, numbers["function"].__name__, numbers["top"])
    figure.text(0.435, 0.88, "weight × activation", fontsize=11, color=style.INK_MUTED, ha="right")
    add_sheet(figure)
    return figure


def _moving(figure, numbers):
    if not numbers["count"]:
        return
    upper, lower, sheet = figure.axes
    for ax in (upper, lower):
        ax.set_xlim(numbers["limits"])
    sketch = Sketch()
    draw_weighted_sum(upper, sketch, numbers["labels"], numbers["terms"])
    draw_activation(lower, sketch, *numbers["curve"], numbers["z"], numbers["a"])
    sketch.write(14, 23, [numbers["title"]], size=15, colours=style.INK, ha="left")
    sketch.draw(sheet)


def _terms(w, a, b, layer):
    """The largest products w·a one by one, the rest together, and the bias; with a label each."""
    products = w * a
    largest = np.argsort(-np.abs(products))[:TERMS]
    rest = np.delete(products, largest)
    source = "pixel" if layer == 0 else "neuron"
    labels = [f"{source} {k}: {fixed(w[k], 2)} × {a[k]:.2f}" for k in largest]
    terms = list(products[largest])
    if rest.size:
        labels.append(f"{rest.size} others together")
        terms.append(rest.sum())
    return [*labels, "bias"], np.array([*terms, b])
