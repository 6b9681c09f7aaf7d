"""Notebook 06: steps along the sum and along the mean."""

import numpy as np
import pytest
from helpers import control, start

from nnlib import SGD, load_mnist
from nnlib.analysis.votes import gradients_each
from nnlib.explorers import mini_batches
from nnlib.explorers.mini_batches.sum_or_mean import SIZES
from nnlib.gradient_check import nudge


def test_the_sum_makes_the_first_step_longer_by_the_batch_size():
    explorer = mini_batches.sum_or_mean()
    for size in (1, 20, 1000):
        control(explorer, "batch size").value = size
        assert explorer.numbers["ratio"] == pytest.approx(size, rel=1e-4)
        assert f"{size:,} ×" in explorer.line.value
    np.testing.assert_allclose(explorer.numbers["lengths"]["sum"], explorer.numbers["lengths"]["mean"] * SIZES, 1e-4)


def test_the_lengths_are_learning_rate_times_the_gradient_of_sum_and_mean():
    network, rng = start()
    train = load_mnist().train
    batch = rng.permutation(60_000)[:50]
    each = gradients_each(network.copy(dtype=float), train.images[:, batch], train.targets[:, batch])
    lengths = mini_batches.sum_or_mean().numbers["lengths"]
    at = SIZES.index(50)
    assert lengths["mean"][at] == pytest.approx(1.5 * np.linalg.norm(each.mean(axis=1)), rel=1e-4)
    assert lengths["sum"][at] == pytest.approx(1.5 * np.linalg.norm(each.sum(axis=1)), rel=1e-4)


def test_the_gradient_behind_a_step_agrees_with_nudging():
    network, rng = start()
    train, twin = load_mnist().train, network.copy(dtype=float)
    sgd = SGD(network, train.images, train.targets, batch_size=100, learning_rate=1.5, rng=rng)
    batch = next(sgd).batch
    slopes = (twin.parameters - network.parameters) / 1.5
    for index in (12_500, 12_900, 13_001):
        expected = nudge(twin, train.images[:, batch], train.targets[:, batch], index)
        assert slopes[index] == pytest.approx(expected, abs=1e-6)


def test_with_the_sum_the_cost_is_soon_stuck():
    costs = mini_batches.sum_or_mean(100).numbers["costs"]
    assert costs["sum"][-1] == pytest.approx(1, abs=0.01) and costs["mean"][-1] < 0.9
    figure = mini_batches.sum_or_mean(100).figure
    np.testing.assert_array_equal(figure.axes[1].lines[-1].get_ydata(), costs["mean"])
