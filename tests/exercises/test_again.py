"""Before we go on: the cards come from the right notebooks, their answers are true and can be found where they say."""

import numpy as np
import pytest
from claims.course import digits, network_of
from exercises.places import exists

from nnlib import course, snapshot
from nnlib.activations import sigmoid, sigmoid_slope
from nnlib.analysis.votes import agreement
from nnlib.exercises.again import AGAIN
from nnlib.explorers.shared.networks import full_gradient_after

CARDS = [(name, card) for name, cards in AGAIN.items() for card in cards]


def number(name):
    return int(name[:2])


def test_each_notebook_from_02_on_has_two_one_from_the_notebook_before_and_one_from_an_earlier_one():
    assert list(AGAIN) == course.numbered()[2:]
    for name, (first, second) in AGAIN.items():
        here, before, earlier = number(name), number(first.see[0]), number(second.see[0])
        assert before == here - 1
        assert earlier == here - 3 if here >= 4 else earlier < before


@pytest.mark.parametrize("name, card", CARDS, ids=lambda part: part if isinstance(part, str) else "")
def test_the_answer_can_be_found_in_the_section_that_is_named(name, card):
    assert exists(card.see)
    assert 2 <= len(set(card.choices)) == len(card.choices) <= 4 and card.why


def test_no_question_is_asked_twice_and_the_right_answer_is_not_always_in_the_same_place():
    assert len({card.question for _, card in CARDS}) == len(CARDS)
    places = [card.shown.index(card.answer) for _, card in CARDS]
    assert all(places.count(place) >= 4 for place in range(3))
    assert all(set(card.shown) == set(card.choices) for _, card in CARDS)


def answer_to(beginning):
    (card,) = [card for _, card in CARDS if card.question.startswith(beginning)]
    return card


# ---- what the answers say, worked out


def test_weights_and_pixels():
    assert answer_to("A weight is 5").answer == f"{5 * 0}"
    assert answer_to("W leads").answer == str(snapshot(0).weights[0].shape)
    assert digits().train.images.shape == (784, 60000)


def test_a_sigmoid_that_is_flat():
    card = answer_to("The weighted sum z")
    low, high = sigmoid(np.array([10.0, 11.0]))
    assert f"from {low:.5f} to {high:.5f}" in card.why


def test_an_output_that_is_stuck():
    card, a, half = answer_to("An output is 0.001"), 0.001, 0.5
    z = np.log(a / (1 - a))
    steep = sigmoid_slope(z, a)
    assert f"2 × {1 - a} × {steep:.6f}, about {2 * (1 - a) * steep:.3f}" in card.why
    assert f"At 0.5 it would be {2 * (1 - half) * half * (1 - half)}" in card.why


def test_through_a_negative_weight_an_output_that_should_go_down_asks_for_more():
    wish_for_z, weight = -0.3, -0.5
    assert (wish_for_z * weight > 0) == (answer_to("An output should go down").answer == "to become brighter")


def test_the_product_of_the_message():
    network, (x, y) = snapshot(0), (digits().train.images[:, 5], digits().train.targets[:, 5])
    W, delta = network.weights[2], network.backprop(x, y).deltas[2]
    assert np.allclose(eval(answer_to("Ten outputs have").answer), [-(W[:, k] * delta).sum() for k in range(16)])


def test_a_sum_of_a_hundred_is_a_hundred_times_their_mean():
    assert "100 times" in answer_to("For a mini-batch of 100").answer


def test_a_mini_batch_points_most_nearly_downhill_at_the_start():
    train, cosines = digits().train, {}
    for epochs in (0, 20):
        network, full = snapshot(epochs), full_gradient_after(epochs)
        batches = np.random.default_rng(3).choice(60_000, (10, 100), replace=False)
        drawn = [network.backprop(train.images[:, batch], train.targets[:, batch]).vector for batch in batches]
        cosines[epochs] = np.mean([agreement(one, full) for one in drawn])
    assert cosines[0] > 0.9 > 0.5 > cosines[20]
    assert answer_to("When does a mini-batch").answer == "before any training"


def test_neurons_that_begin_at_zero_stay_twins():
    network = network_of(1).copy()
    network.parameters[:] = 0
    for batch in range(20):
        x, y = (part[:, 100 * batch : 100 * batch + 100] for part in (digits().train.images, digits().train.targets))
        network.parameters -= 1.5 * network.backprop(x, y).vector
    for W in network.weights[:2]:
        assert np.allclose(W, W[:1])
    assert "twins" in answer_to("A network starts").answer
