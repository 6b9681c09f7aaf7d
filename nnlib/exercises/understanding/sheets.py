"""The same twenty items before the course and after it, each time in another order."""

import numpy as np

from nnlib.exercises.understanding.items import ITEMS

SHEETS = {"before": 1, "after": 2}  # the test and the seed of its order
DONT_KNOW = "I don't know."


def sheet(when):
    """The items of the test `when`, "before" or "after" the course, each with its choices in order: (Item, list) pairs."""
    rng = np.random.default_rng(SHEETS[when])
    items = [ITEMS[place] for place in rng.permutation(len(ITEMS))]
    return [(item, [item.choices[place] for place in rng.permutation(len(item.choices))]) for item in items]
