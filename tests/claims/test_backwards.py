"""What notebook 04 claims, worked out with plain numpy."""

from functools import cache

import numpy as np
import pytest
from claims.course import EVERY, FIVE_SEEDS, digits, network_of, says

from nnlib import snapshot
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of

PAGE = "04_backwards"
TWO = 5  # the training image of the notebook


def backward(network, x, y):
    """The activations and the deltas of all layers for the batch x, y, written out once more."""
    activations = [x]
    for W, b in zip(network.weights, network.biases):
        activations.append(1 / (1 + np.exp(-(W @ activations[-1] + b[:, np.newaxis]))))
    deltas, slope = [], 2 * (activations[-1] - y)
    for W, a in zip(reversed(network.weights), reversed(activations)):
        deltas.insert(0, slope * a * (1 - a))
        slope = W.T @ deltas[0]
    return activations, deltas


def of_image(network, index=TWO):
    train = digits().train
    return backward(network, train.images[:, [index]], train.targets[:, [index]])


snapshot_of = cache(snapshot)


@cache
def deltas_of_all(network):
    train = digits().train
    return backward(network, train.images, train.targets)[1]


def table(network, layer=2):
    """The wishes of the neurons after weights[layer] for those before it."""
    return -of_image(network)[1][layer] * network.weights[layer]


# ---- the table


def test_output_8_asks_neuron_0_to_become_darker():
    says(PAGE, "So a wish is what the output wants of its $z$ times the weight that it would get it through.")
    assert snapshot(0).weights[2][8, 0] > 0 > table(snapshot(0))[8, 0]


def test_only_the_output_of_the_label_wants_to_go_up():
    says(PAGE, "the output of the label, here output 2, is the only one that wants to go up")
    for epochs in (0, 1):
        np.testing.assert_array_equal(deltas_of_all(snapshot_of(epochs))[2] < 0, digits().train.targets == 1)


def test_the_sums_read_aloud_are_those_of_the_first_picture():
    says(PAGE, "neuron 4, become darker, more than any other; neurons 3 and 6, become brighter")
    message = table(snapshot(0)).sum(axis=0)
    assert abs(message).argmax() == 4 and message[4] < 0
    assert set(message.argsort()[-2:]) == {3, 6} and message[3] > 0 and message[6] > 0


def test_the_message_is_minus_the_slope_of_the_cost_for_the_neurons_before():
    says(PAGE, "This sum of wishes is the message that is sent back.", "For a whole layer it is `-W.T @ delta`")
    network, (activations, deltas) = snapshot(0), of_image(snapshot(0))
    a, W, b, y = activations[2][:, 0], network.weights[2], network.biases[2], digits().train.targets[:, TWO]

    def cost(a):
        return ((1 / (1 + np.exp(-(W @ a + b))) - y) ** 2).sum()

    slopes = [(cost(a + step) - cost(a - step)) / 2e-5 for step in 1e-5 * np.eye(16)]
    np.testing.assert_allclose(table(network).sum(axis=0), -np.array(slopes), atol=1e-8)
    np.testing.assert_allclose(-W.T @ deltas[2][:, 0], -np.array(slopes), atol=1e-8)


def test_arrows_from_the_weights_alone_are_wrong_in_the_rows_with_a_negative_wish_for_z():
    says(
        PAGE,
        "the marked rows are those with a negative wish for z, and they are marked from end to end.",
        "Some sums are wrong, too.",
    )
    for epochs in (0, 1):
        for layer in (2, 1):
            network = snapshot(epochs)
            wrong = np.sign(table(network, layer)) != np.sign(network.weights[layer])
            np.testing.assert_array_equal(wrong, np.broadcast_to(of_image(network)[1][layer] > 0, wrong.shape))
            sums = np.sign(table(network, layer).sum(axis=0)) != np.sign(network.weights[layer].sum(axis=0))
            assert 0 < sums.sum() < len(sums)


def test_in_the_other_layer_the_marked_rows_are_nearly_those_of_the_digit_before_training_and_of_the_image_after_an_epoch():
    says(PAGE, "before training on little more than its digit; after an epoch they change from image to image.")
    labels = digits().train.labels
    for digit in range(10):
        untrained, trained = (shares_of_patterns(deltas_of_all(snapshot_of(e))[1][:, labels == digit] > 0) for e in (0, 1))
        assert len(untrained) == (3 if digit == 8 else 1)
        assert len(trained) > 100 and trained.max() < 0.5, (digit, trained.max())


def shares_of_patterns(rows):
    """How often each pattern of rows (16, n) occurs."""
    _, counts = np.unique(np.packbits(rows, axis=0), axis=1, return_counts=True)
    return counts / rows.shape[1]


# ---- layer by layer


def test_the_slopes_of_weights_and_biases_are_those_of_the_loop():
    says(PAGE, "A bias is like a weight whose neuron is always at 1, so its slope is δ times 1.")
    network, (activations, deltas) = snapshot(0), of_image(snapshot(0))
    x, y = digits().train.images[:, [TWO]], digits().train.targets[:, [TWO]]
    rng = np.random.default_rng(1)
    for l in range(3):
        j, k = rng.integers(0, network.weights[l].shape)
        for name, slope in (
            (f"biases[{l}][{j}]", deltas[l][j, 0]),
            (f"weights[{l}][{j}, {k}]", deltas[l][j, 0] * activations[l][k, 0]),
        ):
            assert slope == pytest.approx(nudge(network, x, y, index_of(name, network.sizes)), abs=1e-8)


def shrinking(deltas):
    """For which share of the images the largest |δ| gets smaller from layer to layer on the way back."""
    first, second, outputs = (abs(delta).max(axis=0) for delta in deltas)
    return ((first < second) & (second < outputs)).mean()


@pytest.mark.parametrize("epochs, share", [(0, "100"), (1, "82"), (20, "45")])
def test_the_deltas_get_smaller_on_the_way_back(epochs, share):
    says(PAGE, "In this untrained network that is so for every image.")
    says(PAGE, "after one epoch it holds for 82 % of the images, after twenty for 45 %.")
    assert f"{100 * shrinking(deltas_of_all(snapshot_of(epochs))):.0f}" == share


def test_in_untrained_networks_from_other_starts_the_deltas_get_smaller_for_nearly_every_image():
    for seed in FIVE_SEEDS if EVERY else FIVE_SEEDS[1:3]:
        assert shrinking(deltas_of_all(network_of(seed))) > 0.98, seed


# ---- the step


def cost_after(epochs, rate):
    network = snapshot(epochs).copy()
    x, y = digits().train.images[:, [TWO]], digits().train.targets[:, [TWO]]
    activations, deltas = backward(network, x, y)
    for W, b, a, delta in zip(network.weights, network.biases, activations, deltas):
        W -= rate * delta @ a.T
        b -= rate * delta[:, 0]
    return ((backward(network, x, y)[0][-1] - y) ** 2).sum()


def test_after_an_epoch_a_step_three_times_as_far_is_worse():
    says(PAGE, "Three times as far, with 1.5: ")
    assert cost_after(1, 0) > cost_after(1, 1.5) > cost_after(1, 0.5)


def test_for_our_two_the_untrained_network_does_better_the_farther_it_goes():
    says(PAGE, "for our 2, the untrained network does better the farther it goes.")
    costs = [cost_after(0, rate) for rate in (0, 0.1, 0.5, 1.5, 5)]
    assert costs == sorted(costs, reverse=True)


def test_there_are_two_million_paths_and_416_products():
    says(
        PAGE,
        "through 16 neurons, and from each of them through 10 outputs",
        "takes a forward pass or two for each of the 13,002",
    )
    network = snapshot(0)
    pixels, first, second, outputs = network.sizes
    assert (pixels * first * second * outputs, second * outputs + first * second) == (2_007_040, 416)
    assert network.parameters.size == 13_002


# ---- what one step did


def stepped(network, places, rate=1.5):
    """The network after a step with these training images."""
    train = digits().train
    activations, deltas = backward(network, train.images[:, places], train.targets[:, places])
    after = network.copy()
    for l, (delta, a) in enumerate(zip(deltas, activations)):
        after.weights[l] -= rate * delta @ a.T / len(places)
        after.biases[l] -= rate * delta.mean(axis=1)
    return after


def test_a_step_with_a_2_turns_the_answer_from_4_to_2():
    says(
        PAGE, "Before the step the untrained network answers 4, and after it 2: output 2 has risen, and the other nine have"
    )
    x, before = digits().train.images[:, TWO], snapshot(0)
    after = stepped(before, [TWO])
    assert (before.output(x).argmax(), after.output(x).argmax()) == (4, 2)
    np.testing.assert_array_equal(after.output(x) > before.output(x), np.arange(10) == 2)


@pytest.mark.parametrize("epochs", (0, 1))
def test_all_lines_into_an_output_move_the_same_way_and_those_from_bright_neurons_most(epochs):
    says(
        PAGE, "All lines into one output move the same way, the way its z is wished to. Those from bright neurons move most."
    )
    for index in range(20):
        before = snapshot_of(epochs)
        moved = stepped(before, [index]).weights[2] - before.weights[2]
        activations, deltas = of_image(before, index)
        np.testing.assert_array_equal(np.sign(moved), np.broadcast_to(-np.sign(deltas[2]), (10, 16)))
        np.testing.assert_array_equal(np.abs(moved).argmax(axis=1), activations[2].argmax())
