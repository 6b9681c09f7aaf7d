"""The right functions of the exercises agree with the network and with nudging."""

import numpy as np
import pytest
from learners import slopes

from nnlib import Network
from nnlib.activations import sigmoid
from nnlib.exercises import EXERCISES


def test_the_references_agree_with_the_network():
    rng = np.random.default_rng(7)
    network = Network([4, 3, 2], rng=rng)
    network.parameters += rng.normal(size=network.parameters.size)
    x, y = rng.random((4, 7)), rng.random((2, 7))
    trace, gradient = network.forward(x[:, 0]), network.backprop(x[:, 0], y[:, 0])
    (W, V), (b, _) = network.weights, network.biases
    (hidden_z, z), (_, hidden, a) = trace
    hidden_delta, delta = gradient.deltas
    right = {name: exercise.correct for name, exercise in EXERCISES.items()}

    assert right["weighted_sum"](W[2], x[:, 0], b[2]) == pytest.approx(hidden_z[2], rel=1e-12)
    assert right["layer"](W, x[:, 0], b) == pytest.approx(hidden, rel=1e-12)
    assert right["count_parameters"](network.sizes) == network.parameters.size
    assert right["count_parameters"]([784, 16, 16, 10]) == 13002
    assert right["cost"](a, y[:, 0]) == pytest.approx(network.cost(x[:, 0], y[:, 0]), rel=1e-12)
    assert right["average_cost"](network.output(x), y) == pytest.approx(network.cost(x, y), rel=1e-12)
    assert right["output_delta"](a, z, y[:, 0]) == pytest.approx(delta, rel=1e-12)
    assert right["weight_gradient"](delta, hidden) == pytest.approx(gradient.weights[1], rel=1e-12)
    assert right["hidden_delta"](V, delta, hidden_z) == pytest.approx(hidden_delta, rel=1e-12)
    assert right["send_back"](V, delta) * hidden * (1 - hidden) == pytest.approx(hidden_delta, rel=1e-12)


def test_the_references_agree_with_nudging():
    rng = np.random.default_rng(8)
    V, z_before, y = rng.normal(size=(4, 3)), rng.normal(size=3), rng.random(4)
    before = sigmoid(z_before)
    z = V @ before
    a = sigmoid(z)
    right = {name: exercise.correct for name, exercise in EXERCISES.items()}
    cost = right["cost"]

    def cost_after(W, activations):
        return cost(sigmoid(W @ activations), y)

    delta = right["output_delta"](a, z, y)
    assert right["output_wishes"](a, y) == pytest.approx(-slopes(lambda a: cost(a, y), a), rel=1e-6)
    assert delta == pytest.approx(slopes(lambda z: cost(sigmoid(z), y), z), rel=1e-6)
    assert right["weight_gradient"](delta, before) == pytest.approx(slopes(lambda V: cost_after(V, before), V), rel=1e-6)
    assert right["send_back"](V, delta) == pytest.approx(slopes(lambda a: cost_after(V, a), before), rel=1e-6)
    nudged = slopes(lambda z: cost_after(V, sigmoid(z)), z_before)
    assert right["hidden_delta"](V, delta, z_before) == pytest.approx(nudged, rel=1e-6)
    gradients = rng.normal(size=(4, 3))
    assert right["average_gradient"](gradients) == pytest.approx(sum(gradients.T) / 3, rel=1e-12)
    assert right["what_survives"](np.array([3.0, -1, 0])) == pytest.approx(0.5)
    assert right["agreement"](np.array([1.0, 0]), np.array([-3.0, 3])) == pytest.approx(-np.sqrt(0.5))
    gradient, nudge = slopes(lambda a: cost(a, y), a), 1e-5 * rng.normal(size=4)
    assert right["predicted_change"](gradient, nudge) == pytest.approx(cost(a + nudge, y) - cost(a, y), rel=1e-3)
