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


def test_the_outputs_of_the_last_stage_are_those_after_the_step(answer):
    choose(answer, "stage", "step")
    shown = answer.numbers["activations after"][-1]
    assert not np.allclose(shown, answer.numbers["activations"][-1])
    texts = [text.get_text() for ax in answer.figure.axes for text in ax.texts]
    assert all(f"{output:.2f}" in texts for output in shown)


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_has_a_small_still(stage):
    assert "five stages" in assert_small_still(whole_answer(stage=stage))
