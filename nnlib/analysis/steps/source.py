"""The lines of source code that do a step, read from the source itself so that they are always up to date."""

import functools
import inspect
import re
import textwrap
from pathlib import Path
from typing import NamedTuple

from nnlib.backprop import backward, cost, forward
from nnlib.sgd import SGD


class Line(NamedTuple):
    """A line of source code, or several that follow one another."""

    file: str  # for example "nnlib/backprop.py"
    number: int  # of the first
    text: str  # without comments
    comment: str

    @property
    def where(self):
        """Where to find it, in words."""
        last = self.number + self.text.count("\n")
        return f"{self.file}, line {self.number}" if last == self.number else f"{self.file}, lines {self.number}–{last}"


# For each step the function that does it, a pattern that matches only its first line, and how many lines it takes.
CODE = {
    "input": (forward, r"activations\[0\] = x", 1),
    "z": (forward, r"\bz = ", 2),
    "a": (forward, r"activations\[l \+ 1\] = f\(z", 1),
    "cost": (cost, r"difference = ", 2),
    "slope of cost": (backward, r"dC_da = dC_das\[-1\]", 2),
    "delta": (backward, r"\bdelta = ", 2),
    "weights": (backward, r"out=gradient\.weights", 1),
    "biases": (backward, r"out=gradient\.biases", 1),
    "message": (backward, r"dC_da = .*W\.T", 1),
    "update": (SGD.step, r"gradient\.vector \*= ", 2),
}


@functools.cache
def line_of(name):
    """The Line that does the step of this name in CODE; a LookupError unless exactly one place matches."""
    function, pattern, count = CODE[name]
    lines, first = inspect.getsourcelines(function)
    found = [i for i, line in enumerate(lines) if re.search(pattern, line)]
    if len(found) != 1:
        raise LookupError(f"{len(found)} lines of {function.__qualname__} match {pattern!r}: there should be one")
    parts = [line.rstrip().partition("  # ") for line in lines[found[0] : found[0] + count]]
    text, comment = textwrap.dedent("\n".join(code for code, _, _ in parts)), " ".join(said for _, _, said in parts if said)
    return Line(f"nnlib/{Path(inspect.getsourcefile(function)).name}", first + found[0], text, comment)
