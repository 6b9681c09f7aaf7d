"""Snapshots of the course's network after 0, 1, 5 and 20 epochs of training, made by scripts/build_snapshots.py."""

from pathlib import Path

from nnlib.activations import ACTIVATIONS
from nnlib.saved import load_network

EPOCHS = (0, 1, 5, 20)
SIZES = (784, 16, 16, 10)


def path_of(epochs, activation):
    """The path of the file with this snapshot."""
    return Path(__file__).parent / "data" / f"snapshot_{activation}_{epochs:02d}.npz"


def snapshot(epochs, activation="sigmoid"):
    """A new float64 copy of the 784-16-16-10 network after this many epochs: 0, 1, 5 or 20."""
    if epochs not in EPOCHS:
        raise ValueError(f"epochs must be one of {', '.join(map(str, EPOCHS))}, but got {epochs!r}")
    if activation not in ACTIVATIONS:
        raise ValueError(f"activation must be one of {', '.join(ACTIVATIONS)}, but got {activation!r}")
    path = path_of(epochs, activation)
    try:
        network = load_network(path)
        if (network.sizes, network.activation) != (SIZES, activation):
            raise ValueError(f"{path} holds a different network, {network}")
    except (OSError, ValueError) as error:
        raise OSError(f"{error}. Please install nnlib again, or restore this file with git.") from None
    return network.copy(dtype=float)
