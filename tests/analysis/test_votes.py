import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import problems

from nnlib import load_mnist, snapshot
from nnlib.analysis.votes import agreement, full_gradient, gradients_each, left_after_cancelling, mean_gradients, votes


@given(problems(), st.data())
def test_the_mean_over_any_n_is_backprop_on_those_columns(problem, data):
    network, x, y = problem
    counts = sorted(data.draw(st.lists(st.integers(1, x.shape[1]), min_size=1, max_size=4)))
    for count, mean in zip(counts, mean_gradients(network, x, y, counts)):
        np.testing.assert_allclose(mean, network.backprop(x[:, :count], y[:, :count]).vector, atol=1e-12)


@given(problems(), st.data())
def test_in_another_order_the_first_n_are_other_columns(problem, data):
    network, x, y = problem
    order = np.array(data.draw(st.permutations(range(x.shape[1]))))
    count = data.draw(st.integers(1, x.shape[1]))
    expected = mean_gradients(network, x[:, order], y[:, order], [count])
    np.testing.assert_allclose(mean_gradients(network, x, y, [count], order), expected, atol=1e-12)


@pytest.mark.parametrize("epochs", [0, 5])
def test_the_full_gradient_over_60000_digits_is_that_of_backprop(epochs):
    train, network = load_mnist().train, snapshot(epochs)
    expected = network.backprop(train.images, train.targets).vector
    np.testing.assert_allclose(full_gradient(network, train.images, train.targets), expected, atol=1e-13)


@given(problems())
def test_the_votes_are_the_gradients_of_single_examples(problem):
    network, x, y = problem
    everything = np.arange(network.parameters.size)
    np.testing.assert_allclose(votes(network, x, y, everything), -gradients_each(network, x, y), atol=1e-12)


def test_votes_of_several_blocks_are_in_order():
    train, network = load_mnist().train, snapshot(1)
    cast = votes(network, train.images[:, :2500], train.targets[:, :2500], [13001, 12900])
    for i in (0, 999, 1000, 2499):
        vector = network.backprop(train.images[:, i], train.targets[:, i]).vector
        np.testing.assert_allclose(cast[:, i], -vector[[13001, 12900]], atol=1e-12)


def test_votes_that_agree_survive_and_votes_that_cancel_do_not():
    cast = np.array([[1.0, 2, 3], [1, -1, 0], [-1, -1, 0.5], [0, 0, 0]])
    assert left_after_cancelling(cast) == pytest.approx([1, 0, 0.6, 0])


def test_agreement_is_the_cosine():
    assert agreement(np.array([1.0, 0]), np.array([2.0, 2])) == pytest.approx(np.sqrt(0.5))
    assert agreement(np.array([1.0, 0]), np.array([-3.0, 0])) == -1


@pytest.mark.parametrize(
    "call, error, words",
    [
        (lambda n, x, y: mean_gradients(n, x, y, [5, 3]), ValueError, "counts must be ascending"),
        (lambda n, x, y: mean_gradients(n, x, y, []), ValueError, "counts must be ascending"),
        (lambda n, x, y: mean_gradients(n, x, y, [0]), ValueError, "counts must be from 1 to 7"),
        (lambda n, x, y: mean_gradients(n, x, y, [8]), ValueError, "counts must be from 1 to 7"),
        (lambda n, x, y: mean_gradients(n, x, y, [3], [0, 1, 2, 3, 4, 5, 5]), ValueError, "order must hold each"),
        (lambda n, x, y: mean_gradients(n, x, y, [3], [0.5] * 7), ValueError, "order must hold each"),
        (lambda n, x, y: mean_gradients(n, x[:, 0], y[:, 0], [1]), ValueError, "x must have shape"),
        (lambda n, x, y: votes(n, x, y, [13002]), ValueError, "index must be from 0 to 13001"),
    ],
)
def test_bad_counts_and_votes_are_refused(call, error, words):
    train = load_mnist().train
    with pytest.raises(error, match=words):
        call(snapshot(0), train.images[:, :7], train.targets[:, :7])


@given(problems())
def test_the_gradient_of_a_batch_is_the_mean_of_its_examples_gradients(problem):
    network, x, y = problem
    each = gradients_each(network, x, y)
    for i in range(x.shape[1]):
        np.testing.assert_allclose(each[:, i], network.backprop(x[:, i], y[:, i]).vector, atol=1e-12)
    np.testing.assert_allclose(each.mean(axis=1), network.backprop(x, y).vector, atol=1e-12)
