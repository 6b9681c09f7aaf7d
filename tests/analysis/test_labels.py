"""What labels are worth, and where answers differ from them."""

import numpy as np
import pytest
from helpers import finished
from hypothesis import given
from hypothesis import strategies as st

from nnlib import SGD, Network, load_mnist, one_hot
from nnlib.analysis.labels import (
    LEARNING_RATE,
    Outcome,
    confusion,
    learning,
    least_sure,
    margins,
    mixing,
    shuffled,
    training_set,
)
from nnlib.digits.own import OwnDigits

MNIST = load_mnist()


# ---- shuffled labels


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.floats(0, 1), st.integers(0, 99))
def test_shuffling_changes_places_and_nothing_else(labels, share, seed):
    labels = np.array(labels)
    mixed = shuffled(labels, share, np.random.default_rng(seed))
    assert sorted(mixed) == sorted(labels)
    assert (mixed != labels).sum() <= round(share * len(labels))


def test_half_of_the_labels_shuffled_leaves_a_bit_more_than_half_right():
    mixed = shuffled(MNIST.train.labels, 0.5, np.random.default_rng(3))
    # 50 % are left alone, and a tenth of the others land right by luck.
    assert (mixed == MNIST.train.labels).mean() == pytest.approx(0.55, abs=0.005)


def test_the_given_labels_stay_as_they_are():
    labels = np.arange(10)
    shuffled(labels, 1.0, np.random.default_rng(0))
    np.testing.assert_array_equal(labels, np.arange(10))


@pytest.mark.parametrize("share", [-0.1, 1.1, np.nan])
def test_a_share_outside_0_to_1_is_refused(share):
    with pytest.raises(ValueError, match="share must be from 0 to 1, but got"):
        shuffled(np.arange(10), share, np.random.default_rng(0))


def test_a_smaller_training_set_is_part_of_a_larger_one_and_so_are_its_wrong_labels():
    few, _ = training_set(MNIST.train, 200, seed=2)
    many, labels = training_set(MNIST.train, 800, seed=2)
    assert set(few) < set(many) and len(set(many)) == 800
    np.testing.assert_array_equal(labels, MNIST.train.labels[many])
    other, _ = training_set(MNIST.train, 800, seed=3)
    assert set(other) != set(many)
    quarter, half = (training_set(MNIST.train, 60_000, share)[1] != MNIST.train.labels for share in (0.1, 0.9))
    assert (quarter & half).sum() > 0.8 * quarter.sum()  # the rest landed right by luck


def test_learning_is_a_plain_training_on_the_labels_that_were_given():
    outcome = finished(learning(MNIST, 300, 0.3, seed=5, steps=120))
    columns, labels = training_set(MNIST.train, 300, 0.3, seed=5)
    images = MNIST.train.images[:, columns]
    rng = np.random.default_rng(5)
    network = Network([784, 16, 16, 10], rng=rng, dtype=np.float32)
    sgd = SGD(network, images, one_hot(labels), batch_size=100, learning_rate=LEARNING_RATE, rng=rng)
    for _ in range(120):
        next(sgd)
    right = (labels == MNIST.train.labels[columns]).mean()
    assert outcome == Outcome(
        network.accuracy(images, labels), network.accuracy(MNIST.test.images, MNIST.test.labels), right
    )
    assert finished(learning(MNIST, 300, 0.3, seed=5, steps=120)) == outcome


# ---- where answers and labels differ


def test_confusion_counts_labels_down_and_answers_across():
    counts = confusion([3, 3, 3, 7, 0], np.array([3, 5, 5, 7, 7]))
    assert counts.shape == (10, 10) and counts.sum() == 5
    assert counts[3, 3] == 1 and counts[3, 5] == 2 and counts[7, 7] == 1 and counts[0, 7] == 1


def test_confusion_refuses_what_is_not_a_label():
    with pytest.raises(ValueError, match="answers must be from 0 to 9"):
        confusion([1, 2], [1, 10])
    with pytest.raises(ValueError, match="answers must belong to the same examples as labels"):
        confusion([1, 2], [1])


def test_the_least_sure_is_where_first_and_second_are_closest():
    outputs = np.array([[0.9, 0.4, 0.1], [0.5, 0.3, 0.0], [0.1, 0.0, 0.95]])
    assert margins(outputs) == pytest.approx([0.4, 0.1, 0.85])
    np.testing.assert_array_equal(least_sure(outputs, 2), [1, 0])


# ---- training with own digits


def test_mixing_trains_on_the_requested_share_and_learns_the_own_digits():
    own = OwnDigits(MNIST.test.images[:, :6], (MNIST.test.labels[:6] + 1) % 10)  # labels that no other training gives
    network = Network([784, 16, 16, 10], rng=np.random.default_rng(0), dtype=np.float32)
    pieces = list(mixing(network, MNIST.train, own, 0.5, 300, 3.0, np.random.default_rng(1)))
    assert len(pieces) == 12
    assert network.accuracy(own.images, own.labels) == 1
    twin = Network([784, 16, 16, 10], rng=np.random.default_rng(0), dtype=np.float32)
    rng = np.random.default_rng(1)
    list(mixing(twin, MNIST.train, own, 0.3, 1, 3.0, np.random.default_rng(1)))
    theirs, ours = rng.integers(60_000, size=70), rng.integers(6, size=30)
    x = np.hstack([MNIST.train.images[:, theirs], own.images[:, ours]])
    y = np.hstack([MNIST.train.targets[:, theirs], own.targets[:, ours]])
    start = Network([784, 16, 16, 10], rng=np.random.default_rng(0), dtype=np.float32)
    np.testing.assert_allclose(twin.parameters, start.parameters - 3 * start.backprop(x, y).vector, atol=1e-6)


def test_mixing_nothing_is_refused():
    with pytest.raises(ValueError, match="own must hold digits"):
        list(mixing(Network([784, 3, 10]), MNIST.train, OwnDigits(), 0.1, 1, 1.0, np.random.default_rng(0)))


def test_an_outcome_is_known_by_its_names():
    assert Outcome._fields == ("train", "test", "right")
