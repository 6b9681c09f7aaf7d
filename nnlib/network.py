"""The network of the course: forward, cost, and backpropagation.

One example per column, so that the code reads like the mathematics: z = W @ a + b. Layer l leads from
activations[l] to activations[l + 1] through weights[l] (n_out, n_in) and biases[l] (n_out,). The cost of one
example is the sum of squared differences between output and target; the cost of a batch is the average over its
examples. (Other texts write ½ in front, or a sum: their gradients differ from ours by that factor.)
"""

from typing import NamedTuple

import numpy as np

from nnlib import checks, parameters
from nnlib.activations import ACTIVATIONS


class Trace(NamedTuple):
    """What a forward pass computed: zs[l] = weights[l] @ activations[l] + biases[l]; activations[0] is the input."""

    zs: list
    activations: list


class Gradient:
    """The derivatives of the cost, as one flat vector and as views of it in the shapes of weights and biases."""

    def __init__(self, sizes, dtype):
        self.vector = np.empty(parameters.count(sizes), dtype)  # ∂C/∂parameters
        self.weights, self.biases = parameters.split(self.vector, sizes)  # ∂C/∂weights[l], ∂C/∂biases[l]
        self.deltas = [None] * len(self.weights)  # ∂C/∂zs[l]: (n_out, m), or (n_out,) for a plain vector
        self.cost = None  # the cost itself, which costs nothing extra


class Network:
    """A fully connected network whose weights and biases are views into the flat vector `parameters`."""

    def __init__(self, sizes, activation="sigmoid", *, rng=None, dtype=np.float64):
        """Start with normal weights of standard deviation 1/√n_in and zero biases.

        `sizes` counts the neurons of each layer, input first. `activation` ("sigmoid" or "relu") is that of the
        hidden layers; the output is always a sigmoid. The same `rng` seed gives the same network.
        """
        if isinstance(sizes, str) or not np.iterable(sizes) or len(list(sizes)) < 2:
            raise ValueError(f"sizes must list at least two layers, such as [784, 16, 16, 10], but got {sizes!r}")
        self.sizes = tuple(checks.whole_number("sizes", size) for size in sizes)
        if activation not in ACTIVATIONS:
            raise ValueError(f"activation must be one of {', '.join(ACTIVATIONS)}, but got {activation!r}")
        self.activation = activation
        if np.dtype(dtype) not in (np.float32, np.float64):
            raise ValueError(f"dtype must be float32 or float64, but got {dtype!r}")
        rng = checks.generator("rng", rng)

        hidden_layers = len(self.sizes) - 2
        self._functions = [ACTIVATIONS[activation]] * hidden_layers + [ACTIVATIONS["sigmoid"]]
        self.parameters = np.zeros(parameters.count(self.sizes), dtype)
        self.weights, self.biases = parameters.split(self.parameters, self.sizes)
        for W, n_in in zip(self.weights, self.sizes):
            W[:] = rng.normal(0, 1 / np.sqrt(n_in), W.shape)

    def __repr__(self):
        return f"Network({list(self.sizes)}, {self.activation!r}): {self.parameters.size:,} parameters"

    # ---- forward

    def forward(self, x):
        """The Trace of `x`: (n_in, m), one example per column, or a plain vector (n_in,), which gives plain vectors."""
        x = self._inputs(x).astype(self.parameters.dtype, copy=False)
        trace = self._forward(_columns(x))
        return trace if x.ndim == 2 else Trace(*map(_vectors, trace))

    def _forward(self, x):
        zs, activations = [], [x]
        for W, b, (squish, _) in zip(self.weights, self.biases, self._functions):
            # order="F" keeps each example's numbers side by side in memory: the product is twice as fast.
            z = np.matmul(W, activations[-1], order="F") + b[:, np.newaxis]
            zs.append(z)
            activations.append(squish(z))
        return Trace(zs, activations)

    def output(self, x):
        """The activations of the last layer alone: (n_out, m), or (n_out,) for a plain vector."""
        x = self._inputs(x)
        columns, m = _columns(x), x[0].size
        # In blocks: all 60,000 digits are never copied to float64 at once, and a block fits the cache.
        blocks = [columns[:, i : i + 1000].astype(self.parameters.dtype, copy=False) for i in range(0, m, 1000)]
        output = np.hstack([self._forward(block).activations[-1] for block in blocks])
        return output if x.ndim == 2 else output[:, 0]

    # ---- cost

    def cost(self, x, y):
        """The cost of outputs for `x` against targets `y`: Σ (a - y)² over the outputs, averaged over the examples."""
        return float(self.cost_each(x, y).mean())

    def cost_each(self, x, y):
        """The cost of each example on its own: (m,), or a single number for a plain vector."""
        x, y = self._pair(x, y)
        return ((self.output(x) - y) ** 2).sum(axis=0)

    def accuracy(self, x, labels):
        """The share of examples, 0 to 1, whose brightest output is the one that `labels` (m,) says."""
        labels = checks.labels("labels", labels, self.sizes[-1])
        output = self.output(x)
        checks.same_length("labels", labels, "x", output[0])
        return float((output.argmax(axis=0) == labels).mean())

    # ---- backward

    def backprop(self, x, y):
        """The Gradient of the cost of `x` with targets `y`, by backpropagation: columns, or plain vectors."""
        x, y = (array.astype(self.parameters.dtype, copy=False) for array in self._pair(x, y))
        gradient = self._backprop(_columns(x), _columns(y))
        if x.ndim == 1:
            gradient.deltas = _vectors(gradient.deltas)
        return gradient

    def _backprop(self, x, y, out=None):
        gradient = Gradient(self.sizes, self.parameters.dtype) if out is None else out
        zs, activations = self._forward(x)
        error = activations[-1] - y
        m = error.shape[1]
        ones = np.ones(m, error.dtype)

        gradient.cost = float((error**2).sum() / m)
        dC_da = error * (2 / m)
        for l in reversed(range(len(zs))):
            _, slope = self._functions[l]
            delta = dC_da * slope(zs[l], activations[l + 1])  # ∂C/∂z = ∂C/∂a · σ′(z)
            np.matmul(delta, activations[l].T, out=gradient.weights[l])  # ∂C/∂w = ∂C/∂z · a, summed over the examples
            np.matmul(delta, ones, out=gradient.biases[l])  # ∂C/∂b = ∂C/∂z · 1, summed over the examples
            if l > 0:
                dC_da = np.matmul(self.weights[l].T, delta, order="F")  # each neuron hears from all that it leads to
            gradient.deltas[l] = delta
        return gradient

    def backprop_each(self, x, y):
        """The gradient of each example on its own, one per column: (n_parameters, m). `backprop` gives their mean."""
        x, y = (_columns(array).astype(self.parameters.dtype, copy=False) for array in self._pair(x, y))
        activations = self._forward(x).activations
        each = []
        for a, delta in zip(activations, self._backprop(x, y).deltas):
            delta = delta.T * len(delta.T)  # undo the average
            each += [np.einsum("mi,jm->mji", delta, a).reshape(len(delta), -1), delta]
        return np.hstack(each).T

    # ---- what comes in, what goes to disk

    def _inputs(self, x):
        return checks.examples("x", x, self.sizes[0])

    def _pair(self, x, y, x_name="x", y_name="y"):
        x, y = checks.examples(x_name, x, self.sizes[0]), checks.examples(y_name, y, self.sizes[-1])
        checks.same_length(y_name, y[0], x_name, x[0])
        return x, y

    def copy(self, dtype=None):
        """An independent network with the same parameters, in `dtype` if given."""
        twin = Network(self.sizes, self.activation, dtype=dtype or self.parameters.dtype)
        twin.parameters[:] = self.parameters
        return twin

    def save(self, path):
        """Write layer sizes, activation and parameters to an .npz file at `path`."""
        with open(path, "wb") as file:
            np.savez(file, sizes=self.sizes, activation=self.activation, parameters=self.parameters)

    @classmethod
    def load(cls, path):
        """The network that `save` wrote to `path`; a ValueError if it holds anything else."""
        try:
            with open(path, "rb") as content, np.load(content, allow_pickle=False) as file:
                sizes, activation, vector = file["sizes"].tolist(), str(file["activation"]), file["parameters"]
                needed = parameters.count(sizes)
        except FileNotFoundError:
            raise
        except Exception as error:  # zipfile, zlib and numpy each have their own for a broken file
            raise ValueError(f"{path} is not a network saved by nnlib, or it is damaged ({error})") from error
        if vector.shape != (needed,) or not np.isfinite(vector).all():  # before any memory is asked for
            raise ValueError(
                f"{path} is damaged: sizes {sizes} need {needed:,} finite parameters, "
                f"but it holds an array of shape {vector.shape}"
            )
        network = cls(sizes, activation, dtype=vector.dtype)
        network.parameters[:] = vector
        return network


def _columns(array):
    """A plain vector as a batch of one."""
    return array if array.ndim == 2 else array[:, np.newaxis]


def _vectors(arrays):
    """A batch of one as plain vectors."""
    return [array[:, 0] for array in arrays]
