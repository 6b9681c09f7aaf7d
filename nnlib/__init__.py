"""A small neural network library whose source is written to be read: the companion of the course in notebooks/."""

from nnlib.digits.mnist import load_mnist, one_hot
from nnlib.digits.snapshots import snapshot
from nnlib.gradient_check import check_gradient
from nnlib.network import Network
from nnlib.saved import load_network, save_network
from nnlib.sgd import SGD

__version__ = "0.2.0.dev0"
__all__ = ["SGD", "Network", "check_gradient", "load_mnist", "load_network", "one_hot", "save_network", "snapshot"]
