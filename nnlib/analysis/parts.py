"""What a part of a network is for: take it away, and see what the rest can still read."""

from typing import NamedTuple

import numpy as np

from nnlib import checks


class Damage(NamedTuple):
    """What is taken away: all biases; one hidden neuron, as (l, index) for hidden layer l, counted from 1; and the
    accuracy of a layer of weights, l for `weights[l]`, by noise so many times as large as these weights are.
    """

    biases_off: bool = False
    neuron_off: tuple | None = None
    noisy_layer: int = 0
    noise: float = 0.0


def damaged(network, damage, seed=0):
    """A copy of the network without these parts. The noise is normal, and the same for the same seed.

    Raises a ValueError if the neuron is not a hidden one or the layer is not in the network, or if the noise is negative.
    """
    twin, last = network.copy(), len(network.weights)
    if damage.noise:
        noise = checks.positive_number("noise", damage.noise)
        W = twin.weights[checks.whole_number("noisy_layer", damage.noisy_layer, 0, last - 1)]
        W += (noise * W.std() * np.random.default_rng(seed).standard_normal(W.shape)).astype(W.dtype)
    if damage.biases_off:
        for b in twin.biases:
            b[:] = 0
    if damage.neuron_off is not None:
        layer, index = damage.neuron_off
        layer = checks.whole_number("layer of neuron_off", layer, 1, last - 1)
        index = checks.whole_number("index of neuron_off", index, 0, network.sizes[layer] - 1)
        twin.weights[layer][:, index] = 0  # whatever its activation is, nobody hears it
    return twin


def read_rightly(network, digits):
    """The share of each digit, 0 to 9, that the network reads rightly, (10,), and that of all digits."""
    right = network.output(digits.images).argmax(axis=0) == digits.labels
    counts = np.bincount(digits.labels, minlength=10)
    return np.bincount(digits.labels, weights=right, minlength=10) / np.maximum(counts, 1), float(right.mean())
