"""Notebook 08: training with the functions of a learner."""

from itertools import count

import numpy as np
from solved import TEXTS, but, mine, notebook, write

from nnlib import load_mnist
from nnlib.analysis.training import Training
from nnlib.explorers import write_it
from nnlib.explorers.shared.networks import SEED
from nnlib.explorers.write_it.train import YourTraining
from nnlib.explorers.write_it.yours import NAMES, Yours


def test_the_functions_of_the_learner_train_to_over_90_percent(solved):
    board = write_it.train(*mine(solved))
    for _ in range(2):
        board.play()
    assert board.training.epochs == 2 and board.numbers["accuracy"] > 0.9
    weights, biases = board.training.network.weights, board.training.network.biases
    test = load_mnist().test
    output = solved["forward"](weights, biases, test.images)[1][-1]
    assert board.numbers["accuracy"] == (output.argmax(axis=0) == test.labels).mean()


def test_the_steps_are_those_of_notebook_06(solved):
    board, reference = write_it.train(*mine(solved)), Training(seed=SEED)
    board.go(20)
    reference.advance(20)
    np.testing.assert_allclose(board.training.history.costs, reference.history.costs, rtol=1e-4)
    board.rewind()
    board.go(20)
    np.testing.assert_allclose(board.training.history.costs, reference.history.costs, rtol=1e-4)


def test_each_step_is_one_call_of_batch_step_with_the_learning_rate_of_the_slider(solved):
    training, calls, step = YourTraining(Yours(mine(solved))), [], solved["batch_step"]
    training.learning_rate = 0.25

    def batch_step(weights, biases, x, y, learning_rate):
        calls.append((x.shape, learning_rate))
        return step(weights, biases, x, y, learning_rate)

    solved["batch_step"] = batch_step
    before = [W.copy() for W in training.network.weights]
    training.advance(3)
    assert calls == [((784, 100), 0.25)] * 3
    assert all((W != old).any() for W, old in zip(training.network.weights, before))


def test_a_board_without_functions_says_so_and_does_not_begin(fresh):
    board = write_it.train(*mine(fresh))
    for act in (board.play, lambda: board.go(1), board.go_to_end_of_epoch, board.rewind, board.new_start):
        act()
        assert board.training.steps == 0 and not board.playing
    board.play()
    assert board.curves.message.startswith("Not written yet: batch_cost, forward, batch_delta")
    assert "Not written yet" in board.summary() and board.numbers["accuracy"] is None


def test_a_board_wakes_up_when_the_functions_are_written(fresh):
    board = write_it.train(*mine(fresh))
    for name in NAMES:
        write(fresh, name, TEXTS[name])
    board.go(3)
    assert board.training.steps == 3 and board.curves.message == "" and board.numbers["accuracy"] > 0


def test_a_function_that_fails_while_it_trains_pauses_the_board(solved):
    board = write_it.train(*mine(solved))
    board.go(2)
    batch_step, calls = solved["batch_step"], count()

    def fails_later(*arguments):
        if arguments[2].shape == (784, 100) and next(calls) == 3:
            raise RuntimeError("no idea")
        return batch_step(*arguments)

    fails_later.__name__ = "batch_step"
    solved["batch_step"] = lambda weights, biases, x, y, learning_rate: fails_later(weights, biases, x, y, learning_rate)
    solved["batch_step"].__name__ = "batch_step"
    board.go(10)
    assert not board.playing and "RuntimeError: no idea" in board.curves.message


def test_a_wrong_function_stops_the_board_in_words(solved):
    board = write_it.train(*mine(solved))
    write(solved, "batch_step", but("batch_step", "layer_back(weights[l]", "layer_back(new_weights[l]"))
    board.go(1)
    assert board.training.steps == 0 and "updated too early" in board.curves.message


def test_weights_that_were_updated_too_early_would_learn_all_the_same(monkeypatch):
    """As the page of solutions says."""
    early = but("batch_step", "layer_back(weights[l]", "layer_back(new_weights[l]")
    monkeypatch.setattr(Yours, "complaint", lambda self: "")
    training = YourTraining(Yours(mine(notebook(batch_step=early))))
    training.advance(600)
    assert training.measure_accuracy() > 0.8
