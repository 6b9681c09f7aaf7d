"""Notebook 07: a ball on the surface of two weights, read from the widget."""

import numpy as np
import pytest
from helpers import control

from nnlib.explorers.walkers import two_weights as walkers_two_weights
from nnlib.explorers.walkers.two_weights import WEIGHTS, X, Y, lowest_places, tiny_network


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
        (-4, -3, 5, 0.0478, "come to rest"),
        (-3, -4, 5, 0.0478, "come to rest"),
        (-4, -3, 100, 0.1425, "come to rest"),
        (-4, -3, 300, 0.21, "flown out"),
        (3, 4, 5, 0.1425, "come to rest"),
        (-4, -3.9, 3, 0.3620, "hardly moves, but there is no cross"),
        (-4, -3, 0.1, 0.5684, "hardly moves, but there is no cross"),
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
    assert numbers["slope"] < 1e-6 and "no cross here" in numbers["state"]
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
