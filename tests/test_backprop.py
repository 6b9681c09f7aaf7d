"""The text itself, forward, cost and backward, without Network: checked by hand and by nudging."""

import numpy as np
import pytest
from hypothesis import given
from strategies import problems

from nnlib.activations import relu, relu_slope, sigmoid, sigmoid_slope
from nnlib.backprop import Layer, backward, cost, forward
from nnlib.parameters import Gradient


def two_layers():
    rng = np.random.default_rng(0)
    hidden = Layer(rng.normal(size=(3, 4)), rng.normal(size=3), relu, relu_slope)
    return [hidden, Layer(rng.normal(size=(2, 3)), rng.normal(size=2), sigmoid, sigmoid_slope)]


X, Y = np.random.default_rng(1).normal(size=(4, 7)), np.random.default_rng(2).random((2, 7))


def test_forward_is_a_weighted_sum_plus_bias_through_the_activation_function():
    layers = two_layers()
    zs, activations = forward(layers, X)
    for i in range(7):
        for j in range(3):
            z = sum(layers[0].W[j, k] * X[k, i] for k in range(4)) + layers[0].b[j]
            assert zs[0][j, i] == pytest.approx(z)
            assert activations[1][j, i] == pytest.approx(max(z, 0))
    np.testing.assert_allclose(activations[2], 1 / (1 + np.exp(-zs[1])))
    assert activations[0] is X


def test_the_cost_is_a_sum_over_outputs_and_an_average_over_examples():
    a, y = np.array([[1.0, 0.5], [0.0, 0.5]]), np.array([[0.0, 0.5], [0.0, 0.0]])
    assert cost(a, y) == pytest.approx((1 + 0 + 0 + 0.25) / 2)


def test_backward_agrees_with_a_nudge_of_each_number():
    layers, gradient, epsilon = two_layers(), Gradient([4, 3, 2], float), 1e-6
    backward(layers, forward(layers, X), Y, gradient)
    for layer, dC_dW, dC_db in zip(layers, gradient.weights, gradient.biases):
        for numbers, slopes in ((layer.W, dC_dW), (layer.b, dC_db)):
            for place in np.ndindex(numbers.shape):
                kept, costs = numbers[place], []
                for nudge in (epsilon, -epsilon):
                    numbers[place] = kept + nudge
                    costs.append(cost(forward(layers, X).activations[-1], Y))
                numbers[place] = kept
                assert slopes[place] == pytest.approx((costs[0] - costs[1]) / (2 * epsilon), abs=1e-8)


@given(problems())
def test_a_network_gives_what_the_three_functions_give(problem):
    network, x, y = problem
    trace, gradient = forward(network.layers, x), Gradient(network.sizes, float)
    backward(network.layers, trace, y, gradient)
    for ours, theirs in zip(network.forward(x), trace):
        for one, other in zip(ours, theirs):
            np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(network.backprop(x, y).vector, gradient.vector)
    assert network.cost(x, y) == pytest.approx(cost(trace.activations[-1], y))


def test_backward_reads_the_trace_and_writes_only_the_gradient():
    layers, gradient = two_layers(), Gradient([4, 3, 2], float)
    trace = forward(layers, X)
    before = [array.copy() for array in [*trace.zs, *trace.activations, *(W for W, *_ in layers), Y]]
    backward(layers, trace, Y, gradient)
    first = gradient.vector.copy()
    backward(layers, trace, Y, gradient)
    np.testing.assert_array_equal(gradient.vector, first)
    for kept, now in zip(before, [*trace.zs, *trace.activations, *(W for W, *_ in layers), Y]):
        np.testing.assert_array_equal(kept, now)
