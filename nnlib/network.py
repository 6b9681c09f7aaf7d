"""The network of the course: checks what comes in, and calls forward, cost and backward."""

from functools import cached_property

import numpy as np

from nnlib import checks, parameters
from nnlib.activations import ACTIVATIONS
from nnlib.backprop import Layer, Trace, backward, cost, forward
from nnlib.parameters import Flat, Gradient
from nnlib.pixels import as_columns


class Network(Flat):
    """A fully connected network: `weights[l]`, (n_out, n_in), and `biases[l]`, (n_out,), are views into `parameters`.

    One example per column: `x` is (n_in, m) and `y` (n_out, m). A plain vector (n_in,) is one example, and gives plain
    vectors. Assigning to `parameters`, `weights[l]` or `biases[l]` copies the numbers in.
    """

    def __init__(self, sizes, activation="sigmoid", *, rng=None, dtype=np.float64):
        """Start with normal weights of standard deviation 1/√n_in and zero biases.

        `sizes` counts the neurons of each layer, input first. `activation` ("sigmoid" or "relu") is that of the
        hidden layers; the output is always a sigmoid. `rng` comes from np.random.default_rng(seed), and the same seed
        gives the same network; the global np.random.seed has no effect.
        """
        sizes, rng = checks.layer_sizes("sizes", sizes), checks.generator("rng", rng)
        self.activation = checks.one_of("activation", activation, ACTIVATIONS)
        super().__init__(sizes, np.zeros(parameters.count(sizes), checks.float_type("dtype", dtype)))
        for W, n_in in zip(self.weights, sizes):
            W[:] = rng.normal(0, 1 / np.sqrt(n_in), W.shape)

    def __repr__(self):
        return f"Network({list(self.sizes)}, {self.activation!r}): {self.parameters.size:,} parameters"

    parameters = Flat.vector  # all weights and biases as one flat vector, (n_parameters,)

    @cached_property
    def layers(self):
        """The Layers, as nnlib.backprop takes them: weights and biases are views into `parameters`."""
        functions = [ACTIVATIONS[self.activation]] * (len(self.sizes) - 2) + [ACTIVATIONS["sigmoid"]]
        return [Layer(W, b, f, f_prime) for W, b, (f, f_prime) in zip(self.weights, self.biases, functions)]

    def copy(self, dtype=None):
        """An independent network with the same parameters, in `dtype` if given."""
        twin = Network(self.sizes, self.activation, dtype=dtype or self.parameters.dtype)
        twin.parameters = self.parameters
        return twin

    def forward(self, x):
        """The Trace of a forward pass from `x`."""
        x = checks.inputs(self, x)
        trace = forward(self.layers, as_columns(x, self.parameters.dtype))
        return trace if x.ndim == 2 else Trace(*([array[:, 0] for array in arrays] for arrays in trace))

    def output(self, x):
        """The activations of only the last layer: (n_out, m), or (n_out,) for a plain vector."""
        x = checks.inputs(self, x)
        # Block by block: we never copy all 60,000 digits to float64 at once, and a block fits the cache.
        blocks = (x[:, start : start + 1000] for start in range(0, x.shape[1], 1000)) if x.ndim == 2 else [x]
        a = np.hstack([forward(self.layers, as_columns(block, self.parameters.dtype)).activations[-1] for block in blocks])
        return a if x.ndim == 2 else a[:, 0]

    def cost(self, x, y):
        """The cost of outputs for `x` against targets `y`: Σ (a - y)² over the outputs, averaged over the examples."""
        return float(self.cost_each(x, y).mean())

    def cost_each(self, x, y):
        """The cost of each example on its own: (m,), or a single number for a plain vector."""
        x, y = checks.pair(self, x, y)
        return ((self.output(x) - y) ** 2).sum(axis=0)

    def accuracy(self, x, labels):
        """The share of examples, 0 to 1, whose brightest output is the one named by `labels` (m,)."""
        labels = checks.labels("labels", labels, self.sizes[-1])
        output = self.output(x)
        checks.same_length("labels", labels, "x", output[0])
        return float((output.argmax(axis=0) == labels).mean())

    def backprop(self, x, y):
        """The Gradient of the cost of `x` with targets `y`, by backpropagation."""
        x, y = checks.pair(self, x, y)
        gradient, targets = Gradient(self.sizes, self.parameters.dtype), as_columns(y, self.parameters.dtype)
        trace = forward(self.layers, as_columns(x, self.parameters.dtype))
        backward(self.layers, trace, targets, gradient)
        gradient.cost = float(cost(trace.activations[-1], targets))
        if x.ndim == 1:
            gradient.deltas = [delta[:, 0] for delta in gradient.deltas]
            gradient.activations[1:] = [dC_da[:, 0] for dC_da in gradient.activations[1:]]
        return gradient
