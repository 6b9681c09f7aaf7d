"""Notebook 08: all gradients of the functions of a learner against nudging."""

import asyncio
import re

import numpy as np
import pytest
from helpers import until
from solved import NO_SLOPE, TEXTS, but, course, empty, mine, notebook, write

from nnlib import load_mnist
from nnlib.explorers import write_it
from nnlib.explorers.write_it import check as write_it_check
from nnlib.gradient_check import nudge
from nnlib.parameters import name_of


@pytest.fixture
def sample(monkeypatch):
    """Check a fair sample of the parameters only, for the sake of speed."""
    begin = write_it_check.CheckBoard._begin

    def begin_shorter(board, backprop):
        begin(board, backprop)
        board._order = np.append(board._order[:800], np.arange(12_560, 13_002))

    monkeypatch.setattr(write_it_check.CheckBoard, "_begin", begin_shorter)


def rows_of(board):
    """The relative errors of the three layers."""
    numbers = board.numbers
    layer = np.array([int(re.search(r"\d", name_of(int(i), (784, 16, 16, 10)))[0]) for i in numbers["indices"]])
    return [numbers["errors"][layer == l] for l in range(3)]


def test_all_gradients_of_right_functions_agree_with_nudging(solved):
    board = write_it.check_all(*mine(solved))
    assert "nothing checked yet" in board.line.value
    board.check()
    numbers = board.numbers
    assert board.bar.value == 13_002 and numbers["errors"].shape == (13_002,) and numbers["largest"] < 1e-6
    assert "13,002 slopes checked" in board.line.value and "all agree" in board.line.value
    assert name_of(numbers["worst"], (784, 16, 16, 10)) in board.line.value
    assert numbers["errors"][numbers["worst"]] == numbers["largest"]
    network = course(np.random.default_rng(1))
    x, y = (
        array[:, : write_it_check.IMAGES].astype(float) for array in (load_mnist().train.images, load_mnist().train.targets)
    )
    np.testing.assert_allclose(numbers["backprop"], network.backprop(x, y).vector, atol=1e-12)
    for index in (300, 12_700, 13_001):
        assert numbers["nudged"][index] == pytest.approx(nudge(network, x, y, index), abs=1e-10)


def test_the_layer_in_which_a_mistake_begins_can_be_seen(sample):
    board = write_it.check_all(*mine(notebook(layer_back=NO_SLOPE)))
    board.check()
    first, second, outputs = rows_of(board)
    assert outputs.max() < 1e-6 and second.max() > 0.1 and first.max() > 0.1
    wrong = (board.numbers["errors"] > write_it_check.RIGHT).sum()
    assert f"{wrong:,} wrong" in board.line.value


def test_a_mean_instead_of_a_sum_makes_all_biases_wrong_and_no_weight(sample):
    """As the notebook says, in its third try."""
    board = write_it.check_all(*mine(notebook(layer_gradient=but("layer_gradient", "delta.sum", "delta.mean"))))
    board.check()
    names = [name_of(int(i), (784, 16, 16, 10)) for i in board.numbers["indices"]]
    wrong = board.numbers["errors"] > write_it_check.RIGHT
    assert {name for name, bad in zip(names, wrong) if bad} == {name for name in names if name.startswith("biases")}


@pytest.mark.parametrize(
    "name, text, words",
    [
        ("forward", empty("forward"), "Not written yet: forward"),
        ("layer_back", "def layer_back(W, delta, z):\n    return W.T @ delta.nothing", "stops in the line"),
        (
            "layer_gradient",
            "def layer_gradient(delta, a_before):\n    return a_before @ delta.T, delta.sum(axis=1)",
            "In dC_dW: The result is transposed",
        ),
        (
            "forward",
            "def forward(weights, biases, x):\n    time.sleep(0.02)\n    " + TEXTS["forward"].split("\n", 1)[1].strip(),
            "minutes",
        ),
    ],
)
def test_a_check_that_cannot_be_made_says_why(name, text, words):
    board = write_it.check_all(*mine(notebook(**{name: text})))
    board.check()
    assert words in board.notice.value and board.notice.layout.display == "block" and board.bar.value == 0
    assert board.button.icon == "play"


def test_a_missing_step_does_not_hinder_the_check(solved, sample):
    write(solved, "batch_step", empty("batch_step"))
    board = write_it.check_all(*mine(solved))
    board.check()
    assert "all agree" in board.line.value and board.notice.layout.display == "none"


def test_the_check_can_be_stopped_on_the_way_and_begun_again(solved):
    async def stop_and_go():
        board = write_it.check_all(*mine(solved))
        board.button.click()
        await until(lambda: board._done)
        assert board.button.description == "stop"
        board.button.click()
        await until(lambda: board.button.icon == "play")
        stopped_at = board.bar.value
        assert 0 < stopped_at < 13_002 and stopped_at == len(board.numbers["indices"])
        assert "all agree" in board.line.value
        await asyncio.sleep(0.05)
        assert board.bar.value == board._done == stopped_at
        board.button.click()
        await until(lambda: board.button.icon == "stop" and board._done)
        board.stop()

    asyncio.run(stop_and_go())
