"""A trial: what a learner's function does in every case, and the first thing to say about it."""

import inspect

import numpy as np

from nnlib.exercises.catalogue import EXERCISES, WRITE_IT
from nnlib.exercises.exercise import cases
from nnlib.exercises.judging.attempt import attempt, is_empty, line_that_raised, what_was_raised
from nnlib.exercises.judging.difference import wrong_count, wrong_numbers, wrong_shape
from nnlib.exercises.judging.recognise import agree, recognise
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
        blamed = self.blame_helper()
        if blamed:
            return Verdict(f"{name}: {blamed}")
        if self.not_written():
            return Verdict(f"{name} is not written yet.", None)
        for complaint in (
            self.borrowed,
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

    def not_written(self):
        """Whether the body is still empty, or still holds `...`."""
        error, returned = self.last.error, self.last.returned
        if error is not None:
            held = f"{what_was_raised(error)} {line_that_raised(error, self.function)}"
            return isinstance(error, NotImplementedError) or "ellipsis" in held or "..." in held
        if isinstance(returned, tuple) and any(entry is ... for entry in returned):
            return True
        return returned is ... or (returned is None and is_empty(self.function))

    def borrowed(self):
        called = next((attempt.borrowed for attempt in self.attempts if attempt.borrowed), None)
        return called and f"Write it yourself: this calls `{called}` of nnlib."

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
            return "You stopped it. Is there a loop that never ends?"
        line = line_that_raised(error, self.function)
        stops = f"It stops in the line `{line}`" if line else "It stops"
        mix_up = self._if_sizes_were_equal()
        if mix_up:
            return f"{stops}, where the sizes do not match. {mix_up}"
        shapes = f" There, {self._shapes()}." if isinstance(error, ValueError | IndexError) else ""
        return f"{stops} with {what_was_raised(error).rstrip('.')}.{shapes}"

    def _if_sizes_were_equal(self):
        """The sentence for a function that runs only when all sizes are equal; None if it does not, or nothing is known."""
        square = Trial(self.exercise, self.function, square=True)
        if square.last.error is not None or square._unanswered():
            return None
        if square.all_right():
            return "It works if all sizes are equal, but layers differ in size."
        return recognise(self.exercise, square.cases, [attempt.parts for attempt in square.attempts])

    def _shapes(self):
        """The shapes of the arguments in the case that raised the error."""
        arguments = zip(self.exercise.arguments, self.cases[len(self.attempts) - 1].arguments)
        return ", ".join(f"`{name}` {shape_of(value)}" for name, value in arguments)

    def _unanswered(self):
        """The attempts that did not give numbers."""
        return [attempt for attempt in self.attempts if attempt.parts is None]

    def no_numbers(self):
        odd = next(iter(self._unanswered()), None)
        if odd is None:
            return None
        if odd.returned is None:
            return "It returns nothing. Is there a `return` in front of the result?"
        kind, results = type(odd.returned).__name__, self.exercise.results
        if results:
            return f"It returns something of type {kind}, where `return {', '.join(results)}` is asked, all of numbers."
        wanted = f"an array of shape {np.shape(self.answers[0])}" if np.ndim(self.answers[0]) else "a number"
        return f"It returns something of type {kind} that does not hold plain numbers, where {wanted} is asked."

    def changed(self):
        changed = sorted({i for attempt in self.attempts for i in attempt.changed})
        names = [f"`{self.exercise.arguments[i]}`" for i in changed]
        return names and (
            f"It changes {' and '.join(names)} in place, and so the caller's own numbers. {self._instead(changed)}"
        )

    def _instead(self, changed):
        """How to leave arguments of this kind unchanged."""
        name = self.exercise.arguments[changed[0]]
        if isinstance(self.cases[0].arguments[changed[0]], list):
            return f"Work on a copy of the list, `list({name})`, and let nothing be changed by `-=`."
        return "Make a new array: `a = a - y` instead of `a -= y`."

    def inconsistent(self):
        """The sentence for a function that answers the same question differently: it keeps something, or is random."""
        again = self._attempts(self.cases[::-1])[::-1]
        if len(again) == COUNT and all(map(_same, again, self.attempts)):
            return None
        return (
            "Called again with the same arguments, it answers differently. "
            "Let it use its arguments alone, nothing left from an earlier call and nothing random."
        )

    def not_finite(self):
        if all(np.isfinite(array).all() for attempt in self.attempts for array in attempt.parts.values()):
            return None
        return (
            "The result holds NaN or infinity. Is something divided by zero, or the root or logarithm of a negative number?"
        )

    def all_right(self):
        """Whether every answer is right."""
        return all(agree(attempt.parts, right) for attempt, right in zip(self.attempts, self.expected))

    def wrong(self):
        results = [attempt.parts for attempt in self.attempts]
        if self.all_right():
            return None
        known = recognise(self.exercise, self.cases, results)
        return known or self._constant(results) or self._wrong_form(results) or self._wrong_numbers(results)

    def _constant(self, results):
        if all(not array.any() for result in results for array in result.values()):
            return "The result is zero everywhere, whatever it is given."
        if all(_equal(result, results[0]) for result in results):
            return "The result is always the same, whatever it is given."
        return None

    def _wrong_form(self, results):
        """The sentence for the first list of the wrong length or array of the wrong shape."""
        for case, got, right in zip(self.cases, results, self.expected):
            arguments = dict(zip(self.exercise.arguments, case.arguments))
            sentence = wrong_count(got, right, self.exercise.results) or wrong_shape(got, right, arguments)
            if sentence:
                return sentence
        return None

    def _wrong_numbers(self, results):
        right = [agree(got, expected) for got, expected in zip(results, self.expected)]
        first = right.index(False)
        so_far = f"right in only {sum(right)} of {COUNT} cases" if any(right) else ""
        return wrong_numbers(results[first], self.expected[first], so_far)


def _same(one, other):
    """Whether two attempts gave the same numbers."""
    return one.error is None and one.parts is not None and _equal(one.parts, other.parts)


def _equal(one, other):
    return one.keys() == other.keys() and all(np.array_equal(one[name], other[name], equal_nan=True) for name in one)
