import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import SGD, Network, load_mnist


def small(n=23, seed=0, dtype=np.float64, **settings):
    settings = {"batch_size": 5, **settings}
    rng = np.random.default_rng(seed)
    network = Network([4, 3, 2], rng=rng, dtype=dtype)
    return SGD(network, rng.random((4, n)), rng.random((2, n)), rng=rng, **settings)


def test_a_step_goes_against_the_gradient_of_its_mini_batch():
    sgd = small(batch_size=7, learning_rate=0.5)
    before = sgd.network.copy()
    step = next(sgd)
    gradient = before.backprop(sgd.images[:, step.batch], sgd.targets[:, step.batch])
    np.testing.assert_allclose(sgd.network.parameters, before.parameters - 0.5 * gradient.vector)
    assert step.cost == pytest.approx(gradient.cost)
    assert (step.number, step.epoch, step.batch_size, step.learning_rate) == (1, 1, 7, 0.5)


def test_the_last_smaller_mini_batch_is_used():
    sgd = small(n=23, batch_size=10)
    steps = list(itertools.islice(sgd, 4))
    assert [len(step.batch) for step in steps] == [10, 10, 3, 10]
    assert [step.epoch for step in steps] == [1, 1, 1, 2]
    assert [step.number for step in steps] == [1, 2, 3, 4]


def test_each_epoch_is_shuffled_anew():
    sgd = small(n=23, batch_size=23)
    first, second = next(sgd).batch, next(sgd).batch
    assert sorted(first) == sorted(second) == list(range(23))
    assert list(first) != list(second)


@given(st.integers(1, 40), st.lists(st.integers(1, 40), min_size=1, max_size=30))
def test_changing_the_batch_size_loses_and_repeats_no_example(n, batch_sizes):
    sgd = small(n=n, batch_size=1)
    epochs = {}
    for batch_size in batch_sizes:
        sgd.batch_size = min(batch_size, n)
        step = next(sgd)
        epochs.setdefault(step.epoch, []).extend(step.batch.tolist())
    for epoch, seen in epochs.items():
        assert len(seen) == len(set(seen))
        if epoch < len(epochs):
            assert sorted(seen) == list(range(n))
    assert sgd.examples == sum(map(len, epochs.values()))


def test_the_learning_rate_may_change_between_steps():
    sgd = small(batch_size=23, learning_rate=0.5)
    next(sgd)
    before, gradient = sgd.network.parameters.copy(), sgd.network.backprop(sgd.images, sgd.targets).vector
    sgd.learning_rate = 2
    assert next(sgd).learning_rate == 2
    np.testing.assert_allclose(sgd.network.parameters, before - 2 * gradient)


def test_the_same_seed_gives_the_same_steps():
    one, two = small(seed=5, batch_size=6), small(seed=5, batch_size=6)
    assert [step.cost for step in one.run(epochs=3)] == [step.cost for step in two.run(epochs=3)]
    np.testing.assert_array_equal(one.network.parameters, two.network.parameters)


def test_a_run_ends_with_its_epoch_and_finishes_one_that_has_begun():
    sgd = small(n=23, batch_size=10)
    next(sgd)
    assert [step.number for step in sgd.run(epochs=2)] == [2, 3, 4, 5, 6]
    assert sgd.epoch == 2


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_batches_are_brought_to_the_dtype_of_the_network(dtype):
    sgd = small(dtype=dtype)
    next(sgd)
    assert sgd.network.parameters.dtype == dtype


@pytest.mark.parametrize(
    "setting, value, error, words",
    [
        ("batch_size", 0, ValueError, "batch_size must be from 1 to 23, but got 0"),
        ("batch_size", 24, ValueError, "batch_size must be from 1 to 23, but got 24"),
        ("batch_size", 2.5, TypeError, "batch_size must be a whole number, but got 2.5"),
        ("batch_size", True, TypeError, "batch_size must be a whole number"),
        ("learning_rate", -1, ValueError, "learning_rate must be a finite number above 0, but got -1"),
        ("learning_rate", 0, ValueError, "learning_rate must be a finite number above 0"),
        ("learning_rate", float("inf"), ValueError, "learning_rate must be a finite number above 0, but got inf"),
        ("learning_rate", float("nan"), ValueError, "learning_rate must be a finite number above 0, but got nan"),
        ("learning_rate", "fast", TypeError, "learning_rate must be a number, but got 'fast'"),
    ],
)
def test_a_bad_setting_is_refused_and_changes_nothing(setting, value, error, words):
    with pytest.raises(error, match=words):
        small(**{setting: value})
    sgd, twin = small(batch_size=5), small(batch_size=5)
    with pytest.raises(error, match=words):
        setattr(sgd, setting, value)
    assert [next(sgd).cost, next(sgd).cost] == [next(twin).cost, next(twin).cost]


def test_images_and_targets_must_belong_together():
    network = Network([4, 3, 2])
    with pytest.raises(ValueError, match="targets must belong to the same examples as images"):
        SGD(network, np.zeros((4, 7)), np.zeros((2, 6)))
    with pytest.raises(ValueError, match="images must have shape"):
        SGD(network, np.zeros((7, 4)), np.zeros((2, 7)))
    with pytest.raises(ValueError, match=r"images must have shape \(4, m\)"):
        SGD(network, np.zeros(4), np.zeros(2))
    with pytest.raises(ValueError, match=r"one_hot\(labels\)"):
        SGD(Network([4, 10]), np.zeros((4, 7)), np.zeros(7, int))


def test_five_epochs_read_93_percent_of_the_test_digits_and_the_same_figures_again():
    digits = load_mnist()
    figures = []
    for _ in range(2):
        rng = np.random.default_rng(2)
        network = Network([784, 16, 16, 10], rng=rng, dtype=np.float32)
        sgd = SGD(network, digits.train.images, digits.train.targets, batch_size=100, learning_rate=1.5, rng=rng)
        costs = [step.cost for step in sgd.run(epochs=5)]
        assert len(costs) == 3000
        figures.append((costs, network.accuracy(digits.test.images, digits.test.labels)))
    assert figures[0] == figures[1]
    assert figures[0][1] >= 0.93
