"""Arguments are checked here before anything is changed; each error names the argument, what came, what was expected."""

import numbers

import numpy as np

# Larger values could overflow somewhere inside a float32 network; pixels are at most 1.
LARGEST = 1e18


def whole_number(name, value, low=1, high=None):
    """`value` as an int between `low` and `high`."""
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise TypeError(f"{name} must be a whole number, but got {value!r}")
    if value < low or (high is not None and value > high):
        limits = f"at least {low:,}" if high is None else f"from {low:,} to {high:,}"
        raise ValueError(f"{name} must be {limits}, but got {value:,}")
    return int(value)


def positive_number(name, value):
    """`value` as a finite float above zero."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} must be a number, but got {value!r}")
    if not 0 < value < np.inf:
        raise ValueError(f"{name} must be a finite number above 0, but got {value!r}")
    return float(value)


def generator(name, value):
    """`value`, a numpy random Generator; None gives a fresh one."""
    if value is None:
        return np.random.default_rng()
    if not isinstance(value, np.random.Generator):
        raise TypeError(f"{name} must come from np.random.default_rng(seed), but got {value!r}")
    return value


def examples(name, value, size):
    """`value` as an array of finite numbers: one example of shape (size,) or one per column, (size, m)."""
    array = np.asarray(value)
    if array.dtype.kind not in "buif":
        raise TypeError(f"{name} must hold numbers, but its dtype is {array.dtype}")
    if array.ndim not in (1, 2) or len(array) != size or array.size == 0:
        hint = ""
        if array.ndim == 2 and array.shape[1] == size:
            hint = f": it looks transposed, try {name}.T"
        elif array.dtype.kind in "ui" and array.ndim < 2 and size == 10:
            hint = ": for labels, try nnlib.one_hot(labels)"
        raise ValueError(
            f"{name} must have shape ({size},) for one example or ({size}, m) for m of them, but got {array.shape}{hint}"
        )
    if not (-LARGEST <= array.min() and array.max() <= LARGEST):  # false for NaN, too
        raise ValueError(
            f"{name} must hold finite numbers (up to ±{LARGEST:g}), but it ranges from {array.min()} to {array.max()}"
        )
    return array


def same_length(name, value, other_name, other):
    """Raise unless `value` and `other`, each (m,) or a scalar for a single example, have the same m."""
    if np.shape(value) != np.shape(other):
        counts = [f"{np.size(array)} example{'s' * (np.size(array) != 1)} {np.shape(array)}" for array in (value, other)]
        raise ValueError(f"{name} must belong to the same examples as {other_name}, but got {' and '.join(counts)}")


def labels(name, value, classes=10):
    """`value` as an integer array of shape (m,), each from 0 to classes - 1."""
    array = np.asarray(value)
    if array.dtype.kind not in "ui":
        raise TypeError(f"{name} must hold whole numbers, but its dtype is {array.dtype}")
    if array.ndim != 1:
        raise ValueError(f"{name} must have shape (m,), but got {array.shape}")
    if array.size and not (0 <= array.min() and array.max() < classes):
        raise ValueError(f"{name} must be from 0 to {classes - 1}, but they range from {array.min()} to {array.max()}")
    return array
