"""Notebook 06: the race of batch sizes."""

import importlib

import numpy as np
import pytest
from helpers import control, start

from nnlib import SGD, load_mnist
from nnlib.explorers import mini_batches
from nnlib.explorers.mini_batches.race import PRICES, RUNNERS, prices, reached

TRAIN = load_mnist().train


@pytest.fixture(scope="module")
def race():
    return mini_batches.race()


def after(batch_size, steps):
    """The network after so many steps of plain SGD from the common start."""
    network, rng = start()
    sgd = SGD(network, TRAIN.images, TRAIN.targets, batch_size=batch_size, learning_rate=1.5, rng=rng)
    for _ in range(steps):
        next(sgd)
    return network.copy(dtype=float)


@pytest.mark.parametrize("batch_size, moment", [(1, 12), (10, 15), (100, 14), (1000, 8)])
def test_the_costs_are_those_of_plain_sgd_over_all_training_images(batch_size, moment):
    runner = mini_batches.courses()[batch_size]
    network = after(batch_size, runner.steps[moment])
    assert runner.costs[moment] == pytest.approx(network.cost_each(TRAIN.images, TRAIN.targets).mean(), rel=0.01)


def test_all_runners_go_their_distance_and_are_measured_from_the_first_step_on():
    for batch_size, runner in mini_batches.courses().items():
        assert runner.steps[0] == 1 and runner.steps[-1] == RUNNERS[batch_size]
        assert (np.diff(runner.steps) > 0).all() and (np.diff(runner.seconds) > 0).all()


def test_a_race_here_keeps_the_costs_and_takes_the_seconds_of_this_machine(monkeypatch):
    module = importlib.import_module("nnlib.explorers.mini_batches.race")
    monkeypatch.setattr(module, "RUNNERS", {10: RUNNERS[10], 100: RUNNERS[100]})
    monkeypatch.setattr(module, "HERE", 0.05)
    beforehand = mini_batches.courses()[100]
    explorer = mini_batches.race("seconds")
    control(explorer, "race here").click()
    seconds, costs = explorer.numbers["curves"][100]
    assert 0 < len(costs) < len(beforehand.costs)
    np.testing.assert_array_equal(costs, beforehand.costs[: len(costs)])
    assert not np.allclose(seconds, beforehand.seconds[: len(costs)])
    control(explorer, "pay in").value = "steps"
    assert len(explorer.numbers["curves"][100][0]) == len(beforehand.steps)


def test_the_slider_ends_where_the_shortest_run_ends_so_that_all_still_run(race):
    for axis in PRICES:
        control(race, "pay in").value = axis
        control(race, "spend").value = 1.0
        ends = {n: x[-1] for n, (x, _) in race.numbers["curves"].items()}
        assert race.numbers["price"] == pytest.approx(min(ends.values()))
        assert race.figure.axes[0].get_xlim()[1] == pytest.approx(min(ends.values()))


def test_each_runner_shows_the_cost_after_the_last_whole_step_that_is_paid_for(race):
    for axis in PRICES:
        control(race, "pay in").value = axis
        low, high = race.numbers["limits"]
        for share in (0.3, 0.6, 1.0):
            control(race, "spend").value = share
            n = race.numbers
            assert n["price"] == pytest.approx(low * (high / low) ** share)
            for batch_size, runner in mini_batches.courses().items():
                place, cost = n["places"][batch_size]
                paid = prices(runner, batch_size, axis)
                if paid[0] > n["price"]:
                    assert np.isnan(place) and np.isnan(cost)
                    continue
                assert place <= n["price"] * 1.001
                k = np.searchsorted(paid, place * 1.000001) - 1  # the measurement before it
                around = runner.costs[k : k + 2]
                assert around.min() - 1e-6 <= cost <= around.max() + 1e-6
            assert n["costs"][n["leader"]] == min(c for c in n["costs"].values() if np.isfinite(c))
            assert f"batch {n['leader']:,}" in race.line.value and f"{n['costs'][n['leader']]:.3f}" in race.line.value


def test_before_the_first_step_nobody_leads(race):
    runner = mini_batches.courses()[1000]
    assert np.isnan(reached(runner, 1000, "examples", 999)).all()
    assert reached(runner, 1000, "examples", 1999) == (1000, pytest.approx(runner.costs[0]))
    assert reached(runner, 1000, "steps", 2) == (2, pytest.approx(runner.costs[1]))
