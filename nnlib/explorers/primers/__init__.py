"""The primers: what the other notebooks build on, and a network worked out by hand."""

from nnlib.explorers.primers.axes import axes
from nnlib.explorers.primers.by_hand import by_hand
from nnlib.explorers.primers.gears import two_gears
from nnlib.explorers.primers.row_times_column import row_times_column
from nnlib.explorers.primers.slope import slope

__all__ = ["axes", "by_hand", "row_times_column", "slope", "two_gears"]
