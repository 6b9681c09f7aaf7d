import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import problems

from nnlib import load_mnist, snapshot
from nnlib.analysis import wishes
from nnlib.gradient_check import nudge


def cost_from(network, layer, a, y):
    """The cost if activations[layer] is `a`, whatever came before."""
    for W, b, f, _ in network.layers[layer:]:
        a = f(W @ a + b)
    return (a - y) ** 2


def slope(function, at, k, epsilon=3e-5):
    step = np.zeros_like(at)
    step[k] = epsilon
    return (function(at + step) - function(at - step)) / (2 * epsilon)


def away_from_kinks(network, x):
    assume(network.activation == "sigmoid" or all((np.abs(z) > 0.01).all() for z in network.forward(x).zs))


@given(problems())
def test_output_wishes_are_what_lowers_the_cost_of_the_outputs(problem):
    network, x, y = problem
    x, y = x[:, 0], y[:, 0]
    a = network.output(x)
    for k, wish in enumerate(wishes.output_wishes(network, x, y)):
        assert wish == pytest.approx(-slope(lambda a: ((a - y) ** 2).sum(), a, k), abs=1e-8)


@given(problems())
def test_neuron_wishes_agree_with_nudging_each_activation(problem):
    network, x, y = problem
    x, y = x[:, 0], y[:, 0]
    away_from_kinks(network, x)
    activations = network.forward(x).activations
    for layer, asked in enumerate(wishes.neuron_wishes(network, x, y)):
        for k, wish in enumerate(asked):
            nudged = slope(lambda a: cost_from(network, layer, a, y).sum(), activations[layer], k)  # noqa: B023
            assert wish == pytest.approx(-nudged, abs=1e-7)


@given(problems())
def test_parameter_wishes_agree_with_nudging_each_parameter(problem):
    network, x, y = problem
    away_from_kinks(network, x[:, 0])
    asked = wishes.parameter_wishes(network, x[:, 0], y[:, 0])
    for index, wish in enumerate(asked):
        assert wish == pytest.approx(-nudge(network, x[:, :1], y[:, :1], index), abs=1e-7)


@given(problems())
def test_a_cell_of_the_last_table_is_one_outputs_own_wish_of_one_neuron(problem):
    network, x, y = problem
    x, y = x[:, 0], y[:, 0]
    last = len(network.weights) - 1
    a = network.forward(x).activations[last]
    table = wishes.wishes_table(network, x, y)
    for j, k in np.ndindex(table.shape):
        nudged = slope(lambda a: cost_from(network, last, a, y)[j], a, k)  # noqa: B023
        assert table[j, k] == pytest.approx(-nudged, abs=1e-7)


@given(problems())
def test_the_columns_of_every_table_add_up_to_what_is_sent_back(problem):
    network, x, y = problem
    x, y = x[:, 0], y[:, 0]
    asked = wishes.neuron_wishes(network, x, y)
    for layer in range(len(network.weights)):
        np.testing.assert_allclose(wishes.wishes_table(network, x, y, layer).sum(axis=0), asked[layer], atol=1e-12)


@given(problems(), st.data())
def test_avenues_agree_with_nudging_bias_weights_and_previous_activations(problem, data):
    network, x, _ = problem
    x = x[:, 0]
    away_from_kinks(network, x)
    layer = data.draw(st.integers(0, len(network.weights) - 1))
    neuron = data.draw(st.integers(0, network.sizes[layer + 1] - 1))
    a, w, b = network.forward(x).activations[layer], network.weights[layer][neuron], network.biases[layer][neuron]
    f = network.layers[layer].f
    found = wishes.avenues(network, x, layer, neuron)
    assert found.bias == pytest.approx([slope(lambda b: f(w @ a + b[0]), np.array([b]), 0)], abs=1e-8)
    for k in range(a.size):
        assert found.weights[k] == pytest.approx(slope(lambda w: f(w @ a + b), w, k), abs=1e-8)
        assert found.activations[k] == pytest.approx(slope(lambda a: f(w @ a + b), a, k), abs=1e-8)


@given(problems(), st.sampled_from(wishes.Avenues._fields), st.floats(1e-4, 1e-2))
def test_along_its_slopes_a_budget_raises_the_activation_at_least_as_far_as_spread_evenly(problem, avenue, budget):
    network, x, _ = problem
    x = x[:, 0]
    best, risen = wishes.spend(network, x, 0, 0, avenue, budget)
    even, risen_evenly = wishes.spend(network, x, 0, 0, avenue, budget, evenly=True)
    assert risen >= risen_evenly - 1e-12 and risen_evenly >= network.forward(x).activations[1][0] - 1e-12
    assert np.linalg.norm(best) <= budget * (1 + 1e-9) and np.linalg.norm(even) <= budget * (1 + 1e-9)
    assert wishes.spend(network, x, 0, 0, avenue, -budget)[1] <= network.forward(x).activations[1][0] + 1e-12


def test_what_a_spent_budget_does_is_what_the_changed_network_computes():
    train = load_mnist().train
    x = train.images[:, 5].astype(float)
    network = snapshot(0)
    nudged, risen = wishes.spend(network, x, 2, 4, "weights", 0.3)
    network.weights[2][4] += nudged
    assert network.output(x)[4] == pytest.approx(risen, rel=1e-12)
    network = snapshot(0)
    nudged, risen = wishes.spend(network, x, 2, 4, "bias", -0.3)
    network.biases[2][4] += nudged[0]
    assert network.output(x)[4] == pytest.approx(risen, rel=1e-12)


@pytest.mark.parametrize(
    "call, error, words",
    [
        (lambda n, x, y: wishes.output_wishes(n, x[:, :3], y[:, :3]), ValueError, "x must be one example"),
        (lambda n, x, y: wishes.wishes_table(n, x[:, 0], y[:, 0], 3), ValueError, "layer must be from -3 to 2"),
        (lambda n, x, y: wishes.avenues(n, x[:, 0], 2, 10), ValueError, "neuron must be from 0 to 9"),
        (lambda n, x, y: wishes.avenues(n, x[:, :2], 2, 1), ValueError, "x must be one example"),
        (lambda n, x, y: wishes.spend(n, x[:, 0], 2, 1, "luck", 0.1), ValueError, "avenue must be one of"),
    ],
)
def test_bad_wishes_are_refused(call, error, words):
    train = load_mnist().train
    with pytest.raises(error, match=words):
        call(snapshot(0), train.images, train.targets)
