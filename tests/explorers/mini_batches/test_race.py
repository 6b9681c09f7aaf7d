"""Notebook 06: the race of batch sizes."""

import importlib

import numpy as np
import pytest
from helpers import control, start

from nnlib import SGD, load_mnist
from nnlib.explorers import mini_batches
from nnlib.explorers.mini_batches.race import RUNNERS


@pytest.fixture(scope="module")
def race():
    return mini_batches.race()


def test_all_runners_start_from_the_same_weights_and_go_their_distance(race):
    for batch_size, history in mini_batches.race_histories().items():
        assert history.steps == RUNNERS[batch_size]
    network, rng = start()
    train = load_mnist().train
    sgd = SGD(network, train.images, train.targets, batch_size=10, learning_rate=1.5, rng=rng)
    costs = mini_batches.race_histories()[10].costs[:200]
    np.testing.assert_allclose(costs, [next(sgd).cost for _ in range(200)], rtol=0.01)


def test_a_race_here_takes_the_same_steps_in_the_seconds_of_this_machine(monkeypatch):
    beforehand = mini_batches.race_histories()[100]
    monkeypatch.setattr(importlib.import_module("nnlib.explorers.mini_batches.race"), "RUNNERS", {10: 300, 100: 120})
    explorer = mini_batches.race("seconds")
    control(explorer, "race here").click()
    seconds, means = explorer.numbers["curves"][100]
    assert len(means) == 120 and means == pytest.approx(beforehand.bins()[2, :120], rel=0.05)
    assert not np.allclose(seconds, beforehand.ends("seconds")[:120])


def test_the_price_may_be_paid_in_steps_examples_or_seconds(race):
    for axis in ("steps", "examples", "seconds"):
        control(race, "pay in").value = axis
        low, high = race.numbers["limits"]
        for share in (0.3, 0.6, 1.0):
            control(race, "spend").value = share
            n = race.numbers
            assert n["price"] == pytest.approx(low * (high / low) ** share)
            for batch_size, (x, cost) in n["curves"].items():
                paid = cost[x <= n["price"] * (1 + 1e-9)]
                shown = n["costs"][batch_size]
                assert shown == paid[-1] if paid.size else np.isnan(shown)
            assert n["costs"][n["leader"]] == min(c for c in n["costs"].values() if np.isfinite(c))
            assert f"batch {n['leader']:,}" in race.line.value


def test_few_careful_steps_win_by_steps_and_many_rough_ones_by_examples(race):
    control(race, "pay in").value = "steps"
    control(race, "spend").value = 0.6
    assert race.numbers["leader"] in (100, 1000)
    control(race, "pay in").value = "examples"
    control(race, "spend").value = 0.7
    assert race.numbers["leader"] == 10


def test_before_the_first_step_nobody_leads():
    assert np.isnan(mini_batches.cost_at(np.array([100, 200]), np.array([1, 0.5]), 99))
    assert mini_batches.cost_at(np.array([100, 200]), np.array([1, 0.5]), 5000) == 0.5
