"""The whole answer in five stages: its numbers, worked out once more."""

import re

import numpy as np
import pytest
from helpers import assert_small_still, choose, choose_network

from nnlib import load_mnist, snapshot
from nnlib.explorers.really.answer import MANY, RATE, STAGES, whole_answer

TRAIN = load_mnist().train
x, y = TRAIN.images[:, 5].astype(float), TRAIN.targets[:, 5]


@pytest.fixture
def answer():
    return whole_answer()


def number(answer, stage):
    """The number that matters in this stage."""
    choose(answer, "stage", stage)
    (key,) = re.findall(r"<b[^>]*>([^<]+)", answer.line.value)
    return float(key.replace("−", "-"))


def squashed(z):
    return 1 / (1 + np.exp(-z))


@pytest.mark.parametrize("network, epochs", [("untrained", 0), ("1 epoch", 1)])
def test_the_five_numbers_follow_from_the_definitions(answer, network, epochs):
    choose_network(answer, network)
    course = snapshot(epochs)
    activations = [x]
    for W, b in zip(course.weights, course.biases):
        activations.append(squashed(W @ activations[-1] + b))
    a = activations[-1]
    delta = 2 * (a - y) * a * (1 - a)
    message = -course.weights[2].T @ delta
    assert number(answer, "forward") == pytest.approx(((a - y) ** 2).sum(), abs=0.006)
    assert number(answer, "δ and back") == pytest.approx(delta[abs(delta).argmax()], abs=0.0006)
    assert number(answer, "sums") == pytest.approx(message[abs(message).argmax()], abs=0.006)

    images, targets = TRAIN.images[:, :MANY], TRAIN.targets[:, :MANY]
    one_by_one = [course.backprop(images[:, i], targets[:, i]).vector for i in range(MANY)]
    average = np.mean(one_by_one, axis=0)
    twin = course.copy()
    twin.parameters[:] = average
    assert number(answer, "average") == pytest.approx(-twin.weights[2][2, 7], abs=0.0006)
    stepped = course.copy()
    stepped.parameters -= RATE * average
    assert number(answer, "step") == pytest.approx(stepped.cost(images, targets), abs=0.0006)
    assert stepped.cost(images, targets) < course.cost(images, targets)


def sent(view, name, count):
    """The last numbers of what the picture gets from Python."""
    return np.frombuffer(getattr(view, name) if name == "changed" else view.frame[name], np.float32)[-count:]


def test_the_outputs_of_the_last_stage_are_those_after_the_step_which_each_parameter_can_tell(answer):
    choose(answer, "stage", "step")
    shown = answer.numbers["activations after"][-1]
    assert not np.allclose(shown, answer.numbers["activations"][-1])
    view = answer.view
    np.testing.assert_allclose(sent(view, "activations", 10), shown, rtol=1e-6)
    moved = view.network.parameters - snapshot(0).parameters
    np.testing.assert_allclose(sent(view, "changed", 13_002), moved, atol=1e-6)
    assert np.abs(moved).max() > 0.01


def test_the_average_is_shown_as_wishes_and_gone_in_the_other_stages(answer):
    choose(answer, "stage", "average")
    assert answer.view.edges == "average wishes"
    average = snapshot(0).backprop(TRAIN.images[:, :MANY], TRAIN.targets[:, :MANY])
    np.testing.assert_allclose(sent(answer.view, "changed", 13_002), -average.vector, atol=1e-6)
    choose(answer, "stage", "sums")
    assert answer.numbers and (answer.view.edges, answer.view.changed) == ("weights", b"")


def test_in_the_sums_only_what_asks_the_neuron_is_lit(answer):
    choose(answer, "stage", "sums")
    k = answer.numbers["neuron"]
    asking = {f"weights[2][{j}, {k}]" for j in range(10)}
    assert set(answer.view.lit) == asking | {f"activations[2][{k}]", "activations[3]"}
    assert f"Neuron {k} of hidden layer 2" in answer.line.sentence
    choose(answer, "stage", "forward")
    assert answer.numbers and answer.view.lit == []


def test_another_image_is_in_the_picture_and_in_the_words(answer):
    choose(answer, "stage", "forward")
    before = answer.words()
    answer.chooser.index = 7
    assert answer.numbers["label"] == TRAIN.labels[7]
    np.testing.assert_array_equal(answer.view.x, TRAIN.images[:, 7])
    assert f"It is a {TRAIN.labels[7]}" in answer.words() != before


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_has_a_small_still(stage):
    assert "five stages" in assert_small_still(whole_answer(stage=stage))
