"""Notebook 07, read from its widgets: the compass, two walks, a surface of two weights, and several ends."""

import math

import numpy as np
import pytest

from nnlib import Network, load_mnist, snapshot
from nnlib.analysis.landscape import costs as costs_along
from nnlib.analysis.votes import agreement, full_gradient
from nnlib.analysis.walks import Compass, in_another_order, roll, walk
from nnlib.explorers import walkers
from nnlib.explorers.walkers import minima as walkers_minima
from nnlib.explorers.walkers import plane as walkers_plane
from nnlib.explorers.walkers import two_weights as walkers_two_weights
from nnlib.explorers.walkers.two_weights import WEIGHTS, X, Y, lowest_places, tiny_network

TRAIN, TEST = load_mnist().train, load_mnist().test


def parts(widget):
    """The widget and all that it holds."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def controls(widget, description):
    return [part for part in parts(widget) if getattr(part, "description", None) == description]


def control(widget, description):
    return controls(widget, description)[0]


@pytest.fixture(scope="module")
def compass():
    return walkers.compass()


@pytest.fixture(scope="module")
def two_walks():
    return walkers.two_walks()


@pytest.fixture(scope="module")
def ball():
    return walkers.two_parameters()


@pytest.fixture(scope="module")
def ends():
    return walkers.several_minima()


# ---- walks.py


@pytest.fixture
def small():
    rng = np.random.default_rng(0)
    return Network([4, 3, 2], rng=rng), rng.uniform(size=(4, 70)), rng.uniform(size=(2, 70))


def test_a_batch_of_blocks_has_the_gradient_of_its_examples(small):
    network, x, y = small
    compass = Compass(network, x, y, rng=np.random.default_rng(3), block=10)
    order, full = np.random.default_rng(3).permutation(70), network.backprop(x, y).vector
    np.testing.assert_allclose(compass.full, full, atol=1e-12)
    cosines = compass.cosines(20, np.random.default_rng(1), count=6)
    pairs = [
        agreement(network.backprop(x[:, batch], y[:, batch]).vector, full)
        for i in range(7)
        for j in range(i)
        for batch in [np.concatenate([order[10 * i : 10 * i + 10], order[10 * j : 10 * j + 10]])]
    ]
    assert all(np.abs(np.array(pairs) - cosine).min() < 1e-9 for cosine in cosines)


@pytest.mark.parametrize("batch_size", [1, 7, 13])
def test_a_batch_that_is_not_made_of_blocks_is_drawn_at_random(small, batch_size):
    network, x, y = small
    cosines = Compass(network, x, y, rng=np.random.default_rng(0), block=10).cosines(batch_size, np.random.default_rng(5), 4)
    rng, full = np.random.default_rng(5), network.backprop(x, y).vector
    batches = [rng.choice(70, batch_size, replace=False) for _ in range(4)]
    expected = [agreement(network.backprop(x[:, batch], y[:, batch]).vector, full) for batch in batches]
    np.testing.assert_allclose(cosines, expected, atol=1e-9)


@pytest.mark.parametrize("block", [7, 10, 70])
def test_a_batch_of_all_examples_points_straight_downhill(small, block):
    cosines = Compass(*small, rng=np.random.default_rng(0), block=block).cosines(70, np.random.default_rng(0), 3)
    np.testing.assert_allclose(cosines, 1, atol=1e-12)


@pytest.mark.parametrize("batch_size", [0, 71])
def test_a_batch_size_beyond_the_examples_is_refused(small, batch_size):
    with pytest.raises(ValueError, match="batch_size must be from 1 to 70"):
        Compass(*small, rng=np.random.default_rng(0), block=10).cosines(batch_size, np.random.default_rng(0))


def test_a_walk_is_gradient_descent_and_leaves_the_network_alone(small):
    network, x, y = small
    before = network.parameters.copy()
    path = walk(network, x, y, batch_size=70, learning_rate=0.3, steps=5, examples=1000, rng=np.random.default_rng(0))
    np.testing.assert_array_equal(network.parameters, before)
    assert path.steps.tolist() == [0, 1, 2, 3, 4, 5] and path.examples.tolist() == [0, 70, 140, 210, 280, 350]
    twin = network.copy()
    for place in path.places:
        np.testing.assert_allclose(place, twin.parameters, atol=1e-12)
        twin.parameters -= 0.3 * twin.backprop(x, y).vector


def test_a_walk_ends_when_steps_or_examples_are_used_up_and_is_thinned(small):
    network, x, y = small
    given = {"batch_size": 7, "learning_rate": 0.1, "rng": np.random.default_rng(0)}
    long = walk(network, x, y, steps=3000, examples=10**6, **given)
    assert long.steps[-1] == 3000 and long.steps[:51].tolist() == list(range(51)) and len(long.places) < 140
    assert (np.diff(long.seconds) > 0).all()
    assert walk(network, x, y, steps=3000, examples=140, **given).steps[-1] == 20


def test_a_ball_moves_only_the_chosen_parameters(small):
    network, x, y = small
    places = roll(network, [2, 5], x, y, learning_rate=0.5, steps=2)
    np.testing.assert_array_equal(places[0], network.parameters[[2, 5]])
    np.testing.assert_allclose(places[1], places[0] - 0.5 * network.backprop(x, y).vector[[2, 5]])


def test_a_network_in_another_order_computes_the_same():
    network = Network([4, 7, 5, 2], rng=np.random.default_rng(0))
    network.parameters += np.random.default_rng(1).normal(size=network.parameters.size)
    twin, x = in_another_order(network, np.random.default_rng(2)), np.random.default_rng(3).normal(size=(4, 9))
    np.testing.assert_allclose(twin.output(x), network.output(x), atol=1e-12)
    assert np.linalg.norm(twin.parameters - network.parameters) > 1
    np.testing.assert_allclose(np.sort(twin.parameters), np.sort(network.parameters))


# ---- the compass


@pytest.mark.parametrize("epochs", [0, 1, 5, 20])
def test_the_compass_starts_from_the_full_gradient_of_its_network(epochs):
    expected = full_gradient(snapshot(epochs), TRAIN.images, TRAIN.targets)
    np.testing.assert_allclose(walkers.compass_at(epochs).full, expected, atol=1e-12)


@pytest.mark.parametrize("epochs, batch_size", [(0, 100), (5, 1), (1, 20), (20, 5000), (5, 60_000)])
def test_each_needle_stands_at_its_true_angle(compass, epochs, batch_size):
    control(compass, "epochs of training").value = epochs
    control(compass, "batch size").value = batch_size
    numbers = compass.numbers
    np.testing.assert_allclose(np.cos(np.radians(numbers["angles"])), numbers["cosines"], atol=1e-9)
    tips = np.array([segment[1] for segment in compass.figure.axes[0].collections[0].get_segments()])
    np.testing.assert_allclose(np.hypot(*tips.T), 1)
    np.testing.assert_allclose(np.degrees(np.arccos(np.clip(tips[:, 1], -1, 1))), numbers["angles"], atol=1e-4)
    assert f">{numbers['cosines'].mean():.3f}<" in compass.line.value


def test_needles_of_small_batches_equal_direct_gradients(compass):
    control(compass, "epochs of training").value = 5
    control(compass, "batch size").value = 10
    rng, network = np.random.default_rng(walkers.SEED), snapshot(5)
    full = full_gradient(network, TRAIN.images, TRAIN.targets)
    for cosine in compass.numbers["cosines"][:5]:
        batch = rng.choice(60_000, 10, replace=False)
        assert cosine == pytest.approx(
            agreement(network.backprop(TRAIN.images[:, batch], TRAIN.targets[:, batch]).vector, full), abs=1e-6
        )


def test_other_batches_are_others(compass):
    control(compass, "epochs of training").value, control(compass, "batch size").value = 1, 100
    before = compass.numbers["cosines"]
    control(compass, "other batches").click()
    assert not np.allclose(compass.numbers["cosines"], before)


def test_at_the_start_nobody_stumbles_and_later_a_hundred_images_do():
    assert walkers.drawn(0, 100).mean() > 0.995 and walkers.drawn(0, 1).mean() > 0.75
    for epochs in (1, 5, 20):
        cosines = walkers.drawn(epochs, 100)
        assert 0.2 < cosines.mean() < 0.45 and (cosines < 0).any()
        assert 60 < np.degrees(np.arccos(cosines)).mean() < 80


def test_the_slope_is_small_after_one_epoch_and_no_smaller_after_twenty_while_the_cost_falls():
    lengths = {epochs: np.linalg.norm(walkers.compass_at(epochs).full) for epochs in (0, 1, 20)}
    assert 35 < lengths[0] / lengths[1] < 50 and 0.9 < lengths[20] / lengths[1] < 1.2
    costs = [snapshot(epochs).cost(TRAIN.images[:, :5000], TRAIN.targets[:, :5000]) for epochs in (1, 5, 20)]
    assert costs[0] > costs[1] > costs[2]


# ---- two walks


def true_cost(place):
    network = snapshot(0)
    network.parameters[:] = place
    return network.cost(TRAIN.images[:, : walkers_plane.JUDGES], TRAIN.targets[:, : walkers_plane.JUDGES])


def test_the_map_is_the_true_cost_on_the_plane_and_the_walks_are_on_it(two_walks):
    scene = two_walks.numbers["scene"]
    walks, _ = walkers_plane._walks(scene.settings)
    start = snapshot(5).parameters
    for who in (0, 1):
        assert scene.costs[who][-1] == pytest.approx(true_cost(walks[who].places[walkers_plane.STEPS]), abs=1e-6)
        moved = walks[who].places[: walkers_plane.STEPS + 1] - start
        held = (scene.coordinates[who] ** 2).sum() / (moved**2).sum()
        assert scene.shares[who] == pytest.approx(held) and 0.5 < held <= 1
    s, t = scene.axes
    assert scene.surface.shape == (len(s), len(t)) == (41, 41)
    at_start = np.abs(s).argmin(), np.abs(t).argmin()
    assert scene.surface[at_start] == pytest.approx(true_cost(start), abs=0.005)
    assert s.min() < min(xy[0].min() for xy in scene.coordinates) and t.max() > max(xy[1].max() for xy in scene.coordinates)


def test_step_for_step_the_careful_one_wins_and_image_for_image_the_drunk_one(two_walks):
    control(two_walks, "same number of").value = "steps"
    careful, drunk = two_walks.numbers["cost"]
    assert two_walks.numbers["steps"].tolist() == [40, 40] and careful < drunk
    control(two_walks, "same number of").value = "images seen"
    careful, drunk = two_walks.numbers["cost"]
    assert two_walks.numbers["steps"].tolist() == [40, 4000] and drunk < 0.6 * careful
    assert f"{careful:.4f} | {drunk:.4f}" in two_walks.line.value
    control(two_walks, "same number of").value = "seconds"
    assert two_walks.numbers["cost"][1] < two_walks.numbers["cost"][0]


def test_time_moves_both_walkers_and_nothing_else(two_walks):
    control(two_walks, "same number of").value = "steps"
    scene, figure = two_walks.numbers["scene"], two_walks.figure
    control(two_walks, "time").value = 15
    assert two_walks.numbers["scene"] is scene and two_walks.figure is figure
    assert two_walks.numbers["steps"].tolist() == [10, 10]
    for who in (0, 1):
        assert two_walks.numbers["cost"][who] == scene.costs[who][10]
        (shown,) = [line for line in figure.axes[1].lines if len(line.get_xdata()) == 1 and line.get_marker() == "so"[who]]
        assert shown.get_ydata()[0] == scene.costs[who][10]


def test_new_settings_ask_for_a_walk_and_the_button_walks(two_walks):
    control(two_walks, "same number of").value = "steps"
    before = two_walks.numbers["scene"]
    control(two_walks, "epochs of training").value = 0
    assert "press" in two_walks.line.value and two_walks.numbers["scene"] is before
    control(two_walks, "Walk").click()
    numbers = two_walks.numbers
    assert numbers["scene"].settings.epochs == 0 and numbers["steps"].tolist() == [40, 40]  # played to its end
    assert numbers["cost"][0] == pytest.approx(numbers["cost"][1], rel=0.01)  # nobody stumbles
    assert numbers["cost"][0] < 0.5 * numbers["scene"].costs[0][0]


def test_a_batch_of_one_walks_although_the_other_cannot_pay_a_step():
    numbers = walkers.walked(drunk=(1, 0.2), price="images seen")
    assert numbers["steps"].tolist() == [1, walkers_plane.MOST] and len(set(numbers["scene"].costs[1])) > 50
    assert walkers.walked(careful=(10_000, 15.0))["cost"][0] > 0.5  # thrown out by steps that are too long


# ---- two weights


def curvatures(place, h=1e-4):
    columns = []
    for e in np.eye(2) * h:
        up, down = (tiny_network(*(place + side * e)).backprop(X, Y).vector[WEIGHTS] for side in (1, -1))
        columns.append((up - down) / (2 * h))
    return np.linalg.eigvalsh(np.array(columns))


def test_the_crosses_are_three_minima_two_deep_and_mirrored_one_shallow():
    places = lowest_places()
    assert len(places) == 3
    for place in places:
        assert np.abs(tiny_network(*place).backprop(X, Y).vector[WEIGHTS]).max() < 1e-4
        assert curvatures(place).min() > 0
    costs = [tiny_network(*place).cost(X, Y) for place in places]
    one, other, shallow = places[np.argsort(costs)]
    np.testing.assert_allclose(one, other[::-1], atol=0.01)
    assert max(sorted(costs)[:2]) < 0.05 and max(costs) > 0.14
    assert abs(shallow[0] - shallow[1]) < 0.05
    # Gradient descent rests where the learning rate is below 2 / curvature: 5 in the valleys, 100 only in the hollow.
    assert 5 < 2 / curvatures(one).max() < 10 and 2 / curvatures(shallow).max() > 100


def test_the_map_of_two_weights_is_the_cost():
    s, t, costs = walkers_two_weights.ground()
    for i, j in [(0, 60), (13, 7), (44, 30)]:
        assert costs[i, j] == pytest.approx(tiny_network(s[i], t[j]).cost(X, Y), abs=1e-9)


def put(ball, w1, w2, rate, step=100):
    control(ball, "start w₁").value, control(ball, "start w₂").value = w1, w2
    control(ball, "learning rate").value, control(ball, "step").value = rate, step
    return ball.numbers


@pytest.mark.parametrize(
    "w1, w2, rate, cost, words",
    [
        (-4, -3, 1, 0.36, "rolling"),
        (-4, -3, 5, 0.0478, "hardly moves"),
        (-3, -4, 5, 0.0478, "hardly moves"),
        (-4, -3, 100, 0.1425, "hardly moves"),
        (-4, -3, 300, 0.21, "flown out"),
        (3, 4, 5, 0.1425, "hardly moves"),
    ],
)
def test_the_ball_does_what_the_notebook_says(ball, w1, w2, rate, cost, words):
    numbers = put(ball, w1, w2, rate)
    assert numbers["cost"] == pytest.approx(cost, abs=0.002) and words in numbers["state"]
    assert f"{numbers['cost']:.4f}" in ball.line.value and numbers["state"] in ball.line.value


@pytest.mark.parametrize("rate", [10, 30])
def test_with_longer_steps_the_ball_jumps_from_wall_to_wall(ball, rate):
    # Where it is after 100 jumps is chance, down to the last digit of the processor.
    numbers = put(ball, -4, -3, rate)
    assert np.ptp(numbers["costs"][-20:]) > 0.03 and "jumps too far" in numbers["state"]


def test_on_the_diagonal_the_ball_rests_on_a_saddle(ball):
    numbers = put(ball, -4, -4, 3)
    place = numbers["places"][-1]
    assert numbers["slope"] < 1e-6 and "hardly moves" in numbers["state"]
    assert curvatures(place).min() < 0 < curvatures(place).max()
    assert np.abs(lowest_places() - place).max(axis=1).min() > 1


def test_the_slope_of_the_ball_agrees_with_nudging(ball):
    numbers = put(ball, -4, -3, 5, step=17)
    place, h = numbers["places"][17], 1e-6
    slopes = [
        (tiny_network(*(place + e)).cost(X, Y) - tiny_network(*(place - e)).cost(X, Y)) / (2 * h) for e in np.eye(2) * h
    ]
    assert numbers["slope"] == pytest.approx(np.hypot(*slopes), abs=1e-6)
    np.testing.assert_allclose(numbers["places"][18], place - 5 * np.array(slopes), atol=1e-6)
    assert numbers["cost"] == pytest.approx(tiny_network(*place).cost(X, Y))


def test_play_goes_to_the_last_step(ball):
    put(ball, -4, -3, 5, step=0)
    assert ball.numbers["state"] == "at the start"
    control(ball, "Play").click()
    assert ball.numbers["step"] == 100


def test_two_hundred_events_end_in_the_last_state(ball):
    for step in [*range(100), *range(100)]:
        control(ball, "step").value = step
    assert ball.numbers["cost"] == ball.numbers["costs"][99]


# ---- several ends


def test_the_ends_are_equally_good_and_far_apart(ends):
    numbers = ends.numbers
    np.testing.assert_allclose(numbers["costs"], [n.cost(TEST.images, TEST.targets) for n in walkers.ends()])
    assert numbers["costs"].max() < 1.25 * numbers["costs"].min() and numbers["right"].min() > 0.9
    off_diagonal = numbers["distances"][~np.eye(6, dtype=bool)]
    assert off_diagonal.min() > numbers["walked"].max()


def test_there_is_a_hill_between_any_two_ends():
    for one in range(6):
        for other in range(one):
            along = walkers_minima.line_between(other, one)
            assert along.max() > 3 * max(along[0], along[-1])


def test_the_line_follows_both_choices_and_the_slider(ends):
    control(ends, "from").value, control(ends, "to").value = 2, 5
    control(ends, "how far").value = 12
    numbers, (one, other) = ends.numbers, (walkers.ends()[i] for i in (2, 5))
    middle = one.copy()
    middle.parameters[:] = 0.8 * one.parameters + 0.2 * other.parameters
    assert numbers["share"] == pytest.approx(0.2)
    assert numbers["cost"] == pytest.approx(middle.cost(TEST.images, TEST.targets), abs=1e-9)
    assert numbers["distance"] == pytest.approx(np.linalg.norm(one.parameters - other.parameters))
    assert f"{numbers['cost']:.3f}" in ends.line.value
    point = next(line for line in ends.figure.axes[1].lines if len(line.get_xdata()) == 1)
    assert point.get_ydata()[0] == numbers["cost"]


def test_a_shuffled_twin_answers_the_same_from_far_away(ends):
    one, *_, twin = walkers.ends()
    np.testing.assert_allclose(twin.output(TEST.images[:, :100]), one.output(TEST.images[:, :100]), atol=1e-9)
    assert ends.numbers["costs"][0] == pytest.approx(ends.numbers["costs"][5], rel=1e-12)
    direction = twin.parameters - one.parameters
    middle = costs_along(one, [direction], [[0.5]], TEST.images[:, :1000], TEST.targets[:, :1000])[0]
    assert middle > 3 * ends.numbers["costs"][0]


def test_the_seeds_make_different_mistakes():
    answers = [network.output(TEST.images).argmax(axis=0) for network in walkers.ends()[:2]]
    assert (answers[0] != answers[1]).mean() > 0.02
    assert f"{math.factorial(16) ** 2:.1e}" == "4.4e+26"


def test_every_explorer_has_a_still_picture_and_a_text_without_an_address(compass, two_walks, ball, ends):
    for explorer in (compass, two_walks, ball, ends):
        data, _ = explorer._repr_mimebundle_()
        assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
        assert "0x" not in data["text/plain"]
