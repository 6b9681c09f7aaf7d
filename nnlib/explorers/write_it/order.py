"""A function of notebook 08 whose lines have to be put in order."""

from functools import partial

import numpy as np

from nnlib.exercises.order import PUZZLES, judge_order, too_early
from nnlib.widgets.lines_in_order import LinesInOrder


def put_in_order(name, seed=1):
    """The lines of "batch_cost" or "forward" in a wrong order, the same for the same seed."""
    if name not in PUZZLES:
        raise ValueError(f"name must be one of {', '.join(PUZZLES)}, but got {name!r}")
    puzzle, rng = PUZZLES[name], np.random.default_rng(seed)
    order = rng.permutation(len(puzzle.lines)).tolist()
    while too_early(puzzle, order) is None:
        order = rng.permutation(len(puzzle.lines)).tolist()
    return LinesInOrder(puzzle.head, puzzle.lines, partial(judge_order, puzzle), order)
