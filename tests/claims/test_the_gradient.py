"""Notebook 02: what it says about results, for the image, network and setting of the sentence."""

import numpy as np
import pytest
from claims.course import EVERY, FIVE_SEEDS, digits, network_of, says

from nnlib import snapshot
from nnlib.analysis.landscape import cost_along
from nnlib.explorers import the_gradient
from nnlib.parameters import name_of

PAGE = "02_the_gradient"
SIZES = (784, 16, 16, 10)
SNAPSHOTS = (0, 1, 5, 20)
TRAIN = digits().train
THE_TWO = TRAIN.images[:, 5], TRAIN.targets[:, 5]
IMAGES = np.random.default_rng(2).choice(60_000, 200 if EVERY else 25, replace=False)


def gradient_of(epochs, index=5):
    return snapshot(epochs).backprop(TRAIN.images[:, index], TRAIN.targets[:, index])


def pair_of(epochs, index):
    return the_gradient.pair_near(gradient_of(epochs, index).vector, SIZES)


@pytest.fixture(scope="module")
def outputs():
    """What each snapshot answers to all training images: epochs -> (10, 60000)."""
    return {epochs: snapshot(epochs).output(TRAIN.images) for epochs in SNAPSHOTS}


# ---- the cost


@pytest.mark.parametrize("seed", FIVE_SEEDS)
def test_a_fresh_network_answers_one_half_and_costs_between_2_and_4(seed):
    says(PAGE, "Now a fresh network, before any training. All its outputs are near one half.")
    some = network_of(seed).output(TRAIN.images[:, :5000])
    costs = ((some - TRAIN.targets[:, :5000]) ** 2).sum(axis=0)
    assert some.min() > 0.15 and some.max() < 0.85 and costs.min() > 2 and costs.max() < 4


def test_the_squares_of_the_fresh_network_are_middling_and_later_few_are_nearly_full(outputs):
    says(PAGE, "the fresh network has ten middling squares, whatever the image")
    says(PAGE, "After 20 epochs most images have hardly any area left. A few have one or two squares that are nearly full")
    fresh, trained = ((outputs[epochs] - TRAIN.targets) ** 2 for epochs in (0, 20))
    assert 0.1 < fresh.min() and fresh.max() < 0.5
    assert (trained.sum(axis=0) < 0.05).mean() > 0.8
    full = (trained > 0.75).sum(axis=0)
    assert 0.005 < (full > 0).mean() < 0.05 and (full > 2).mean() < 0.0005


def test_the_average_comes_to_rest_and_is_made_by_all_at_first_and_by_few_later(outputs):
    says(PAGE, "At the left, single images, the grey dots, still pull it up or down. At the right it has come to rest.")
    says(PAGE, "To the fresh network all images are about equally bad. After 20 epochs most dots lie on the floor")
    says(PAGE, "the average is made by a few images")
    for epochs, answers in outputs.items():
        costs = ((answers - TRAIN.targets) ** 2).sum(axis=0)
        averages = np.cumsum(costs) / np.arange(1, 60_001)
        assert abs(averages[20_000:] / averages[-1] - 1).max() < 0.05
        if epochs == 0:
            assert costs.min() > 2.6 and costs.max() < 3.4
        if epochs == 20:
            assert (costs < 0.05).mean() > 0.8 and np.sort(costs)[-6000:].sum() > 0.8 * costs.sum()


# ---- the map


def test_the_slope_that_is_printed_is_negative():
    says(PAGE, "It is negative: with a little more of this weight, the cost falls.")
    assert gradient_of(1).weights[2][2, 7] < 0


def test_one_row_to_the_outputs_is_blue_and_it_is_not_always_the_strongest(outputs):
    says(PAGE, "nine are orange and one is blue: that of the output that should be 1. It is not always the strongest.")
    strongest = []
    for answers in outputs.values():
        wishes = (TRAIN.targets - answers) * answers * (1 - answers)  # of the z of each output, up to a factor
        np.testing.assert_array_equal(np.sign(wishes), 2 * TRAIN.targets - 1)
        strongest.append((abs(wishes).argmax(axis=0) == TRAIN.labels).mean())
    assert [round(100 * share) for share in strongest] == [7, 55, 40, 32]


def test_all_activations_before_the_outputs_are_positive_so_a_row_has_one_colour():
    for epochs in SNAPSHOTS:
        activations = snapshot(epochs).forward(TRAIN.images[:, :2000]).activations[2]
        assert activations.min() > 0


def test_the_average_wishes_are_smaller_after_one_epoch_and_larger_after_twenty():
    says(PAGE, "the numbers under the bar shrink for this 2 after one epoch")
    says(PAGE, "After 20 epochs they grow, because this 2 asks for almost nothing and other images still do.")
    largest = {}
    for epochs in (1, 20):
        average = snapshot(epochs).backprop(TRAIN.images, TRAIN.targets).vector
        largest[epochs] = abs(gradient_of(epochs).vector).max(), abs(average).max()
    one, many = largest[1]
    assert many < one / 10
    one, many = largest[20]
    assert one < 0.001 < many


def test_what_no_image_has_inked_is_at_the_rim():
    says(PAGE, "the black shrinks to the pixels at the rim that no one has ever written on")
    rows, columns = np.nonzero((TRAIN.images == 0).all(axis=1).reshape(28, 28))
    assert 0 < len(rows) < 100
    assert (np.minimum.reduce([rows, columns, 27 - rows, 27 - columns]) <= 3).all()


def test_the_steepest_knobs_matter_many_times_as_much_as_a_middling_one():
    says(PAGE, "The steepest knobs matter many times as much as a middling one.")
    for epochs in SNAPSHOTS:
        for index in IMAGES[:10]:
            sizes = abs(gradient_of(epochs, index).vector)
            assert sizes.max() > 10 * np.median(sizes[sizes > 0])


# ---- wiggles


@pytest.mark.parametrize("epochs", SNAPSHOTS)
def test_a_tiny_wiggle_does_what_is_predicted_for_every_pair_that_the_button_finds(epochs):
    says(PAGE, "with a tiny wiggle, prediction and truth agree for the pair above, and for every pair that the button finds")
    for index in [5, *IMAGES]:
        network, x, y = snapshot(epochs), TRAIN.images[:, index], TRAIN.targets[:, index]
        for position, slope in zip(pair_of(epochs, index), gradient_of(epochs, index).vector[list(pair_of(epochs, index))]):
            moved = network.copy()
            moved.parameters[position] += 0.001
            assert moved.cost(x, y) - network.cost(x, y) == pytest.approx(slope * 0.001, rel=0.1)


def test_a_reaches_further_than_b_in_the_pair_above():
    says(PAGE, "in the pair above, A's range reaches further than B's")
    reach = the_gradient.wiggle_two_weights().numbers["reach"]
    assert reach[0] > reach[1]


def test_the_fresh_network_has_no_pair_near_32_to_1_for_this_2_and_after_an_epoch_there_is_one():
    says(PAGE, "For this 2, the fresh network has no pair near 32 : 1")
    fresh, trained = (abs(gradient_of(epochs).vector[list(pair_of(epochs, 5))]) for epochs in (0, 1))
    assert fresh[0] / fresh[1] < 25
    assert trained[0] / trained[1] == pytest.approx(32, rel=0.01)


def test_a_large_wiggle_breaks_the_32():
    says(PAGE, "For a large one, as you saw, 32 : 1 need not last.")
    true = the_gradient.wiggled(snapshot(1), *THE_TWO, pair_of(1, 5), 2.0)["true"]
    assert abs(true[0] / true[1]) < 10


def test_the_curve_of_the_weight_that_is_edited_first_is_flat_at_both_ends():
    says(PAGE, "the curve of the weight above is flat at both ends")
    position = the_gradient.edit_any_weight().numbers["position"]
    assert name_of(int(position), SIZES).startswith("weights[2][2,")
    steps = abs(np.diff(cost_along(snapshot(1), *THE_TWO, position, np.linspace(-8, 8, 161))))
    assert max(steps[0], steps[-1]) < steps.max() / 20


# ---- why steepest


@pytest.mark.parametrize("seed", FIVE_SEEDS)
def test_of_a_thousand_random_directions_the_steepest_has_a_few_per_cent_of_the_slope(seed):
    says(PAGE, "almost all directions are nearly at right angles to it")
    says(PAGE, "If you try directions blindly, you hardly ever find a good one")
    gradient = network_of(seed).backprop(TRAIN.images[:, seed], TRAIN.targets[:, seed]).vector
    directions = np.random.default_rng(seed).standard_normal((1000, gradient.size), np.float32)
    cosines = directions @ gradient / np.linalg.norm(directions, axis=1) / np.linalg.norm(gradient)
    assert 0.02 < abs(cosines).max() < 0.05
    assert (abs(np.degrees(np.arccos(cosines)) - 90) < 3).all()


def test_along_the_gradient_the_cost_rises_fastest_and_at_right_angles_not_at_all():
    says(PAGE, "the cost rises fastest along the gradient, falls fastest against it, along all wishes at once")
    gradient = gradient_of(1).vector
    uphill = gradient / np.linalg.norm(gradient)
    other = np.random.default_rng(1).standard_normal(gradient.size)
    level = other - (other @ uphill) * uphill

    def slope(direction):
        ends = [snapshot(1) for _ in range(2)]
        for end, sign in zip(ends, (1, -1)):
            end.parameters += sign * 1e-4 * direction / np.linalg.norm(direction)
        return (ends[0].cost(*THE_TWO) - ends[1].cost(*THE_TWO)) / 2e-4

    assert slope(uphill) == pytest.approx(np.linalg.norm(gradient), rel=1e-5)
    assert slope(-uphill) == pytest.approx(-np.linalg.norm(gradient), rel=1e-5)
    assert slope(level) == pytest.approx(0, abs=1e-5)
