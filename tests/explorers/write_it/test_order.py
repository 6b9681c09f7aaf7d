"""Lines to put in order, on the screen."""

import pytest
from helpers import assert_small_still

from nnlib.exercises.order import PUZZLES, too_early
from nnlib.explorers import write_it


@pytest.mark.parametrize("name", PUZZLES)
def test_it_begins_in_a_wrong_order_that_is_the_same_for_everybody(name):
    lines = write_it.put_in_order(name)
    assert too_early(PUZZLES[name], lines.order) is not None
    assert write_it.put_in_order(name).order == lines.order
    lines.check()
    assert lines.verdict["right"] is False and "too early" in lines.verdict["words"]


def test_a_move_takes_the_verdict_away_and_the_right_order_is_praised():
    lines = write_it.put_in_order("forward")
    lines.check()
    lines.order = list(range(6))
    assert lines.verdict == {}
    lines.check()
    assert lines.verdict["right"] is True
    with pytest.raises(ValueError, match="each number below 6 once"):
        lines.order = [0, 0, 1, 2, 3, 4]


def test_without_a_kernel_the_lines_are_a_list():
    text = assert_small_still(write_it.put_in_order("batch_cost"))
    assert text.startswith("Put these lines in order, below def batch_cost(a, y):") and "return cost_of_each" in text
    with pytest.raises(ValueError, match="one of batch_cost, forward, but got 'cost'"):
        write_it.put_in_order("cost")
