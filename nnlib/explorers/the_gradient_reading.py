"""What the explorers of notebook 02 share: numbers that are computed once, said in a line, and drawn; names in words."""

import functools
import io
import re

import ipywidgets as widgets
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nnlib import load_mnist, snapshot
from nnlib.explorers.the_network import TRAINED
from nnlib.parameters import name_of
from nnlib.plots import style
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.together import Together

SIDE = 28  # pixels of an image, each way
HEADER = 56  # pixels: the room for the key number in the still picture


class Reading(Together):
    """A line with the key number, and a picture, both made from `numbers`: a dict of all that is shown.

    `compute()` returns the numbers, `say(numbers)` the key number and the words around it as (before, key, after), and
    `draw(numbers)` the Figure. `arrange(line, pane)` puts them together with the controls, as a list of widgets.
    """

    def __init__(self, compute, say, draw, summary, arrange):
        self._compute, self._say, self._draw_numbers = compute, say, draw
        self.line = widgets.HTML()
        self.line.add_class("nnlib-readout")
        self.pane = Explorer(self._figure, {}, summary)
        self.redraw = self.pane.redraw
        super().__init__(arrange(self.line, self.pane), self.pane)

    @property
    def numbers(self):
        """Name -> number or array of exactly what is on the screen."""
        self.redraw.flush()
        return self._numbers

    @property
    def figure(self):
        """The matplotlib Figure that is shown."""
        return self.pane.figure

    def observe_all(self, *controls, name="value"):
        """Follow these controls."""
        for control in controls:
            control.observe(self.redraw, names=name)

    def still(self):
        """The picture with the line above it."""
        return _with_line(self.figure, *self._said)

    def _figure(self):
        numbers = self._compute()
        figure = self._draw_numbers(numbers)
        self._numbers, self._said = numbers, self._say(numbers)
        before, key, after = self._said
        self.line.value = (
            '<div role="status" style="font-size:18px;line-height:40px;color:var(--jp-ui-font-color0,#111)">'
            f'{before} <b style="font-size:32px;vertical-align:-2px">{key}</b> {after}</div>'
        )
        return figure


def _with_line(figure, before, key, after):
    buffer = io.BytesIO()
    figure.savefig(buffer, format="rgba", facecolor=figure.get_facecolor(), dpi=figure.dpi)  # with what is animated, too
    picture = np.frombuffer(buffer.getvalue(), np.uint8).reshape(*(round(side) for side in figure.bbox.size[::-1]), 4)
    height, width = picture.shape[0] + HEADER, picture.shape[1]
    still = Figure(figsize=(width / 100, height / 100), dpi=100, facecolor=style.GROUND)
    still.figimage(picture, 0, 0)
    x = 20
    for text, size, weight in ((before, 13, "normal"), (key, 23, "bold"), (after, 13, "normal")):
        written = still.text(x / width, 1 - 38 / height, text, fontsize=size, weight=weight, color=style.INK)
        x += written.get_window_extent(FigureCanvasAgg(still).get_renderer()).width + 8
    return still


def training_buttons(epochs):
    """Which of the four snapshots? Their value is the number of epochs."""
    return widgets.ToggleButtons(options=list(TRAINED.items()), value=epochs, description="epochs of training")


# ---- gradients


def example(index):
    """One training image and its target, as plain vectors."""
    train = load_mnist().train
    return train.images[:, index], train.targets[:, index]


@functools.cache
def network_after(epochs):
    """The snapshot, shared by all that only look at it."""
    return snapshot(epochs)


@functools.cache
def summed_gradient(epochs, n, block=1000):
    """Σ ∂C/∂parameters over the first n training images; every thousand is kept, so that more images cost only the rest."""
    if n == 0:
        return np.zeros(network_after(epochs).parameters.size)
    start = (n - 1) // block * block
    images = slice(start, n)
    train = load_mnist().train
    mean = network_after(epochs).backprop(train.images[:, images], train.targets[:, images])
    return summed_gradient(epochs, start) + mean.vector * (n - start)


def average_gradient(epochs, index, n):
    """∂C/∂parameters averaged over image `index` and the first n - 1 others of the training set."""
    last = index if index >= n - 1 else n - 1
    return (summed_gradient(epochs, n - 1) + network_after(epochs).backprop(*example(last)).vector) / n


def cost_along(network, x, y, index, values):
    """The cost of one example for each of `values` (m,) of the parameter at `index` of the flat vector: (m,)."""
    layer, to, start = place_of(index, network.sizes)
    zs, activations = network.forward(x)
    moved = np.asarray(values) - network.parameters[index]
    z = np.repeat(zs[layer][:, np.newaxis], len(moved), axis=1)
    z[to] += moved * (1 if start is None else activations[layer][start])  # only this neuron's sum feels it
    for l in range(layer, len(zs)):
        a = network._functions[l][0](z)
        if l + 1 < len(zs):
            z = network.weights[l + 1] @ a + network.biases[l + 1][:, np.newaxis]
    return ((a - y[:, np.newaxis]) ** 2).sum(axis=0)


# ---- names


def place_of(index, sizes):
    """Layer, neuron that it leads to, and neuron or pixel that it comes from (None for a bias) of a parameter."""
    layer, to, *start = map(int, re.findall(r"\d+", name_of(int(index), sizes)))
    return layer, to, (start[0] if start else None)


def ends_in_words(index, sizes):
    """Where the parameter comes from and where it leads: ("neuron 7", "output 4")."""
    layer, to, start = place_of(index, sizes)
    end = f"output {to}" if layer == len(sizes) - 2 else f"neuron {to}"
    if start is None:
        return "bias", end
    return (f"pixel {start // SIDE}, {start % SIDE}" if layer == 0 else f"neuron {start}"), end


def in_words(index, sizes):
    """The parameter as a phrase: "from hidden layer 2, neuron 7 to output 4"."""
    layer, to, start = place_of(index, sizes)
    end = f"output {to}" if layer == len(sizes) - 2 else f"hidden layer {layer + 1}, neuron {to}"
    if start is None:
        return f"bias of {end}"
    pixel = f"the pixel in row {start // SIDE}, column {start % SIDE}"
    return f"from {pixel if layer == 0 else f'hidden layer {layer}, neuron {start}'} to {end}"
