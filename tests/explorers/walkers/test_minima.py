"""Notebook 07: several ends, read from the widget."""

import math

import numpy as np
import pytest
from helpers import control

from nnlib import load_mnist
from nnlib.analysis.landscape import costs as costs_along
from nnlib.explorers import walkers
from nnlib.explorers.walkers import minima as walkers_minima

TRAIN, TEST = load_mnist().train, load_mnist().test


def test_the_ends_are_equally_good_and_far_apart(ends):
    numbers = ends.numbers
    here = [network.cost(TEST.images, TEST.targets) for network in walkers.ends()]
    np.testing.assert_allclose(numbers["costs"], here, rtol=0.05)  # another machine ends a little elsewhere
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
    assert numbers["cost"] == pytest.approx(middle.cost(TEST.images, TEST.targets), rel=0.05)
    assert numbers["distance"] == pytest.approx(np.linalg.norm(one.parameters - other.parameters), rel=0.01)
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
