"""Notebook 02: the numbers of the squares and of the average cost, read out of the widgets."""

import numpy as np
import pytest
from helpers import artist, choose_example, control, written

from nnlib import load_mnist, snapshot
from nnlib.explorers import the_gradient
from nnlib.plots import style
from nnlib.plots.cost import UNIT

TRAIN = load_mnist().train
RANDOM = np.random.default_rng(2).integers(0, 60_000, 10).tolist()
DIGITS_AND_NETWORKS = pytest.mark.parametrize("index, epochs", [(i, e) for i in RANDOM for e in (0, 1)])


@pytest.fixture(scope="module")
def squares():
    return the_gradient.cost_squares()


@DIGITS_AND_NETWORKS
def test_the_squares_are_the_terms_of_the_cost(squares, index, epochs):
    choose_example(squares, index, epochs)
    x, y = TRAIN.images[:, index], TRAIN.targets[:, index]
    numbers = squares.numbers
    np.testing.assert_allclose(numbers["terms"], (snapshot(epochs).output(x) - y) ** 2, atol=1e-12)
    np.testing.assert_allclose(numbers["distances"] ** 2, numbers["terms"], atol=1e-12)
    assert numbers["cost"] == pytest.approx(snapshot(epochs).cost(x, y), abs=1e-9)
    assert f">{numbers['cost']:.3f}</b>" in squares.line.value and f"this is a {TRAIN.labels[index]}" in written(squares)
    drawn = artist(squares, "squares")
    sides = np.array([np.ptp(path.vertices, axis=0) for path in drawn.get_paths()]) / UNIT
    np.testing.assert_allclose(sides, np.column_stack([numbers["distances"]] * 2), atol=1e-6)
    blue = [colour[:3] == pytest.approx(style_rgb(style.UP)) for colour in drawn.get_facecolor()]
    assert blue == [label == TRAIN.labels[index] for label in range(10)]


def style_rgb(colour):
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))


def test_the_average_is_that_of_all_training_images(squares):
    choose_example(squares, 5, 20)
    assert squares.numbers["average"] == pytest.approx(snapshot(20).cost(TRAIN.images, TRAIN.targets), abs=1e-9)


@pytest.mark.parametrize("n", [1, 500, 60_000])
@pytest.mark.parametrize("epochs", [0, 1])
def test_the_average_cost_follows_its_slider(n, epochs):
    explorer = the_gradient.average_cost()
    control(explorer, "images").value = n
    control(explorer, "epochs of training").value = epochs
    expected = snapshot(epochs).cost(TRAIN.images[:, :n], TRAIN.targets[:, :n])
    assert explorer.numbers["average"] == pytest.approx(expected, abs=1e-9)
    assert f"average {expected:.3f}" in written(explorer) and f"{expected:.3f}</b>" in explorer.line.value
    numbers = explorer.numbers
    assert numbers["averages"][numbers["counts"] == 60_000][0] == pytest.approx(
        snapshot(epochs).cost(TRAIN.images, TRAIN.targets)
    )
