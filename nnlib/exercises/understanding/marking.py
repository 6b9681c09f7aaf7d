"""What the answers to the test show."""

from collections import Counter
from typing import NamedTuple

import numpy as np

from nnlib.exercises.understanding.items import ITEMS


class Mark(NamedTuple):
    """How many answers are right, and what the wrong ones show."""

    right: int
    wrong: list  # (Item, answer, key of the misconception) for each wrong answer, in the order of ITEMS
    open: list  # the Items without an answer

    @property
    def beliefs(self):
        """The keys of the misconceptions that the answers show, the most frequent first: a list of (key, how often)."""
        return Counter(key for *_, key in self.wrong).most_common()


def mark(answers):
    """The Mark of `answers`, a dict from the name of an item to the text of a choice; any other text is no answer."""
    right, wrong, unanswered = 0, [], []
    for item in ITEMS:
        answer = answers.get(item.name)
        if item.is_right(answer):
            right += 1
        elif answer in item.wrong:
            wrong.append((item, answer, item.wrong[answer]))
        else:
            unanswered.append(item)
    return Mark(right, wrong, unanswered)


def chance():
    """With what probability 0, 1, … 20 answers are right if all are guessed: (21,)."""
    shares = np.ones(1)
    for item in ITEMS:
        hit = 1 / len(item.choices)
        shares = np.convolve(shares, [1 - hit, hit])
    return shares
