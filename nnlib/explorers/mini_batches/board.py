"""A training to watch and to steer."""

from nnlib.analysis.training import Training
from nnlib.explorers.shared.networks import SEED
from nnlib.widgets.training_board import TrainingBoard


def training_board(seed=SEED):
    """Live training of the course's network."""
    return TrainingBoard(Training(seed=seed))
