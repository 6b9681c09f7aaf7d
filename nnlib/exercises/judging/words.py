"""The sentences that can be said about the result of any exercise."""

import numpy as np

from nnlib.exercises.judging.relation import PRECISION

TRANSPOSED = "The result is transposed: rows and columns are swapped."
ZERO = "The result is zero everywhere, whatever the arguments are."
CONSTANT = "The result is always the same, whatever the arguments are."
NOTHING = "It returns nothing. Is there a `return` in front of the result?"
NOT_CALLED = "It returns a function instead of a number. Are brackets missing after a name, as in `.sum()`?"
NOT_FINITE = (
    "The result holds NaN or infinity. Is something divided by zero, or is there a root or logarithm of a negative number?"
)
INCONSISTENT = (
    "Called again with the same arguments, it answers differently. "
    "It should depend only on its arguments, not on earlier calls or random numbers."
)
STOPPED = "You stopped it. Is there a loop that never ends?"
GAVE_UP = "After ten seconds it had not ended, so it was stopped. Is there a loop that never ends?"
NO_STOP_BUTTON = (
    "Here in the browser nothing can stop a cell that runs. `check` gives up after ten seconds. A loop without end in any "
    "other cell goes on until you load the page again; what you have written is still there then."
)
EQUAL_SIZES = "It works if all sizes are equal, but layers differ in size."
RETURN_IN_LOOP = "The `return` is inside the loop, so the loop ends in its first round. Move it out, to the left."

NEARLY = "It is nearly right, but off by less than 1 %"
TOO_LARGE = "It is too large by a factor: {}. Should something be divided by it?"
TOO_SMALL = "It is too small by a factor: {}. Is something divided by it once too often?"

# What an error message may mean: (part of it, the likely cause).
CAUSES = [
    ("bitwise_xor", "Powers are written `**` in Python, not `^`."),
    ("unsupported operand type(s) for ^", "Powers are written `**` in Python, not `^`."),
    ("object is not callable", "Is a `*` missing in front of a bracket?"),
    ("builtin_function_or_method", "Are the brackets missing after the name of a function, as in `.sum()`?"),
    ("_ArrayFunctionDispatcher", "Are the brackets missing after the name of a function, as in `np.sum(…)`?"),
    (
        "truth value of an array",
        "Python's `if`, `max` and `min` need single numbers: for arrays, numpy has `np.where` and `np.maximum`.",
    ),
    (
        "can be converted to Python scalars",
        "This function takes single numbers: for arrays, numpy has its own, such as `np.exp`.",
    ),
    ("does not have enough dimensions", "`@` multiplies arrays: for a single number, write `*`."),
    ("unsupported operand type(s) for @", "`@` multiplies arrays: for a single number, write `*`."),
    ("operand type(s) for -: 'list'", "Python's lists cannot be subtracted: arrays can."),
]


def things(sentences):
    """One sentence as it is; two or three with how many things are wrong."""
    count = {1: "", 2: "Two things. ", 3: "Three things. "}[len(sentences)]
    return count + " And: ".join(sentences)


def cause(error):
    """What an error message probably means, after a space; "" if that is not known."""
    return next((f" {sentence}" for part, sentence in CAUSES if part in error), "")


# ---- sizes and shapes


def lengths(arguments, cases):
    """In words, how many examples there are and how many entries each argument has along each axis: words -> numbers."""
    found = {"the number of examples": np.array([case.m for case in cases])}
    for i, name in enumerate(arguments):
        values = [case.arguments[i] for case in cases]
        if all(isinstance(value, np.ndarray) for value in values):
            axes = ["entries"] if values[0].ndim == 1 else ["rows", "columns"]
            found |= {
                f"the number of {axis} of `{name}`": np.array([value.shape[k] for value in values])
                for k, axis in enumerate(axes)
            }
    return found


def factor(numbers, lengths):
    """The sentences for results that are too large by these factors, one in each case; None if they follow no rule."""
    if numbers is None:
        return None
    if _same(numbers) is not None:
        return [f"{_times(_same(numbers))}."]
    for name, values in lengths.items():
        for rest, sentence in ((_same(numbers / values), TOO_LARGE), (_same(numbers * values), TOO_SMALL)):
            if rest is not None:
                return [sentence.format(name)] + [f"{_times(rest)}."] * (not np.isclose(rest, 1, rtol=PRECISION))
    return None


def _same(numbers):
    """The number that all of them are; None if they differ."""
    return numbers[0] if np.allclose(numbers, numbers[0], rtol=PRECISION, atol=0) else None


def _times(number):
    """What a factor does, without a full stop."""
    size = abs(number)
    if np.isclose(number, 1, rtol=0.01):
        return NEARLY
    if np.isclose(number, -1, rtol=PRECISION):
        return "The sign is the wrong way round"
    if np.isclose(size, 2, rtol=PRECISION):
        words = "It is twice as large as it should be"
    elif np.isclose(size, 0.5, rtol=PRECISION):
        words = "It is half as large as it should be"
    elif np.isclose(size, 100, rtol=PRECISION):
        words = "It is 100 times as large as it should be, as if in percent"
    else:
        words = f"It is {size:.3g} times as large as it should be"
    return words if number > 0 else f"{words}, and its sign is the wrong way round"


def added(number):
    """The sentence for results that are all too large by this number; None if there is none."""
    return number and f"It is always too {'large' if number > 0 else 'small'} by {abs(number):.4g}."


def extra_axes(own, asked):
    """The sentence for arrays of these shapes where those are asked, which differ in axes of length 1."""
    got, right = next((one, other) for one, other in zip(own, asked) if one != other)
    form = "a column" if len(got) == 2 and got[1] == 1 else "a row" if len(got) == 2 and got[0] == 1 else "an array"
    if not right:
        form = "a list of one number" if got == (1,) else "an array"
        return f"The result is {form}, of shape {got}: it should be a plain number."
    plain = "a plain vector" if len(right) == 1 else "a table"
    return f"The result is {form} of shape {got}: it should be {plain} of shape {right}."
