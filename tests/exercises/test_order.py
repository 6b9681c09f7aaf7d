"""Lines to put in order: every order is judged as the function that it makes."""

from itertools import permutations

import numpy as np
import pytest

from nnlib.activations import sigmoid
from nnlib.exercises import EXERCISES
from nnlib.exercises.order import PUZZLES, judge_order, too_early, written


def works(puzzle, name, order):
    """Whether the function with its lines in this order gives what the model solution gives."""
    names, exercise = {"np": np, "sigmoid": sigmoid}, EXERCISES[name]
    arguments = exercise.case(np.random.default_rng(0), 3, 4, 5)
    try:
        exec(written(puzzle, order), names)
        return _joined(names[name](*arguments)) == pytest.approx(_joined(exercise.correct(*arguments)))
    except (SyntaxError, NameError, TypeError, ValueError):
        return False


def _joined(result):
    """All numbers in a number, an array, or lists of arrays."""
    parts = [part for some in result for part in some] if isinstance(result, tuple) else [result]
    return np.concatenate([np.ravel(part) for part in parts])


@pytest.mark.parametrize("name", PUZZLES)
def test_the_orders_that_are_called_right_are_exactly_those_that_work(name):
    puzzle = PUZZLES[name]
    orders = list(permutations(range(len(puzzle.lines))))
    right = [order for order in orders if works(puzzle, name, order)]
    assert right == [order for order in orders if too_early(puzzle, order) is None]
    assert len(right) == {"batch_cost": 1, "forward": 2}[name]


def test_the_first_line_that_is_too_early_is_named_with_what_it_needs():
    verdict = judge_order(PUZZLES["batch_cost"], [1, 0, 2, 3])
    assert verdict.passed is False
    assert verdict.sentence == "Line 1, `squares = differences**2`, is too early: it needs `differences = a - y` first."
    assert judge_order(PUZZLES["forward"], [0, 1, 2, 4, 3, 5]).passed


def test_an_order_holds_each_line_once():
    with pytest.raises(ValueError, match="from 0 to 3 once, but got"):
        too_early(PUZZLES["batch_cost"], [0, 1, 1, 3])
