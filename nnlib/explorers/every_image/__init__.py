"""Notebook 05: every image votes. The table of votes, how soon their average settles, and what becomes of one-sidedness."""

from nnlib.explorers.every_image.agreement import agreement_curve
from nnlib.explorers.every_image.listen import listen_only_to
from nnlib.explorers.every_image.table import votes_table
from nnlib.explorers.shared.networks import full_gradient_after

__all__ = ["agreement_curve", "full_gradient_after", "listen_only_to", "votes_table"]
