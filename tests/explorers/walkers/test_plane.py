"""Notebook 07: two walks, read from the widget."""

import numpy as np
import pytest
from helpers import control

from nnlib import load_mnist, snapshot
from nnlib.explorers import walkers
from nnlib.explorers.walkers import plane as walkers_plane

TRAIN, TEST = load_mnist().train, load_mnist().test


def true_cost(place):
    network = snapshot(0)
    network.parameters[:] = place
    return network.cost(TRAIN.images[:, : walkers_plane.JUDGES], TRAIN.targets[:, : walkers_plane.JUDGES])


def test_the_map_is_the_true_cost_on_the_plane_and_the_walks_are_on_it(two_walks):
    scene = two_walks.numbers["scene"]
    walks, _ = walkers_plane._walks(scene.settings)
    start = snapshot(5).parameters
    for who in (0, 1):
        assert scene.costs[who][-1] == pytest.approx(true_cost(walks[who].places[walkers_plane.STEPS]), abs=0.001)
        moved = walks[who].places[: walkers_plane.STEPS + 1] - start
        held = (scene.coordinates[who] ** 2).sum() / (moved**2).sum()
        assert scene.shares[who] == pytest.approx(held, abs=0.01) and 0.5 < held <= 1
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


def test_walking_with_the_first_settings_walks_here():
    explorer = walkers.two_walks(price="seconds")
    beforehand = explorer.numbers["scene"]
    control(explorer, "Walk").click()
    here = explorer.numbers["scene"]
    assert here.settings == beforehand.settings and here.end != beforehand.end
    for price in ("steps", "seconds"):
        control(explorer, "same number of").value = price
    assert explorer.numbers["scene"].end == here.end


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
