"""Notebook 09: the chain rule on a chain of single neurons, the sum over paths, and the four equations."""

from nnlib.explorers.calculus.chain import chain
from nnlib.explorers.calculus.equations import four_equations
from nnlib.explorers.calculus.paths import paths

__all__ = ["chain", "four_equations", "paths"]
