"""The test of understanding: every wrong answer names a misconception, and every right one is true."""

import numpy as np
import pytest
from claims.course import digits
from exercises.places import exists

from nnlib import snapshot
from nnlib.analysis.landscape import cost_along
from nnlib.analysis.wishes import avenues, wishes_table
from nnlib.exercises.understanding import ITEMS, MISCONCEPTIONS, SHEETS, chance, mark, sheet
from nnlib.explorers.labelled_data import measured
from nnlib.explorers.really.pictures import PICTURES
from nnlib.explorers.shared.networks import full_gradient_after
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of

ITEM = {item.name: item for item in ITEMS}
TRAIN = digits().train
TWO, HARD_TWO = ((TRAIN.images[:, i].astype(float), TRAIN.targets[:, i].astype(float)) for i in (5, 28))


# ---- the items


def test_there_are_twenty_items_with_one_right_answer_and_two_or_three_wrong_ones():
    assert len(ITEM) == len(ITEMS) == 20
    for item in ITEMS:
        assert 3 <= len(set(item.choices)) == len(item.choices) <= 4


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.name)
def test_every_wrong_answer_names_a_misconception_and_the_answer_is_in_a_named_place(item):
    assert set(item.wrong.values()) <= set(MISCONCEPTIONS)
    assert exists(item.see)


def test_every_misconception_is_looked_for():
    assert {key for item in ITEMS for key in item.wrong.values()} == set(MISCONCEPTIONS)


def test_at_least_four_items_ask_for_what_a_picture_shows():
    shown = [item.picture for item in ITEMS if item.picture]
    assert len(shown) >= 4 and sorted(shown) == sorted(PICTURES)


def test_the_right_answer_is_not_given_away_by_its_length():
    longest = [max(item.choices, key=len) == item.right for item in ITEMS]
    assert sum(longest) <= 12


def test_both_sheets_ask_the_same_in_another_order_and_the_right_letters_are_spread():
    sheets = {when: sheet(when) for when in SHEETS}
    names = [[item.name for item, _ in items] for items in sheets.values()]
    assert sorted(names[0]) == sorted(names[1]) == sorted(ITEM) and names[0] != names[1]
    for items in sheets.values():
        places = [choices.index(item.right) for item, choices in items]
        assert all(places.count(place) >= 3 for place in range(4))
        assert all(sorted(choices) == sorted(item.choices) for item, choices in items)


# ---- marking


def test_marks_count_what_is_right_and_name_what_is_wrong():
    answers = {item.name: item.right for item in ITEMS[:5]}
    wrong = {item.name: next(iter(item.wrong)) for item in ITEMS[5:8]}
    marked = mark(answers | wrong | {ITEMS[8].name: "I don't know.", "an item of another course": "yes"})
    assert marked.right == 5 and len(marked.open) == 12
    assert [(item.name, answer) for item, answer, _ in marked.wrong] == list(wrong.items())
    assert dict(marked.beliefs) == {key: 1 for *_, key in marked.wrong}


def test_chance_is_that_of_twenty_guesses():
    shares = chance()
    rng, guesses = np.random.default_rng(1), 20_000
    hits = sum(rng.random(guesses) < 1 / len(item.choices) for item in ITEMS)
    assert len(shares) == 21 and np.isclose(shares.sum(), 1)
    assert np.abs(np.bincount(hits, minlength=21) / guesses - shares).max() < 0.015


# ---- the right answers, worked out from the networks that the pictures show


def is_right(name, words):
    assert words in ITEM[name].right


def test_asks():
    network, (x, y) = snapshot(0), TWO
    output, weight = network.output(x)[9], network.weights[2][9, 7]
    assert (f"{output:.2f}", f"{weight:.2f}") == ("0.47", "-0.74")
    assert "0.47 and should be 0" in ITEM["asks"].question and "−0.74" in ITEM["asks"].question and y[9] == 0
    assert wishes_table(network, x, y)[9, 7] > 0
    is_right("asks", "brighter")


def test_pushes():
    network, (x, y) = snapshot(1), HARD_TWO
    outputs, pushes = network.output(x), -network.backprop(x, y).deltas[-1]
    assert (f"{outputs[2]:.2f}", f"{outputs[7]:.2f}") == ("0.03", "0.56") and (y[2], y[7]) == (1, 0)
    assert abs(y - outputs)[2] > abs(y - outputs)[7] and abs(pushes[7]) > abs(pushes[2])
    is_right("pushes", "output 7")


def test_which_weight():
    network, (x, _) = snapshot(1), TWO
    neurons = [1, 2, 4, 15]
    slopes, before = avenues(network, x, -1, 2).weights[neurons], network.forward(x).activations[2][neurons]
    weights = network.weights[2][2, neurons]
    assert neurons[abs(slopes).argmax()] == neurons[before.argmax()] == 2
    assert neurons[weights.argmax()] == neurons[abs(weights).argmax()] == 1 and neurons[before.argmin()] == 4
    is_right("which_weight", "neuron 2, the brightest")
    assert any("neuron 1, since it is the largest" in answer for answer in ITEM["which_weight"].wrong)


def test_message():
    wishes = wishes_table(snapshot(0), *TWO)[:, 1]
    assert ((wishes > 0).sum(), (wishes < 0).sum()) == (6, 4) and wishes.sum() < 0
    is_right("message", "darker")


def test_curve():
    network, (x, y) = snapshot(1), TWO
    index = index_of("weights[2][2, 7]", network.sizes)
    slope = nudge(network, x[:, np.newaxis], y[:, np.newaxis], index)
    costs = cost_along(network, x, y, index, np.linspace(-4, 6, 50))
    assert slope < 0 and (np.diff(costs) < 0).all()
    is_right("curve", "should grow: its slope is negative")


# ---- and from plain numbers


def test_update():
    assert f"{-0.1 * -0.3:.2f}" == "0.03"
    is_right("update", "grows by 0.03")


def test_zero():
    """Some of the images that the network misreads have weights with a slope of exactly 0."""
    network = snapshot(20)
    wrong = np.flatnonzero(network.output(TRAIN.images[:, :2000]).argmax(axis=0) != TRAIN.labels[:2000])[0]
    assert (network.backprop(TRAIN.images[:, wrong], TRAIN.targets[:, wrong]).weights[0] == 0).any()


def test_steepest():
    """Of a thousand random directions about half lead down, and none as steeply as the one against the gradient."""
    network, rng = snapshot(1), np.random.default_rng(0)
    gradient = network.backprop(*TWO).vector
    directions = rng.normal(size=(1000, gradient.size))
    slopes = directions @ gradient / np.linalg.norm(directions, axis=1)
    assert 0.4 < (slopes < 0).mean() < 0.6 and slopes.min() > -np.linalg.norm(gradient)


def test_bias():
    network, delta = snapshot(1), snapshot(1).backprop(*TWO).deltas[2]
    np.testing.assert_array_equal(network.backprop(*TWO).biases[2], delta)
    is_right("bias", "0.2")


def test_average():
    network = snapshot(20)
    x, y = TRAIN.images, TRAIN.targets
    before = network.cost_each(x, y)
    network.parameters -= 1.5 * full_gradient_after(20)
    after = network.cost_each(x, y)
    assert after.mean() < before.mean() and 0.3 < (after > before).mean() < 0.7
    is_right("average", "For many the cost rises")


def test_labels_and_more_data():
    assert measured(60_000, 0.5).test > 0.9
    is_right("labels", "more than 90")
    gains = [np.mean([measured(count, seed=seed).test for seed in (1, 2, 3)]) for count in (25_600, 51_200)]
    assert gains[1] - gains[0] < 0.01 and (1 - gains[1]) > 0.75 * (1 - gains[0])
    is_right("more_data", "less than one of 100")


def test_memory():
    assert snapshot(20).parameters.size == 13_002
    is_right("memory", "13,002")
