"""A trial: what a learner's function does in every case, and the first thing to say about it."""

import inspect
import re
import sys

import numpy as np

from nnlib.exercises.catalogue import EXERCISES, WRITE_IT
from nnlib.exercises.exercise import cases
from nnlib.exercises.judging import words
from nnlib.exercises.judging.attempt import attempt, line_that_raised, what_was_raised
from nnlib.exercises.judging.difference import wrong_count, wrong_numbers, wrong_shape
from nnlib.exercises.judging.patience import OutOfPatience
from nnlib.exercises.judging.reading import (
    from_the_notebook,
    holds_dots,
    index_out_of_place,
    is_empty,
    returns_in_first_round,
    unused,
)
from nnlib.exercises.judging.recognise import recognise
from nnlib.exercises.judging.relation import agree
from nnlib.exercises.judging.result import parts, shape_of
from nnlib.exercises.verdict import Verdict

COUNT = 8  # cases to try
SEED = 20  # fixed, so that the same function always gets the same verdict


class Trial:
    """A function, and what it did in all cases.

    Each complaint (`borrowed`, `failed`, …) is a method that returns a sentence, or something false if all is well.
    """

    def __init__(self, exercise, function, *, square=False):
        self.exercise, self.function = exercise, function
        self.arguments = _own_names(function, exercise.arguments)
        self.cases = list(cases(exercise, np.random.default_rng(SEED), COUNT, square))
        self.answers = [exercise.correct(*case.arguments) for case in self.cases]
        self.expected = [self._take_apart(answer) for answer in self.answers]
        self.attempts = self._attempts(self.cases)
        self.last = self.attempts[-1]

    def _take_apart(self, result):
        return parts(result, self.answers[0], self.exercise.results)

    def _attempts(self, cases):
        """An attempt for each case, up to and including the first that raises an error."""
        made = []
        for case in cases:
            made.append(attempt(self.function, case.arguments, self._take_apart))
            if made[-1].error is not None:
                break
        return made

    def verdict(self):
        """The first complaint, or that the function is right."""
        name = f"`{self.exercise.name}`"
        blamed = None if holds_dots(self.function) else self.blame_helper()
        if blamed:
            return Verdict(f"{name}: {blamed}")
        if self.not_written():
            return Verdict(f"{name} is not written yet.{self._warning()}", None)
        for complaint in (
            self.borrowed,
            self.not_its_own,
            self.failed,
            self.no_numbers,
            self.changed,
            self.inconsistent,
            self.not_finite,
            self.wrong,
        ):
            sentence = complaint()
            if sentence:
                return Verdict(f"{name}: {sentence}")
        return Verdict(f"{name} is right: it gave the right answer in {COUNT} hidden cases of different sizes.", True)

    def _warning(self):
        """What to know before a loop through the layers is written, where there is no stop button."""
        has_loop = self.exercise.name in WRITE_IT and "weights" in self.exercise.arguments
        return f" {words.NO_STOP_BUTTON}" if has_loop and sys.platform == "emscripten" else ""

    def not_written(self):
        """Whether the body is still empty, or still holds `...`."""
        error, returned = self.last.error, self.last.returned
        if holds_dots(self.function) and not self.is_right():
            return True
        if error is not None:
            held = f"{what_was_raised(error)} {line_that_raised(error, self.function)[0]}"
            return isinstance(error, NotImplementedError) or "ellipsis" in held or "..." in held
        if isinstance(returned, tuple) and any(entry is ... for entry in returned):
            return True
        return returned is ... or (returned is None and is_empty(self.function))

    def borrowed(self):
        called = next((attempt.borrowed for attempt in self.attempts if attempt.borrowed), None)
        return called and f"Write it yourself: this calls `{called}` of nnlib."

    def not_its_own(self):
        """The sentence for a wrong function that uses a variable of the notebook where its argument should be."""
        name = None if self.is_right() else from_the_notebook(self.function, self.exercise.arguments)
        own = f"its own arguments are called ({', '.join(self.arguments)})"
        return name and f"It uses `{name}`, which is a variable of the notebook: {own}."

    def is_right(self):
        """Whether every case has an answer, and every answer is right."""
        return len(self.attempts) == COUNT and not self._unanswered() and self.all_right()

    def blame_helper(self):
        """The sentence for a wrong function that calls another of the learner's functions that is wrong or unwritten."""
        if isinstance(self.last.error, KeyboardInterrupt) or self.is_right():
            return None
        for name, helper in self._helpers():
            trial = Trial(EXERCISES[name], helper)
            if trial.not_written():
                return f"It calls `{name}`, which is not written yet."
            if not trial.is_right():
                return f"It calls `{name}`, which is not right yet: mend that first."
        return None

    def _helpers(self):
        """Name and function of each exercise of the same notebook that this one calls."""
        function = inspect.unwrap(self.function)
        code, given = getattr(function, "__code__", None), getattr(function, "__globals__", {})
        called = code.co_names if code and self.exercise.name in WRITE_IT else ()
        names = [name for name in called if name in WRITE_IT and name != self.exercise.name]
        return [(name, given[name]) for name in names if callable(given.get(name))]

    def failed(self):
        error = self.last.error
        if error is None:
            return None
        if isinstance(error, KeyboardInterrupt):
            return words.GAVE_UP if isinstance(error, OutOfPatience) else words.STOPPED
        line, variables = line_that_raised(error, self.function)
        stops = f"It stops in the line `{line}`" if line else "It stops"
        raised = what_was_raised(error).rstrip(".")
        out_of_place = index_out_of_place(line, variables)
        if out_of_place:
            return f"{stops}. {out_of_place}"
        mix_up = self._if_sizes_were_equal()
        if mix_up:
            return f"{stops}, where the sizes do not match. {mix_up}"
        shapes = f" There, {self._shapes()}." if isinstance(error, ValueError | IndexError) else ""
        return f"{stops} with {raised}.{shapes}{words.cause(raised)}"

    def _if_sizes_were_equal(self):
        """The sentence for a function that runs only when all sizes are equal; None if it does not, or nothing is known."""
        square = Trial(self.exercise, self.function, square=True)
        if square.last.error is not None or square._unanswered():
            return None
        if square.all_right():
            return words.EQUAL_SIZES
        return square._recognised()

    def _shapes(self):
        """The shapes of the arguments in the case that raised the error."""
        arguments = zip(self.arguments, self.cases[len(self.attempts) - 1].arguments)
        return ", ".join(f"`{name}` {shape_of(value)}" for name, value in arguments)

    def _unanswered(self):
        """The attempts that did not give numbers."""
        return [attempt for attempt in self.attempts if attempt.parts is None]

    def no_numbers(self):
        odd = next(iter(self._unanswered()), None)
        if odd is None:
            return None
        if odd.returned is None:
            return words.NOTHING
        if callable(odd.returned):
            return words.NOT_CALLED
        kind, results = type(odd.returned).__name__, self.exercise.results
        if results:
            return f"It returns something of type {kind}: it should `return {', '.join(results)}`, all of them numbers."
        wanted = f"an array of shape {np.shape(self.answers[0])}" if np.ndim(self.answers[0]) else "a number"
        return f"It returns something of type {kind} that does not hold plain numbers: it should be {wanted}."

    def changed(self):
        changed = sorted({i for attempt in self.attempts for i in attempt.changed})
        names = " and ".join(f"`{self.arguments[i]}`" for i in changed)
        copies = "; ".join(_copying(self.arguments[i], self.cases[0].arguments[i]) for i in changed)
        return names and f"It changes {names} in place, which belongs to the caller. Begin with a copy, `{copies}`."

    def inconsistent(self):
        """The sentence for a function that answers the same question differently: it keeps something, or is random."""
        again = self._attempts(self.cases[::-1])[::-1]
        is_same = len(again) == COUNT and all(map(_same, again, self.attempts))
        return None if is_same else words.INCONSISTENT

    def not_finite(self):
        is_finite = all(np.isfinite(array).all() for attempt in self.attempts for array in attempt.parts.values())
        return None if is_finite else words.NOT_FINITE

    def all_right(self):
        """Whether every answer is right."""
        return all(agree(attempt.parts, right) for attempt, right in zip(self.attempts, self.expected))

    def wrong(self):
        """The first thing to say about a result that is not right."""
        if self.all_right():
            return None
        if returns_in_first_round(self.function):
            return words.RETURN_IN_LOOP
        results = [attempt.parts for attempt in self.attempts]
        different = self._constant(results) or self._recognised()
        return different or self._unused() + (self._wrong_form(results) or self._wrong_numbers(results))

    def _recognised(self):
        """The sentence for what explains the results, with the learner's own names for the arguments; None if unknown."""
        sentence = recognise(self.exercise, self.arguments, self.cases, [attempt.parts for attempt in self.attempts])
        return sentence and _renamed(sentence, dict(zip(self.exercise.arguments, self.arguments)))

    def _constant(self, results):
        if all(not array.any() for result in results for array in result.values()):
            return words.ZERO
        return words.CONSTANT if all(agree(result, results[0]) for result in results) else None

    def _unused(self):
        """The sentence for arguments that are never read, with a space after it; "" if all of them are."""
        names = " and ".join(f"`{name}`" for name in unused(self.function, self.arguments))
        return names and f"It does not use {names}. "

    def _wrong_form(self, results):
        """The sentence for the first list of the wrong length or array of the wrong shape."""
        for case, got, right in zip(self.cases, results, self.expected):
            arguments = dict(zip(self.arguments, case.arguments))
            sentence = wrong_count(got, right, self.exercise.results) or wrong_shape(got, right, arguments)
            if sentence:
                return sentence
        return None

    def _wrong_numbers(self, results):
        right = [agree(got, expected) for got, expected in zip(results, self.expected)]
        first = right.index(False)
        so_far = f"is right in only {sum(right)} of {COUNT} cases" if sum(right) > 1 else ""  # a single one may be chance
        return wrong_numbers(results[first], self.expected[first], so_far)


def _own_names(function, arguments):
    """What the function calls these arguments."""
    try:
        own = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return arguments
    return own[: len(arguments)] if len(own) >= len(arguments) else arguments


def _renamed(sentence, names):
    """The sentence with other names for the arguments, wherever it writes code."""
    code = re.compile(r"`[^`]*`")
    return code.sub(lambda found: re.sub(r"\b[A-Za-z_]\w*", lambda name: names.get(name[0], name[0]), found[0]), sentence)


def _copying(name, value):
    """The code that makes a copy of an argument."""
    if not isinstance(value, list):
        return f"{name} = {name}.copy()"
    return f"{name} = [each.copy() for each in {name}]" if np.ndim(value[0]) else f"{name} = list({name})"


def _same(one, other):
    """Whether two attempts gave the same numbers."""
    return one.error is None and one.parts is not None and _equal(one.parts, other.parts)


def _equal(one, other):
    return one.keys() == other.keys() and all(np.array_equal(one[name], other[name], equal_nan=True) for name in one)
