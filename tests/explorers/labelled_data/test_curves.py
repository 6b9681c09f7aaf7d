"""Notebook 10: the curves of how many labels and how many wrong ones, and what is measured once."""

import numpy as np
import pytest
from helpers import control, finished

from nnlib import SGD, Network, load_mnist, one_hot
from nnlib.analysis.labels import LEARNING_RATE, SIZES, STEPS, Outcome, learning, training_set
from nnlib.explorers import labelled_data
from nnlib.explorers.labelled_data import curves as labelled_data_curves
from nnlib.explorers.labelled_data.curves import OUTCOMES

MNIST = load_mnist()
TEST = MNIST.test


def direct(count, share, seed):
    return finished(learning(MNIST, count, share, seed, steps=100))


def test_points_are_what_a_direct_training_gives_with_mean_and_spread(short):
    explorer = labelled_data_curves.how_many(200)
    for seed in (1, 2, 3):
        OUTCOMES[100, 0.0, seed] = labelled_data_curves.measured(100, seed=seed)
    explorer.redraw()
    runs = [direct(100, 0.0, seed) for seed in (1, 2, 3)]
    for which in ("train", "test"):
        values = [getattr(run, which) for run in runs]
        assert explorer.numbers[which][:, 0] == pytest.approx([np.mean(values), min(values), max(values)], abs=1e-12)
    assert np.isnan(explorer.numbers["test"][:, 2]).all() and "one run" in explorer.line.value


def test_a_chosen_point_is_measured_at_once_and_measure_all_does_the_rest_once(short):
    explorer = labelled_data_curves.how_many(400)
    assert short == [(400, 0.0, 1)]
    control(explorer, "training images").value = 200
    assert short[1:] == [(200, 0.0, 1)]
    mean = explorer.numbers["test"][0, 1]
    assert mean == OUTCOMES[200, 0.0, 1].test and f"{100 * mean:.1f} %" in explorer.line.value
    assert "2 of 12" in explorer.progress.value
    control(explorer, "Measure all").click()
    assert explorer.left == 0 and len(short) == len(set(short)) == 12
    assert "12 of 12" in explorer.progress.value
    assert "3 runs" in explorer.line.value and np.isfinite(explorer.numbers["test"]).all()
    gains = 100 * np.diff(explorer.numbers["test"][0])[:2]
    assert explorer.numbers["gains"][1:3] == pytest.approx(gains) and np.isnan(explorer.numbers["gains"][[0, 3]]).all()
    labelled_data_curves.how_many(100)
    assert len(short) == 12  # all known by now


def test_what_was_worked_out_before_is_there_at_once_and_can_be_measured_again(short, monkeypatch):
    everything = [(count, 0.0, seed) for seed in (1, 2, 3) for count in (100, 200, 400, 500)]
    made_up = {key: Outcome(1.0, 0.25, 1.0) for key in everything}
    monkeypatch.setattr(labelled_data_curves.measured, "kept", everything)
    monkeypatch.setattr(labelled_data_curves.measured, "anew", None)
    monkeypatch.setattr(labelled_data_curves.measured, "_known", made_up)
    explorer = labelled_data_curves.how_many(200)
    assert short == [] and (explorer.numbers["test"] == 0.25).all() and "3 runs" in explorer.line.value
    control(explorer, "Measure again").click()
    assert sorted(short) == sorted(everything) and explorer.left == 0
    assert short[0] == (200, 0.0, 1)  # first the one that is looked at
    assert OUTCOMES[200, 0.0, 1] == direct(200, 0.0, 1) and (explorer.numbers["test"] != 0.25).all()


def test_an_error_while_measuring_is_said_and_the_others_can_go_on(short, monkeypatch):
    explorer = labelled_data_curves.how_many(400)

    def broken(*_):
        raise MemoryError("too large")
        yield

    with monkeypatch.context() as patched:
        patched.setattr(labelled_data_curves, "learning", broken)
        explorer.measure_all()
        assert "MemoryError: too large" in explorer.progress.value and not explorer.measuring
    explorer.measure_all()
    assert explorer.left == 0


def test_shuffled_labels_show_what_the_network_is_told(short):
    explorer = labelled_data_curves.how_wrong(0.5, 150)
    n = explorer.numbers
    columns, given = training_set(MNIST.train, 150, 0.5, 1)
    wrong = given != MNIST.train.labels[columns]
    assert n["given_right"] == 1 - wrong.mean() == direct(150, 0.5, 1).right
    np.testing.assert_array_equal(n["examples"], MNIST.train.images[:, columns[:12]])
    assert n["captions"] == [f"{label} ✗" if bad else str(label) for label, bad in zip(given[:12], wrong)]
    assert n["test"][0, 1] == direct(150, 0.5, 1).test and f"{100 * n['test'][0, 1]:.1f} %" in explorer.line.value
    control(explorer, "training images").value = 300
    assert short == [(150, 0.5, 1), (300, 0.5, 1)] and explorer.numbers["test"][0, 1] == OUTCOMES[300, 0.5, 1].test
    control(explorer, "shuffled labels").value = 1
    assert explorer.numbers["place"] == 2 and explorer.numbers["given_right"] < 0.2
    control(explorer, "Measure all").click()
    assert explorer.left == 0 and len(short) == len(set(short))


def test_what_the_notebook_says_of_the_curves():
    measured = labelled_data.measured
    hundred = [measured(100, seed=seed) for seed in (1, 2, 3)]
    assert all(run.train == 1 for run in hundred) and 0.6 < np.mean([run.test for run in hundred]) < 0.75
    everything = measured(60_000)
    assert everything.train - everything.test < 0.015  # the lines meet
    half, few = measured(60_000, 0.5), measured(1_000, 0.5)
    assert half.test > 0.9 and half.train < half.right  # it does not repeat the wrong ones
    assert few.train > 0.75 > 0.65 > few.test and few.train > few.right + 0.2  # it knows them by heart
    assert measured(60_000, 0.7).test > 0.85
    _, given = training_set(MNIST.train, 60_000, 0.5)
    called = np.bincount(given[MNIST.train.labels == 3], minlength=10)
    assert called[3] > called.sum() / 2 and np.delete(called, 3).max() < 400


def trained(sizes, labels, steps):
    """A network after so many steps with all training images, as the curves are measured."""
    rng = np.random.default_rng(1)
    network = Network(sizes, rng=rng, dtype=np.float32)
    sgd = SGD(network, MNIST.train.images, one_hot(labels), learning_rate=LEARNING_RATE, rng=rng)
    for _ in range(steps):
        next(sgd)
    return network


def test_where_images_no_longer_help_more_neurons_or_more_steps_do():
    usual = labelled_data.measured(60_000).test
    larger, longer = trained([784, 64, 16, 10], MNIST.train.labels, STEPS), trained(SIZES, MNIST.train.labels, 3 * STEPS)
    assert min(network.accuracy(TEST.images, TEST.labels) for network in (larger, longer)) > usual + 0.005


def test_mistakes_that_are_always_the_same_do_not_cancel():
    labels = MNIST.train.labels.copy()
    sevens = np.flatnonzero(labels == 7)
    labels[sevens[: round(0.6 * len(sevens))]] = 1
    answers = trained(SIZES, labels, STEPS).output(TEST.images[:, TEST.labels == 7]).argmax(axis=0)
    assert (answers == 1).mean() > 0.5  # as the answer to the last exercise says
