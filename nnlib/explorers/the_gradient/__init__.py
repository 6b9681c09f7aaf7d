"""Notebook 02: the cost as ten squares and as an average; which of the 13,002 knobs matters, and for how far."""

from nnlib.explorers.the_gradient.cost import all_costs, average_cost, cost_squares
from nnlib.explorers.the_gradient.edit import edit_any_weight
from nnlib.explorers.the_gradient.map import sensitivity_map, sorted_list
from nnlib.explorers.the_gradient.steepest import why_steepest
from nnlib.explorers.the_gradient.wiggle import pair_near, wiggle_two_weights, wiggled

__all__ = [
    "all_costs",
    "average_cost",
    "cost_squares",
    "edit_any_weight",
    "pair_near",
    "sensitivity_map",
    "sorted_list",
    "why_steepest",
    "wiggle_two_weights",
    "wiggled",
]
