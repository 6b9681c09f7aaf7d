"""Notebook 02: the cost, which of the 13,002 knobs matters, for how far, and why the gradient is the steepest direction."""

from nnlib.explorers.the_gradient.cost import all_costs, average_cost, cost_squares
from nnlib.explorers.the_gradient.edit import edit_any_weight
from nnlib.explorers.the_gradient.map import sensitivity_map, sorted_list
from nnlib.explorers.the_gradient.steepest import random_cosines, two_steepest, why_steepest
from nnlib.explorers.the_gradient.wiggle import pair_near, wiggle_two_weights, wiggled

__all__ = [
    "all_costs",
    "average_cost",
    "cost_squares",
    "edit_any_weight",
    "pair_near",
    "random_cosines",
    "sensitivity_map",
    "sorted_list",
    "two_steepest",
    "why_steepest",
    "wiggle_two_weights",
    "wiggled",
]
