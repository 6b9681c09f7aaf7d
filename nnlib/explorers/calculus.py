"""Notebook 09: the chain rule on a chain of single neurons, the sum over paths, and the four equations."""

from nnlib.explorers.calculus_chain import chain
from nnlib.explorers.calculus_equations import four_equations
from nnlib.explorers.calculus_paths import paths

__all__ = ["chain", "four_equations", "paths"]
