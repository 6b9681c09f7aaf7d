"""The line of source code that does a step, read from the source itself so that it is always up to date."""

import functools
import inspect
import re
from pathlib import Path
from typing import NamedTuple

from nnlib.backprop import backward, cost, forward
from nnlib.sgd import SGD


class Line(NamedTuple):
    """A line of source code."""

    file: str  # for example "nnlib/backprop.py"
    number: int
    text: str


# For each step the function that does it, and a pattern that matches only the line in question.
CODE = {
    "input": (forward, r"activations = \[\], \[x\]"),
    "z": (forward, r"\bz = np\.matmul"),
    "a": (forward, r"activations\.append"),
    "cost": (cost, r"return .*\*\* 2"),
    "slope of cost": (backward, r"dC_da = 2"),
    "delta": (backward, r"\bdelta ="),
    "weights": (backward, r"out=gradient\.weights"),
    "biases": (backward, r"out=gradient\.biases"),
    "message": (backward, r"dC_da = .*W\.T"),
    "update": (SGD.step, r"parameters -="),
}


@functools.cache
def line_of(name):
    """The Line that does the step of this name in CODE; a LookupError unless exactly one line matches."""
    function, pattern = CODE[name]
    lines, first = inspect.getsourcelines(function)
    found = [(number, line.strip()) for number, line in enumerate(lines, first) if re.search(pattern, line)]
    if len(found) != 1:
        raise LookupError(f"{len(found)} lines of {function.__qualname__} match {pattern!r}: there should be one")
    return Line(f"nnlib/{Path(inspect.getsourcefile(function)).name}", *found[0])
