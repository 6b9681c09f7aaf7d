"""Notebook 05: how well a few images agree with all, read out of the widget."""

import numpy as np
import pytest
from helpers import control, key, written

from nnlib import load_mnist, snapshot
from nnlib.explorers import every_image
from nnlib.explorers.every_image.agreement import COUNTS

TRAIN, TEST = load_mnist().train, load_mnist().test
VOTERS = "how many images vote"


@pytest.fixture(scope="module")
def curve():
    return every_image.agreement_curve()


def cosine(n, epochs, seed):
    first = np.random.default_rng(seed).permutation(60_000)[:n]
    network = snapshot(epochs)
    few = network.backprop(TRAIN.images[:, first], TRAIN.targets[:, first]).vector
    full = network.backprop(TRAIN.images, TRAIN.targets).vector
    return few @ full / np.sqrt((few @ few) * (full @ full))


@pytest.mark.parametrize("n, epochs", [(1, 20), (40, 0), (1200, 5)])
def test_the_curve_is_the_cosine_of_a_few_with_all(curve, n, epochs):
    control(curve, VOTERS).value = n
    control(curve, "epochs of training").value = epochs
    numbers = curve.numbers
    expected = cosine(n, epochs, numbers["seed"])
    row = [0, 1, 5, 20].index(epochs)
    assert numbers["key"] == numbers["at"][row] == numbers["cosines"][row, COUNTS.index(n)]
    assert numbers["key"] == pytest.approx(expected, abs=1e-9)
    assert key(curve) == pytest.approx(expected, abs=0.00051)
    assert f"{expected:.3f}".replace("-", "−") in written(curve)
    assert any(np.array_equal(line.get_ydata(), numbers["cosines"][row]) for line in curve.figure.axes[0].lines)


def test_all_curves_end_where_everybody_votes(curve):
    control(curve, VOTERS).value = 60_000
    assert curve.numbers["at"] == pytest.approx(1, abs=1e-12) and key(curve) == 1


def test_shuffling_lets_others_come_first(curve):
    control(curve, VOTERS).value = 100
    before, seed = curve.numbers["at"], curve.numbers["seed"]
    control(curve, "shuffle the images").click()
    assert curve.numbers["seed"] == seed + 1 and not np.allclose(curve.numbers["at"], before)
    assert curve.numbers["at"][0] == pytest.approx(cosine(100, 0, seed + 1), abs=1e-9)


# ---- what the text says


def test_few_voters_may_point_the_wrong_way_and_thousands_do_not():
    explorer = every_image.agreement_curve()
    few, many = (np.array(COUNTS) <= 20), (np.array(COUNTS) >= 10_000)
    cosines = explorer.numbers["cosines"]
    assert (cosines[1:, few] < 0).any() and (cosines[:, many] > 0.9).all()
    assert (cosines[0, np.array(COUNTS) >= 5] > 0.9).all() and (cosines[1:, np.array(COUNTS) <= 500] < 0.9).all()
