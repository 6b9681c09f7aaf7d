"""Notebook 10: how many labels a network needs, how many may be wrong, and the human who gives them."""

from nnlib.explorers.labelled_data.curves import how_many, how_wrong, measured
from nnlib.explorers.labelled_data.hard import hard_digits, label_hard_digits
from nnlib.explorers.labelled_data.mistakes import mistakes, worst
from nnlib.explorers.labelled_data.own import my_digits
from nnlib.explorers.labelled_data.training import train_with

__all__ = [
    "hard_digits",
    "how_many",
    "how_wrong",
    "label_hard_digits",
    "measured",
    "mistakes",
    "my_digits",
    "train_with",
    "worst",
]
