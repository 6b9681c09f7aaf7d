import numpy as np
import pytest

from nnlib import Network
from nnlib.analysis.votes import agreement
from nnlib.analysis.walks import Compass, in_another_order, roll, walk


@pytest.fixture
def small():
    rng = np.random.default_rng(0)
    return Network([4, 3, 2], rng=rng), rng.uniform(size=(4, 70)), rng.uniform(size=(2, 70))


def test_a_batch_of_blocks_has_the_gradient_of_its_examples(small):
    network, x, y = small
    compass = Compass(network, x, y, rng=np.random.default_rng(3), block=10)
    order, full = np.random.default_rng(3).permutation(70), network.backprop(x, y).vector
    np.testing.assert_allclose(compass.full, full, atol=1e-12)
    cosines = compass.cosines(20, np.random.default_rng(1), count=6)
    pairs = [
        agreement(network.backprop(x[:, batch], y[:, batch]).vector, full)
        for i in range(7)
        for j in range(i)
        for batch in [np.concatenate([order[10 * i : 10 * i + 10], order[10 * j : 10 * j + 10]])]
    ]
    assert all(np.abs(np.array(pairs) - cosine).min() < 1e-9 for cosine in cosines)


@pytest.mark.parametrize("batch_size", [1, 7, 13])
def test_a_batch_that_is_not_made_of_blocks_is_drawn_at_random(small, batch_size):
    network, x, y = small
    cosines = Compass(network, x, y, rng=np.random.default_rng(0), block=10).cosines(batch_size, np.random.default_rng(5), 4)
    rng, full = np.random.default_rng(5), network.backprop(x, y).vector
    batches = [rng.choice(70, batch_size, replace=False) for _ in range(4)]
    expected = [agreement(network.backprop(x[:, batch], y[:, batch]).vector, full) for batch in batches]
    np.testing.assert_allclose(cosines, expected, atol=1e-9)


@pytest.mark.parametrize("block", [7, 10, 70])
def test_a_batch_of_all_examples_points_straight_downhill(small, block):
    cosines = Compass(*small, rng=np.random.default_rng(0), block=block).cosines(70, np.random.default_rng(0), 3)
    np.testing.assert_allclose(cosines, 1, atol=1e-12)


@pytest.mark.parametrize("batch_size", [0, 71])
def test_a_batch_size_beyond_the_examples_is_refused(small, batch_size):
    with pytest.raises(ValueError, match="batch_size must be from 1 to 70"):
        Compass(*small, rng=np.random.default_rng(0), block=10).cosines(batch_size, np.random.default_rng(0))


def test_a_walk_is_gradient_descent_and_leaves_the_network_alone(small):
    network, x, y = small
    before = network.parameters.copy()
    path = walk(network, x, y, batch_size=70, learning_rate=0.3, steps=5, examples=1000, rng=np.random.default_rng(0))
    np.testing.assert_array_equal(network.parameters, before)
    assert path.steps.tolist() == [0, 1, 2, 3, 4, 5] and path.examples.tolist() == [0, 70, 140, 210, 280, 350]
    twin = network.copy()
    for place in path.places:
        np.testing.assert_allclose(place, twin.parameters, atol=1e-12)
        twin.parameters -= 0.3 * twin.backprop(x, y).vector


def test_a_walk_ends_when_steps_or_examples_are_used_up_and_is_thinned(small):
    network, x, y = small
    given = {"batch_size": 7, "learning_rate": 0.1, "rng": np.random.default_rng(0)}
    long = walk(network, x, y, steps=3000, examples=10**6, **given)
    assert long.steps[-1] == 3000 and long.steps[:51].tolist() == list(range(51)) and len(long.places) < 140
    assert (np.diff(long.seconds) > 0).all()
    assert walk(network, x, y, steps=3000, examples=140, **given).steps[-1] == 20


def test_a_ball_moves_only_the_chosen_parameters(small):
    network, x, y = small
    places = roll(network, [2, 5], x, y, learning_rate=0.5, steps=2)
    np.testing.assert_array_equal(places[0], network.parameters[[2, 5]])
    np.testing.assert_allclose(places[1], places[0] - 0.5 * network.backprop(x, y).vector[[2, 5]])


def test_a_network_in_another_order_computes_the_same():
    network = Network([4, 7, 5, 2], rng=np.random.default_rng(0))
    network.parameters += np.random.default_rng(1).normal(size=network.parameters.size)
    twin, x = in_another_order(network, np.random.default_rng(2)), np.random.default_rng(3).normal(size=(4, 9))
    np.testing.assert_allclose(twin.output(x), network.output(x), atol=1e-12)
    assert np.linalg.norm(twin.parameters - network.parameters) > 1
    np.testing.assert_allclose(np.sort(twin.parameters), np.sort(network.parameters))
