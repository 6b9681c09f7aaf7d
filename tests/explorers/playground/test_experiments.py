"""What notebook 11 says of its ten experiments and in its exercises, tried out."""

import numpy as np
import pytest

from nnlib import load_mnist
from nnlib.explorers.playground.experiments import EXPERIMENTS, run, settings_of, training_for

TEST = load_mnist().test
STANDARD = "10  a wrong label"  # nothing is changed in it


def accuracy(name, epochs=1, seed=1, **changes):
    """The share of test digits read correctly after so many epochs, in percent."""
    return 100 * run(name, epochs, seed, **changes).accuracies[-1].value


def test_an_unknown_experiment_is_refused_and_each_has_all_settings():
    with pytest.raises(ValueError, match="name must be one of 1  no hidden layer"):
        settings_of("11  magic")
    assert len(EXPERIMENTS) == 10
    assert {frozenset(settings_of(name)) for name in EXPERIMENTS} == {frozenset(settings_of(STANDARD))}


def test_the_standard_reads_about_88_of_100_after_an_epoch():
    assert 86 < accuracy(STANDARD, seed=2) < 90


def test_1_without_a_hidden_layer_it_is_slower_and_gets_to_about_92():
    training = training_for(**settings_of("1  no hidden layer"))
    training.advance(examples=60_000)
    assert 30 < 100 * training.measure_accuracy() < 75
    training.advance(examples=600_000)
    assert 91 < 100 * training.measure_accuracy() < 93


def test_2_through_one_neuron_little_more_than_a_fifth_is_read():
    training = run("2  one neuron", 3)
    answers = training.network.output(TEST.images).argmax(axis=0)
    assert 19 < 100 * training.accuracies[-1].value < 30
    assert len(np.unique(answers)) <= 5


@pytest.mark.parametrize("seed", [1, 2])
def test_3_four_times_the_neurons_are_a_little_better(seed):
    wide, standard = (accuracy(name, 2, seed) for name in ("3  64 and 64", STANDARD))
    assert 0.5 < wide - standard < 4
    assert training_for(**settings_of("3  64 and 64")).network.parameters.size > 4 * 13_002


@pytest.mark.parametrize("seed", [1, 2])
def test_4_and_5_four_sigmoid_layers_hardly_begin_in_an_epoch_and_four_relu_layers_do(seed):
    assert accuracy("4  four layers, sigmoid", seed=seed) < 20
    assert accuracy("5  four layers, ReLU", seed=seed) > 75


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_4_and_5_on_the_way_back_the_gradient_fades_with_sigmoid_and_hardly_with_relu(seed):
    def fading(name):
        network = training_for(**settings_of(name), seed=seed).network
        deltas = network.backprop(TEST.images[:, :1000], TEST.targets[:, :1000]).deltas
        sizes = [np.abs(delta).mean() for delta in deltas]
        return sizes[-1] / sizes[0]

    assert fading("4  four layers, sigmoid") > 300
    assert fading("5  four layers, ReLU") < 30


def test_6_from_zero_all_neurons_of_a_layer_are_twins_and_nothing_is_learned():
    training = run("6  all zero")
    first, second, last = training.network.weights
    assert max(np.ptp(first, axis=0).max(), np.ptp(second, axis=0).max(), np.ptp(last, axis=1).max()) < 1e-5
    assert np.abs(last).max() > 0.1  # they have moved, all together
    assert 100 * training.accuracies[-1].value < 15


def test_6_with_relu_zero_stays_zero():
    training = run("6  all zero", activation="relu")
    assert all((weights == 0).all() for weights in training.network.weights)


@pytest.mark.parametrize("seed", [1, 2])
def test_7_from_large_weights_most_neurons_are_stuck_and_the_start_is_slow(seed):
    def stuck(name):
        a = training_for(**settings_of(name), seed=seed).network.forward(TEST.images[:, :1000]).activations[1]
        return ((a < 0.05) | (a > 0.95)).mean()

    assert stuck("7  N(0, 1)") > 0.6 and stuck(STANDARD) < 0.01
    assert 65 < accuracy("7  N(0, 1)", seed=seed) < accuracy(STANDARD, seed=seed) - 5


def test_8_one_image_a_step_wants_a_shorter_step():
    def after(learning_rate):
        training = training_for(**settings_of("8  one image a step", learning_rate=learning_rate))
        training.advance(examples=10_000)
        return training.measure_accuracy()

    assert after(0.15) > after(1.5) + 0.08


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_9_a_hundred_images_are_known_by_heart_and_of_others_three_in_five(seed):
    training = run("9  only 100 images", 150, seed)
    assert training.train_accuracies[-1].value == 1
    assert 0.55 < training.accuracies[-1].value < 0.68


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_10_one_digit_called_3_spoils_the_others_and_a_hundred_ordinary_steps_mend_it(seed):
    training = run(STANDARD, 1, seed)
    image, before = TEST.images[:, 1], training.accuracies[-1].value
    threes = (training.network.output(TEST.images).argmax(axis=0) == 3).sum()
    training.teach(image, 3)
    assert before - training.measure_accuracy() > 0.1
    for _ in range(9):
        training.teach(image, 3)
    output = training.network.output(image)
    assert output.argmax() == 3 and output[3] > 0.9
    assert before - training.measure_accuracy() > 0.25
    assert (training.network.output(TEST.images).argmax(axis=0) == 3).sum() > 3 * threes
    training.advance(100)
    assert training.measure_accuracy() > before - 0.02


def test_10_even_a_right_label_for_a_misread_digit_spoils_others():
    training = run(STANDARD)
    wrong = np.flatnonzero(training.network.output(TEST.images).argmax(axis=0) != TEST.labels)[:6]
    before, after = training.network.parameters.copy(), []
    for index in wrong:
        training.network.parameters[:] = before
        training.teach(TEST.images[:, index], TEST.labels[index])
        after.append(training.measure_accuracy())
    assert len(after) == 6 and max(after) < 0.8  # it was 88 %


# ---- the exercises


def test_eight_neurons_are_enough_for_ninety_percent_after_five_epochs_and_seven_are_not():
    assert accuracy("2  one neuron", 5, hidden=(8,)) > 90 > accuracy("2  one neuron", 5, hidden=(7,))


@pytest.mark.parametrize("learning_rate", [5, 15])
def test_no_learning_rate_makes_four_sigmoid_layers_quick(learning_rate):
    assert accuracy("4  four layers, sigmoid", learning_rate=learning_rate) < 35
