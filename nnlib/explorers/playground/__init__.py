"""Notebook 11: everything at once. Build a network, train it, draw for it, teach it, keep it, and switch off its parts."""

from nnlib.explorers.playground.board import Playground, playground
from nnlib.explorers.playground.parts import what_a_part_is_for

__all__ = ["Playground", "playground", "what_a_part_is_for"]
