"""Notebook 02: the arrow that is turned, and the random directions, read out of the widget."""

import numpy as np
import pytest
from helpers import control, written

from nnlib import load_mnist, snapshot
from nnlib.explorers import the_gradient

TRAIN = load_mnist().train
THE_TWO = TRAIN.images[:, 5], TRAIN.targets[:, 5]


@pytest.fixture(scope="module")
def turned():
    return the_gradient.why_steepest()


def slope_along(network, direction, tiny=1e-5):
    """Change of the cost, divided by the length of the way, by nudging both ways."""
    costs = []
    for sign in (1, -1):
        moved = network.copy()
        moved.parameters += sign * tiny * direction
        costs.append(moved.cost(*THE_TWO))
    return (costs[0] - costs[1]) / (2 * tiny)


@pytest.mark.parametrize("epochs", [0, 1, 5, 20])
@pytest.mark.parametrize("angle", [0, 37, 90, 180, 251, 360])
def test_the_slope_along_the_arrow_is_that_of_central_differences(turned, epochs, angle):
    control(turned, "epochs of training").value, control(turned, "angle").value = epochs, angle
    numbers, network = turned.numbers, snapshot(epochs)
    uphill = numbers["slopes"] / np.linalg.norm(numbers["slopes"])
    turn = np.radians(angle)
    direction = np.zeros(network.parameters.size)
    direction[numbers["positions"]] = np.cos(turn) * uphill + np.sin(turn) * np.array([-uphill[1], uphill[0]])
    assert numbers["slope"] == pytest.approx(slope_along(network, direction), abs=1e-8)
    assert f"cos {angle}°" in turned.sentence and numbers["names"][0] in " ".join(written(turned))


def test_the_two_weights_are_those_to_outputs_with_the_steepest_slopes(turned):
    control(turned, "epochs of training").value = 1
    slopes = abs(snapshot(1).backprop(*THE_TWO).weights[2])
    np.testing.assert_allclose(abs(turned.numbers["slopes"]), np.sort(slopes.ravel())[:-3:-1])


def test_a_random_direction_has_the_slope_that_its_cosine_says():
    network = snapshot(1)
    direction = np.random.default_rng(0).standard_normal(network.parameters.size)
    direction /= np.linalg.norm(direction)
    length = np.linalg.norm(network.backprop(*THE_TWO).vector)
    cosine = the_gradient.random_cosines(1, 5, 0)[0]
    assert cosine * length == pytest.approx(slope_along(network, direction, 1e-3), abs=1e-8)


def test_another_thousand_are_others(turned):
    before = turned.numbers["cosines"]
    control(turned, "another thousand").click()
    assert len(turned.numbers["cosines"]) == 1000 and (turned.numbers["cosines"] != before).all()
    assert f"{100 * turned.numbers['best']:.1f} %" in turned.sentence
