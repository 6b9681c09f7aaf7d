"""Lines to put in order: every order is judged as the function that it makes."""

from itertools import permutations

import numpy as np
import pytest

from nnlib.activations import sigmoid
from nnlib.exercises import check
from nnlib.exercises.order import PUZZLES, judge_order, too_early, written


def made(puzzle, name, order):
    """The function with its lines in this order; None if Python cannot read it."""
    names = {"np": np, "sigmoid": sigmoid}
    try:
        exec(written(puzzle, order), names)
    except SyntaxError:
        return None
    return names[name]


@pytest.mark.parametrize("name", PUZZLES)
def test_the_orders_that_are_called_right_are_exactly_those_that_work(name):
    puzzle = PUZZLES[name]
    right = []
    for order in permutations(range(len(puzzle.lines))):
        function = made(puzzle, name, order)
        works = function is not None and check(function).passed is True
        assert (too_early(puzzle, order) is None) == works, written(puzzle, order)
        right += [order] * works
    assert right[0] == tuple(range(len(puzzle.lines))) and len(right) == {"batch_cost": 1, "forward": 2}[name]


def test_the_first_line_that_is_too_early_is_named_with_what_it_needs():
    verdict = judge_order(PUZZLES["batch_cost"], [1, 0, 2, 3])
    assert verdict.passed is False
    assert verdict.sentence == "Line 1, `squares = differences**2`, is too early: it needs `differences = a - y` first."
    assert judge_order(PUZZLES["forward"], [0, 1, 2, 4, 3, 5]).passed


def test_an_order_holds_each_line_once():
    with pytest.raises(ValueError, match="from 0 to 3 once, but got"):
        too_early(PUZZLES["batch_cost"], [0, 1, 1, 3])
