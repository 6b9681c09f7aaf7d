"""What notebook 05 claims: each sentence about a result, worked out."""

from functools import cache

import numpy as np
import pytest
from claims.course import digits, network_of, says

from nnlib import SGD, snapshot
from nnlib.analysis.votes import full_gradient, gradients_each, mean_gradients
from nnlib.explorers.every_image.agreement import COUNTS, agreements
from nnlib.explorers.every_image.table import tally
from nnlib.parameters import place_of

PAGE = "05_every_image"
EPOCHS = 0, 1, 5, 20
TRAIN, TEST = digits().train, digits().test
TWOS = np.flatnonzero(TRAIN.labels == 2)
OTHER_SEEDS = 3, 4, 5, 6, 7  # 2 is that of the snapshots


def listening(network, columns, steps, learning_rate=1.5):
    """A copy of the network after so many ordinary steps on these training images alone."""
    network = network.copy(dtype=np.float32)
    settings = {"batch_size": min(100, len(columns)), "learning_rate": learning_rate, "rng": np.random.default_rng(2)}
    sgd = SGD(network, TRAIN.images[:, columns], TRAIN.targets[:, columns], **settings)
    for _ in range(steps):
        next(sgd)
    return network


def answers(network):
    return network.output(TEST.images).argmax(axis=0)


def accuracy(network):
    return (answers(network) == TEST.labels).mean()


def cosine(a, b):
    return a @ b / np.sqrt((a @ a) * (b @ b))


def activations(network, images):
    """Those of hidden layer 1, hidden layer 2 and the outputs, in plain numpy."""
    layers = [np.asarray(images, float)]
    for W, b in zip(network.weights, network.biases):
        layers.append(1 / (1 + np.exp(-(W @ layers[-1] + b[:, np.newaxis]))))
    return layers[1:]


@cache
def cast(epochs):
    """What each image wishes for the weight from neuron 5 of hidden layer 2 to output 8, in plain numpy: (60000,)."""
    _, hidden, outputs = activations(snapshot(epochs), TRAIN.images)
    a = outputs[8]
    return -2 * (a - TRAIN.targets[8]) * a * (1 - a) * hidden[5]


@cache
def full(epochs):
    return full_gradient(snapshot(epochs), TRAIN.images, TRAIN.targets)


# ---- listen only to the 2s


def test_a_network_that_hears_only_twos_takes_more_and_more_for_a_two():
    says(
        PAGE, "after a hundred steps our trained network answers “2” to two digits in three, after a thousand to nine in ten"
    )
    says(PAGE, "After a hundred steps about two thirds of all digits are taken for a 2, and with more steps the share grows")
    says(PAGE, "A network that listens to 2s alone takes more and more digits for 2s")
    shares = [(answers(listening(snapshot(20), TWOS, steps)) == 2).mean() for steps in (10, 100, 300, 1000)]
    assert (np.diff(shares) > 0).all()
    assert shares[1] == pytest.approx(2 / 3, abs=0.05) and shares[-1] == pytest.approx(0.9, abs=0.03)


def test_the_eights_give_in_first():
    says(PAGE, "The 8s give in first")
    after = answers(listening(snapshot(20), TWOS, 10))
    taken = [(after[TEST.labels == digit] == 2).mean() for digit in range(10) if digit != 2]
    assert np.argmax(taken) == 7  # the eighth of the others


def test_ten_steps_with_all_images_repair_most_of_the_damage():
    says(PAGE, "Ten steps with all images repair most of the damage")
    forgotten = listening(snapshot(20), TWOS, 111)
    repaired = listening(forgotten, np.arange(60_000), 10)
    assert accuracy(snapshot(20)) - accuracy(repaired) < 0.2 * (accuracy(snapshot(20)) - accuracy(forgotten))


def test_one_loud_image_harms_and_those_read_with_confidence_do_not():
    says(PAGE, "number 28. It is a 2 that is hard to read", "set image to 5, a 2 that is easy to read")
    says(
        PAGE,
        "an image that the network already reads with confidence asks for almost nothing, however often you listen to it",
    )
    network = snapshot(20)
    before, cost = accuracy(network), network.cost_each(TRAIN.images, TRAIN.targets)
    assert TRAIN.labels[28] == TRAIN.labels[5] == 2 and cost[28] > 1000 * cost[5]
    assert accuracy(listening(network, [28], 1)) < before - 0.3
    sure = np.random.default_rng(0).choice(np.flatnonzero(cost < 0.0002), 8)
    for index in [5, *sure]:
        assert abs(accuracy(listening(network, [index], 100)) - before) < 0.01


def test_one_step_makes_each_fresh_network_answer_two_to_everything():
    says(
        PAGE,
        "It gives the same answer to all ten thousand digits",
        "We tried five other fresh networks, and each of them did the same",
    )
    says(PAGE, "All outputs of this fresh network lie between 0.3 and 0.7, whatever image it sees.")
    outputs = snapshot(0).output(TEST.images)
    assert 0.3 < outputs.min() and outputs.max() < 0.7
    for network in [snapshot(0), *map(network_of, OTHER_SEEDS)]:
        assert (answers(listening(network, TWOS, 1)) == 2).all()


# ---- votes


def test_the_negative_gradient_is_the_mean_of_the_wishes():
    says(
        PAGE,
        "the negative gradient is the result of a vote",
        "With wishes that are minus slopes, as ours, the two are exactly equal.",
    )
    x, y, network = TRAIN.images[:, :8], TRAIN.targets[:, :8], snapshot(1)
    wishes = -gradients_each(network, x, y)
    np.testing.assert_allclose(wishes.mean(axis=1), -network.backprop(x, y).vector, atol=1e-12)


@pytest.mark.parametrize("epochs", EPOCHS)
def test_exactly_the_eights_want_the_weight_to_grow(epochs):
    says(
        PAGE,
        "In all four networks it is exactly the 8s that want our weight to grow, and nine images in ten vote against it",
    )
    np.testing.assert_array_equal(cast(epochs) > 0, TRAIN.labels == 8)
    assert (cast(epochs) < 0).mean() == pytest.approx(0.9, abs=0.01)


def test_the_many_win_twice_and_then_the_few():
    says(PAGE, "In the fresh network the many win by far. After one epoch they still win, but narrowly.")
    says(PAGE, "After 5 and after 20 epochs the few shout louder than the many, and the sum of all votes is close to zero.")
    eights = TRAIN.labels == 8
    few, many = ([abs(cast(epochs)[some].sum()) for epochs in EPOCHS] for some in (eights, ~eights))
    assert many[0] > 10 * few[0] and 1 < many[1] / few[1] < 1.5
    assert few[2] > many[2] and few[3] > many[3]
    for epochs in (5, 20):
        assert abs(cast(epochs).mean()) < 0.02 * abs(cast(0).mean())


def test_at_the_start_all_count_alike_and_later_a_few_hundred_decide():
    says(PAGE, "In the fresh network one image counts about as much as another.")
    says(PAGE, "After 20 epochs a few hundred hard images decide about this weight.")
    loudest = {epochs: np.sort(abs(cast(epochs)))[-600:].sum() / abs(cast(epochs)).sum() for epochs in (0, 20)}
    assert loudest[0] == pytest.approx(0.01, abs=0.002) and loudest[20] > 0.6
    low, high = np.percentile(abs(cast(0)), [5, 95])
    assert high < 2 * low


def test_in_a_row_of_the_fresh_table_nine_in_ten_agree_and_most_survives():
    says(
        PAGE, "in each row about nine images in ten want the same", "more than three quarters of what they ask for survives"
    )
    numbers = tally(0, 2, 60_000)
    assert numbers["share"] > 0.75
    _, hidden, outputs = activations(snapshot(0), TRAIN.images)
    wishes = -2 * (outputs - TRAIN.targets)  # of the ten outputs; the weights and biases behind them have the same signs
    assert (hidden > 0).all() and np.abs((wishes < 0).mean(axis=1) - 0.9).max() < 0.015


def test_after_training_less_than_thirty_percent_survives_in_every_layer():
    says(PAGE, "Of the votes of all 60,000 images less than 30 % survives, in every layer")
    assert all(tally(epochs, layer, 60_000)["share"] < 0.3 for epochs in (1, 5, 20) for layer in (0, 1, 2))
    says(PAGE, "Most images ask for next to nothing, since they are read correctly")
    for epochs in (1, 5, 20):
        assert np.median(abs(cast(epochs))) < 0.02 * np.median(abs(cast(0)))


def test_in_hidden_layer_1_wishes_are_zero_where_there_is_no_ink():
    says(PAGE, "In hidden layer 1 a wish is δ times the brightness of a pixel, and where an image has no ink this is 0.")
    numbers = tally(0, 0, 8)
    wishes = numbers["votes"]
    pixels = [place_of(index, [784, 16, 16, 10])[2] for index in numbers["indices"][:6]]
    np.testing.assert_array_equal(wishes[:6] == 0, TRAIN.images[pixels, :8] == 0)
    assert (wishes[:6] == 0).mean() > 0.25 and (wishes[6:] != 0).all()


# ---- a step, and few voters


def test_a_step_helps_every_image_at_the_start_and_later_only_half_of_them():
    says(
        PAGE,
        "In the fresh network every image gains. After 20 epochs the step that helps the average harms half of the images.",
    )
    says(PAGE, "because together these lose less than the others gain", "the cost grows, mostly by very little")
    change = {}
    for epochs in (0, 20):
        network = snapshot(epochs)
        before = network.cost_each(TRAIN.images, TRAIN.targets)
        network.parameters -= 1.5 * full(epochs)
        change[epochs] = network.cost_each(TRAIN.images, TRAIN.targets) - before
    assert (change[0] < 0).all()
    assert (change[20] > 0).mean() == pytest.approx(0.5, abs=0.05) and change[20].sum() < 0
    assert np.median(change[20][change[20] > 0]) < 0.0005


def test_random_directions_are_at_right_angles_to_about_a_hundredth():
    says(PAGE, "Two random directions in 13,002 dimensions are almost at right angles; the cosine is typically 0.01 in size")
    rng = np.random.default_rng(1)
    sizes = [abs(cosine(*rng.normal(size=(2, 13_002)))) for _ in range(100)]
    assert 0.005 < np.sqrt(np.mean(np.square(sizes))) < 0.015


def cosines_of_a_hundred(network, whole, draws=20):
    """The cosines with the whole gradient of the mean gradient of a hundred random images, drawn some times."""
    batches = np.random.default_rng(3).choice(60_000, (draws, 100), replace=False)
    return [cosine(network.backprop(TRAIN.images[:, b], TRAIN.targets[:, b]).vector, whole) for b in batches]


def test_a_hundred_images_agree_well_at_the_start_and_roughly_later():
    says(PAGE, "In our fresh network it is, with a cosine of 0.998 for 100 images.")
    says(PAGE, "In the trained ones it is only about 0.3, an angle of around 70°.")
    says(PAGE, "After training, a hundred images agree much less with all images. Still, this is far better than chance.")
    assert np.mean(cosines_of_a_hundred(snapshot(0), full(0))) == pytest.approx(0.998, abs=0.0007)
    for epochs in (1, 5, 20):
        assert np.mean(cosines_of_a_hundred(snapshot(epochs), full(epochs))) == pytest.approx(0.3, abs=0.1)


def test_the_average_over_the_mini_batches_of_an_epoch_is_the_full_gradient():
    says(PAGE, "the average over all mini-batches of an epoch is exactly the full gradient")
    network, order = snapshot(5), np.random.default_rng(0).permutation(1000)
    parts = [network.backprop(TRAIN.images[:, b], TRAIN.targets[:, b]).vector for b in np.split(order, 10)]
    whole = network.backprop(TRAIN.images[:, :1000], TRAIN.targets[:, :1000]).vector
    np.testing.assert_allclose(np.mean(parts, axis=0), whole, atol=1e-12)


def test_ten_images_are_enough_at_the_start_and_later_it_takes_thousands():
    says(PAGE, "In the fresh network ten images are enough for a cosine above 0.9, in any order that we tried.")
    says(PAGE, "The trained ones need thousands.")
    says(PAGE, "the average of a few images can even point away from where all together want to go")
    rng, away = np.random.default_rng(8), False
    for _ in range(20):
        ten = rng.choice(60_000, 10, replace=False)
        assert cosine(snapshot(0).backprop(TRAIN.images[:, ten], TRAIN.targets[:, ten]).vector, full(0)) > 0.9
    for epochs in (1, 5, 20):
        order = rng.permutation(60_000)
        means = mean_gradients(snapshot(epochs), TRAIN.images, TRAIN.targets, [1, 5, 10, 1000, 20_000], order)
        cosines = [cosine(mean, full(epochs)) for mean in means]
        assert cosines[3] < 0.9 < cosines[4]
        away |= min(cosines[:3]) < 0
    assert away


def test_the_picture_shows_one_draw_and_single_draws_differ():
    says("TEACHING", "The picture shows 0.375 for 100 images, but the notebook prints another number.")
    says(PAGE, "its cosine for 100 images is that of one single draw, and differs from the means above")
    assert agreements(20, 0)[COUNTS.index(100)] == pytest.approx(0.375, abs=0.0005)
    assert np.std(cosines_of_a_hundred(snapshot(20), full(20))) > 0.05
