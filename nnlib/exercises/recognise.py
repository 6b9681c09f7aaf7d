"""Which mistake gives these numbers?"""

import warnings

import numpy as np

# What may happen to any right answer, or to one with another mistake: (what happens to it among m examples, sentence).
TWISTS = [
    (lambda r, m: r.T if r.ndim > 1 else None, "The result is transposed: rows and columns are swapped."),
    (
        lambda r, m: r[:, np.newaxis] if r.ndim else None,
        "The result is a column of shape (n, 1): a plain vector (n,) is asked.",
    ),
    (lambda r, m: r[np.newaxis] if r.ndim else None, "The result has one axis too many, (1, …): try `result[0]`."),
    (lambda r, m: r.reshape(1) if not r.ndim else None, "The result is a list of one number: a plain number is asked."),
    (lambda r, m: -r, "The sign is the wrong way round."),
    (lambda r, m: 2 * r, "It is twice as large as it should be: there is a factor 2 too many."),
    (lambda r, m: r / 2, "It is half as large as it should be: a factor 2 is missing, or there is a ½ too many."),
    (lambda r, m: 4 * r, "It is four times as large as it should be."),
    (lambda r, m: r / 4, "It is a quarter of what it should be."),
    (lambda r, m: -2 * r, "The sign is the wrong way round, and there is a factor 2 too many."),
    (lambda r, m: -r / 2, "The sign is the wrong way round, and a factor 2 is missing."),
    (lambda r, m: m * r, "This is a sum over the examples, not their mean."),
    (lambda r, m: r / m, "This divides by the number of examples once too often."),
]


def agree(got, expected):
    """Whether two arrays have the same shape and, as far as float32 can tell, the same numbers; whole numbers exactly."""
    got, expected = np.asarray(got), np.asarray(expected)
    return got.shape == expected.shape and bool(agreeing(got, expected).all())


def agreeing(got, expected):
    """Which entries are the same, for two arrays of the same shape."""
    tolerance = 0 if expected.dtype.kind in "iu" else 1e-4
    return np.isclose(got, expected, rtol=tolerance, atol=tolerance * np.abs(expected).max())


def recognise(exercise, cases, results):
    """The sentence for the mistake, or the two, that give these results in all cases; None for an unknown one."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _recognise(exercise, cases, results)


def _recognise(exercise, cases, results):
    right = _run(exercise.correct, cases)
    known = [(_run(mistake, cases), sentence) for mistake, sentence in exercise.mistakes]
    known += [(_twisted(twist, right, cases), sentence) for twist, sentence in TWISTS]
    for made, sentence in known:
        if _all_agree(results, made):
            return sentence
    for made, sentence in known:
        for twist, second in TWISTS:
            if _all_agree(results, _twisted(twist, made, cases)):
                return f"Two things. {sentence} And: {second}"
    return None


def _run(function, cases):
    """What the function gives in each case; None where the sizes do not allow it."""
    return [_try(function, *case.arguments) for case in cases]


def _try(function, *arguments):
    try:
        return np.asarray(function(*arguments))
    except ValueError:  # such as W @ delta, unless W is square
        return None


def _twisted(twist, made, cases):
    return [None if r is None else twist(r, case.m) for r, case in zip(made, cases)]


def _all_agree(results, made):
    return all(r is not None and agree(got, r) for got, r in zip(results, made))
