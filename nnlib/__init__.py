"""A small neural network library whose source is a text to be read: the companion of the course in notebooks/."""

from nnlib.gradient_check import check_gradient
from nnlib.mnist import load_mnist, one_hot
from nnlib.network import Network
from nnlib.sgd import SGD
from nnlib.snapshots import snapshot

__all__ = ["SGD", "Network", "check_gradient", "load_mnist", "one_hot", "snapshot"]
