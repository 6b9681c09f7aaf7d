"""Networks in files."""

import numpy as np

from nnlib import checks, parameters
from nnlib.activations import ACTIVATIONS
from nnlib.files.arrays import Unreadable, read, write_whole
from nnlib.network import Network


def save_network(network, path):
    """Write layer sizes, activation and parameters of `network` to an .npz file at `path`, completely or not at all."""
    checks.finite_parameters(network.parameters, network.sizes)
    write_whole(path, sizes=network.sizes, activation=network.activation, parameters=network.parameters)


def load_network(path):
    """The Network that `save_network` wrote to `path`; raises a ValueError if it holds anything else."""
    try:
        sizes, activation, vector = read(path, "sizes", "activation", "parameters")
        _check(sizes, str(activation), vector)  # before any memory is asked for
    except Unreadable as reason:
        raise ValueError(f"{path} is not a network saved by nnlib, or it is damaged ({reason})") from None
    network = Network(sizes.tolist(), str(activation), dtype=vector.dtype)
    network.parameters = vector
    return network


def _check(sizes, activation, vector):
    if sizes.dtype.kind not in "ui" or sizes.ndim != 1 or len(sizes) < 2 or sizes.min() < 1:
        raise Unreadable(f"its layer sizes are {sizes.tolist()}")
    if activation not in ACTIVATIONS:
        raise Unreadable(f"its activation is {activation!r}")
    needed = parameters.count(sizes.tolist())
    if vector.shape != (needed,) or vector.dtype not in (np.float32, np.float64):
        raise Unreadable(f"its layers need {needed:,} weights and biases, but it has numbers of another type or shape")
    if not np.isfinite(vector).all():
        raise Unreadable("some of its weights or biases are infinite, or not numbers")
