"""Calls a learner's function, whatever it may do, and records what happens."""

import copy
import inspect
import sys
import textwrap
import traceback
import warnings
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nnlib.exercises.judging.patience import patience

NNLIB = str(Path(__file__).parents[2])
ALLOWED = str(Path(NNLIB, "activations.py"))  # calling the sigmoid gives away no answer


class Attempt(NamedTuple):
    """The outcome of one call."""

    returned: object  # unchanged
    parts: dict | None  # the result taken apart, name -> array; None if it does not hold numbers
    error: BaseException | None  # what was raised
    changed: list  # the positions of the arguments that the function changed in place
    borrowed: str  # the function of nnlib that was called, "" if none was


def attempt(function, arguments, take_apart):
    """The Attempt of calling `function` with a copy of the arguments. Raises no error, shows no warning, changes nothing.

    `take_apart(returned)` gives the parts of the result.
    """
    given = copy.deepcopy(arguments)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        returned, error, borrowed = _watched_call(function, given)
        parts = None if error else take_apart(returned)
    changed = [i for i, (now, before) in enumerate(zip(given, arguments)) if not _is_unchanged(now, before)]
    return Attempt(returned, parts, error, changed, borrowed)


def _watched_call(function, given):
    borrowed, returned, error, profile = [], None, None, sys.getprofile()

    def watch(frame, event, _):
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(NNLIB) and code.co_filename != ALLOWED:
            borrowed.append(code.co_qualname)

    trace, end = sys.gettrace(), patience()
    sys.settrace(end)
    sys.setprofile(watch)
    try:
        returned = function(*given)
    except BaseException as raised:  # including exit() and the stop button
        error = raised
    finally:
        sys.settrace(trace)
        sys.setprofile(profile if callable(profile) else None)  # %prun's profiler is not a function and cannot be set again
    return returned, error, borrowed[0] if borrowed else ""


def _is_unchanged(now, before):
    if isinstance(before, list) and isinstance(now, list):  # the weights of all layers, for instance
        return len(now) == len(before) and all(map(_is_unchanged, now, before))
    return type(now) is type(before) and np.array_equal(now, before)


def what_was_raised(error):
    """The kind of error and its message, in one line."""
    return textwrap.shorten("".join(traceback.format_exception_only(error)), 200, placeholder=" …")


def line_that_raised(error, function):
    """The line of the learner's own file that the error came through last, and its variables; "" and {} if not known."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    own = [
        (line.line, frame.f_locals)
        for line, (frame, _) in zip(traceback.extract_tb(error.__traceback__), traceback.walk_tb(error.__traceback__))
        if code and line.filename == code.co_filename
    ]
    return own[-1] if own else ("", {})
