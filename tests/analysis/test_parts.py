"""A network without some of its parts."""

import numpy as np
import pytest
from helpers import few

from nnlib import Network, snapshot
from nnlib.activations import sigmoid
from nnlib.analysis.parts import Damage, damaged, read_rightly

X = np.random.default_rng(1).random((4, 7))


def a_network():
    network = Network([4, 3, 5, 2], rng=np.random.default_rng(0))
    for b in network.biases:
        b[:] = np.linspace(-1, 1, len(b))
    return network


def test_without_damage_it_is_a_copy():
    network = a_network()
    twin = damaged(network, Damage())
    np.testing.assert_array_equal(twin.parameters, network.parameters)
    assert not np.shares_memory(twin.parameters, network.parameters)


def test_without_biases_only_the_weighted_sums_are_left():
    network, a = a_network(), X
    for W in network.weights:
        a = sigmoid(W @ a)
    np.testing.assert_allclose(damaged(network, Damage(biases_off=True)).output(X), a, rtol=1e-12)


@pytest.mark.parametrize("neuron", [(1, 2), (2, 4)])
def test_a_neuron_that_is_off_counts_as_one_that_is_always_at_0(neuron):
    network, a = a_network(), X
    for layer, (W, b) in enumerate(zip(network.weights, network.biases), start=1):
        a = sigmoid(W @ a + b[:, np.newaxis])
        if layer == neuron[0]:
            a[neuron[1]] = 0
    np.testing.assert_allclose(damaged(network, Damage(neuron_off=neuron)).output(X), a, rtol=1e-12)


def test_noise_has_its_size_its_seed_and_its_layer():
    network = snapshot(20)
    noisy = damaged(network, Damage(noisy_layer=0, noise=0.5), seed=4)
    moved = noisy.weights[0] - network.weights[0]
    assert moved.std() == pytest.approx(0.5 * network.weights[0].std(), rel=0.02)
    np.testing.assert_array_equal(noisy.weights[1], network.weights[1])
    np.testing.assert_array_equal(noisy.parameters, damaged(network, Damage(noise=0.5), seed=4).parameters)
    assert not np.array_equal(noisy.parameters, damaged(network, Damage(noise=0.5), seed=5).parameters)


def test_what_is_not_there_cannot_be_switched_off():
    for neuron, words in (((0, 1), "layer of neuron_off"), ((3, 1), "layer of neuron_off"), ((1, 3), "index of neuron_off")):
        with pytest.raises(ValueError, match=words):
            damaged(a_network(), Damage(neuron_off=neuron))
    with pytest.raises(ValueError, match="noisy_layer"):
        damaged(a_network(), Damage(noisy_layer=3, noise=1.0))
    with pytest.raises(ValueError, match="noise"):
        damaged(a_network(), Damage(noise=-1.0))


def test_what_is_read_is_counted_digit_by_digit():
    network, digits = snapshot(20), few(m=300).test
    shares, accuracy = read_rightly(network, digits)
    right = [np.argmax(network.output(digits.images[:, i])) == digits.labels[i] for i in range(300)]
    for digit in range(10):
        mine = [r for r, label in zip(right, digits.labels) if label == digit]
        assert shares[digit] == pytest.approx(np.mean(mine))
    assert accuracy == pytest.approx(np.mean(right))
