"""Networks in files."""

import os
from pathlib import Path

import numpy as np

from nnlib import checks, parameters
from nnlib.network import Network


def save_network(network, path):
    """Write layer sizes, activation and parameters of `network` to an .npz file at `path`: all of it, or nothing."""
    checks.finite_parameters(network.parameters, network.sizes)
    write_whole(path, sizes=network.sizes, activation=network.activation, parameters=network.parameters)


def load_network(path):
    """The Network that `save_network` wrote to `path`; a ValueError if it holds anything else."""
    try:
        with open(path, "rb") as content, np.load(content, allow_pickle=False) as file:
            sizes, activation, vector = file["sizes"].tolist(), str(file["activation"]), file["parameters"]
            needed = parameters.count(sizes)
    except FileNotFoundError:
        raise
    except Exception as error:  # zipfile, zlib and numpy each have their own for a broken file
        raise ValueError(f"{path} is not a network saved by nnlib, or it is damaged ({error})") from error
    if vector.shape != (needed,) or not np.isfinite(vector).all():  # before any memory is asked for
        raise ValueError(
            f"{path} is damaged: sizes {sizes} need {needed:,} finite parameters, "
            f"but it holds an array of shape {vector.shape}"
        )
    network = Network(sizes, activation, dtype=vector.dtype)
    network.parameters = vector
    return network


def write_whole(path, **arrays):
    """Write the arrays to an .npz file at `path`. A full disk or a lost kernel leaves the file that was there before."""
    path = Path(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(draft, "wb") as file:
            np.savez(file, **arrays)
        os.replace(draft, path)
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error  # names the file that was asked for, not the draft
    finally:
        draft.unlink(missing_ok=True)
