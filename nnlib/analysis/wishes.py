"""What one example wants of the outputs, of the neurons before them, and of every weight and bias.

A wish is the negative of a derivative of the cost: its sign says which way the cost falls, its size how steeply.
All functions take one example as plain vectors x (n_in,) and y (n_out,), and leave the network unchanged.
"""

from typing import NamedTuple

import numpy as np

from nnlib import checks


def output_wishes(network, x, y):
    """-∂C/∂a of each output, (n_out,): 2 (y - a), proportional to the distance from the target."""
    x, y = checks.one_example(network, x, y)
    return 2 * (y - network.output(x))


def neuron_wishes(network, x, y):
    """-∂C/∂a of every neuron: one vector per layer, pixels first, with the shapes of `activations`."""
    x, y = checks.one_example(network, x, y)
    deltas = network.backprop(x, y).deltas
    asked = [-W.T @ delta for W, delta in zip(network.weights, deltas)]
    return [*asked, output_wishes(network, x, y)]


def parameter_wishes(network, x, y):
    """-∂C/∂parameters, (n_parameters,): the wishes for all weights and biases, as one flat vector."""
    return -network.backprop(*checks.one_example(network, x, y)).vector


def wishes_table(network, x, y, layer=-1):
    """What each neuron j after `weights[layer]` asks of each neuron k before it: (n_out, n_in).

    Cell [j, k] = -∂C/∂z_j · w_jk. For the outputs that is -∂C_j/∂a_k = 2 (y_j - a_j) σ′(z_j) w_jk, where C_j is the
    cost of output j alone. The sums of the columns are the message that backpropagation sends back.
    """
    delta = network.backprop(*checks.one_example(network, x, y)).deltas[_layer(network, layer)]
    return -delta[:, np.newaxis] * network.weights[layer]


class Avenues(NamedTuple):
    """The three ways to raise one neuron's activation a = σ(z), z = Σ w a_before + b, each with its slopes."""

    bias: np.ndarray  # ∂a/∂b = σ′(z), (1,)
    weights: np.ndarray  # ∂a/∂w = σ′(z) · a_before, (n_in,): proportional to the activations before
    activations: np.ndarray  # ∂a/∂a_before = σ′(z) · w, (n_in,): proportional to the weights


def avenues(network, x, layer, neuron):
    """The Avenues of neuron `neuron` in activations[layer + 1], the layer after weights[layer]."""
    a_before, w, z, f, f_prime = _neuron(network, x, layer, neuron)
    steepness = f_prime(z, f(z))
    return Avenues(steepness * np.ones(1), steepness * a_before, steepness * w)


def spend(network, x, layer, neuron, avenue, budget, *, evenly=False):
    """The nudge of Euclidean length |budget| along one avenue, and the true activation of the neuron after it.

    `avenue` is "bias", "weights" or "activations"; a negative budget lowers the activation. The nudge follows the
    slopes, which is the best way to spend the budget; `evenly` gives every entry the same size, in the direction that helps.
    """
    if avenue not in Avenues._fields:
        raise ValueError(f"avenue must be one of {', '.join(Avenues._fields)}, but got {avenue!r}")
    a_before, w, z, f, _ = _neuron(network, x, layer, neuron)
    direction = getattr(avenues(network, x, layer, neuron), avenue)
    direction = np.sign(direction) if evenly else direction
    nudge = direction * (budget / max(np.linalg.norm(direction), np.finfo(float).tiny))
    multiplied_by = {"bias": np.ones(1), "weights": a_before, "activations": w}[avenue]
    return nudge, float(f(z + nudge @ multiplied_by))


def _layer(network, layer):
    return checks.whole_number("layer", layer, -len(network.weights), len(network.weights) - 1)


def _neuron(network, x, layer, neuron):
    """For one neuron: the activations before it, its weights, its z, its activation function and its derivative."""
    layer = _layer(network, layer) % len(network.weights)
    checks.whole_number("neuron", neuron, 0, network.sizes[layer + 1] - 1)
    zs, activations = network.forward(x)
    if zs[0].ndim != 1:
        raise ValueError(f"x must be one example, a plain vector of shape ({network.sizes[0]},), but got {np.shape(x)}")
    W, _, f, f_prime = network.layers[layer]
    return activations[layer], W[neuron], zs[layer][neuron], f, f_prime
