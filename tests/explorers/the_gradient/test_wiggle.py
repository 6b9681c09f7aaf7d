"""Notebook 02: the numbers of two wiggled weights, read out of the widget."""

import numpy as np
import pytest
from helpers import artist, choose_example, control, nudged

from nnlib import load_mnist, snapshot
from nnlib.analysis.landscape import cost_along
from nnlib.explorers import the_gradient
from nnlib.explorers.the_gradient.wiggle import LONGEST, _product, _ratio
from nnlib.parameters import index_of
from nnlib.plots.boxes import sides_of
from nnlib.plots.wiggle import LONGEST_BAR

TRAIN = load_mnist().train
SIZES = [784, 16, 16, 10]
RANDOM = np.random.default_rng(2).integers(0, 60_000, 10).tolist()
DIGITS_AND_NETWORKS = pytest.mark.parametrize("index, epochs", [(i, e) for i in RANDOM for e in (0, 1)])


@pytest.fixture(scope="module")
def wiggle():
    return the_gradient.wiggle_two_weights()


def test_the_first_pair_is_nearest_to_32_to_1_in_the_last_layer():
    numbers = the_gradient.wiggle_two_weights().numbers
    slopes = np.abs(snapshot(1).backprop(TRAIN.images[:, 5], TRAIN.targets[:, 5]).weights[-1].ravel())
    nearest = np.abs(np.log(slopes[:, np.newaxis] / slopes) - np.log(32)).min()
    ratio = abs(numbers["slopes"][0] / numbers["slopes"][1])
    assert abs(np.log(ratio / 32)) == pytest.approx(nearest) and ratio == pytest.approx(32, rel=0.01)
    assert TRAIN.labels[5] == 2


@DIGITS_AND_NETWORKS
def test_predicted_and_true_changes_are_right(wiggle, index, epochs):
    choose_example(wiggle, index, epochs)
    control(wiggle, "wiggle").value = size = [0.003, 0.7][epochs]
    names = ["weights[2][3, 11]", "biases[1][4]"]
    control(wiggle, "A").value, control(wiggle, "B").value = (index_of(name, SIZES) for name in names)
    numbers, network = wiggle.numbers, snapshot(epochs)
    x, y = TRAIN.images[:, index], TRAIN.targets[:, index]
    for name, slope, predicted, true in zip(names, *(numbers[key] for key in ("slopes", "predicted", "true"))):
        position = index_of(name, SIZES)
        assert slope == pytest.approx(nudged(network, index, position), abs=1e-6)
        assert predicted == pytest.approx(slope * size)
        moved = network.copy()
        moved.parameters[position] += size
        assert true == pytest.approx(moved.cost(x, y) - network.cost(x, y), abs=1e-12)
    left, _, right, _ = sides_of(artist(wiggle, "changes")).T
    changes = np.column_stack([numbers["predicted"], numbers["true"]]).ravel()
    np.testing.assert_allclose(right - left, LONGEST_BAR * changes / np.abs(changes).max())


@DIGITS_AND_NETWORKS
def test_the_prediction_holds_as_far_as_is_said_and_no_further(wiggle, index, epochs):
    choose_example(wiggle, index, epochs)
    numbers, network = wiggle.numbers, snapshot(epochs)
    x, y = TRAIN.images[:, index], TRAIN.targets[:, index]
    for position, slope, reach in zip(numbers["positions"], numbers["slopes"], numbers["reach"]):

        def off(size, position=position, slope=slope):
            changes = cost_along(network, x, y, position, network.parameters[position] + size) - network.cost(x, y)
            return np.abs(changes / (slope * size) - 1)

        assert (off(np.geomspace(0.001, min(reach * 0.999, 2), 500)) <= 0.1 + 1e-4).all() or reach == 0.001
        assert reach == np.inf or off(np.array([reach * 1.001]))[0] > 0.1 - 1e-4


def test_a_pair_near_32_to_1_is_found_for_another_image(wiggle):
    choose_example(wiggle, 8, 1)
    control(wiggle, "find a pair near 32 : 1").click()
    ratio = abs(wiggle.numbers["slopes"][0] / wiggle.numbers["slopes"][1])
    assert ratio == pytest.approx(32, rel=0.02) and f">{ratio:.1f} : 1</b>" in wiggle.line.value


def test_the_notebook_may_say_that_large_wiggles_break_the_ratio_and_the_fresh_network_has_no_such_pair():
    explorer = the_gradient.wiggle_two_weights()
    assert explorer.numbers["reach"][0] > explorer.numbers["reach"][1]
    slopes = np.abs(snapshot(0).backprop(TRAIN.images[:, 5], TRAIN.targets[:, 5]).weights[-1])
    assert slopes.max() / slopes.min() < 20


@pytest.mark.parametrize("slope", ["−0.145", "+0.0000426", "+0.0000000133", "+1e-09"])
def test_a_product_fits_beside_the_bars(slope):
    for wiggle in ("0.01", "0.0389", "0.00123", "2"):
        product = _product(slope, wiggle)
        assert product.startswith(f"slope {slope} × ") and product.endswith(wiggle) and len(product) <= LONGEST


@pytest.mark.parametrize(
    "sizes, words",
    [((3.2, 0.1), "32.0 : 1"), ((0.1, 3.2), "1 : 32.0"), ((1, 0), "1 : 0"), ((0, 1), "0 : 1"), ((0, 0), "0 : 0")],
)
def test_a_ratio_is_written_with_a_1_for_the_smaller(sizes, words):
    assert _ratio(*sizes) == words


def test_no_pair_is_found_that_is_too_flat_to_predict_anything():
    gradient = snapshot(20).backprop(TRAIN.images[:, 74], TRAIN.targets[:, 74]).vector
    assert abs(gradient[list(the_gradient.pair_near(gradient, SIZES))]).min() > 1e-8
