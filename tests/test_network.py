import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems, sizes

from nnlib import Network, check_gradient
from nnlib.activations import sigmoid
from nnlib.parameters import count


def one_neuron_per_layer(w1=2.0, b1=-1.0, w2=-3.0, b2=0.5):
    network = Network([1, 1, 1])
    network.parameters[:] = [w1, b1, w2, b2]
    return network


# ---- forward


def test_a_chain_of_two_neurons_computes_what_we_compute_by_hand():
    zs, activations = one_neuron_per_layer().forward([1.5])
    hidden = 1 / (1 + np.exp(-(2.0 * 1.5 - 1.0)))
    assert zs[0] == pytest.approx([2.0])
    assert activations[1] == pytest.approx([hidden])
    assert zs[1] == pytest.approx([-3.0 * hidden + 0.5])


def test_a_weight_leads_from_its_column_to_its_row():
    network = Network([3, 2])
    network.parameters[:] = 0
    network.weights[0][1, 2] = 5
    assert network.forward([0, 0, 1]).zs[0].tolist() == [0, 5]
    assert network.forward([1, 1, 0]).zs[0].tolist() == [0, 0]


@given(problems())
def test_a_batch_gives_each_column_what_that_column_gives_alone(problem):
    network, x, _ = problem
    zs, activations = network.forward(x)
    for i, column in enumerate(x.T):
        alone = network.forward(column)
        for together, single in zip([*zs, *activations], [*alone.zs, *alone.activations]):
            assert single.ndim == 1
            np.testing.assert_allclose(together[:, i], single, atol=1e-12)


@given(problems())
def test_output_is_the_last_activation_of_forward(problem):
    network, x, _ = problem
    assert network.output(x).shape == (network.sizes[-1], x.shape[1])
    np.testing.assert_allclose(network.output(x), network.forward(x).activations[-1])
    np.testing.assert_allclose(network.output(x[:, 0]), network.forward(x[:, 0]).activations[-1])


def test_output_of_more_than_one_block_is_in_order():
    network = Network([4, 3, 2], rng=np.random.default_rng(0))
    x = np.random.default_rng(1).normal(size=(4, 2345))
    np.testing.assert_allclose(network.output(x), network.forward(x).activations[-1])


def test_hidden_layers_may_be_relu_while_the_output_stays_a_sigmoid():
    network = Network([2, 2, 1], "relu")
    network.parameters[:] = [1, 0, 0, 1, 0, 0, 1, 1, 0]  # W1 = identity, W2 = [1, 1]
    assert network.forward([-3, 4]).activations[1].tolist() == [0, 4]
    assert network.output([-3, 4]) == pytest.approx(sigmoid(4.0))


# ---- cost


def test_cost_is_the_sum_of_squared_differences_averaged_over_examples():
    network = Network([4, 3, 2], rng=np.random.default_rng(0))
    x, y = np.random.default_rng(1).random((4, 7)), np.random.default_rng(2).random((2, 7))
    a = network.output(x)
    by_hand = [(a[0, i] - y[0, i]) ** 2 + (a[1, i] - y[1, i]) ** 2 for i in range(7)]
    assert network.cost_each(x, y) == pytest.approx(by_hand)
    assert network.cost(x, y) == pytest.approx(sum(by_hand) / 7)
    assert network.cost(x[:, 3], y[:, 3]) == pytest.approx(by_hand[3])
    assert network.backprop(x, y).cost == pytest.approx(network.cost(x, y))


def test_accuracy_is_the_share_of_examples_whose_brightest_output_is_right():
    network = Network([2, 2])
    network.parameters[:] = [1, 0, 0, 1, 0, 0]
    x = np.array([[3, 0, 0, 5], [0, 1, 2, 4]])
    assert network.accuracy(x, [0, 1, 1, 1]) == 0.75


# ---- backprop


def test_backprop_on_a_chain_of_two_neurons_is_the_chain_rule():
    network, x, y = one_neuron_per_layer(), np.array([1.5]), np.array([1.0])
    a1, a2 = (a[0] for a in network.forward(x).activations[1:])
    delta2 = 2 * (a2 - 1.0) * a2 * (1 - a2)
    delta1 = delta2 * -3.0 * a1 * (1 - a1)
    gradient = network.backprop(x, y)
    assert gradient.vector == pytest.approx([delta1 * 1.5, delta1, delta2 * a1, delta2])
    assert [delta.tolist() for delta in gradient.deltas] == [pytest.approx([delta1]), pytest.approx([delta2])]


@given(problems())
def test_backprop_agrees_with_nudging(problem):
    network, x, y = problem
    if network.activation == "relu" and any((np.abs(z) < 0.01).any() for z in network.forward(x).zs):
        return  # a nudge across the kink sees both slopes
    assert check_gradient(network, x, y).largest < 1e-6


@given(problems())
def test_repeating_every_example_changes_neither_cost_nor_gradient(problem):
    network, x, y = problem
    once, twice = network.backprop(x, y), network.backprop(np.hstack([x, x]), np.hstack([y, y]))
    assert twice.cost == pytest.approx(once.cost)
    np.testing.assert_allclose(twice.vector, once.vector, atol=1e-12)


@given(problems())
def test_calls_may_come_in_any_order_and_change_nothing(problem):
    network, x, y = problem
    before = network.parameters.copy(), x.copy(), y.copy()
    first = network.backprop(x, y).vector.copy()
    network.forward(x[:, :1]), network.cost(x, y), network.output(x)
    np.testing.assert_array_equal(network.backprop(x, y).vector, first)
    for kept, now in zip(before, (network.parameters, x, y)):
        np.testing.assert_array_equal(kept, now)


def test_gradient_views_have_the_shapes_of_weights_and_biases():
    network = Network([4, 3, 2], rng=np.random.default_rng(0))
    gradient = network.backprop(np.ones((4, 7)), np.zeros((2, 7)))
    assert [g.shape for g in gradient.weights] == [W.shape for W in network.weights]
    assert [g.shape for g in gradient.biases] == [b.shape for b in network.biases]
    assert [delta.shape for delta in gradient.deltas] == [(3, 7), (2, 7)]
    assert all(np.shares_memory(view, gradient.vector) for view in [*gradient.weights, *gradient.biases])


# ---- parameters


def test_a_step_on_the_flat_vector_moves_every_weight_and_bias():
    network = Network([4, 3, 2], rng=np.random.default_rng(0))
    before = [view.copy() for view in [*network.weights, *network.biases]]
    network.parameters -= 1.0
    for old, new in zip(before, [*network.weights, *network.biases]):
        np.testing.assert_allclose(new, old - 1)


@given(sizes, st.integers(0, 100))
def test_the_same_seed_gives_the_same_network(sizes, seed):
    one, two = (Network(sizes, rng=np.random.default_rng(seed)) for _ in range(2))
    assert one.parameters.size == count(sizes)
    np.testing.assert_array_equal(one.parameters, two.parameters)


def test_start_weights_shrink_with_the_number_of_inputs_and_biases_are_zero():
    network = Network([784, 300, 10], rng=np.random.default_rng(0))
    assert network.weights[0].std() == pytest.approx(1 / 28, rel=0.02)
    assert network.weights[1].std() == pytest.approx(1 / np.sqrt(300), rel=0.05)
    assert not any(b.any() for b in network.biases)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_everything_is_computed_in_the_dtype_of_the_network(dtype):
    network = Network([4, 3, 2], dtype=dtype)
    for other in (np.float32, np.float64, np.uint8):
        x, y = np.ones((4, 7), other), np.zeros((2, 7), other)
        trace, gradient = network.forward(x), network.backprop(x, y)
        results = [*trace.zs, *trace.activations, gradient.vector, *gradient.deltas, network.output(x)]
        assert {array.dtype for array in results} == {np.dtype(dtype)}


def test_a_copy_is_independent():
    network = Network([4, 3, 2], "relu", rng=np.random.default_rng(0))
    twin = network.copy()
    np.testing.assert_array_equal(twin.parameters, network.parameters)
    assert twin.activation == "relu"
    twin.parameters += 1
    assert (twin.parameters != network.parameters).all()


# ---- extremes and bad input


@settings(max_examples=30)
@given(problems(), st.sampled_from([1e18, -1e18, 1e-300, 0.0]), st.sampled_from([np.float32, np.float64]))
def test_extreme_pixels_give_finite_numbers_without_a_warning(problem, pixel, dtype):
    network, x, y = problem
    network = network.copy(dtype=dtype)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        gradient = network.backprop(np.full_like(x, pixel), y)
    assert np.isfinite(gradient.vector).all()


X, Y = np.zeros((4, 7)), np.zeros((2, 7))
NAN = np.full((4, 7), np.nan)


@pytest.mark.parametrize(
    "call, error, words",
    [
        (lambda n: n.forward(np.zeros(5)), ValueError, r"x must have shape \(4,\).*got \(5,\)"),
        (lambda n: n.forward(X.T), ValueError, "looks transposed"),
        (lambda n: n.forward(NAN), ValueError, "x must hold finite numbers"),
        (lambda n: n.forward(np.full(4, np.inf)), ValueError, "x must hold finite numbers"),
        (lambda n: n.forward(["a", "b", "c", "d"]), TypeError, "x must hold numbers"),
        (lambda n: n.forward(np.zeros((4, 0))), ValueError, "x must have shape"),
        (lambda n: n.backprop(X, np.zeros((3, 7))), ValueError, r"y must have shape \(2,\)"),
        (lambda n: n.backprop(X, np.zeros((2, 6))), ValueError, "y must belong to the same examples as x"),
        (lambda n: n.backprop(X, np.zeros(2)), ValueError, "y must belong to the same examples as x"),
        (lambda n: n.cost(X, Y[:, :1]), ValueError, "y must belong"),
        (lambda n: n.accuracy(X, [0, 1, 2, 0, 0, 0, 0]), ValueError, "labels must be from 0 to 1"),
        (lambda n: n.accuracy(X, [0.0] * 7), TypeError, "labels must hold whole numbers"),
        (lambda n: n.accuracy(X, [0, 1]), ValueError, "labels must belong to the same examples"),
    ],
)
def test_bad_input_is_named_and_the_network_unchanged(call, error, words):
    network = Network([4, 3, 2], rng=np.random.default_rng(0))
    before = network.parameters.copy()
    with pytest.raises(error, match=words):
        call(network)
    np.testing.assert_array_equal(network.parameters, before)


@pytest.mark.parametrize(
    "arguments, error, words",
    [
        (([784],), ValueError, "sizes must list at least two layers"),
        ((784,), ValueError, "sizes must list at least two layers"),
        (([784, 0, 10],), ValueError, "sizes must be at least 1"),
        (([784, 1.5, 10],), TypeError, "sizes must be a whole number"),
        (([4, 2], "tanh"), ValueError, "activation must be one of sigmoid, relu, but got 'tanh'"),
    ],
)
def test_a_network_that_cannot_exist_is_refused(arguments, error, words):
    with pytest.raises(error, match=words):
        Network(*arguments)


def test_only_float32_and_float64_networks_exist():
    with pytest.raises(ValueError, match="dtype must be float32 or float64"):
        Network([4, 2], dtype=int)


def test_a_seed_is_not_a_generator():
    with pytest.raises(TypeError, match=r"rng must come from np.random.default_rng"):
        Network([4, 2], rng=3)
