"""Notebook 07: how well a mini-batch knows the way, two walkers on the cost surface, and where walks may end."""

from nnlib.explorers.walkers.compass import compass, compass_at, drawn, steepness
from nnlib.explorers.walkers.minima import ends, several_minima
from nnlib.explorers.walkers.plane import two_walks, walked
from nnlib.explorers.walkers.two_weights import two_parameters

__all__ = [
    "compass",
    "compass_at",
    "drawn",
    "ends",
    "several_minima",
    "steepness",
    "two_parameters",
    "two_walks",
    "walked",
]
