"""Notebook 01: one neuron, its bars and its sigmoid."""

import numpy as np
import pytest
from helpers import artist, control, one, written

from nnlib import load_mnist, snapshot
from nnlib.explorers import the_network
from nnlib.plots.boxes import sides_of
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.network_view import NetworkView
from nnlib.wording import fixed

TEST = load_mnist().test


def terms(explorer):
    """The lengths of the bars, each from where the one before it ends."""
    left, _, right, _ = sides_of(artist(one(explorer, Explorer), "terms")).T
    np.testing.assert_allclose(left[1:], right[:-1])
    return right - left


@pytest.mark.parametrize(
    "name, layer, neuron", [("activations[1][4]", 0, 4), ("activations[3][9]", 2, 9), ("weights[1][5, 2]", 1, 5)]
)
def test_the_bars_of_a_neuron_add_up_to_its_z(name, layer, neuron):
    explorer = the_network.one_neuron()
    one(explorer, NetworkView).selected = name
    network = snapshot(20)
    z = network.forward(TEST.images[:, 1]).zs[layer][neuron]
    assert terms(explorer).sum() == pytest.approx(z)
    assert terms(explorer)[-1] == pytest.approx(network.biases[layer][neuron])
    assert f"z = {fixed(z, 2)}" in written(one(explorer, Explorer))


def test_the_bars_follow_the_digit_and_the_network():
    explorer = the_network.one_neuron()
    one(explorer, DigitChooser).index = 9
    control(explorer, "epochs of training").value = "5"
    z = snapshot(5).forward(TEST.images[:, 9]).zs[1][3]
    assert terms(explorer).sum() == pytest.approx(z)
    np.testing.assert_array_equal(one(explorer, NetworkView).y, TEST.targets[:, 9])


@pytest.mark.parametrize("name", ["", "activations[0][300]"])
def test_without_a_neuron_the_pane_says_what_to_do_and_keeps_its_size_but_no_old_bars(name):
    explorer = the_network.one_neuron()
    size = one(explorer, Explorer).figure.bbox.size.tolist()
    one(explorer, NetworkView).selected = name
    pane = one(explorer, Explorer)
    (sheet,) = pane.figure.axes
    assert [text.get_text().split("\n")[0] for text in sheet.texts] == ["Click a neuron to see"]
    assert pane.figure.bbox.size.tolist() == size and not sheet.collections and not pane.message
    one(explorer, NetworkView).selected = "activations[2][3]"
    assert terms(explorer).size > 5
