"""Notebook 06: the family of learning rates."""

import numpy as np
import pytest
from helpers import control, start

from nnlib import SGD, load_mnist
from nnlib.explorers import mini_batches
from nnlib.explorers.mini_batches.learning_rates import RATES


def test_the_family_shows_the_chosen_learning_rate():
    explorer = mini_batches.learning_rates()
    for rate in RATES:
        control(explorer, "learning rate").value = rate
        end = explorer.numbers["ends"][rate]
        assert f"{end:.3f}" in explorer.line.value
        costs = mini_batches.family_costs(rate)
        assert end == mini_batches.cost_at_end(rate) == pytest.approx(costs[-10:].mean())
        np.testing.assert_array_equal(explorer.figure.axes[0].lines[-1].get_ydata(), costs)


def test_the_curve_of_a_learning_rate_is_that_of_its_training():
    network, rng = start()
    train = load_mnist().train
    sgd = SGD(network, train.images, train.targets, batch_size=100, learning_rate=5, rng=rng)
    costs = [next(sgd).cost for _ in range(100)]
    np.testing.assert_allclose(mini_batches.family_costs(5)[:100], costs, rtol=0.01)
