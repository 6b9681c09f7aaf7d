"""Notebook 06: what holds for each of its explorers."""

from helpers import assert_small_still

from nnlib.explorers import mini_batches


def test_every_explorer_has_a_still_picture():
    for make in (mini_batches.sum_or_mean, mini_batches.race, mini_batches.learning_rates, mini_batches.training_board):
        assert_small_still(make())
