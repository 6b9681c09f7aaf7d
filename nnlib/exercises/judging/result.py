"""Takes a result apart: one array, or several results, each an array or a list of arrays of any shapes."""

import numpy as np

WHOLE = ""  # the name of a result that is a single array


def parts(result, like, names=()):
    """Name -> copy of an array. A single result is called "", and the arrays of a list "zs[0]", "zs[1]", …, as in `like`.

    None if the result does not hold numbers, or its length differs from that of `names`.
    """
    try:
        found = _parts(result, like, names)
    except BaseException:  # a learner's object may raise anything when it is asked for its numbers
        return None
    return None if found is None or any(array is None for array in found.values()) else found


def _parts(result, like, names):
    if not names:
        return {WHOLE: _numbers(result)}
    if not isinstance(result, tuple | list) or len(result) != len(names):
        return None
    found = {}
    for name, value, model in zip(names, result, like):
        found |= _entries(name, value) if isinstance(model, list) else {name: _numbers(value)}
    return found


def _entries(name, value):
    if isinstance(value, np.ndarray) and value.dtype != object and value.ndim < 3:
        return {name: _numbers(value)}  # one array, not a list of arrays
    return {f"{name}[{l}]": _numbers(entry) for l, entry in enumerate(list(value))}


def _numbers(value):
    array = np.asarray(value)
    if array.dtype == object:  # a list of fractions, for instance
        array = np.array([float(entry) for entry in array.flat]).reshape(array.shape)
    if array.dtype == bool:  # True counts as 1, as in Python
        return array.astype(int)
    return array.copy() if array.dtype.kind in "iuf" else None


def of_name(results, name):
    """From results taken apart, only what belongs to the one of this name: "zs[0]", "zs[1]", … for "zs"."""
    return [{own: array for own, array in result.items() if own.partition("[")[0] == name} for result in results]


def without_name(results, name):
    """From results taken apart, only what belongs to the others."""
    return [{own: array for own, array in result.items() if own.partition("[")[0] != name} for result in results]


def shape_of(value):
    """The shape of an argument in words: "has shape (3,)", for a list of arrays "holds the shapes (4, 3) and (2, 4)"."""
    if isinstance(value, list) and any(np.ndim(entry) for entry in value):
        return f"holds the shapes {' and '.join(str(np.shape(entry)) for entry in value)}"
    return f"has shape {np.shape(value)}"
