"""What a part is for: the numbers on the screen are those of the damaged network."""

import numpy as np
import pytest
from helpers import assert_small_still, control

from nnlib import load_mnist, snapshot
from nnlib.explorers import playground

TEST = load_mnist().test


def accuracy(network):
    return (network.output(TEST.images).argmax(axis=0) == TEST.labels).mean()


def test_every_control_takes_something_away():
    explorer = playground.what_a_part_is_for()
    whole = snapshot(20)
    assert explorer.numbers["accuracies"] == pytest.approx([accuracy(whole)] * 2)

    control(explorer, "biases off").value = True
    for b in whole.biases:
        b[:] = 0
    assert explorer.numbers["accuracies"][1] == pytest.approx(accuracy(whole))
    assert f"{100 * accuracy(whole):.1f} %" in explorer.sentence

    control(explorer, "neuron off").value = (1, 12)
    whole.weights[1][:, 12] = 0
    assert explorer.numbers["accuracies"][1] == pytest.approx(accuracy(whole))
    np.testing.assert_array_equal(explorer.view.network.parameters, whole.parameters)

    before = explorer.numbers["accuracies"][1]
    control(explorer, "times their size").value = 1
    first = explorer.numbers["accuracies"][1]
    control(explorer, "noise on the weights").value = 2
    assert len({before, first, explorer.numbers["accuracies"][1]}) == 3


def test_the_wishes_of_the_image_are_those_of_the_damaged_network():
    explorer = playground.what_a_part_is_for()
    control(explorer, "look at").value = "wishes"
    control(explorer, "neuron off").value = (1, 12)
    assert (explorer.view.neurons, explorer.view.edges) == ("wishes", "wishes")
    network = snapshot(20)
    network.weights[1][:, 12] = 0
    deltas = network.backprop(TEST.images[:, 1], TEST.targets[:, 1]).deltas
    sent = np.frombuffer(explorer.view.frame["deltas"], np.float32)
    np.testing.assert_allclose(sent, np.concatenate(deltas), rtol=1e-5, atol=1e-9)


def test_another_training_is_another_whole():
    explorer = playground.what_a_part_is_for()
    control(explorer, "epochs of training").value = 1
    assert explorer.numbers["accuracies"] == pytest.approx([accuracy(snapshot(1))] * 2)


def test_the_still_says_what_is_read():
    assert "94.8 %" in assert_small_still(playground.what_a_part_is_for())
