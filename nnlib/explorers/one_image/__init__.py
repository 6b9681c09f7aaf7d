"""Notebook 03: what one image wants of the ten outputs, and the three avenues that lead to one of them."""

from nnlib.explorers.one_image.avenues import three_avenues
from nnlib.explorers.one_image.fire import fire_together
from nnlib.explorers.one_image.wishes import next_change, output_wishes

__all__ = ["fire_together", "next_change", "output_wishes", "three_avenues"]
