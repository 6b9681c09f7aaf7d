"""Notebook 01: one neuron, its bars and its sigmoid."""

import numpy as np
import pytest
from helpers import control, one

from nnlib import load_mnist, snapshot
from nnlib.explorers import the_network
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.network_view import NetworkView

TEST = load_mnist().test


@pytest.mark.parametrize(
    "name, layer, neuron", [("activations[1][4]", 0, 4), ("activations[3][9]", 2, 9), ("weights[1][5, 2]", 1, 5)]
)
def test_the_bars_of_a_neuron_add_up_to_its_z(name, layer, neuron):
    explorer = the_network.one_neuron()
    one(explorer, NetworkView).selected = name
    upper, lower = one(explorer, Explorer).figure.axes
    network = snapshot(20)
    z = network.forward(TEST.images[:, 1]).zs[layer][neuron]
    assert sum(bar.get_width() for bar in upper.patches) == pytest.approx(z)
    assert upper.patches[-1].get_width() == pytest.approx(network.biases[layer][neuron])
    assert lower.get_xlabel() == f"z = {z:.2f}"


def test_the_bars_follow_the_digit_and_the_network():
    explorer = the_network.one_neuron()
    one(explorer, DigitChooser).index = 9
    control(explorer, "epochs of training").value = "5"
    upper = one(explorer, Explorer).figure.axes[0]
    z = snapshot(5).forward(TEST.images[:, 9]).zs[1][3]
    assert sum(bar.get_width() for bar in upper.patches) == pytest.approx(z)
    np.testing.assert_array_equal(one(explorer, NetworkView).y, TEST.targets[:, 9])


@pytest.mark.parametrize("name", ["", "activations[0][300]"])
def test_without_a_neuron_the_pane_says_what_to_do(name):
    explorer = the_network.one_neuron()
    one(explorer, NetworkView).selected = name
    assert "Click a neuron" in one(explorer, Explorer).message
