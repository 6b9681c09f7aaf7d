"""Says in a sentence what differs first when no mistake was recognised. Results are taken apart: name -> array."""

import numpy as np

from nnlib.exercises.judging.relation import agreeing
from nnlib.exercises.judging.result import WHOLE


def wrong_count(got, right, names):
    """The sentence for a result that should be a list but is not, or has the wrong length; None if there is none."""
    for name in names:
        own, asked = (sum(part.startswith(f"{name}[") for part in parts) for parts in (got, right))
        if own != asked:
            is_array = f"is one array of shape {got[name].shape}" if name in got else f"holds {own} array{'s' * (own != 1)}"
            return f"`{name}` {is_array}: it should be a list of {asked}."
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
    """The sentences for wrong numbers; `so_far` says in how many cases the result was right, "" for none."""
    name = next(n for n in right if not agreeing(got[n], right[n]).all())
    own, expected, wrong = (np.ravel(array) for array in (got[name], right[name], ~agreeing(got[name], right[name])))
    entry = np.flatnonzero(wrong)[0]
    place = f"entry {_place(entry, right[name].shape)} is" if expected.size > 1 else "it is"
    state = so_far or f"{'has the right shape, but ' * (expected.size > 1)}{_state(own, expected, wrong)}"
    return f"{_called(name)} {state}. For example, {place} {own[entry]:.4g} where {expected[entry]:.4g} is right."


def _state(own, expected, wrong):
    """What is wrong with these numbers, in words: how many of them, their signs, or their sizes."""
    if np.allclose(own, expected, rtol=0.01, atol=0.01 * abs(expected).max()):
        return "is nearly right, but off by less than 1 %"
    if agreeing(abs(own), abs(expected)).all():
        return "has wrong signs"
    if not wrong.all():
        return f"is wrong in {wrong.sum()} of {wrong.size} entries"
    if (np.sign(own) != np.sign(expected)).any():
        return "has wrong signs and wrong sizes"
    large, small = ("too far from zero", "too close to zero") if (expected < 0).any() else ("too large", "too small")
    if (abs(own) > abs(expected)).all():
        return f"is {large}"
    return f"is {small}" if (abs(own) < abs(expected)).all() else "has the wrong size"


def _place(entry, shape):
    """The place of an entry, counted from 0, as it is written in square brackets."""
    return f"[{', '.join(map(str, np.unravel_index(entry, shape)))}]"


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
