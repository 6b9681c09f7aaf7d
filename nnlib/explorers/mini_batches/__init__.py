"""Notebook 06: one step, a training to steer, mean or sum, a race of batch sizes, and a family of learning rates."""

from nnlib.explorers.mini_batches.board import training_board
from nnlib.explorers.mini_batches.learning_rates import RATES, cost_at_end, family_costs, learning_rates
from nnlib.explorers.mini_batches.one_step import what_one_step_did
from nnlib.explorers.mini_batches.race import courses, race, reached
from nnlib.explorers.mini_batches.sum_or_mean import first_steps, sum_or_mean

__all__ = [
    "RATES",
    "cost_at_end",
    "courses",
    "family_costs",
    "first_steps",
    "learning_rates",
    "race",
    "reached",
    "sum_or_mean",
    "training_board",
    "what_one_step_did",
]
