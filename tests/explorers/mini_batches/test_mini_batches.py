"""The explorers of notebook 06: the numbers that they show, and the controls that change them."""

import numpy as np
import pytest

from nnlib import SGD, Network, load_mnist
from nnlib.explorers import mini_batches
from nnlib.gradient_check import nudge


def control(explorer, description):
    rows = [explorer, *explorer.children]
    found = [c for row in rows for c in getattr(row, "children", ()) if getattr(c, "description", None) == description]
    return found[0]


def start():
    rng = np.random.default_rng(mini_batches.SEED)
    return Network([784, 16, 16, 10], rng=rng, dtype=np.float32), rng


# ---- the sum or the mean


def test_the_sum_makes_the_first_step_longer_by_the_batch_size():
    explorer = mini_batches.sum_or_mean()
    for size in (1, 20, 1000):
        control(explorer, "batch size").value = size
        assert explorer.numbers["ratio"] == pytest.approx(size, rel=1e-4)
        assert f"{size:,} ×" in explorer.line.value
    np.testing.assert_allclose(
        explorer.numbers["lengths"]["sum"], explorer.numbers["lengths"]["mean"] * mini_batches.SIZES, 1e-4
    )


def test_the_lengths_are_learning_rate_times_the_gradient_of_sum_and_mean():
    network, rng = start()
    train = load_mnist().train
    batch = rng.permutation(60_000)[:50]
    each = network.copy(dtype=float).backprop_each(train.images[:, batch], train.targets[:, batch])
    lengths = mini_batches.sum_or_mean().numbers["lengths"]
    at = mini_batches.SIZES.index(50)
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
    np.testing.assert_array_equal(figure.axes[1].lines[1].get_ydata(), costs["mean"])


# ---- the race


@pytest.fixture(scope="module")
def race():
    return mini_batches.race()


def test_all_runners_start_from_the_same_weights_and_go_their_distance(race):
    for batch_size, history in mini_batches.race_histories().items():
        assert history.steps == mini_batches.RUNNERS[batch_size]
    network, rng = start()
    train = load_mnist().train
    sgd = SGD(network, train.images, train.targets, batch_size=10, learning_rate=1.5, rng=rng)
    np.testing.assert_array_equal(mini_batches.race_histories()[10].costs[:200], [next(sgd).cost for _ in range(200)])


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


# ---- learning rates


def test_the_family_shows_the_chosen_learning_rate():
    explorer = mini_batches.learning_rates()
    for rate in mini_batches.RATES:
        control(explorer, "learning rate").value = rate
        end = explorer.numbers["ends"][rate]
        assert f"{end:.3f}" in explorer.line.value
        assert end == mini_batches.family_history(rate).bins()[2, -1]
    # What the notebook says of them.
    ends = explorer.numbers["ends"]
    assert ends[0.05] > ends[0.15] > ends[0.5] > ends[1.5] > ends[5] and min(ends[15], ends[50]) > 0.9
    assert ends[50] == pytest.approx(1, abs=0.01)


def test_the_curve_of_a_learning_rate_is_that_of_its_training():
    network, rng = start()
    train = load_mnist().train
    sgd = SGD(network, train.images, train.targets, batch_size=100, learning_rate=5, rng=rng)
    costs = [next(sgd).cost for _ in range(100)]
    np.testing.assert_array_equal(mini_batches.learning_rates(5).numbers["costs"][:100], costs)


def test_every_explorer_has_a_still_picture():
    for make in (mini_batches.sum_or_mean, mini_batches.race, mini_batches.learning_rates, mini_batches.training_board):
        data, _ = make()._repr_mimebundle_()
        assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
        assert "0x" not in data["text/plain"]
