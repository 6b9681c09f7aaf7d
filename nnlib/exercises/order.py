"""The first two functions of 08_write_it as lines to put in order."""

from typing import NamedTuple

from nnlib.exercises.verdict import Verdict


class Puzzle(NamedTuple):
    """A function whose `lines` are in a right order; `needs[i]` are the lines that have to come before line i."""

    head: str
    lines: tuple
    needs: tuple


PUZZLES = {
    "batch_cost": Puzzle(
        "def batch_cost(a, y):",
        (
            "differences = a - y",
            "squares = differences**2",
            "cost_of_each = squares.sum(axis=0)",
            "return cost_of_each.mean()",
        ),
        ((), (0,), (1,), (2,)),
    ),
    "forward": Puzzle(
        "def forward(weights, biases, x):",
        (
            "zs, activations = [], [x]",
            "for W, b in zip(weights, biases):",
            "    z = W @ activations[-1] + b[:, np.newaxis]",
            "    zs.append(z)",
            "    activations.append(sigmoid(z))",
            "return zs, activations",
        ),
        ((), (0,), (1,), (2,), (2,), (3, 4)),
    ),
}


def written(puzzle, order):
    """The function with its lines in this order, as text."""
    return "\n".join([puzzle.head, *(f"    {puzzle.lines[i]}" for i in order)])


def too_early(puzzle, order):
    """The place of the first line that comes before one that it needs, and that one: two numbers, or None if all is well.

    Raises a ValueError unless `order` holds the number of each line once.
    """
    if sorted(order) != list(range(len(puzzle.lines))):
        raise ValueError(f"order must hold each number from 0 to {len(puzzle.lines) - 1} once, but got {list(order)}")
    for place, line in enumerate(order):
        missing = [needed for needed in puzzle.needs[line] if needed not in order[:place]]
        if missing:
            return place, missing[0]
    return None


def judge_order(puzzle, order):
    """The Verdict on this order."""
    found = too_early(puzzle, order)
    if found is None:
        return Verdict("Every line has what it needs.", True)
    place, needed = found
    early, first = puzzle.lines[order[place]].strip(), puzzle.lines[needed].strip()
    return Verdict(f"Line {place + 1}, `{early}`, is too early: it needs `{first}` first.")
