"""Results that take seconds and never change: computed once, kept in small files, read where they are needed.

    @stored("squares", [(1,), (2,)])
    def square(number): ...

    square(2)       # read from data/squares.npz
    square.anew(2)  # computed now
    square(3)       # not in the file, so computed now, and remembered

scripts/build_results.py writes the files, and tests/explorers/test_results.py recomputes some of them.
"""

import functools
import inspect
from pathlib import Path

import numpy as np

from nnlib.threads import one_thread

DATA = Path(__file__).parent / "data"
RESULTS = {}  # name -> Stored, in the order in which they were defined


class Stored:
    """A function whose results for some arguments, `kept`, are in a file.

    A result is an array or a number, or a NamedTuple of these, whose class is then `kind`. Arrays are read-only, since
    every caller gets the same ones.
    """

    def __init__(self, function, name, kept, kind=None):
        self.anew = one_thread(function)  # another number of threads would change the last digits
        self.name, self.path, self.kind = name, DATA / f"{name}.npz", kind
        self._fields = kind._fields if kind else ["result"]
        self._signature = inspect.signature(function)
        self.kept = [self._complete(*arguments) for arguments in kept]
        self._known = {}
        functools.update_wrapper(self, function)

    def __call__(self, *arguments, **named):
        arguments = self._complete(*arguments, **named)
        if arguments not in self._known:
            read = self._read if arguments in self.kept else self.anew
            self._known[arguments] = _locked(read(*arguments))
        return self._known[arguments]

    def save(self):
        """Compute everything that is kept, and write the file."""
        results = [self.anew(*arguments) for arguments in self.kept]
        arrays = {"arguments": np.array([repr(arguments) for arguments in self.kept])}
        for field, values in zip(self._fields, zip(*results) if self.kind else [results]):
            if len({np.shape(value) for value in values}) == 1:
                arrays[field] = np.array(values)  # one array for all: in an .npz file, each one costs 200 bytes more
            else:
                arrays |= {f"{field} {place}": value for place, value in enumerate(values)}
        self.path.parent.mkdir(exist_ok=True)
        np.savez_compressed(self.path, **arrays)

    def _complete(self, *arguments, **named):
        """The arguments as a tuple, with those that were left out at their defaults."""
        bound = self._signature.bind(*arguments, **named)
        bound.apply_defaults()
        return tuple(bound.arguments.values())

    def _read(self, *arguments):
        arguments = self.kept[self.kept.index(arguments)]  # the kept ones: 1 and 1.0 are equal, but are written differently
        try:
            file, place = self._file, self._file["arguments"].tolist().index(repr(arguments))
            rows = [file[field][place] if field in file else file[f"{field} {place}"] for field in self._fields]
        except Exception as error:  # a missing file, or any error of zipfile, zlib or numpy about a damaged one
            raise OSError(
                f"{self.path} is missing or damaged ({error}). Please install nnlib again, restore the file with git, or "
                f"make it again: python scripts/build_results.py {self.name}"
            ) from error
        values = [row if np.ndim(row) else row.item() for row in rows]
        return self.kind(*values) if self.kind else values[0]

    @functools.cached_property
    def _file(self):
        with open(self.path, "rb") as content, np.load(content, allow_pickle=False) as file:
            return dict(file)


def stored(name, kept, kind=None):
    """A decorator that makes a function a Stored; `kept` is a list of tuples of arguments, and data/<name>.npz the file."""

    def decorate(function):
        RESULTS[name] = Stored(function, name, kept, kind)
        return RESULTS[name]

    return decorate


def _locked(result):
    for value in result if isinstance(result, tuple) else [result]:
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
    return result
