"""What notebook 03 claims, worked out with plain numpy."""

import numpy as np
import pytest
from claims.course import EVERY, FIVE_SEEDS, digits, network_of, says

from nnlib import one_hot, snapshot
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of

PAGE = "03_one_image"
TWO = 5  # the training image of the notebook


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def outputs(epochs):
    """Of the course's network, for all training images."""
    return snapshot(epochs).output(digits().train.images)


def wrong_by(a):
    return abs(digits().train.targets - a)


# ---- wishes of the outputs


def test_the_ten_outputs_of_the_untrained_network_lie_near_one_half():
    says(PAGE, "They all lie between 0.34 and 0.67.")
    a = outputs(0)[:, TWO].round(2)
    assert (a.min(), a.max()) == (0.34, 0.67)


def test_a_wish_is_minus_the_slope_of_the_cost_and_twice_the_distance_to_the_target():
    says(PAGE, "It is twice the distance to the target: its sign says which way, its size how urgently.")
    says(PAGE, "The arrow is half as long as the wish.")
    a, y = np.array([0.54, 0.63]), np.array([0, 1])
    steps = 1e-6 * np.eye(2)
    slopes = [(((a + step - y) ** 2).sum() - ((a - step - y) ** 2).sum()) / 2e-6 for step in steps]
    np.testing.assert_allclose(-np.array(slopes), 2 * (y - a))


def test_one_arrow_points_up_and_nine_down_for_every_image():
    says(PAGE, "one blue arrow and nine orange ones, for every image.")
    for epochs in (0, 1):
        up = digits().train.targets - outputs(epochs) > 0
        np.testing.assert_array_equal(up, digits().train.targets == 1)


def test_before_training_every_arrow_is_long_and_after_an_epoch_most_are_short():
    says(PAGE, "In the untrained network each arrow covers at least three tenths of its track.")
    says(PAGE, "After one epoch most images leave eight of the ten shorter than one tenth")
    assert wrong_by(outputs(0)).min() > 0.3
    assert ((wrong_by(outputs(1)) < 0.1).sum(axis=0) >= 8).mean() > 0.6


def test_our_two_ranks_ninth_by_the_chance_of_its_start():
    says(PAGE, "Here it ranks ninth of ten.", "Ours happens to be at 0.63, so it has only 0.37 to go")
    off = wrong_by(outputs(0))[:, TWO]
    assert (off > off[2]).sum() == 8 and f"{off[2]:.2f}" == "0.37"
    ranks = {rank(seed) for seed in FIVE_SEEDS}
    assert len(ranks) > 2  # another start, another rank


def rank(seed):
    """The rank of output 2 among the wishes of an untrained network from this start, from 1."""
    off = abs(digits().train.targets[:, TWO] - network_of(seed).output(digits().train.images[:, TWO]))
    return 1 + int((off > off[2]).sum())


def test_in_the_videos_numbers_output_2_has_as_far_to_go_as_output_1():
    says(PAGE, "outputs of the video's picture are 0.5, 0.8 and 0.2", "There, output 2 has 0.8 to go, as far as output 1.")
    np.testing.assert_allclose(2 * (np.array([0, 0, 1]) - (0.5, 0.8, 0.2)), [-1, -1.6, 1.6])


@pytest.mark.parametrize("label", [0, 1, 3, 4, 5, 6, 7, 8, 9])
def test_another_label_turns_two_arrows(label):
    a = outputs(0)[:, TWO]
    turned = np.sign(one_hot(label) - a) != np.sign(one_hot(2) - a)
    np.testing.assert_array_equal(np.flatnonzero(turned), sorted([2, label]))


# ---- through the sigmoid


def test_the_sigmoid_is_as_steep_as_a_times_1_minus_a_and_at_most_a_quarter():
    says(PAGE, r"$\sigma'(z) = a\,(1 - a)$", "at most ¼, in the middle")
    z = np.linspace(-8, 8, 1001)
    a, t = sigmoid(z), sigmoid(z) - 0.5
    np.testing.assert_allclose((sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5, a * (1 - a), atol=1e-9)
    np.testing.assert_allclose(np.exp(-z) / (1 + np.exp(-z)), 1 - a, atol=1e-12)
    np.testing.assert_allclose(a * (1 - a), 0.25 - t**2, atol=1e-12)
    assert (a * (1 - a)).max() == 0.25 and a[(a * (1 - a)).argmax()] == 0.5


def test_the_wish_for_z_is_largest_for_an_output_that_is_wrong_by_two_thirds():
    says(PAGE, r"the wish for $z$ has the size $2d^2(1 - d)$", r"It grows up to $d = \frac23$")
    for target in (0, 1):
        a = np.linspace(0, 1, 30_001)
        z_wish, d = 2 * (target - a) * a * (1 - a), abs(target - a)
        np.testing.assert_allclose(abs(z_wish), 2 * d**2 * (1 - d), atol=1e-12)
        assert d[abs(z_wish).argmax()] == pytest.approx(2 / 3)


def passed_over(a):
    """Whether the output that is most wrong is not the one with the largest wish for z."""
    off = wrong_by(a)
    return off.argmax(axis=0) != (2 * off * a * (1 - a)).argmax(axis=0)


def test_after_an_epoch_no_image_whose_most_wrong_output_is_passed_over_is_read_correctly():
    says(PAGE, "Not one of them is read correctly. (Nor is any in four other networks, trained from other starts.)")
    for seed in FIVE_SEEDS if EVERY else FIVE_SEEDS[:2]:
        a = network_of(seed, epochs=1).output(digits().train.images)
        passed = passed_over(a)
        assert passed.sum() > 1000 and not (a.argmax(axis=0) == digits().train.labels)[passed].any(), seed


def test_the_two_that_is_taken_for_a_seven_gets_nearly_nothing_through():
    says(PAGE, "Output 2 is almost dark, its wish is by far the longest, and yet nearly nothing of it gets through")
    says(PAGE, "The strongest wish for a $z$ is that of output 7, which is less wrong and easier to move.")
    a, off = outputs(1)[:, 28], wrong_by(outputs(1))[:, 28]
    z_wishes = 2 * off * a * (1 - a)
    assert digits().train.labels[28] == 2 and a.argmax() == 7
    assert off.argmax() == 2 and np.sort(off)[-2] < 0.6 * off[2]
    assert z_wishes.argmax() == 7 and off[7] < off[2] and z_wishes[2] < 0.03 * 2 * off[2]


def test_cross_entropy_cancels_the_slope_of_the_sigmoid():
    says(PAGE, "is so steep near a wrong 0 or 1 that its slope cancels σ′. The wish for $z$ becomes simply $y - a$")

    def cost(z, y):
        return -(y * np.log(sigmoid(z)) + (1 - y) * np.log(1 - sigmoid(z)))

    z = np.linspace(-6, 6, 49)
    for y in (0, 1):
        slopes = (cost(z + 1e-5, y) - cost(z - 1e-5, y)) / 2e-5
        np.testing.assert_allclose(-slopes, y - sigmoid(z), atol=1e-8)


def test_our_small_start_keeps_every_z_near_zero():
    says(PAGE, "Small random weights keep every $z$ near 0, where the sigmoid is steep. Ours do.")
    for seed in FIVE_SEEDS:
        for z in network_of(seed).forward(digits().train.images[:, :1000]).zs:
            slopes = sigmoid(z) * (1 - sigmoid(z))
            assert slopes.mean() > 0.2 and abs(z).max() < 4


# ---- three avenues


def lengths(epochs):
    """|activations before| of each image, and |weights| of each output: what the avenues are worth beside the bias's 1."""
    network = snapshot(epochs)
    before = network.forward(digits().train.images).activations[2]
    return np.linalg.norm(before, axis=0), np.linalg.norm(network.weights[2], axis=1)


def test_before_training_the_weights_are_the_best_avenue_and_after_an_epoch_the_neurons_whatever_the_controls_say():
    says(PAGE, "Before training the weights are small, and the second avenue is best; one epoch makes them large")
    before, weights = lengths(0)
    assert before.min() > max(1, weights.max())
    before, weights = lengths(1)
    assert weights.min() > max(1, before.max())


def test_spread_evenly_the_same_avenues_are_best_for_our_two_and_any_output():
    for epochs, best in ((0, "before"), (1, "weights")):
        network = snapshot(epochs)
        before, weights = (
            network.forward(digits().train.images[:, TWO]).activations[2].sum(),
            abs(network.weights[2]).sum(axis=1),
        )
        assert ((before > weights) == (best == "before")).all()


def test_the_neurons_behind_the_sixteen_weights_are_neither_bright_nor_dark():
    says(PAGE, "a neuron of 0.27 to 0.75 is behind each.")
    before = snapshot(0).forward(digits().train.images[:, TWO]).activations[2]
    assert (f"{before.min():.2f}", f"{before.max():.2f}") == ("0.27", "0.75")


def test_paid_for_the_sum_of_all_changes_one_would_turn_the_bias():
    says(PAGE, "you would put everything on the single longest bar, and in the untrained network that is the bias.")
    network = snapshot(0)
    assert network.forward(digits().train.images).activations[2].max() < 1 and abs(network.weights[2]).max() < 1


def test_after_an_epoch_the_best_weight_is_worth_fourteen_times_the_worst():
    says(PAGE, "and the ratio is 14 : 1")
    before = snapshot(1).forward(digits().train.images[:, TWO]).activations[2]
    assert round(before.max() / before.min()) == 14


# ---- fire together


def test_the_wish_for_a_weight_is_the_wish_for_z_times_the_activation():
    says(PAGE, "The wish for a weight is the wish for the $z$ it leads to, times the activation it comes from.")
    network, train = snapshot(1), digits().train
    x, y = train.images[:, [TWO]], train.targets[:, [TWO]]
    (*_, before, a) = (activation[:, 0] for activation in network.forward(x).activations)
    for j in (2, 7):
        z_wish = 2 * (y[j, 0] - a[j]) * a[j] * (1 - a[j])
        slopes = [nudge(network, x, y, index_of(f"weights[2][{j}, {k}]", network.sizes)) for k in range(16)]
        np.testing.assert_allclose(-np.array(slopes), z_wish * before, atol=1e-7)


def test_the_line_goes_up_exactly_for_the_images_of_its_own_digit():
    says(PAGE, "For an image of the digit that the output stands for, the line goes up", "For all other images it goes down")
    for epochs in (0, 1):
        a = outputs(epochs)
        z_wishes = 2 * (digits().train.targets - a) * a * (1 - a)
        np.testing.assert_array_equal(z_wishes > 0, digits().train.targets == 1)
