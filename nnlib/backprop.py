"""Forward, cost, backward: all of backpropagation, for a batch of m examples, one per column.

Layer l leads from activations[l], (n_in, m), to zs[l] and activations[l + 1], both (n_out, m). The cost of an example is
the sum of the squared differences between output and target; the cost of a batch is the average over its examples. (Other
texts put ½ in front, or take the sum over the batch: their gradients differ from ours by that factor.)
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np


class Layer(NamedTuple):
    """One layer of neurons, with all that leads to them."""

    W: np.ndarray  # (n_out, n_in): row j holds the weights that lead to neuron j
    b: np.ndarray  # (n_out,): a bias for each neuron
    f: Callable  # the activation function: a = f(z)
    f_prime: Callable  # its derivative: f_prime(z, a)


class Trace(NamedTuple):
    """What a forward pass computed."""

    zs: list  # zs[l] = W @ activations[l] + b
    activations: list  # activations[0] is the input, activations[l + 1] = f(zs[l])


def forward(layers, x):
    """The Trace of the batch x, (n_in, m): layer by layer, a = f(z) with z = W a_before + b."""
    zs, activations = [], [x]
    for W, b, f, _ in layers:
        # As W @ activations[-1], but with each example's numbers side by side in memory: twice as fast.
        z = np.matmul(W, activations[-1], order="F") + b[:, np.newaxis]
        zs.append(z)
        activations.append(f(z))
    return Trace(zs, activations)


def cost(a, y):
    """C = Σ (a - y)² over the outputs a and targets y, both (n_out, m), averaged over the m examples."""
    return ((a - y) ** 2).sum() / a.shape[1]


def backward(layers, trace, y, gradient):
    """Fill `gradient`, the last layer first: .weights[l] with ∂C/∂W, .biases[l] with ∂C/∂b, .deltas[l] with ∂C/∂z."""
    zs, activations = trace
    dC_da = 2 * (activations[-1] - y) / y.shape[1]
    for l in reversed(range(len(layers))):
        W, _, _, f_prime = layers[l]
        z, a, a_before = zs[l], activations[l + 1], activations[l]
        delta = dC_da * f_prime(z, a)  # ∂C/∂z = ∂C/∂a · f′(z)
        np.matmul(delta, a_before.T, out=gradient.weights[l])  # ∂C/∂w = ∂C/∂z · a_before, added up over the examples
        delta.sum(axis=1, out=gradient.biases[l])  # ∂C/∂b = ∂C/∂z · 1, added up over the examples
        gradient.deltas[l] = delta
        if l > 0:
            dC_da = np.matmul(W.T, delta, order="F")  # ∂C/∂a_before = Σ w · ∂C/∂z: each neuron hears from all it leads to
