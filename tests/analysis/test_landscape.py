import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import problems

from nnlib import Network, load_mnist, snapshot
from nnlib.analysis import landscape
from nnlib.analysis.landscape import cost_along
from nnlib.parameters import index_of

TRAIN = load_mnist().train
SIZES = [784, 16, 16, 10]


def cost_at(network, vector, x, y):
    moved = network.copy()
    moved.parameters[:] = vector
    return moved.cost(x, y)


@given(problems(), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_the_landscape_equals_direct_evaluation_anywhere(problem, k, seed):
    network, x, y = problem
    rng = np.random.default_rng(seed)
    directions, coordinates = rng.normal(size=(k, network.parameters.size)), rng.normal(size=(k, 4))
    direct = [cost_at(network, network.parameters + place @ directions, x, y) for place in coordinates.T]
    np.testing.assert_allclose(landscape.costs(network, directions, coordinates, x, y), direct, atol=1e-9)


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_the_surface_over_real_digits_equals_direct_evaluation(activation):
    train, network, rng = load_mnist().train, snapshot(5, activation), np.random.default_rng(0)
    x, y = train.images[:, :300], train.targets[:, :300]
    u, v = (landscape.random_direction(network, rng) for _ in range(2))
    s, t = np.array([-1.0, 0.3]), np.array([-0.5, 0.0, 2.0])
    costs = landscape.surface(network, u, v, s, t, x, y)
    assert costs.shape == (2, 3)
    for i, j in np.ndindex(costs.shape):
        assert costs[i, j] == pytest.approx(cost_at(network, network.parameters + s[i] * u + t[j] * v, x, y), abs=1e-9)


@given(problems())
def test_the_network_itself_is_in_the_middle_and_unchanged(problem):
    network, x, y = problem
    before = network.parameters.copy()
    u = np.ones(network.parameters.size)
    assert landscape.costs(network, [u], [[0.0]], x, y)[0] == pytest.approx(network.cost(x, y))
    np.testing.assert_array_equal(network.parameters, before)


def test_a_random_direction_matches_the_norms_of_the_network():
    network = snapshot(1)
    direction = network.copy()
    direction.parameters[:] = landscape.random_direction(network, np.random.default_rng(0))
    for own, theirs in zip([*network.weights, *network.biases], [*direction.weights, *direction.biases]):
        assert np.linalg.norm(theirs) == pytest.approx(np.linalg.norm(own))
    assert abs(np.corrcoef(direction.parameters, network.parameters)[0, 1]) < 0.05


@given(st.integers(3, 9), st.integers(0, 2**32 - 1))
def test_a_walk_in_a_plane_lies_wholly_in_its_principal_plane(places, seed):
    rng = np.random.default_rng(seed)
    walk = rng.normal(size=(places, 2)) @ rng.normal(size=(2, 40)) + rng.normal(size=40)
    u, v, coordinates, share = landscape.principal_plane(walk)
    assert share == pytest.approx(1)
    np.testing.assert_allclose(
        walk.mean(axis=0) + np.outer(coordinates[0], u) + np.outer(coordinates[1], v), walk, atol=1e-6
    )


def test_the_principal_plane_holds_more_than_any_two_axes():
    rng = np.random.default_rng(0)
    walk = rng.normal(size=(12, 30)).cumsum(axis=0)
    u, v, coordinates, share = landscape.principal_plane(walk, origin=walk[-1])
    assert [u @ u, v @ v, u @ v] == pytest.approx([1, 1, 0], abs=1e-9)
    moved = walk - walk[-1]
    best_axes = np.sort((moved**2).sum(axis=0))[-2:].sum() / (moved**2).sum()
    assert best_axes < share < 1
    np.testing.assert_allclose(coordinates, [moved @ u, moved @ v])


@pytest.mark.parametrize(
    "directions, coordinates, words",
    [
        (np.ones((1, 22)), [[0.0]], r"directions must be finite numbers of shape \(k, 23\)"),
        (np.full((1, 23), np.nan), [[0.0]], "directions must be finite"),
        (np.ones((2, 23)), [[0.0]], r"coordinates must be finite numbers of shape \(2, places\)"),
        (np.ones((1, 23)), [[np.inf]], "coordinates must be finite"),
    ],
)
def test_a_landscape_needs_directions_and_coordinates_that_fit(directions, coordinates, words):
    network = Network([4, 3, 2], rng=np.random.default_rng(0))
    with pytest.raises(ValueError, match=words):
        landscape.costs(network, directions, coordinates, np.ones((4, 7)), np.ones((2, 7)))


def test_a_walk_needs_at_least_three_places():
    with pytest.raises(ValueError, match="at least 3 places"):
        landscape.principal_plane(np.ones((2, 5)))


@pytest.mark.parametrize(
    "name", ["weights[0][3, 400]", "weights[1][5, 12]", "weights[2][4, 7]", "biases[0][3]", "biases[2][9]"]
)
def test_the_cost_along_a_parameter_is_that_of_the_network_with_the_parameter_set(name):
    network, (x, y) = snapshot(1), (TRAIN.images[:, 5], TRAIN.targets[:, 5])
    position, values = index_of(name, SIZES), np.array([-3, 0.2, 5])
    found = cost_along(network, x, y, position, values)
    for value, cost in zip(values, found):
        network.parameters[position] = value
        assert cost == pytest.approx(network.cost(x, y), abs=1e-12)
