"""All weights and biases of a network as one flat vector, and the name of each of its entries.

The vector holds layer after layer, weights before biases: for sizes [784, 16, 16, 10] these are 784·16 + 16, then
16·16 + 16, then 16·10 + 10 numbers, 13,002 in all. The weights that leave one neuron (or pixel) lie side by side in
memory: training multiplies its matrices a tenth faster than with rows. An entry's name is the Python that reads it
from a network: "weights[0][3, 400]" leads from pixel 400 to neuron 3, "biases[2][9]" belongs to output 9.
"""

import re

import numpy as np


class Views(tuple):
    """Arrays that share the memory of a flat vector. Assigning to an entry copies the numbers into that memory."""

    def __setitem__(self, index, values):
        view = self[index]
        if values is view:  # as after views[0] -= step
            return
        if np.shape(values) != view.shape:
            raise ValueError(f"entry {index} must have shape {view.shape}, but got {np.shape(values)}")
        view[:] = values


class Flat:
    """One flat vector, with `weights` and `biases` as Views into it; they stay together in every assignment and copy."""

    def __init__(self, sizes, vector):
        self.sizes = tuple(sizes)
        self._vector = vector
        self._weights, self._biases = split(vector, sizes)

    @property
    def vector(self):
        """All entries, (n_parameters,). Assigning to it copies the numbers in."""
        return self._vector

    @vector.setter
    def vector(self, values):
        if values is not self._vector:  # they are the same after vector -= step
            Views([self._vector])[0] = values

    @property
    def weights(self):
        """weights[l], (n_out, n_in), leads from layer l to layer l + 1. Assigning to it copies the numbers in."""
        return self._weights

    @weights.setter
    def weights(self, arrays):
        _copy_into(self._weights, arrays, "weights")

    @property
    def biases(self):
        """biases[l], (n_out,), belongs to layer l + 1. Assigning to it copies the numbers in."""
        return self._biases

    @biases.setter
    def biases(self, arrays):
        _copy_into(self._biases, arrays, "biases")

    def __getstate__(self):
        """The state for copy, deepcopy and pickle, without the views: their copies would no longer share memory."""
        state = {name: value for name, value in vars(self).items() if name not in ("_weights", "_biases", "layers")}
        return state | {"_vector": self._vector.copy()}

    def __setstate__(self, state):
        vars(self).update(state)
        self._weights, self._biases = split(self._vector, self.sizes)


class Gradient(Flat):
    """The derivatives of the cost: `vector` is ∂C/∂parameters, `weights[l]` and `biases[l]` are views of it."""

    def __init__(self, sizes, dtype):
        # Zeros, not empty: a matrix product into memory that happens to hold NaN may set the processor's "invalid" flag.
        super().__init__(sizes, np.zeros(count(sizes), dtype))
        self.deltas = [None] * len(self.weights)  # ∂C/∂zs[l]: (n_out, m), or (n_out,) for a plain vector
        self.activations = [None] * len(self.sizes)  # ∂C/∂activations[l], in the same shapes; None for the input
        self.cost = None  # the cost itself


def _copy_into(views, arrays, name):
    if arrays is views:
        return
    shapes = [np.shape(array) for array in arrays]
    if shapes != [view.shape for view in views]:
        raise ValueError(f"{name} must have the shapes {[view.shape for view in views]}, but got {shapes}")
    for view, array in zip(views, arrays):
        view[:] = array


def count(sizes):
    """How many parameters a network with these layer sizes has."""
    return sum(n_out * (n_in + 1) for n_in, n_out in zip(sizes, sizes[1:]))


def split(vector, sizes):
    """Views into `vector`: weights, each (n_out, n_in), and biases, each (n_out,)."""
    weights, biases, start = [], [], 0
    for n_in, n_out in zip(sizes, sizes[1:]):
        middle = start + n_out * n_in
        end = middle + n_out
        weights.append(vector[start:middle].reshape(n_in, n_out).T)
        biases.append(vector[middle:end])
        start = end
    return Views(weights), Views(biases)


def place_of(index, sizes):
    """For entry `index`: its layer l, the neuron it leads to, and the neuron or pixel it comes from (None for a bias)."""
    if isinstance(index, bool) or not isinstance(index, int | np.integer):
        raise TypeError(f"index must be a whole number, but got {index!r}")
    if not 0 <= index < count(sizes):
        raise ValueError(f"index must be from 0 to {count(sizes) - 1}, but got {index}")
    rest = int(index)
    for layer, (n_in, n_out) in enumerate(zip(sizes, sizes[1:])):
        if rest < n_out * n_in:
            return layer, rest % n_out, rest // n_out
        rest -= n_out * n_in
        if rest < n_out:
            return layer, rest, None
        rest -= n_out


def name_of(index, sizes):
    """The name of entry `index` of the flat vector: 0 is "weights[0][0, 0]"."""
    layer, to, start = place_of(index, sizes)
    return f"biases[{layer}][{to}]" if start is None else f"weights[{layer}][{to}, {start}]"


def index_of(name, sizes):
    """The position of the parameter with this name in the flat vector: the inverse of `name_of`."""
    if not isinstance(name, str):
        raise TypeError(f"name must be text such as 'weights[0][3, 400]', but got {name!r}")
    found = re.fullmatch(r"weights\[(\d+)\]\[(\d+), ?(\d+)\]|biases\[(\d+)\]\[(\d+)\]", name)
    if not found:
        raise ValueError(f"name must look like 'weights[0][3, 400]' or 'biases[2][9]', but got {name!r}")
    layer, to, *start = (int(number) for number in found.groups() if number)
    n_in, n_out = sizes[layer : layer + 2] if layer < len(sizes) - 1 else (0, 0)
    if to >= n_out or (start and start[0] >= n_in):
        raise ValueError(f"name {name!r} is outside this network, whose layer sizes are {list(sizes)}")
    return count(sizes[: layer + 1]) + (start[0] * n_out if start else n_in * n_out) + to
