"""Notebook 03: every point of what fires together is a wish: minus a derivative."""

import numpy as np
import pytest
from helpers import choose, choose_network

from nnlib import load_mnist, snapshot
from nnlib.explorers import one_image
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of

TRAIN = load_mnist().train
TEN = np.random.default_rng(3).choice(len(TRAIN), 10, replace=False)
EPOCHS = {"untrained": 0, "1 epoch": 1}
NETWORKS = {name: snapshot(epochs) for name, epochs in EPOCHS.items()}
both_networks = pytest.mark.parametrize("name", NETWORKS)


@both_networks
def test_every_point_is_a_derivative_and_lies_on_the_line(name):
    explorer, network = one_image.fire_together(), NETWORKS[name]
    choose_network(explorer, name)
    for j, (index, other) in enumerate(zip(TEN, TEN[::-1])):
        choose(explorer, "image", int(index))
        choose(explorer, "compare with image", int(other))
        choose(explorer, "weights into output", j)
        shown = explorer.numbers
        for row, image in enumerate((index, other)):
            x, y = TRAIN.images[:, [image]], TRAIN.targets[:, [image]]
            places = [index_of(f"weights[2][{j}, {k}]", network.sizes) for k in range(16)]
            np.testing.assert_allclose(shown["wishes"][row], [-nudge(network, x, y, p) for p in places], atol=1e-6)
        line = shown["z_wishes"][:, np.newaxis] * shown["activations"]
        np.testing.assert_allclose(shown["wishes"], line, atol=1e-12)


def test_the_points_on_the_picture_are_the_numbers():
    explorer = one_image.fire_together()
    ax = explorer.figure.axes[0]
    points = [line.get_xydata().T for line in ax.lines if line.get_linestyle() == "None"]
    for row, (a, wish) in enumerate(points):
        np.testing.assert_array_equal(a, explorer.numbers["activations"][row])
        np.testing.assert_array_equal(wish, explorer.numbers["wishes"][row])
