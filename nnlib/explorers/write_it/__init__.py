"""Notebook 08: six functions that a learner wrote are trained, checked by nudging, and laid beside network.py."""

from nnlib.explorers.write_it.beside import beside_network
from nnlib.explorers.write_it.check import check_all
from nnlib.explorers.write_it.epsilon import epsilon
from nnlib.explorers.write_it.train import train

__all__ = ["beside_network", "check_all", "epsilon", "train"]
