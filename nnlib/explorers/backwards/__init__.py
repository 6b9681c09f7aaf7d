"""Notebook 04: the table of wishes, and a whole backward pass step by step."""

from nnlib.explorers.backwards.stepper import stepper
from nnlib.explorers.backwards.table import wishes_table

__all__ = ["stepper", "wishes_table"]
