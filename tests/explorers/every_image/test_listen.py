"""Notebook 05: a network that hears only some images, read out of the widget."""

import numpy as np
import pytest
from helpers import control, inside, key, written

from nnlib import SGD, load_mnist, snapshot
from nnlib.explorers import every_image
from nnlib.explorers.every_image.listen import BATCH_SIZE, SEED
from nnlib.widgets.digit_chooser import DigitChooser

TRAIN, TEST = load_mnist().train, load_mnist().test
TWOS = np.flatnonzero(TRAIN.labels == 2)


@pytest.fixture
def listening():
    return every_image.listen_only_to()


def step(listening, steps):
    control(listening, f"step ×{steps}").click()


def trained_on(columns, steps, epochs=20, learning_rate=1.5):
    """The network that plain SGD on these columns gives."""
    network = snapshot(epochs).copy(dtype=np.float32)
    size, rng = min(BATCH_SIZE, len(columns)), np.random.default_rng(SEED)
    options = {"batch_size": size, "learning_rate": learning_rate, "rng": rng}
    sgd = SGD(network, TRAIN.images[:, columns], TRAIN.targets[:, columns], **options)
    for _ in range(steps):
        next(sgd)
    return network


def assert_shows(listening, network):
    answers, numbers = network.output(TEST.images).argmax(axis=0), listening.numbers
    np.testing.assert_array_equal(numbers["predicted"], np.bincount(answers, minlength=10))
    digit = numbers["digit"]
    np.testing.assert_array_equal(numbers["becomes"], np.bincount(answers[TEST.labels == digit], minlength=10))
    np.testing.assert_array_equal(numbers["true"], np.bincount(TEST.labels))
    assert numbers["accuracy"] == pytest.approx(network.accuracy(TEST.images, TEST.labels), abs=1e-12)
    assert key(listening) == pytest.approx(100 * numbers["accuracy"], abs=0.051)
    assert {f"{count:,}" for count in numbers["predicted"]} <= set(written(listening))
    assert f"{numbers['becomes'][digit]:,} right" in written(listening)


def test_before_the_first_step_it_is_the_trained_network(listening):
    assert_shows(listening, snapshot(20))
    assert listening.numbers["steps"] == 0 and "Before the first step" in listening.line.value


def test_the_steps_are_those_of_sgd_on_the_twos_alone(listening):
    for steps in (1, 10, 100):
        step(listening, steps)
    assert listening.numbers["steps"] == 111
    assert_shows(listening, trained_on(TWOS, 111))


def test_the_learning_rate_acts_and_another_start_begins_anew(listening):
    step(listening, 1)
    control(listening, "start from").value = 5
    assert_shows(listening, snapshot(5))
    control(listening, "learning rate").value = 0.5
    step(listening, 10)
    assert_shows(listening, trained_on(TWOS, 10, epochs=5, learning_rate=0.5))


def test_reset_restores_exactly_and_the_same_steps_lead_to_the_same_place(listening):
    before = listening.numbers
    step(listening, 10)
    first = listening.numbers
    control(listening, "reset").click()
    assert_shows(listening, snapshot(20))
    assert listening.numbers["steps"] == before["steps"]
    step(listening, 10)
    np.testing.assert_array_equal(listening.numbers["predicted"], first["predicted"])


def test_another_true_digit_changes_its_fate_alone(listening):
    step(listening, 100)
    predicted = listening.numbers["predicted"]
    control(listening, "what becomes of the").value = 3
    assert_shows(listening, trained_on(TWOS, 100))
    np.testing.assert_array_equal(listening.numbers["predicted"], predicted)
    assert listening.numbers["becomes"].sum() == (TEST.labels == 3).sum()


def test_one_image_is_heard_alone_and_its_chooser_is_there_only_then(listening):
    chooser = next(w for w in inside(listening) if isinstance(w, DigitChooser))
    assert chooser.layout.display == "none"
    control(listening, "listen to").value = "this one image"
    assert not chooser.layout.display
    chooser.index = 48
    step(listening, 10)
    assert_shows(listening, trained_on([48], 10))
    np.testing.assert_array_equal(listening.numbers["voters"], TRAIN.images[:, [48]])


def test_all_images_are_plain_training(listening):
    control(listening, "listen to").value = "all images"
    step(listening, 10)
    assert_shows(listening, trained_on(np.arange(60_000), 10))


def test_it_goes_on_from_where_it_is_when_the_voters_change(listening):
    step(listening, 100)
    control(listening, "listen to").value = "all images"
    assert listening.numbers["steps"] == 100 and listening.numbers["accuracy"] < 0.5
    step(listening, 10)
    assert listening.numbers["steps"] == 110 and listening.numbers["accuracy"] > 0.9
