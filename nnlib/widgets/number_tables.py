"""The numbers behind a picture, told in words and as tables, for those who cannot see it or want to copy them.

Both start from the `numbers` of a Readout, a dict of numbers, texts and arrays, or tuples and dicts of them, and from
`names`: which of them to tell, in which order, and what each is called, with its unit. The key "run.costs" means the
attribute `costs` of the number "run". A tuple of names tells the parts of a number one by one, such as the rows of an array.
"""

import functools

import numpy as np

from nnlib.parameters import name_of
from nnlib.wording import in_table

FEW = 10  # an array of at most so many numbers is told in words
MOST = 100  # rows of a table
CURVE = 1000  # of a longer array the largest numbers are listed, of a shorter one some that are evenly spread
PARAMETERS, SIZES = 13_002, (784, 16, 16, 10)
ROWS = {10: "output", 16: "neuron", PARAMETERS: "parameter"}  # what an array of so many numbers has one number for


def in_words(numbers, names):
    """All single numbers and short arrays on one line: "cost: 3.173; activation: 0.3297, 0.3351"."""
    told = [(name, value) for name, value in _listed(numbers, names) if value.size <= FEW]
    return "; ".join(f"{name}: {', '.join(map(in_table, value.ravel().tolist()))}" for name, value in told)


def tables(numbers, names):
    """The same numbers, and longer arrays, as a list of tables: dicts with "caption", "head" and "rows", all texts.

    Arrays of the same length share a table. Where a table is cut, its caption says so.
    """
    single, columns, squares = [], {}, []
    for name, value in _listed(numbers, names):
        if value.ndim == 0:
            single.append([name, in_table(value.item())])
        elif value.ndim == 1:
            columns.setdefault(len(value), []).append((name, value))
        else:
            squares.append(_square(name, value))
    first = [{"caption": "Single values", "head": ["what", "value"], "rows": single}] if single else []
    return [*first, *(_side_by_side(count, group) for count, group in columns.items()), *squares]


def _listed(numbers, names):
    """Pairs of a name and an array of at most two axes, of numbers or texts."""
    for key, name in names.items():
        first, *path = key.split(".")
        value = functools.reduce(getattr, path, numbers.get(first))
        if value is not None:
            yield from _parts(name, value)


def _parts(name, value):
    if isinstance(name, tuple):
        for part_name, part in zip(name, value, strict=True):
            yield from _parts(part_name, part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _parts(f"{name} {key:,}" if isinstance(key, int) else f"{name} {key}", part)
    else:
        array = np.asarray(value)
        yield name, array if array.size > 1 else array.reshape(())


def _side_by_side(count, group):
    """Arrays of the same length, a row for each of their places, or for some of them."""
    chosen, caption = np.arange(count), f"{count:,} values"
    if count > CURVE:
        name, values = group[-1]
        chosen = np.argsort(-np.abs(values), kind="stable")[:MOST]
        caption = f"The {MOST} of {count:,} with the largest {name}; the others are not listed"
    elif count > MOST:
        chosen = np.unique(np.linspace(0, count - 1, MOST).round().astype(int))
        caption = f"{len(chosen)} of {count:,} values, evenly spread; the others are not listed"
    head, columns = [name for name, _ in group], [values[chosen].tolist() for _, values in group]
    if len(group) == 1 or not _is_axis(group[0][1]):
        head, columns = [ROWS.get(count, "number"), *head], [_places(chosen, count), *columns]
    return {"caption": caption, "head": head, "rows": [list(map(in_table, row)) for row in zip(*columns)]}


def _is_axis(values):
    """Whether these values tell the rows apart: texts, or numbers that only grow or only shrink."""
    if values.dtype.kind == "U":
        return True
    steps = np.sign(np.diff(values))
    return steps[0] != 0 and bool((steps == steps[0]).all())


def _places(chosen, count):
    """What is written at the left of these rows."""
    if count == PARAMETERS:
        return [name_of(i, SIZES) for i in chosen.tolist()]
    return (chosen if count in ROWS else chosen + 1).tolist()


def _square(name, array):
    """An array with two axes, a row for each of its rows."""
    down, across = (ROWS.get(count, word) for count, word in zip(array.shape, ("row", "column")))
    head = [f"{down} by {across}", *map(str, range(array.shape[1]))]
    return {"caption": name, "head": head, "rows": [[str(i), *map(in_table, row)] for i, row in enumerate(array.tolist())]}
