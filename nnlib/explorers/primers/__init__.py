"""The primers: what the other notebooks build on, and a network worked out by hand."""

from nnlib.explorers.primers.by_hand import by_hand

__all__ = ["by_hand"]
