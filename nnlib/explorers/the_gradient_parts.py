"""What the explorers of notebook 02 share: gradients that are computed once, and names in words."""

import functools
import re

import numpy as np

from nnlib import load_mnist
from nnlib.explorers.trained import network_after
from nnlib.parameters import name_of

SIDE = 28  # pixels of an image, each way


# ---- gradients


def example(index):
    """One training image and its target, as plain vectors."""
    train = load_mnist().train
    return train.images[:, index], train.targets[:, index]


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
