"""Notebook 07: the needles of the compass, read from the widget."""

import numpy as np
import pytest
from helpers import control

from nnlib import load_mnist, snapshot
from nnlib.analysis.votes import agreement, full_gradient
from nnlib.explorers import walkers
from nnlib.explorers.walkers.compass import SEED

TRAIN, TEST = load_mnist().train, load_mnist().test


@pytest.mark.parametrize("epochs", [0, 1, 5, 20])
def test_the_compass_starts_from_the_full_gradient_of_its_network(epochs):
    expected = full_gradient(snapshot(epochs), TRAIN.images, TRAIN.targets)
    np.testing.assert_allclose(walkers.compass_at(epochs).full, expected, atol=1e-12)


@pytest.mark.parametrize("epochs, batch_size", [(0, 100), (5, 1), (1, 20), (20, 5000), (5, 60_000)])
def test_each_needle_stands_at_its_true_angle(compass, epochs, batch_size):
    control(compass, "epochs of training").value = epochs
    control(compass, "batch size").value = batch_size
    numbers = compass.numbers
    np.testing.assert_allclose(np.cos(np.radians(numbers["angles"])), numbers["cosines"], atol=1e-9)
    tips = np.array([segment[1] for segment in compass.figure.axes[0].collections[0].get_segments()])
    np.testing.assert_allclose(np.hypot(*tips.T), 1)
    np.testing.assert_allclose(np.degrees(np.arccos(np.clip(tips[:, 1], -1, 1))), numbers["angles"], atol=1e-4)
    assert f"Mean cosine: {numbers['cosines'].mean():.3f} ".replace("-", "−") in compass.sentence


def test_needles_of_small_batches_equal_direct_gradients(compass):
    control(compass, "epochs of training").value = 5
    control(compass, "batch size").value = 10
    rng, network = np.random.default_rng(SEED), snapshot(5)
    full = full_gradient(network, TRAIN.images, TRAIN.targets)
    for cosine in compass.numbers["cosines"][:5]:
        batch = rng.choice(60_000, 10, replace=False)
        assert cosine == pytest.approx(
            agreement(network.backprop(TRAIN.images[:, batch], TRAIN.targets[:, batch]).vector, full), abs=1e-6
        )


def test_other_batches_are_others(compass):
    control(compass, "epochs of training").value, control(compass, "batch size").value = 1, 100
    before = compass.numbers["cosines"]
    control(compass, "other batches").click()
    assert not np.allclose(compass.numbers["cosines"], before)


def test_at_the_start_nobody_stumbles_and_later_a_hundred_images_do():
    assert walkers.drawn(0, 100).mean() > 0.995 and walkers.drawn(0, 1).mean() > 0.75
    for epochs in (1, 5, 20):
        cosines = walkers.drawn(epochs, 100)
        assert 0.2 < cosines.mean() < 0.45 and (cosines < 0).any()
        assert 60 < np.degrees(np.arccos(cosines)).mean() < 80


def test_the_slope_is_small_after_one_epoch_and_no_smaller_after_twenty_while_the_cost_falls():
    lengths = {epochs: np.linalg.norm(walkers.compass_at(epochs).full) for epochs in (0, 1, 20)}
    assert 35 < lengths[0] / lengths[1] < 50 and 0.9 < lengths[20] / lengths[1] < 1.2
    costs = [snapshot(epochs).cost(TRAIN.images[:, :5000], TRAIN.targets[:, :5000]) for epochs in (1, 5, 20)]
    assert costs[0] > costs[1] > costs[2]
