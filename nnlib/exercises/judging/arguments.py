"""The mistakes that come down to other arguments: one is missing, twisted or cut short, or two have changed places.

Each function yields pairs: cases with other arguments, for which the learner's results would be right, and the sentence.
"""

from itertools import combinations

import numpy as np

# What may have been done to an argument that holds numbers: (function of it, the words for that).
CHANGES = [
    (np.zeros_like, "{} plays no part: this would be right if it were 0."),
    (np.ones_like, "{} plays no part: this would be right if it were 1 everywhere."),
    (np.negative, "The part with {} has the wrong sign."),
    (abs, "The signs of {} are lost: negative numbers count as positive ones."),
    (np.sign, "Only the signs of {} are used: the sizes matter, too."),
    (np.square, "{} is squared: use it as it is."),
    (np.exp, "There is an exponential of {}: use it as it is."),
    (lambda v: 1 / v, "1 divided by {} is used: use it as it is."),
    (lambda v: 1 - v, "1 minus {} is used: use it as it is."),
    (lambda v: 1 / (1 + np.exp(-v)), "{} is squished: use it as it is."),
    (lambda v: v * (1 - v), "There is a σ′ in {}: use it as it is."),
    (lambda v: np.round(v), "{} is rounded: use it as it is."),
    (lambda v: v[::-1], "The order of {} does not match that of the rest."),
    (lambda v: np.full_like(v, v.mean()), "{} is averaged: each of its numbers has its own place."),
    (lambda v: np.full_like(v, v.sum()), "{} is added up: each of its numbers has its own place."),
    (lambda v: np.full_like(v, v[0]), "Only the beginning of {} is used, over and over: go on to the next."),
]
# What may be left of all arguments that belong together, since they have an axis in common.
REMNANTS = [
    (slice(None, 1), "Only the first {} of {} is used: go through all of them."),
    (slice(-1, None), "Only the last {} of {} is used: does each round of a loop forget the one before?"),
    (slice(None, -1), "The last {} of {} is left out."),
    (slice(1, None), "The first {} of {} is left out."),
]


def with_other_arguments(names, cases):
    """The cases with whatever may have happened to the arguments, which are called by these names, and a sentence each."""
    arrays = [i for i in range(len(names)) if all(isinstance(case.arguments[i], np.ndarray | float) for case in cases)]
    yield from _changed(names, cases, arrays)
    yield from _swapped(names, cases, arrays)
    yield from _shortened(names, cases)


def _changed(names, cases, arrays):
    for i in arrays:
        for change, words in CHANGES:
            try:
                yield [_with(case, {i: change(case.arguments[i])}) for case in cases], words.format(f"`{names[i]}`")
            except (IndexError, TypeError, AttributeError):  # a single number has no order and no mean
                continue


def _swapped(names, cases, arrays):
    for i, j in combinations(arrays, 2):
        if np.shape(cases[0].arguments[i]) == np.shape(cases[0].arguments[j]):
            swapped = [_with(case, {i: case.arguments[j], j: case.arguments[i]}) for case in cases]
            yield swapped, f"`{names[i]}` and `{names[j]}` have changed places."


def _shortened(names, cases):
    for axes in _axes_of_equal_length(cases[0].arguments):
        called = _in_words([names[i] for i in axes])
        entry = "entry" if not any(axes.values()) else "column" if all(axes.values()) else "row or column"
        for remnant, words in REMNANTS:
            yield [_with(case, _cut(case.arguments, axes, remnant)) for case in cases], words.format(entry, called)


def _axes_of_equal_length(arguments):
    """Which axes belong together, since they are equally long: position of an argument -> its axis."""
    together = {}
    for i, value in enumerate(arguments):
        for axis, length in enumerate(np.shape(value) if isinstance(value, np.ndarray) else ()):
            together.setdefault(length, {}).setdefault(i, axis)
    return list(together.values())


def _cut(arguments, axes, remnant):
    return {i: arguments[i][(slice(None),) * axis + (remnant,)] for i, axis in axes.items()}


def _with(case, others):
    """The case with other arguments at these positions."""
    return case._replace(arguments=tuple(others.get(i, value) for i, value in enumerate(case.arguments)))


def _in_words(names):
    *first, last = (f"`{name}`" for name in names)
    return f"{', '.join(first)} and {last}" if first else last
