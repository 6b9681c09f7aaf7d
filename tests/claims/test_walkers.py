"""What notebook 07 and its section for teachers say, worked out again."""

import math

import numpy as np
import pytest
from claims.course import EVERY, FIVE_SEEDS, digits, network_of, says

from nnlib.activations import sigmoid
from nnlib.analysis.walks import in_another_order, walk
from nnlib.digits.snapshots import EPOCHS, snapshot
from nnlib.explorers import walkers
from nnlib.explorers.walkers import minima
from nnlib.explorers.walkers.compass import SEEDS, SIZES
from nnlib.explorers.walkers.two_weights import X, Y, lowest_places, tiny_network

PAGE = "07_walkers"


def gradient(network, columns=slice(None)):
    """The gradient of the cost over these training images, as one vector."""
    train = digits().train
    return network.backprop(train.images[:, columns], train.targets[:, columns]).vector


def full(network):
    """That over all 60,000, from blocks: all at once take much memory."""
    blocks = [slice(start, start + 10_000) for start in range(0, 60_000, 10_000)]
    return np.mean([gradient(network, block) for block in blocks], axis=0)


def cosine(one, other):
    return one @ other / (np.linalg.norm(one) * np.linalg.norm(other))


def degrees(cosines):
    return np.degrees(np.arccos(cosines))


# ---- which way is downhill


def test_an_untrained_network_is_shown_the_way_by_any_hundred_images():
    says(PAGE, "ask for much the same thing: that the outputs near one half should shrink.")
    says(PAGE, "In our untrained network even a small batch points almost straight downhill")
    train = digits().train
    for seed in FIVE_SEEDS:
        network, rng = network_of(seed), np.random.default_rng(0)
        # A tenth of all images knows the direction well enough.
        downhill = gradient(network, rng.choice(60_000, 6_000, replace=False))
        found = [cosine(gradient(network, rng.choice(60_000, 100, replace=False)), downhill) for _ in range(10)]
        assert min(found) > 0.98
        outputs = network.output(train.images[:, :1000])
        assert np.median(np.abs(outputs - 0.5)) < 0.25


def test_the_needles_do_what_is_said_of_them_whichever_batches_are_drawn():
    says(PAGE, "at *0 (fresh)* and a batch of 100, the needles lie close together", "at 100 some are orange")
    says(PAGE, "every batch holds the same 60,000 images, and all the needles become one")
    for seed in SEEDS:
        assert degrees(walkers.drawn(0, 100, seed)).std() < 1.5 and walkers.drawn(0, 100, seed).mean() > 0.99
        for epochs in EPOCHS[1:]:
            cosines = walkers.drawn(epochs, 100, seed)
            assert degrees(cosines).std() > 8 and (cosines < 0).any()
            assert walkers.drawn(epochs, SIZES[-1], seed).min() > 1 - 1e-9


def test_a_cosine_of_three_tenths_is_a_little_more_than_70_degrees_and_far_from_chance():
    says(PAGE, "A cosine of 0.3 is an angle of a little more than 70°")
    says(PAGE, "nearly any two directions are almost at right angles")
    assert 70 < degrees(0.3) < 74
    rng = np.random.default_rng(1)
    pairs = [cosine(*rng.normal(size=(2, 13_002))) for _ in range(200)]
    assert degrees(np.array(pairs)).min() > 87 and walkers.drawn(5, 100).mean() > 5 * np.abs(pairs).max()


# ---- two walks


def first_ten_thousand():
    train = digits().train
    return train.images[:, :10_000], train.targets[:, :10_000]


def ends_of_walk(start, *walks):
    """The costs at the ends of walks from this network, each of (batch size, steps, learning rate), as in `two_walks`."""
    x, y = first_ten_thousand()
    for batch_size, steps, rate in walks:
        settings = {"batch_size": batch_size, "learning_rate": rate, "rng": np.random.default_rng(1)}
        there = start.copy()
        there.parameters[:] = walk(start, x, y, steps=steps, examples=400_000, **settings).places[-1]
        yield there.cost(x[:, :2000], y[:, :2000])


@pytest.mark.parametrize("seed", FIVE_SEEDS if EVERY else FIVE_SEEDS[:1])
def test_step_for_step_the_careful_one_is_lower_and_image_for_image_the_drunk_one(seed):
    says(PAGE, "After some training the careful walker wins step for step; image for image")
    start = snapshot(5) if seed == FIVE_SEEDS[0] else network_of(seed, 5)
    careful, drunk, far = ends_of_walk(start.copy(dtype=np.float32), (10_000, 40, 1.5), (100, 40, 1.5), (100, 4_000, 1.5))
    assert far < 0.5 * careful and careful < drunk


def test_the_first_pictures_of_the_two_walks_show_what_is_said():
    says(PAGE, "the drunk walker's line trembles and his cost rises in between, and yet he is far ahead")
    for price in ("images seen", "seconds"):
        numbers = walkers.walked(price=price)
        careful, drunk = numbers["scene"].costs
        assert numbers["cost"][1] < 0.6 * numbers["cost"][0]
        assert (np.diff(drunk) > 0).mean() > 0.3 and (np.diff(careful) < 0).all()


def test_longer_careful_steps_help_a_little_until_they_throw_him_out():
    says(PAGE, "In step 3 longer steps help a little, until they throw him out.")
    usual, drunk = walkers.walked(price="images seen")["cost"]
    rates = (3.0, 5.0, 15.0) if EVERY else (5.0, 15.0)
    *longer, thrown = ends_of_walk(snapshot(5).copy(dtype=np.float32), *((10_000, 40, rate) for rate in rates))
    assert usual > max(longer) and min(longer) > 1.5 * drunk and thrown > 2 * snapshot(5).cost(*first_ten_thousand())


@pytest.mark.parametrize("seed", FIVE_SEEDS if EVERY else FIVE_SEEDS[:1])
def test_from_an_untrained_network_both_fall_side_by_side(seed):
    says(PAGE, "both fall down the same slope side by side: looking at 10,000 images is a waste there")
    start, x, y = network_of(seed).copy(dtype=np.float32), digits().train.images, digits().train.targets
    careful, drunk = ends_of_walk(start, (10_000, 40, 1.5), (100, 40, 1.5))
    assert abs(careful - drunk) < 0.001 * (start.cost(x[:, :2000], y[:, :2000]) - careful)


# ---- two weights, in plain numpy


def tiny(places):
    """The answers (k, m) at the places (k, 2): two hidden neurons of biases 3 and 5, weights 5, 5, -7.5 to the output."""
    hidden = sigmoid(places[..., np.newaxis] * X[0] + np.array([tiny_network().biases[0]]).T.reshape(1, 2, 1))
    (out,), (bias,) = tiny_network().weights[1], tiny_network().biases[1]
    return sigmoid(np.einsum("j,kjm->km", out, hidden) + bias), hidden, out


def rolled(start, learning_rate, steps):
    """The places of a ball, (steps + 1, 2), and the costs there."""
    places = [np.array(start, float)]
    for _ in range(steps):
        a, hidden, out = tiny(places[-1][np.newaxis])
        delta = 2 * (a - Y[0]) / X.size * a * (1 - a)
        slopes = (delta * out[:, np.newaxis] * hidden[0] * (1 - hidden[0]) * X[0]).sum(axis=1)
        places.append(places[-1] - learning_rate * slopes)
    places = np.array(places)
    return places, ((tiny(places)[0] - Y[0]) ** 2).mean(axis=1)


def test_the_ball_of_the_picture_is_that_of_plain_numpy():
    places, costs = rolled((-4, -3), 5, 20)
    network = tiny_network(*places[20])
    assert network.cost(X, Y) == pytest.approx(costs[20], abs=1e-12)


def test_two_deep_valleys_are_mirror_images_and_the_third_hollow_is_shallow():
    says(PAGE, "of the three crosses two lie in deep valleys", "The third lies in a wide, shallow hollow")
    one, other, shallow = sorted(lowest_places(), key=lambda place: tiny_network(*place).cost(X, Y))
    np.testing.assert_allclose(one, other[::-1], atol=0.01)
    assert tiny_network(*shallow).cost(X, Y) > 2 * tiny_network(*one).cost(X, Y)


def test_the_learning_rate_decides_whether_the_ball_rests_jumps_or_flies():
    says(PAGE, "With a learning rate of 5 the ball slides into a valley and rests", "With 10 it jumps from wall to wall")
    says(PAGE, "comes to rest in the wide hollow", "a plain so flat that even 5,000 steps don't bring it back")
    deep, shallow = rolled((-4, -3), 5, 100), rolled((-4, -3), 100, 100)
    assert deep[1][-1] < 0.05 and np.ptp(deep[1][-10:]) < 1e-4
    assert shallow[1][-1] == pytest.approx(0.1425, abs=1e-3) and np.abs(shallow[0][-1] - 2.73).max() < 0.1
    jumping = rolled((-4, -3), 10, 100)[0]
    assert np.ptp(jumping[-10:], axis=0).max() > 0.2
    places, _ = rolled((-4, -3), 300, 5_000)
    out = np.abs(places).max(axis=1) > 6
    assert out[100] and out[np.argmax(out) :].all()


def test_beside_the_diagonal_the_ball_leaves_the_saddle_but_slowly():
    says(PAGE, "about 60 steps from w₂ = −3, and about 400 from w₂ = −3.9, four times as many as the picture shows")
    on, near, far = (rolled((-4, w2), 3, 1_000)[1] for w2 in (-4, -3.9, -3))
    arrived = [int(np.argmax(costs < 0.1)) for costs in (near, far)]
    assert on[-1] > 0.36 and arrived == [pytest.approx(410, abs=15), pytest.approx(62, abs=6)]


# ---- the real network


def test_this_network_has_reached_no_minimum_after_twenty_epochs():
    says(PAGE, "about forty times smaller than at the start", "it gets no smaller, while the cost keeps falling")
    train = digits().train
    slopes = [np.linalg.norm(full(snapshot(epochs))) for epochs in EPOCHS]
    costs = [snapshot(epochs).cost(train.images, train.targets) for epochs in EPOCHS]
    assert slopes == pytest.approx([walkers.steepness(epochs) for epochs in EPOCHS], rel=1e-3)
    assert 38 < slopes[0] / slopes[1] < 44 and slopes[3] > slopes[1] and (np.diff(costs) < 0).all()


@pytest.mark.parametrize("seed", FIVE_SEEDS[1:] if EVERY else FIVE_SEEDS[1:2])
def test_from_other_starts_the_slope_falls_by_other_factors_and_the_cost_falls_on(seed):
    says(
        PAGE, "From four other starts the slope was 12 to 34 times smaller after one epoch, and 28 to 75 times after twenty."
    )
    start, *later = (np.linalg.norm(full(network_of(seed, epochs))) for epochs in ([0, 1, 20] if EVERY else [0, 1]))
    assert 11.8 < start / later[0] < 34.5
    if EVERY:
        train = digits().train
        costs = [network_of(seed, epochs).cost(train.images, train.targets) for epochs in (5, 20)]
        assert 27.5 < start / later[1] < 76 and costs[1] < 0.75 * costs[0]


# ---- five ends


def test_the_five_ends_are_alike_far_apart_and_parted_by_hills():
    says(PAGE, "each end is farther from all the others than from its own start")
    says(PAGE, "On the straight line between any two there is a high hill", "Two of these networks are over 90 % right")
    cost, right, walked, distances = minima.facts()
    assert cost.max() < 1.15 * cost.min() and right.min() > 0.9
    others = distances + np.diag(np.full(len(distances), np.inf))
    assert (others.min(axis=1) > walked).all()
    for one in range(len(cost)):
        for other in range(one):
            assert minima.line_between(one, other).max() > 5 * cost.max()


def test_two_networks_of_the_same_function_can_be_far_apart():
    says(PAGE, "one for every order of both hidden layers")
    network = snapshot(5)
    twin, x = in_another_order(network, np.random.default_rng(0)), digits().test.images[:, :500]
    np.testing.assert_allclose(twin.output(x), network.output(x), atol=1e-9)
    assert np.linalg.norm(twin.parameters - network.parameters) > 20
    assert f"{math.factorial(16) ** 2:.1e}" == "4.4e+26"


# ---- exercises


def test_a_ball_in_a_valley_arrives_bounces_and_flies_as_the_second_exercise_says():
    says(
        PAGE,
        "With 1/(2c) the ball arrives in one step. With more than that it lands on the other wall, and yet comes closer.",
    )
    says(PAGE, "From 1/c on it comes no closer, and beyond that it flies out.")
    for c in (0.3, 1.0, 4.0):
        for share, moves in ((0.5, 0), (0.7, -0.4), (1, -1), (1.1, -1.2)):  # of 1/c
            w = 2.0
            cost_slope = ((w + 1e-6) ** 2 - (w - 1e-6) ** 2) * c / 2e-6
            assert (w - share / c * cost_slope) / w == pytest.approx(moves, abs=1e-6)


def test_the_exam_of_the_fifth_exercise_leads_uphill():
    says(PAGE, "Take the negative gradient, and step in the opposite direction.", "Uphill, as steeply as can be.")
    network, train = snapshot(5).copy(dtype=float), digits().train
    x, y = train.images[:, :1000], train.targets[:, :1000]
    before, slopes = network.cost(x, y), network.backprop(x, y).vector
    network.parameters -= 1e-4 * -slopes
    assert network.cost(x, y) > before
