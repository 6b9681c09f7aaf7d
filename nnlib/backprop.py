"""Forward, cost, backward: all of backpropagation, for a batch of m examples, one per column.

Layer l leads from activations[l], (n_in, m), to zs[l] and activations[l + 1], both (n_out, m). The cost of an example is the
sum of the squared differences between output and target; that of a batch is the average over its examples. (Other texts put
½ in front, or take the sum: their gradients differ by that factor.) order="F" is only there for speed.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np


class Layer(NamedTuple):
    """One layer of neurons, with everything that leads to it."""

    W: np.ndarray  # (n_out, n_in): row j holds the weights that lead to neuron j
    b: np.ndarray  # (n_out,): a bias for each neuron
    f: Callable  # the activation function: a = f(z)
    f_prime: Callable  # its derivative: f_prime(z, a)


class Trace(NamedTuple):
    """What a forward pass computed."""

    zs: list  # zs[l] = W @ activations[l] + b
    activations: list  # activations[0] is the input, activations[l + 1] = f(zs[l])


def forward(layers, x, trace=None):
    """The Trace of the batch x, (n_in, m), layer by layer. An earlier `trace` of m examples, if given, is overwritten."""
    zs, activations = trace = trace or Trace([None] * len(layers), [None] * (len(layers) + 1))
    activations[0] = x
    for l, (W, b, f, _) in enumerate(layers):
        z = zs[l] = np.matmul(W, activations[l], out=zs[l], order="F")  # z = W a_before + b
        z += b[:, np.newaxis]
        activations[l + 1] = f(z, out=activations[l + 1])  # a = f(z)
    return trace


def cost(a, y, out=None):
    """C = Σ (a - y)² over the outputs a and targets y, both (n_out, m), averaged over examples. `out` is scratch paper."""
    difference = np.subtract(a, y, out=out)
    return np.square(difference, out=out).sum() / a.shape[1]


def backward(layers, trace, y, gradient):
    """Fill `gradient`, the last layer first: .weights[l] with ∂C/∂W, .biases[l] with ∂C/∂b, .deltas[l] with ∂C/∂z."""
    (zs, activations), deltas, dC_das = trace, gradient.deltas, gradient.activations
    dC_da = dC_das[-1] = np.subtract(activations[-1], y, out=dC_das[-1])
    dC_da /= y.shape[1] / 2  # ∂C/∂a = 2 (a - y) / m
    for l in reversed(range(len(layers))):
        W, _, _, f_prime = layers[l]
        z, a, a_before = zs[l], activations[l + 1], activations[l]
        delta = deltas[l] = f_prime(z, a, out=deltas[l])
        delta *= dC_da  # ∂C/∂z = ∂C/∂a · f′(z)
        np.matmul(delta, a_before.T, out=gradient.weights[l])  # ∂C/∂w = ∂C/∂z · a_before, summed over the examples
        delta.sum(axis=1, out=gradient.biases[l])  # ∂C/∂b = ∂C/∂z · 1, summed over the examples
        if l > 0:
            dC_da = dC_das[l] = np.matmul(W.T, delta, out=dC_das[l], order="F")  # ∂C/∂a_before = Σ w · ∂C/∂z
