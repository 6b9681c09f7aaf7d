"""The MNIST digits, all 70,000, from the package itself: no download.

Data: Y. LeCun, C. Cortes, C. J. C. Burges, the MNIST database of handwritten digits, CC BY-SA 3.0 (see data/README.md).
"""

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nnlib import checks

FILE = Path(__file__).parent / "data" / "mnist.npz"


@dataclass(frozen=True, eq=False, repr=False)
class Digits:
    """Labelled images, one digit per column. The arrays are shared by all callers, so they are read-only."""

    images: np.ndarray  # (784, n) float32 from 0 (paper) to 1 (ink); each column is 28 rows of 28 pixels
    labels: np.ndarray  # (n,) whole numbers from 0 to 9
    targets: np.ndarray  # (10, n) float32: 1 at the label, 0 elsewhere

    def __len__(self):
        return len(self.labels)

    def __repr__(self):
        return f"{len(self):,} digits: images {self.images.shape}, labels {self.labels.shape}, targets {self.targets.shape}"


@dataclass(frozen=True, eq=False, repr=False)
class MNIST:
    """60,000 digits to train on and 10,000 to test with."""

    train: Digits
    test: Digits

    def __repr__(self):
        return f"train: {self.train}\ntest:  {self.test}"


@functools.cache
def load_mnist():
    """The MNIST digits as `.train` and `.test`; the second call returns the same arrays again."""
    try:
        with open(FILE, "rb") as content, np.load(content, allow_pickle=False) as file:
            return MNIST(*(_digits(file[f"{split}_images"], file[f"{split}_labels"]) for split in ("train", "test")))
    except Exception as error:  # a missing file, or any error of zipfile, zlib or numpy about a damaged one
        raise OSError(
            f"{FILE} is missing or damaged ({error}). Please install nnlib again, or restore the file with git."
        ) from error


def one_hot(labels):
    """Targets (10, m) for labels (m,): 1 at the label, 0 elsewhere. A single label gives a plain vector (10,)."""
    array = checks.labels("labels", np.atleast_1d(labels))
    targets = np.eye(10, dtype=np.float32)[array].T
    return targets if np.ndim(labels) else targets[:, 0]


def _digits(pixels, labels):
    # The file holds a row of bytes for each digit. They are converted once, because converting them again in every
    # epoch would take a third of its time.
    images = np.divide(pixels, np.float32(255), dtype=np.float32).T
    arrays = images, labels.astype(np.intp), one_hot(labels)
    for array in arrays:
        array.flags.writeable = False
    return Digits(*arrays)
