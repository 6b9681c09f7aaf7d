"""Notebook 04: the table of wishes, a whole backward pass step by step, and what one step did."""

from nnlib.explorers.backwards.one_step import what_one_step_did
from nnlib.explorers.backwards.stepper import stepper
from nnlib.explorers.backwards.table import wishes_table

__all__ = ["stepper", "what_one_step_did", "wishes_table"]
