"""Notebook 08: a learner's six functions are trained, checked by nudging and shown beside ours; and the clinic."""

from nnlib.explorers.write_it.beside import beside_network
from nnlib.explorers.write_it.check import check_all
from nnlib.explorers.write_it.clinic import clinic
from nnlib.explorers.write_it.epsilon import epsilon
from nnlib.explorers.write_it.train import train

__all__ = ["beside_network", "check_all", "clinic", "epsilon", "train"]
