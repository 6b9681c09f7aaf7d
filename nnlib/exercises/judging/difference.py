"""Says in a sentence how a result differs from the right one. Both are taken apart: name -> array."""

import numpy as np

from nnlib.exercises.judging.recognise import agreeing
from nnlib.exercises.judging.result import WHOLE


def wrong_count(got, right, names):
    """The sentence for a result that should be a list but is not, or has the wrong length; None if there is none."""
    for name in names:
        own, asked = (sum(part.startswith(f"{name}[") for part in parts) for parts in (got, right))
        if own != asked:
            is_array = f"is one array of shape {got[name].shape}" if name in got else f"holds {own} array{'s' * (own != 1)}"
            return f"`{name}` {is_array} where a list of {asked} is asked."
    return None


def wrong_shape(got, right, arguments):
    """The sentence for the first array of a wrong shape, naming an argument with that shape; None if all shapes fit."""
    for name in right:
        shapes = got[name].shape, right[name].shape
        if shapes[0] != shapes[1]:
            found, asked = (_shape_in_words(shape, arguments) for shape in shapes)
            words = f"{_called(name)} has the wrong shape: {found} instead of {asked}".rstrip(",")
            return f"{words}. {_hint(*shapes)}".rstrip()
    return None


def wrong_numbers(got, right, so_far):
    """The sentence for the first wrong entry; `so_far` says in how many cases the result was right, "" for none."""
    name, right_entries = next((n, agreeing(got[n], right[n])) for n in right if not agreeing(got[n], right[n]).all())
    entry = np.flatnonzero(~right_entries)[0]
    own, expected = np.ravel(got[name])[entry], np.ravel(right[name])[entry]
    place = f"entry {entry} is" if right[name].size > 1 else "it is"
    state = so_far or "of the right shape, but its numbers are wrong"
    return f"{_called(name)} is {state}. For example, {place} {own:.4g} where {expected:.4g} is right."


def _called(name):
    return "The result" if name == WHOLE else f"`{name}`"


def _shape_in_words(shape, arguments):
    """The shape, and an argument that has the same shape."""
    alike = [name for name, value in arguments.items() if isinstance(value, np.ndarray) and value.shape == shape]
    like = f", like `{alike[0]}`," if shape and alike else ""
    return f"{shape}{like}" if shape else "a single number"


def _hint(got, right):
    """The likely cause, going by the two shapes."""
    if len(got) == 2 and got == right[::-1]:
        return "It looks transposed."
    if len(right) == 1 and got == right * 2:
        return "A column and a plain vector together make a table."
    if len(right) == 1 and sorted(got) == [1, *right]:
        return "Use plain vectors, neither rows nor columns."
    if not right:
        return "Is a sum missing?"
    return "" if got else "Is something added up that should stay apart?"
