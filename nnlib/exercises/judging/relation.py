"""How wrong results are related to others: the same, times a factor, in another form, or twisted in some other way.

Results are taken apart, name -> array; where several cases are compared, there is a list of them, one for each case.
"""

import numpy as np

PRECISION = 1e-4  # float32 is good enough

# What may have been done to the right array: (function of it, the words for what comes out). A function that raises an
# error, or changes nothing, says nothing.
TWISTS = [
    (abs, "The signs are lost: some of these numbers should be negative."),
    (np.sign, "Only the signs are left: how large the numbers are matters, too."),
    (lambda r: r.sum(), "The right numbers are all added up: each should stay on its own."),
    (lambda r: r.mean(), "The right numbers are averaged into one: each should stay on its own."),
    (lambda r: r.sum(axis=0), "Each column of the right table is added up: the whole table is needed."),
    (lambda r: r.sum(axis=1), "Each row of the right table is added up: the whole table is needed."),
    (lambda r: r.mean(axis=0), "Each column of the right table is averaged: the whole table is needed."),
    (lambda r: r.mean(axis=1), "Each row of the right table is averaged: the whole table is needed."),
    (lambda r: r.max(), "This is only the largest of the right numbers: all of them are needed."),
    (lambda r: r[0], "This is only the beginning of the right result, its first entry or row."),
    (lambda r: r[-1], "This is only the end of the right result, its last entry or row."),
    (lambda r: r[:, 0], "This is only the first column of the right table."),
    (lambda r: r[:, -1], "This is only the last column of the right table."),
    (lambda r: r[:-1], "The result is right but for its end: the last entry or row is missing."),
    (lambda r: r[1:], "The result is right but for its beginning: the first entry or row is missing."),
    (lambda r: r[:, :-1], "The table is right, but its last column is missing."),
    (lambda r: r[:, 1:], "The table is right, but its first column is missing."),
    (lambda r: r[::-1], "The numbers are right, but their order is reversed."),
    (lambda r: r[:, ::-1], "The numbers are right, but the order of the columns is reversed."),
    (lambda r: np.roll(r, 1, axis=0), "The numbers are right, but everything is shifted by one place."),
    (lambda r: np.roll(r, -1, axis=0), "The numbers are right, but everything is shifted by one place."),
    (lambda r: np.sort(r), "The numbers are right, but they are sorted: keep them in their places."),
    (lambda r: r.ravel(), "The numbers are right, but they come in one long row: keep the table."),
    (np.cumsum, "These are running totals of the right numbers: each should stay on its own."),
    (lambda r: r**2, "There is a square too many: this is the square of what it should be."),
    (np.sqrt, "There is a square root too many: this is the root of what it should be."),
    (lambda r: 1 / r, "The fraction is upside down: this is 1 divided by what it should be."),
    (lambda r: 1 - r, "This is 1 minus what it should be."),
    (np.exp, "There is an `exp` too many."),
    (lambda r: r / np.linalg.norm(r), "This is divided by its own length: leave it as long as it is."),
    (lambda r: r / r.sum(), "This is divided by its own sum: leave the numbers as they are."),
    *((lambda r, n=n: np.round(r, n), "The result is rounded: return all of its digits.") for n in range(5)),
    (np.trunc, "The decimals are cut off: return all of the digits."),
    (np.floor, "The decimals are cut off: return all of the digits."),
]


def agree(got, expected):
    """Whether two results have the same names, shapes and numbers: floats within float32 precision, integers exactly."""
    return _same_form(got, expected) and all(agreeing(got[name], expected[name]).all() for name in expected)


def all_agree(results, made):
    """Whether these results agree in all cases; None, where a function could not be run, agrees with nothing."""
    return all(r is not None and agree(got, r) for got, r in zip(results, made))


def agreeing(got, expected):
    """A bool for each entry: whether two arrays of the same shape agree there."""
    precision = 0 if expected.dtype.kind in "iu" else PRECISION
    sizes = np.abs(expected)
    with np.errstate(all="ignore"):  # NaN and infinity agree with nothing
        return (np.abs(got - expected) <= precision * (sizes + sizes.max())) & np.isfinite(sizes.max())


def _same_form(one, other):
    return one.keys() == other.keys() and all(one[name].shape == other[name].shape for name in other)


# ---- one difference at a time


def factors(results, made):
    """For each case the number by which the one result is the other multiplied; None unless there is one in each case."""
    numbers = []
    for got, other in zip(results, made):
        numbers.append(None if other is None else _factor(got, other))
        if numbers[-1] is None:
            return None
    return np.array(numbers)


def _factor(got, made):
    if not _same_form(got, made):
        return None
    own, other = (np.concatenate([array.ravel() for array in result.values()]) for result in (got, made))
    number = own @ other / (other @ other)
    fits = number and all(agreeing(got[name], 1.0 * number * made[name]).all() for name in made)
    return number if fits else None


def offset(results, made):
    """The number that was added to every entry in all cases; None if there is none."""
    if not all(map(_same_form, results, made)):
        return None
    differences = np.concatenate([(got[n] - other[n]).ravel() for got, other in zip(results, made) for n in other])
    return differences[0] if np.allclose(differences, differences[0], rtol=PRECISION, atol=0) else None


def turned(results):
    """All results transposed; None where there is no table to transpose."""
    tables = any(array.ndim > 1 for result in results for array in result.values())
    return [{name: array.T for name, array in result.items()} for result in results] if tables else None


def without_extra_axes(results, made):
    """The results in the shapes of the others, if only axes of length 1 tell them apart; None if more does, or nothing."""
    if any(other is None or got.keys() != other.keys() for got, other in zip(results, made)):
        return None
    pairs = [(got[name].shape, other[name].shape) for got, other in zip(results, made) for name in other]
    if all(own == like for own, like in pairs) or any(_long_axes(own) != _long_axes(like) for own, like in pairs):
        return None
    return [{n: got[n].reshape(other[n].shape) for n in other} for got, other in zip(results, made)]


def _long_axes(shape):
    return [length for length in shape if length != 1]


def twist(results, right):
    """The words for what was done to each array of the right results; None if nothing in TWISTS fits."""
    for change, words in TWISTS:
        made = [{name: _changed(change, array) for name, array in result.items()} for result in right]
        possible = all(array is not None for result in made for array in result.values())
        if possible and all_agree(results, [_as_floats(r) for r in made]):
            return words
    return None


def _changed(change, array):
    try:
        return np.asarray(change(array))
    except (ValueError, IndexError):  # there is no such axis, or no such entry
        return None


def _as_floats(result):
    return {name: array * 1.0 for name, array in result.items()}
