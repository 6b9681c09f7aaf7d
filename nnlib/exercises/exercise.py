"""What an exercise is: the right function, random cases to try it on, and the mistakes that are worth knowing."""

import inspect
from collections.abc import Callable
from typing import NamedTuple

import numpy as np


class Exercise(NamedTuple):
    """One function to write. `correct` has its name and its arguments, and its docstring is the task."""

    correct: Callable
    case: Callable  # case(rng, n_out, n_in, m): random arguments for layers of these sizes and m examples
    mistakes: list  # (function that makes the mistake, "What is wrong: what to do.")
    results: tuple = ()  # the names of the results, if there are several; each is an array or a list of arrays

    @property
    def name(self):
        """What the learner's function must be called."""
        return self.correct.__name__

    @property
    def arguments(self):
        """The names of the arguments, in order."""
        return list(inspect.signature(self.correct).parameters)


class Case(NamedTuple):
    """One set of arguments to try a function on."""

    arguments: tuple
    m: int  # how many examples, where there is a batch


def cases(exercise, rng, count, square=False):
    """`count` random cases. Their sizes all differ, so that no mix-up stays hidden; `square` makes them all equal."""
    for _ in range(count):
        sizes = rng.choice(np.arange(2, 8), 3, replace=False)
        n_out, n_in, m = (int(size) for size in (sizes[[0, 0, 0]] if square else sizes))
        yield Case(tuple(exercise.case(rng, n_out, n_in, m)), m)


# The sigmoid and its slope are written out here, so that the judgement depends on no other part of nnlib.


def sigmoid(z):
    """σ(z)."""
    return 1 / (1 + np.exp(-z))


def slope(z):
    """σ′(z)."""
    return sigmoid(z) * (1 - sigmoid(z))
