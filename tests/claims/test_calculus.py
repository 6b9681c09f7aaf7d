"""What notebook 09 and its part of TEACHING claim is so."""

import numpy as np
import pytest
from claims.course import FIVE_SEEDS, digits, network_of, says

from nnlib import snapshot
from nnlib.explorers import calculus
from nnlib.explorers.calculus.paths import paths_from

PAGE = "09_calculus"
X, Y = digits().train.images[:, 5].astype(float), digits().train.targets[:, 5].astype(float)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def steepness(z):
    return sigmoid(z) * (1 - sigmoid(z))


def forward(network, x):
    """All weighted sums and all activations, in plain numpy."""
    zs, activations = [], [x]
    for W, b in zip(network.weights, network.biases):
        zs.append(W @ activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    return zs, activations


def deltas(network, x, y):
    """∂C/∂z of each layer, in plain numpy."""
    zs, activations = forward(network, x)
    found = [2 * (activations[-1] - y) * steepness(zs[-1])]
    for W, z in zip(network.weights[:0:-1], zs[-2::-1]):
        found.insert(0, (W.T @ found[0]) * steepness(z))
    return found


# ---- one neuron


def cost(w, b=-0.5, a=0.8, y=1):
    return (sigmoid(w * a + b) - y) ** 2


def test_three_slopes_predict_how_far_the_cost_moves():
    says("TEACHING", "so multiply. C moves by **−0.00117**.")
    z = 1.5 * 0.8 - 0.5
    slope = 0.8 * steepness(z) * 2 * (sigmoid(z) - 1)
    moved = cost(1.51) - cost(1.5)
    assert f"{moved:.5f}" == "-0.00117" and 0.01 * slope == pytest.approx(moved, rel=0.01)
    assert calculus.chain().numbers["product"] == pytest.approx(slope)


def test_the_prediction_fails_for_large_nudges_as_the_notebook_says():
    says(PAGE, "At 0.01 they agree to within 1 %.", "the prediction is more than twice as far as $C$ moves")
    says(PAGE, "it even promises a cost below 0. At −2 it is only 60 % of the way")
    z = 1.5 * 0.8 - 0.5
    slope = 0.8 * steepness(z) * 2 * (sigmoid(z) - 1)
    ratio = {nudge: nudge * slope / (cost(1.5 + nudge) - cost(1.5)) for nudge in (0.01, 2, -2)}
    assert abs(ratio[0.01] - 1) < 0.01 and ratio[2] > 2 and cost(1.5) + 2 * slope < 0
    assert ratio[-2] == pytest.approx(0.6, abs=0.01)


def test_no_link_of_one_neuron_is_ever_larger_than_2():
    says(PAGE, "because none of the others is ever larger than 2")
    a, y = np.meshgrid(np.linspace(0, 1, 101), np.linspace(0, 1, 101))
    assert abs(2 * (a - y)).max() <= 2 and steepness(np.linspace(-9, 9, 901)).max() <= 0.25


def test_on_a_straight_line_point_and_ring_never_part():
    says(PAGE, "On the straight line, point and ring never part. On the sigmoid and on the parabola they do.")
    for nudge in (-2, -0.7, 0.3, 1.9):
        numbers = calculus.chain(nudge=nudge).numbers
        true, predicted = numbers["true"], numbers["predicted"]
        assert true[1] == pytest.approx(predicted[1], abs=1e-12) and abs(true[2] - predicted[2]) > 1e-4
        a, y = numbers["values"][2], 1
        assert abs((a + true[2] - y) ** 2 - (a - y) ** 2 - 2 * (a - y) * true[2]) > 1e-4  # the parabola alone


def test_only_the_first_link_depends_on_what_is_nudged():
    says("TEACHING", "Only **one** of three links differs.")
    z = 1.5 * 0.8 - 0.5
    rest = [steepness(z), 2 * (sigmoid(z) - 1)]
    for knob, first in ("w", 0.8), ("b", 1), ("a", 1.5):
        np.testing.assert_allclose(calculus.chain(knob=knob).numbers["slopes"], [first, *rest])


def test_in_a_chain_of_ones_the_first_slope_is_less_than_a_tenth_of_the_last():
    says("TEACHING", "There are two neurons more, each with a weight and a σ′: **less than a tenth**.")
    a, slopes = [0.8], []
    for _ in range(3):
        slopes.append(steepness(a[-1]))
        a.append(sigmoid(a[-1]))
    last = 2 * (a[3] - 1)
    assert abs(a[0] * np.prod(slopes) * last) < abs(a[2] * slopes[2] * last) / 10


def test_the_slope_of_the_first_weight_shares_all_links_of_the_second_but_one():
    says(PAGE, "The slope of <i>w₁</i> contains all links of the slope of <i>w₂</i>, except the first.")
    explorer = calculus.chain(neurons=3)
    first = explorer.numbers["slopes"]
    next(c for c in _controls(explorer) if c.description == "nudge at neuron").value = 2
    second = explorer.numbers["slopes"]
    np.testing.assert_allclose(first[3:], second[1:])


def _controls(widget):
    for child in getattr(widget, "children", ()):
        yield from _controls(child)
        if hasattr(child, "description"):
            yield child


def test_ten_neurons_with_weights_1_leave_two_millionths():
    says(PAGE, "The product is at most 2 / 4¹⁰, about two millionths")
    assert 2 / 4**10 == pytest.approx(2e-6, rel=0.05)


# ---- paths


def test_the_paths_are_counted():
    says(PAGE, "From the weights of all 784 pixels there are two million paths.", "160 paths: {")
    assert len(paths_from(snapshot(0), X, Y, "activations[1][4]")[0]) == 16 * 10
    assert 784 * 16 * 16 * 10 == pytest.approx(2e6, rel=0.01)


@pytest.mark.parametrize("seed", FIVE_SEEDS)
def test_paths_added_up_are_backprop_and_minus_them_are_the_arrows_of_notebook_04(seed):
    says(PAGE, "with a minus sign they are the arrows in its column of the wishes table in notebook 04")
    says(PAGE, "and minus the sum is the message to it")
    network = network_of(seed)
    delta = deltas(network, X, Y)
    for k in (0, 4, 11):
        routes, links = paths_from(network, X, Y, f"activations[2][{k}]")
        wishes = {j: -network.weights[2][j, k] * delta[2][j] for j in range(10)}  # what output j asks of neuron k
        np.testing.assert_allclose(-links.prod(axis=1), [wishes[j] for (j,) in routes], rtol=1e-9)
        assert -links.prod(axis=1).sum() == pytest.approx(sum(wishes.values()))
    message = -network.weights[1].T @ delta[1]
    assert -paths_from(network, X, Y, "activations[1][4]")[1].prod(axis=1).sum() == pytest.approx(message[4])


def test_a_neuron_may_matter_to_single_outputs_and_hardly_to_the_cost():
    says("TEACHING", "The largest path of neuron 0 contributes **−0.19**, and all of them together **+0.02**.")
    says(PAGE, "A neuron may matter to single outputs and yet hardly matter to the cost.")
    products = snapshot(0).weights[2][:, 0] * deltas(snapshot(0), X, Y)[2]
    assert f"{products[abs(products).argmax()]:+.2f} {products.sum():+.2f}" == "-0.19 +0.02"


# ---- the four equations


def test_a_blue_arrowhead_in_the_picture_is_a_negative_delta():
    says(PAGE, "a blue arrowhead up means that this $z$ should grow, so its δ is negative")
    says("TEACHING", "The wish is minus δ, so z should grow.")
    delta = deltas(snapshot(0), X, Y)[2]
    assert delta[2] < 0 and (np.delete(delta, 2) > 0).all()  # the output of the label should grow, all others should not
    np.testing.assert_allclose(snapshot(0).backprop(X, Y).deltas[2], delta)


def test_the_lines_of_the_picture_are_weights_or_the_wishes_for_them():
    says(PAGE, "Its lines are weights (equations 1 and 2) or the wishes for them (3 and 4).")
    four = calculus.four_equations()
    for number, lines in zip((1, 2, 3, 4), ("weights", "weights", "wishes", "wishes")):
        four.number.value = number
        assert (four.view.neurons, four.view.edges) == ("wishes", lines)


def test_the_slope_of_an_average_is_the_average_of_the_slopes_and_a_half_halves_all():
    says("TEACHING", "It changes every slope by the factor **0.5**.")
    x, y = digits().train.images[:, :20].astype(float), digits().train.targets[:, :20].astype(float)
    for seed in FIVE_SEEDS:
        network = network_of(seed)
        one_by_one = [np.outer(deltas(network, x[:, i], y[:, i])[0], x[:, i]) for i in range(20)]
        np.testing.assert_allclose(np.mean(one_by_one, axis=0), network.backprop(x, y).weights[0], atol=1e-12)
