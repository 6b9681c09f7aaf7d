"""Notebook 09: the numbers of the chain are those of backprop and of nudging, and each control changes them."""

import numpy as np
import pytest
from helpers import control

from nnlib.explorers import calculus
from nnlib.explorers.calculus.chain import START, along, chain_numbers, network_of
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of
from nnlib.wording import change


def random_chain(rng, n):
    return rng.uniform(-3, 3, n), rng.uniform(-3, 3, n), rng.uniform(), rng.uniform()


@pytest.mark.parametrize("n", [1, 2, 3])
def test_the_product_of_the_links_is_what_backprop_and_nudging_say(n):
    rng = np.random.default_rng(n)
    for layer in range(n):
        w, b, x, y = random_chain(rng, n)
        network, inputs = network_of(w, b), (np.array([x]), np.array([y]))
        gradient = network.backprop(*inputs)
        message = network.weights[layer][0, 0] * gradient.deltas[layer][0]
        expected = {"w": gradient.weights[layer][0, 0], "b": gradient.biases[layer][0], "a": message}
        for knob, slope in expected.items():
            numbers = chain_numbers(network, x, y, layer, knob, 0.1)
            assert len(numbers["slopes"]) == 2 * (n - layer) + 1
            assert numbers["product"] == pytest.approx(slope, rel=1e-12)
            now = numbers["values"][0]
            above, under = along(network, x, y, layer, knob, [now + 1e-5, now - 1e-5])[-1]
            assert numbers["product"] == pytest.approx((above - under) / 2e-5, abs=1e-6)
        for knob, kind in (("w", "weights[{}][0, 0]"), ("b", "biases[{}][0]")):
            nudged = nudge(network, *(array[:, np.newaxis] for array in inputs), index_of(kind.format(layer), network.sizes))
            assert expected[knob] == pytest.approx(nudged, abs=1e-6)


def test_each_link_is_the_slope_of_its_curve_and_each_curve_goes_through_the_point_where_we_are():
    network = network_of(START["w"], START["b"])
    for knob in "wba":
        numbers = chain_numbers(network, 0.8, 1, 0, knob, 0.5)
        values, links = numbers["values"], numbers["links"]
        ends = [*zip(values, values[1:]), (values[0], values[-1])]
        for link, (start, end) in zip(links, ends, strict=True):
            at = np.interp(start, link.x, link.y)
            assert at == pytest.approx(end, abs=0.003)
            near = slice(np.searchsorted(link.x, start) - 3, np.searchsorted(link.x, start) + 3)
            *_, fitted, _ = np.polyfit(link.x[near] - start, link.y[near], 3)
            assert fitted == pytest.approx(link.slope, rel=1e-3, abs=1e-4), link.name


def test_a_small_nudge_goes_as_far_as_predicted_and_a_large_one_does_not():
    network = network_of([1.5], [-0.5])
    small, large = (chain_numbers(network, 0.8, 1, 0, "w", size) for size in (0.001, 2))
    np.testing.assert_allclose(small["true"], small["predicted"], rtol=2e-3)
    assert large["true"][1] == pytest.approx(large["predicted"][1])  # a straight line
    assert large["predicted"][-1] / large["true"][-1] > 2  # what the notebook says
    moved = network_of([3.5], [-0.5])
    assert large["true"][-1] == pytest.approx(
        moved.cost(np.array([0.8]), np.ones(1)) - network.cost(np.array([0.8]), np.ones(1))
    )


def test_an_activation_is_nudged_no_farther_than_from_0_to_1():
    network = network_of([1.5], [-0.5])
    assert chain_numbers(network, 0.8, 1, 0, "a", 2)["nudge"] == pytest.approx(0.2)
    assert chain_numbers(network, 0.8, 1, 0, "a", -2)["nudge"] == pytest.approx(-0.8)


def test_each_control_of_the_chain_changes_what_it_should():
    explorer = calculus.chain()
    assert explorer.numbers["names"] == ["w₁", "z₁", "a₁", "C"]
    settings = {"w₁": -1.2, "b₁": 0.7, "a₀": 0.35, "target": 0.25, "nudge by": -0.4}
    for name, value in settings.items():
        before = explorer.line.value, explorer.figure
        control(explorer, name).value = value
        assert (explorer.line.value, explorer.figure) != before
    numbers = explorer.numbers
    network, x, y = network_of([-1.2], [0.7]), np.array([0.35]), np.array([0.25])
    gradient = network.backprop(x, y)
    assert numbers["product"] == pytest.approx(gradient.weights[0][0, 0], rel=1e-12)
    assert numbers["values"][-1] == pytest.approx(network.cost(x, y), rel=1e-12)
    assert numbers["true"][-1] == pytest.approx(network_of([-1.6], [0.7]).cost(x, y) - network.cost(x, y), rel=1e-9)
    said = [change(numbers["product"]), change(numbers["true"][-1]), change(numbers["predicted"][-1])]
    assert all(number in explorer.line.value for number in said)

    control(explorer, "its").value = "b"
    assert explorer.numbers["product"] == pytest.approx(gradient.biases[0][0], rel=1e-12)
    assert "∂C/∂b₁" in explorer.line.value
    control(explorer, "its").value = "a"
    assert explorer.numbers["product"] == pytest.approx(-1.2 * gradient.deltas[0][0], rel=1e-12)
    assert "∂C/∂a₀" in explorer.line.value


def test_only_the_first_link_depends_on_what_is_nudged():
    slopes = [calculus.chain(3, knob).numbers["slopes"] for knob in "wba"]
    assert len({link[0] for link in slopes}) == 3
    np.testing.assert_array_equal(slopes[0][1:], slopes[1][1:])
    np.testing.assert_array_equal(slopes[0][1:], slopes[2][1:])


def test_each_neuron_keeps_its_own_weight_and_bias():
    explorer = calculus.chain(3)
    neuron, weight, bias = (control(explorer, name) for name in ("nudge at", "w", "b"))
    neuron.value = 2
    assert (weight.description, weight.value, bias.value) == ("w₂", START["w"][1], START["b"][1])
    weight.value, bias.value = 0.6, -2
    neuron.value = 3
    assert (weight.value, bias.value) == (START["w"][2], START["b"][2])
    neuron.value = 1
    network = network_of([1.5, 0.6, 2.5], [-0.5, -2, -0.5])
    expected = network.backprop(np.array([0.8]), np.ones(1)).weights
    assert explorer.numbers["product"] == pytest.approx(expected[0][0, 0], rel=1e-12)
    control(explorer, "neurons").value = 2
    assert list(neuron.options) == [1, 2] and len(explorer.numbers["slopes"]) == 5
    neuron.value = 2
    shorter = network_of([1.5, 0.6], [-0.5, -2]).backprop(np.array([0.8]), np.ones(1))
    assert explorer.numbers["product"] == pytest.approx(shorter.weights[1][0, 0], rel=1e-12)
    control(explorer, "neurons").value = 1
    assert neuron.value == 1 and weight.value == 1.5 and explorer.numbers["names"][0] == "w₁"


def test_a_broken_chain_lets_nothing_through():
    explorer = calculus.chain(3)
    control(explorer, "nudge at").value = 2
    control(explorer, "w").value = 0
    control(explorer, "nudge at").value = 1
    assert explorer.numbers["product"] == 0 and explorer.numbers["true"][-1] == 0


def test_play_sends_the_nudge_along_the_chain_and_any_change_shows_the_whole_way():
    explorer = calculus.chain(2)
    seen = []
    explorer.pane.redraw._function, draw = (
        lambda: (draw(), seen.append(explorer.numbers["passed"])),
        explorer.pane.redraw._function,
    )
    control(explorer, "Play").click()
    assert seen == [0, 1, 2, 3, 4, 5]
    control(explorer, "nudge by").value = 1
    assert explorer.numbers["passed"] == 5
    control(explorer, "nudge at").value = 2
    assert explorer.numbers["passed"] == 3


def test_a_chain_that_cannot_be_is_refused_in_words():
    with pytest.raises(ValueError, match="neurons must be from 1 to 3, but got 4"):
        calculus.chain(4)
    with pytest.raises(ValueError, match="knob must be one of w, b, a, but got 'weight'"):
        calculus.chain(knob="weight")


def test_what_the_notebook_says_of_a_chain_of_ones():
    gradient = network_of([1, 1, 1], [0, 0, 0]).backprop(np.array([0.8]), np.ones(1))
    first, _, last = (abs(W[0, 0]) for W in gradient.weights)
    assert first < last / 10
