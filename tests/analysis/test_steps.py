"""The steps of one pass forward and back: each does what the network does, and shows the line that does it."""

import re
import textwrap
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from strategies import problems

import nnlib
from nnlib import SGD, Network
from nnlib.analysis import steps, wishes
from nnlib.analysis.steps import source
from nnlib.analysis.steps.words import sum_of_products, sum_of_squares
from nnlib.backprop import backward
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of

ROOT = Path(nnlib.__file__).parent.parent


def small(activation="sigmoid"):
    rng = np.random.default_rng(4)
    network = Network([4, 3, 5, 2], activation, rng=rng)
    network.parameters += rng.normal(0, 0.3, network.parameters.size)
    return network, rng.random(4), np.array([0.0, 1.0])


def by_title(network, x, y, learning_rate=0.5, path=None):
    return {step.title: step for step in steps.walk(network, x, y, learning_rate, path)}


def number_in(text):
    """The number written after the last =."""
    return float(text.rsplit("= ", 1)[1].replace("−", "-"))


# ---- the lines of the source


@pytest.mark.parametrize("name", source.CODE)
def test_each_step_finds_its_lines_and_they_are_where_it_says(name):
    line = steps.line_of(name)
    count = line.text.count("\n") + 1
    stands = (ROOT / line.file).read_text(encoding="utf-8").splitlines()[line.number - 1 : line.number - 1 + count]
    assert textwrap.dedent("\n".join(text.partition("  # ")[0] for text in stands)) == line.text
    last = line.number + count - 1
    assert line.where == f"{line.file}, line" + (f" {line.number}" if count == 1 else f"s {line.number}–{last}")


def test_the_lines_of_the_steps_come_in_the_order_in_which_they_run():
    numbers = [steps.line_of(name).number for name in ("cost", "slope of cost", "delta", "weights", "biases", "message")]
    assert numbers == sorted(set(numbers))
    assert steps.line_of("update").file == "nnlib/sgd.py"


@pytest.mark.parametrize("pattern, count", [("delta", "[2-9]"), ("no such line", "0")])
def test_a_pattern_that_fits_no_line_or_several_is_refused(monkeypatch, pattern, count):
    monkeypatch.setitem(source.CODE, "broken", (backward, pattern, 1))
    with pytest.raises(LookupError, match=rf"{count} lines of backward match"):
        steps.line_of("broken")


def test_every_line_is_shown_by_some_step():
    shown = {step.code for step in steps.walk(*small(), 0.5)}
    assert shown == {steps.line_of(name) for name in source.CODE}


# ---- the numbers


@given(problems())
def test_forward_and_cost_are_those_of_the_network(problem):
    network, x, y = problem
    x, y = x[:, 0], y[:, 0]
    walk, trace = steps.walk(network, x, y, 0.5), network.forward(x)
    forward = [step.result for step in walk if step.part == "forward"]
    expected = [x, *(array for pair in zip(trace.zs, trace.activations[1:]) for array in pair)]
    assert all(map(np.array_equal, forward, expected)) and len(forward) == len(expected)
    (cost,) = [step for step in walk if step.part == "cost"]
    assert cost.result == pytest.approx(network.cost(x, y))


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_every_gradient_equals_the_slope_that_nudging_finds(activation):
    network, x, y = small(activation)
    names = {1: "Hidden layer 1", 2: "Hidden layer 2", 3: "Outputs"}
    walk = by_title(network, x, y)
    for l, name in names.items():
        for kind in "weights", "biases":
            result = walk[f"{name}: gradient of the {kind}"].result
            for place in np.ndindex(result.shape):
                index = index_of(f"{kind}[{l - 1}][{', '.join(map(str, place))}]", network.sizes)
                assert result[place] == pytest.approx(nudge(network, x[:, None], y[:, None], index), abs=1e-8)


@given(problems())
def test_the_messages_are_minus_the_wishes_of_the_neurons(problem):
    network, x, y = problem
    x, y = x[:, 0], y[:, 0]
    walk, asked = by_title(network, x, y), wishes.neuron_wishes(network, x, y)
    np.testing.assert_allclose(walk["Outputs: slope of the cost"].result, -asked[-1])
    for l in range(1, len(network.weights)):
        np.testing.assert_allclose(walk[f"The message to hidden layer {l}"].result, -asked[l])


def test_the_update_is_the_step_that_sgd_takes():
    network, x, y = small()
    walk, twin = steps.walk(network, x, y, 0.7), network.copy()
    next(SGD(twin, x[:, None], y[:, None], batch_size=1, learning_rate=0.7))
    np.testing.assert_array_equal(walk[-2].result, twin.parameters)
    assert walk[-1].value == twin.cost(x, y)
    assert [step.learned for step in walk] == [False] * (len(walk) - 1) + [True]


def test_walking_leaves_the_network_as_it_was():
    network, x, y = small()
    before = network.parameters.tobytes()
    steps.walk(network, x, y, 5)
    assert network.parameters.tobytes() == before


@given(problems())
def test_the_number_written_is_the_value_and_the_value_belongs_to_the_path(problem):
    network, x, y = problem
    for step in steps.walk(network, x[:, 0], y[:, 0], 0.5):
        assert step.value in step.result
        if "·10" not in step.filled.rsplit("= ", 1)[1]:
            assert number_in(step.filled) == pytest.approx(step.value, abs=0.06 if abs(step.value) >= 10 else 0.0006)


def test_another_path_gives_the_numbers_of_other_neurons():
    network, x, y = small()
    step = by_title(network, x, y, path=[3, 2, 4, 0])["Hidden layer 2: gradient of the weights"]
    assert step.value == network.backprop(x, y).weights[1][4, 2]
    assert step.place == "from neuron 2 of hidden layer 1 to neuron 4 of hidden layer 2"
    assert step.view["selected"] == "weights[1][4, 2]" and step.filled.startswith("∂C/∂w_4,2 = ")


def test_the_strongest_path_follows_the_largest_gradients_backwards():
    network, x, y = small()
    gradient = network.backprop(x, y)
    inp, first, second, output = steps.strongest_path(network, x, y)
    assert output == 1
    assert abs(gradient.weights[2][1, second]) == np.abs(gradient.weights[2][1]).max()
    assert abs(gradient.weights[1][second, first]) == np.abs(gradient.weights[1][second]).max()
    assert abs(gradient.weights[0][first, inp]) == np.abs(gradient.weights[0][first]).max()


def test_shapes_are_those_of_a_batch_of_one():
    walk = by_title(*small())
    assert walk["Hidden layer 2: weighted sums"].shapes == "W (5, 3) @ a (3, 1) + b (5, 1) → z (5, 1)"
    assert walk["The message to hidden layer 1"].shapes == "Wᵀ (3, 5) @ δ (5, 1) → ∂C/∂a (3, 1)"
    assert walk["Outputs: gradient of the weights"].shapes == "δ (2, 1) @ aᵀ (1, 5) → ∂C/∂W (2, 5)"


def test_a_learning_rate_that_is_not_a_positive_number_is_refused():
    with pytest.raises(ValueError, match="learning_rate must be a finite number above 0, but got -1"):
        steps.walk(*small(), -1)


# ---- sums in words


def test_the_largest_terms_are_written_out_and_the_others_add_up_to_the_sum():
    w, a = np.array([0.1, -2.0, 0.5, 0.2]), np.array([0.5, 0.5, 0.5, 0.5])
    assert sum_of_products(w, a) == "(−2.000) × 0.500\n+ 0.500 × 0.500\n+ 2 more: 0.150"
    assert sum_of_squares(np.array([0.5, 0.25]), np.array([0, 1])) == "(0.250 − 1)²\n+ (0.500 − 0)²"
    numbers = [float(n.replace("−", "-")) for n in re.findall(r"−?\d\.\d+", sum_of_products(w, a))]
    assert numbers[0] * numbers[1] + numbers[2] * numbers[3] + numbers[4] == pytest.approx(w @ a)
