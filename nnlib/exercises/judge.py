"""The judge: tries a learner's function and says, in a sentence or two, what came of it."""

import inspect

import numpy as np

from nnlib.exercises import average, backward, cost, descent, forward, walk, wishes
from nnlib.exercises.attempt import attempt, is_empty, line_that_raised, what_was_raised
from nnlib.exercises.exercise import Exercise, cases
from nnlib.exercises.recognise import agree, agreeing, recognise
from nnlib.exercises.verdict import Verdict

MODULES = forward, cost, wishes, backward, average, descent, walk
EXERCISES = {e.name: e for module in MODULES for e in vars(module).values() if isinstance(e, Exercise)}
COUNT = 8  # cases to try
SEED = 20  # the same function always hears the same verdict


def check(function):
    """The Verdict on `function`, which is judged as the exercise of its name. Nothing that it does is raised here.

    It is tried on hidden random cases of unequal sizes. It may compute its result in any way, in any type of numbers,
    but without nnlib (apart from nnlib.activations), and it must leave its arguments as they were.
    """
    name = getattr(function, "__name__", None)
    if not callable(function) or not isinstance(name, str):
        return Verdict("`check` takes the function itself, without brackets and arguments: `check(cost)`.")
    if name not in EXERCISES:
        return Verdict(f"There is no exercise called `{name}`: the names are {', '.join(EXERCISES)}.")
    return _misfit(EXERCISES[name], function) or Trial(EXERCISES[name], function).verdict()


def _misfit(exercise, function):
    """The Verdict on arguments that cannot be the right ones; None if they can."""
    try:
        own = list(inspect.signature(function).parameters)
        inspect.signature(function).bind(*exercise.arguments)
    except (TypeError, ValueError):
        own = None
    if own is None or (own != exercise.arguments and set(own) == set(exercise.arguments)):
        return Verdict(f"`{exercise.name}` must take the arguments ({', '.join(exercise.arguments)}), in this order.")
    return None


class Trial:
    """A function, and what it did in all cases."""

    def __init__(self, exercise, function, *, square=False):
        self.exercise, self.function = exercise, function
        self.cases = list(cases(exercise, np.random.default_rng(SEED), COUNT, square))
        self.expected = [exercise.correct(*case.arguments) for case in self.cases]
        self.attempts = self._attempts(self.cases)
        self.last = self.attempts[-1]

    def _attempts(self, cases):
        """One attempt for each case, up to the first that ends with an error."""
        made = []
        for case in cases:
            made.append(attempt(self.function, case.arguments))
            if made[-1].error is not None:
                break
        return made

    def verdict(self):
        """The first of all that there is to say."""
        name = f"`{self.exercise.name}`"
        if self.not_written():
            return Verdict(f"{name} is not written yet.", None)
        for complaint in (
            self.borrowed,
            self.failed,
            self.no_numbers,
            self.changed,
            self.moody,
            self.not_finite,
            self.wrong,
        ):
            sentence = complaint()
            if sentence:
                return Verdict(f"{name}: {sentence}")
        return Verdict(f"{name} is right: it gave the right answer in {COUNT} hidden cases of different sizes.", True)

    def not_written(self):
        """Nothing there yet, or something that still holds `...`"""
        error, returned = self.last.error, self.last.returned
        if error is not None:
            held = f"{what_was_raised(error)} {line_that_raised(error, self.function)}"
            return isinstance(error, NotImplementedError) or "ellipsis" in held or "..." in held
        return returned is ... or (returned is None and is_empty(self.function))

    def borrowed(self):
        called = next((attempt.borrowed for attempt in self.attempts if attempt.borrowed), None)
        return called and f"Write it yourself: this calls `{called}` of nnlib."

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
        """What can be said of a function that only runs when all sizes are equal."""
        square = Trial(self.exercise, self.function, square=True)
        if square.last.error is not None or any(attempt.numbers is None for attempt in square.attempts):
            return None
        if square.all_right():
            return "It works if all sizes are equal, but layers differ in size."
        return recognise(self.exercise, square.cases, [attempt.numbers for attempt in square.attempts])

    def _shapes(self):
        """The shapes of the arguments that led to the error."""
        arguments = zip(self.exercise.arguments, self.cases[len(self.attempts) - 1].arguments)
        return ", ".join(f"`{name}` has shape {np.shape(value)}" for name, value in arguments)

    def no_numbers(self):
        odd = next((attempt for attempt in self.attempts if attempt.numbers is None), None)
        if odd is None:
            return None
        if odd.returned is None:
            return "It returns nothing. Is there a `return` in front of the result?"
        kind = type(odd.returned).__name__
        wanted = f"an array of shape {np.shape(self.expected[0])}" if np.ndim(self.expected[0]) else "a number"
        return f"It returns something of type {kind} that does not hold plain numbers, where {wanted} is asked."

    def changed(self):
        changed = sorted({i for attempt in self.attempts for i in attempt.changed})
        names = [f"`{self.exercise.arguments[i]}`" for i in changed]
        return names and (
            f"It changes {' and '.join(names)} in place, and so the caller's own numbers. "
            "Make a new array: `a = a - y` instead of `a -= y`."
        )

    def moody(self):
        """Another answer to the same question: something was kept, or is random."""
        again = self._attempts(self.cases[::-1])[::-1]
        if len(again) == COUNT and all(map(_same, again, self.attempts)):
            return None
        return (
            "Called again with the same arguments, it answers differently. "
            "Let it use its arguments alone, nothing left from an earlier call and nothing random."
        )

    def not_finite(self):
        if all(np.isfinite(attempt.numbers).all() for attempt in self.attempts):
            return None
        return (
            "The result holds NaN or infinity. Is something divided by zero, or the root or logarithm of a negative number?"
        )

    def all_right(self):
        """Whether every answer is right."""
        return all(agree(attempt.numbers, right) for attempt, right in zip(self.attempts, self.expected))

    def wrong(self):
        results = [attempt.numbers for attempt in self.attempts]
        if self.all_right():
            return None
        known = recognise(self.exercise, self.cases, results)
        return known or self._constant(results) or self._wrong_shape(results) or self._wrong_numbers(results)

    def _constant(self, results):
        if all(not result.any() for result in results):
            return "The result is zero everywhere, whatever it is given."
        if all(np.array_equal(result, results[0]) for result in results):
            return "The result is always the same, whatever it is given."
        return None

    def _wrong_shape(self, results):
        for case, got, right in zip(self.cases, results, self.expected):
            if np.shape(got) != np.shape(right):
                shapes = f"{self._in_words(case, got)} instead of {self._in_words(case, right)}".rstrip(",")
                return f"The result has the wrong shape: {shapes}. {_hint(np.shape(got), np.shape(right))}".rstrip()
        return None

    def _in_words(self, case, result):
        """Its shape, and which argument has the same."""
        shape = np.shape(result)
        alike = [name for name, value in zip(self.exercise.arguments, case.arguments) if np.shape(value) == shape]
        like = f", like `{alike[0]}`," if shape and alike else ""
        return f"{shape}{like}" if shape else "a single number"

    def _wrong_numbers(self, results):
        right = [agree(got, expected) for got, expected in zip(results, self.expected)]
        first = right.index(False)
        got, expected = np.ravel(results[first]), np.ravel(self.expected[first])
        entry = np.flatnonzero(~agreeing(got, expected))[0]
        so_far = (
            f"right in only {sum(right)} of {COUNT} cases" if any(right) else "of the right shape, but its numbers are wrong"
        )
        place = f"entry {entry} is" if expected.size > 1 else "it is"
        return f"The result is {so_far}. For example, {place} {got[entry]:.4g} where {expected[entry]:.4g} is right."


def _same(one, other):
    return (
        one.error is None
        and one.numbers is not None
        and one.numbers.shape == other.numbers.shape
        and np.array_equal(one.numbers, other.numbers, equal_nan=True)
    )


def _hint(got, right):
    """What the two shapes suggest."""
    if len(got) == 2 and got == right[::-1]:
        return "It looks transposed."
    if len(right) == 1 and got == right * 2:
        return "A column and a plain vector together make a table."
    if len(right) == 1 and sorted(got) == [1, *right]:
        return "Use plain vectors, neither rows nor columns."
    if not right:
        return "Is a sum missing?"
    return "" if got else "Is something added up that should stay apart?"
