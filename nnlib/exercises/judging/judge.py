"""The judge: tries a learner's function, and says in a sentence or two what is right or wrong."""

import inspect

from nnlib import record
from nnlib.exercises.catalogue import EXERCISES
from nnlib.exercises.judging.trial import Trial
from nnlib.exercises.verdict import Verdict


def check(function):
    """The Verdict on `function`, judged as the exercise of the same name. Errors that it raises do not get out.

    It is tried on hidden random cases of unequal sizes. It may compute its result in any way and with any type of numbers,
    but without nnlib (apart from nnlib.activations), and it must not change its arguments. What was tried and solved is
    remembered in the learner's own file (nnlib.record).
    """
    name = getattr(function, "__name__", None)
    if not callable(function) or not isinstance(name, str):
        return Verdict("`check` takes the function itself, without brackets and arguments: `check(cost)`.")
    if name not in EXERCISES:
        return Verdict(f"There is no exercise called `{name}`: the names are {', '.join(EXERCISES)}.")
    verdict = _wrong_arguments(EXERCISES[name], function) or Trial(EXERCISES[name], function).verdict()
    if verdict.passed is not None:
        record.exercise(name, verdict.passed)
    return verdict


def _wrong_arguments(exercise, function):
    """The Verdict on a function that takes the wrong arguments; None if it can be called with the right ones."""
    try:
        own = list(inspect.signature(function).parameters)
        inspect.signature(function).bind(*exercise.arguments)
    except (TypeError, ValueError):
        own = None
    if own is None or (own != exercise.arguments and set(own) == set(exercise.arguments)):
        return Verdict(f"`{exercise.name}` must take the arguments ({', '.join(exercise.arguments)}), in this order.")
    return None
