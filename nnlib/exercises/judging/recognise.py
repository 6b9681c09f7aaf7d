"""Finds the known mistake that gives the same results. Results are taken apart: name -> array."""

import warnings

import numpy as np

from nnlib.exercises.judging.result import parts

# Slips that can happen in any exercise, alone or on top of another mistake: (what the slip makes of an array, given m
# examples, or None where it is impossible; sentence).
SLIPS = [
    (lambda r, m: r.T if r.ndim > 1 else None, "The result is transposed: rows and columns are swapped."),
    (
        lambda r, m: r[:, np.newaxis] if r.ndim == 1 else None,
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
    """Whether two results have the same names, shapes and numbers: floats within float32 precision, integers exactly."""
    return got.keys() == expected.keys() and all(
        got[name].shape == expected[name].shape and agreeing(got[name], expected[name]).all() for name in expected
    )


def agreeing(got, expected):
    """A bool for each entry: whether two arrays of the same shape agree there."""
    tolerance = 0 if expected.dtype.kind in "iu" else 1e-4
    return np.isclose(got, expected, rtol=tolerance, atol=tolerance * np.abs(expected).max())


def recognise(exercise, cases, results):
    """The sentence for the mistake, or the two mistakes, that give these results in all cases; None if none is known."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _recognise(exercise, cases, results)


def _recognise(exercise, cases, results):
    right = _run(exercise, exercise.correct, cases)
    known = [(_run(exercise, mistake, cases), sentence) for mistake, sentence in exercise.mistakes]
    for name in exercise.results:
        known += [(_with_slip(slip, right, cases, name), f"In `{name}`: {sentence}") for slip, sentence in SLIPS]
    known += [(_with_slip(slip, right, cases), sentence) for slip, sentence in SLIPS]
    for made, sentence in known:
        if _all_agree(results, made):
            return sentence
    for made, sentence in known:
        for slip, second in SLIPS:
            if _all_agree(results, _with_slip(slip, made, cases)):
                return f"Two things. {sentence} And: {second}"
    return None


def _run(exercise, function, cases):
    """What the function gives in each case; None where the sizes do not allow it."""
    return [_try(exercise, function, *case.arguments) for case in cases]


def _try(exercise, function, *arguments):
    try:
        result = function(*arguments)
    except ValueError:  # W @ delta, for instance, works only for a square W
        return None
    return parts(result, result, exercise.results)


def _with_slip(slip, made, cases, name=""):
    """The results with this slip in them, or only in those whose names begin with `name`."""
    return [None if result is None else _apply(slip, result, case.m, name) for result, case in zip(made, cases)]


def _apply(slip, result, m, beginning):
    """One result with the slip wherever it is possible; None if it is possible nowhere."""
    new = {name: slip(array, m) for name, array in result.items() if name.startswith(beginning)}
    new = {name: array for name, array in new.items() if array is not None}
    return result | new if new else None


def _all_agree(results, made):
    return all(r is not None and agree(got, r) for got, r in zip(results, made))
