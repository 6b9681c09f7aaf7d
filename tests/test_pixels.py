"""Pixels behave like the array of numbers from 0 to 1 that they represent."""

import copy
import pickle
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import SGD, Network, load_mnist, snapshot
from nnlib.analysis.training import Training
from nnlib.analysis.votes import full_gradient
from nnlib.pixels import Columns, Pixels

ROWS = np.random.default_rng(0).integers(0, 256, (9, 6), np.uint8)
PIXELS, ARRAY = Pixels(ROWS), (ROWS / np.float32(255)).T


@pytest.mark.parametrize(
    "key", [(slice(None), 5), (slice(None), [3, 1]), (2, 4), 3, slice(1, 3), (slice(None), slice(None, None, 2)), ..., -1]
)
def test_indexing_gives_numbers_from_0_to_1(key):
    part = PIXELS[key]
    np.testing.assert_array_equal(part, ARRAY[key])
    assert part.dtype == np.float32 and np.shape(part) == ARRAY[key].shape


@pytest.mark.parametrize(
    "work",
    [
        lambda x: np.ones((2, 6)) @ x,
        lambda x: x @ np.ones(9),
        lambda x: 1 - x,
        lambda x: x * x,
        lambda x: x > 0.5,
        lambda x: x.mean(axis=1),
        lambda x: np.mean(x),
        lambda x: x.T,
        lambda x: x.reshape(3, -1),
        lambda x: np.hstack([x, x]),
        lambda x: np.asarray(x, np.float64),
        lambda x: np.exp(x),
        lambda x: [list(row) for row in x],
        lambda x: len(x),
        lambda x: x.size,
        lambda x: copy.deepcopy(x)[:],
        lambda x: pickle.loads(pickle.dumps(x))[:],
    ],
)
def test_whatever_works_with_an_array_works_with_pixels(work):
    np.testing.assert_array_equal(work(PIXELS), work(ARRAY))


def test_pixels_say_what_they_are():
    assert "(6, 9), from 0 to 1" in repr(PIXELS)
    assert (PIXELS.shape, PIXELS.ndim, PIXELS.dtype) == (ARRAY.shape, 2, np.float32)
    with pytest.raises(ValueError, match="without a copy"):
        np.asarray(PIXELS, copy=False)
    assert not hasattr(PIXELS, "paint")


@given(st.lists(st.integers(0, 8), min_size=1, max_size=12), st.sampled_from([np.float32, np.float64]), st.booleans())
def test_columns_are_taken_in_the_requested_dtype(which, dtype, as_pixels):
    take = Columns(PIXELS if as_pixels else ARRAY.astype(np.float32), dtype)
    for batch in (which, which[:1], which):
        taken = take(np.array(batch))
        assert taken.dtype == dtype
        np.testing.assert_array_equal(taken, ARRAY[:, batch])


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_a_step_makes_no_new_arrays_after_the_first(activation):
    # Layers so wide that the smallest array of a step, 100 examples of 50 numbers, is larger than anything else it makes.
    rng = np.random.default_rng(0)
    network = Network([784, 50, 50, 50], activation, rng=rng, dtype=np.float32)
    targets = rng.random((50, 60_000), np.float32)
    sgd = SGD(network, load_mnist().train.images, targets, batch_size=100, learning_rate=0.1, rng=rng)
    next(sgd)
    tracemalloc.start()
    try:
        next(sgd)
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        for _ in range(5):
            next(sgd)
        most = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
    # In bytes. While it adds the biases to z, numpy itself needs scratch paper of the size of z.
    assert most < 1.5 * 100 * 50 * 4


def test_a_batch_in_memory_of_another_order_is_put_in_order_once():
    images = np.random.default_rng(0).random((784, 50))  # as a learner may make them: pixel after pixel
    network = Network([784, 5, 10], rng=np.random.default_rng(0))
    sgd = SGD(network, images, np.zeros((10, 50)), batch_size=10, rng=np.random.default_rng(0))
    expected = network.copy()
    step = next(sgd)
    gradient = expected.backprop(images[:, step.batch], np.zeros((10, 10)))
    np.testing.assert_allclose(network.parameters, expected.parameters - 1.5 * gradient.vector, rtol=1e-12)


@pytest.mark.parametrize(
    "work",
    [
        lambda network, digits: network.output(digits.images),
        lambda network, digits: network.cost(digits.images, digits.targets),
        lambda network, digits: network.accuracy(digits.images, digits.labels),
        lambda network, digits: next(SGD(network, digits.images, digits.targets)),
        lambda network, digits: full_gradient(network, digits.images, digits.targets),
        lambda network, digits: Training(seed=0).measure_cost(),
    ],
)
def test_the_60000_images_never_become_numbers_all_at_once(monkeypatch, work):
    def numbers(pixels, key):
        made = one_by_one(pixels, key)
        assert made.nbytes < 10_000_000
        return made

    one_by_one = Pixels.__getitem__
    monkeypatch.setattr(Pixels, "__getitem__", numbers)
    work(snapshot(1), load_mnist().train)
