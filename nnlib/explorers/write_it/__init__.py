"""Notebook 08: lines to put in order, a learner's functions trained, checked and shown beside ours; and the clinic."""

from nnlib.explorers.write_it.beside import beside_network
from nnlib.explorers.write_it.check import check_all
from nnlib.explorers.write_it.clinic import clinic
from nnlib.explorers.write_it.epsilon import epsilon
from nnlib.explorers.write_it.order import put_in_order
from nnlib.explorers.write_it.train import train

__all__ = ["beside_network", "check_all", "clinic", "epsilon", "put_in_order", "train"]
