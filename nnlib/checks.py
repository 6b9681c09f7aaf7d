"""Checks of arguments, made before anything changes. Each error names the argument, what it must be, and what it got."""

import numbers
import warnings

import numpy as np

from nnlib import parameters
from nnlib.pixels import Pixels

# Larger values could overflow in a float32 network; pixels are at most 1.
LARGEST = 1e18
# The number of pixels in an MNIST image. If one of them is above BRIGHT, they surely range from 0 to 255.
IMAGE, BRIGHT = 784, 16


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
    """`value` as a numpy random Generator; None gives a fresh one."""
    if value is None:
        return np.random.default_rng()
    if not isinstance(value, np.random.Generator):
        raise TypeError(f"{name} must come from np.random.default_rng(seed), but got {value!r}")
    return value


def one_of(name, value, choices):
    """`value`, which must be one of `choices`."""
    if value not in choices:
        raise ValueError(f"{name} must be one of {', '.join(map(str, choices))}, but got {value!r}")
    return value


def float_type(name, value):
    """`value` as the dtype float32 or float64."""
    if np.dtype(value) not in (np.float32, np.float64):
        raise ValueError(f"{name} must be float32 or float64, but got {value!r}")
    return np.dtype(value)


def layer_sizes(name, value):
    """`value` as a tuple of at least two whole numbers above 0."""
    if isinstance(value, str) or not np.iterable(value) or len(list(value)) < 2:
        raise ValueError(f"{name} must list at least two layers, such as [784, 16, 16, 10], but got {value!r}")
    return tuple(whole_number(name, size) for size in value)


def finite_parameters(vector, sizes):
    """Raise unless all parameters (n_parameters,) of a network with these layer sizes are finite."""
    if not np.isfinite(vector).all():
        index = int(np.flatnonzero(~np.isfinite(vector))[0])
        raise ValueError(
            f"the network's parameters must be finite numbers, but {parameters.name_of(index, sizes)} is {vector[index]}. "
            "If it was trained, the learning rate was too large"
        )


def examples(name, value, size):
    """`value` as an array of finite numbers: one example of shape (size,) or one per column, (size, m)."""
    if isinstance(value, list | tuple) and value and all(isinstance(entry, tuple) for entry in value):
        raise TypeError(
            f"{name} must hold one example per column, but got a list of {len(value)} tuples: from pairs (x, y), "
            "make np.hstack([x for x, y in pairs]) and np.hstack([y for x, y in pairs])"
        )
    array = value if isinstance(value, Pixels) else np.asarray(value)
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
    low, high = (0, 1) if isinstance(array, Pixels) else (array.min(), array.max())
    if not (-LARGEST <= low and high <= LARGEST):  # also false for NaN
        raise ValueError(f"{name} must hold finite numbers (up to ±{LARGEST:g}), but it ranges from {low} to {high}")
    if size == IMAGE and low >= 0 and BRIGHT < high <= 255:
        warnings.warn(
            f"{name} ranges from {low} to {high}, but the pixels of nnlib's digits range from 0 to 1: try {name} / 255",
            stacklevel=2,
        )
    return array


def inputs(network, x, name="x"):
    """`x` as an array of inputs for `network`, (n_in,) or (n_in, m); its parameters must be finite."""
    finite_parameters(network.parameters, network.sizes)
    return examples(name, x, network.sizes[0])


def pair(network, x, y, names=("x", "y")):
    """`x` and `y` as arrays of inputs and targets for `network`: both one example, or both m of them."""
    x, y = inputs(network, x, names[0]), examples(names[1], y, network.sizes[-1])
    same_length(names[1], y[0], names[0], x[0])
    return x, y


def batch(network, x, y, names=("x", "y")):
    """Like `pair`, but only for batches, (n_in, m) and (n_out, m): plain vectors are refused."""
    x, y = pair(network, x, y, names)
    if x.ndim != 2:
        raise ValueError(f"{names[0]} must have shape ({network.sizes[0]}, m), one example per column, but got {x.shape}")
    return x, y


def one_example(network, x, y):
    """Like `pair`, but only for plain vectors, (n_in,) and (n_out,): batches are refused."""
    x, y = pair(network, x, y)
    if x.ndim != 1:
        raise ValueError(f"x must be one example, a plain vector of shape ({network.sizes[0]},), but got {x.shape}")
    return x, y


def same_length(name, value, other_name, other):
    """Raise unless `value` and `other`, each (m,) or a scalar for a single example, have the same m."""
    if np.shape(value) != np.shape(other):
        counts = [f"{np.size(array)} example{'s' * (np.size(array) != 1)} {np.shape(array)}" for array in (value, other)]
        raise ValueError(f"{name} must belong to the same examples as {other_name}, but got {' and '.join(counts)}")


def labels(name, value, classes=10):
    """`value` as an integer array of shape (m,), each from 0 to classes - 1."""
    array = np.asarray(value)
    if array.dtype.kind not in "ui":
        exact = array.dtype.kind in "bf" and np.array_equal(array, np.trunc(array))
        raise TypeError(
            f"{name} must hold whole numbers, but its dtype is {array.dtype}" + f": try {name}.astype(int)" * exact
        )
    if array.ndim != 1:
        raise ValueError(f"{name} must have shape (m,), but got {array.shape}")
    if array.size and not (0 <= array.min() and array.max() < classes):
        raise ValueError(f"{name} must be from 0 to {classes - 1}, but they range from {array.min()} to {array.max()}")
    return array


class Setting:
    """An attribute that is checked whenever it is set: `check(owner, value)` returns the value to keep."""

    def __init__(self, check):
        self._check = check

    def __set_name__(self, owner, name):
        self._name = f"_{name}"

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self._name)

    def __set__(self, instance, value):
        setattr(instance, self._name, self._check(instance, value))
