"""The MNIST digits, all 70,000, from the package itself: no download.

The package holds the four original files. They are mapped into memory, not read: kernels on one machine share
that memory, and nothing needs decoding at the start.

Data: Y. LeCun, C. Cortes, C. J. C. Burges, the MNIST database of handwritten digits, CC BY-SA 3.0 (see data/README.md).
"""

import functools
import gzip
import math
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nnlib import checks
from nnlib.pixels import Pixels

FOLDER = Path(__file__).parent / "data"
# file -> shape of its bytes, and their check sum (CRC-32), header included.
FILES = {
    "train-images-idx3-ubyte": ((60_000, 784), 0xE9F4D8B3),
    "train-labels-idx1-ubyte": ((60_000,), 0xE0CB4AD2),
    "t10k-images-idx3-ubyte": ((10_000, 784), 0x91373BDF),
    "t10k-labels-idx1-ubyte": ((10_000,), 0x4AB9EFF9),
}
HEADERS = {1: 8, 2: 16}  # bytes before the labels, and before the images
BLOCK = 2**20  # bytes that are read at a time


@dataclass(frozen=True, eq=False, repr=False)
class Digits:
    """Labelled images, one digit per column. The arrays are shared by all callers, so they are read-only."""

    images: Pixels | np.ndarray  # (784, n) float32 from 0 (paper) to 1 (ink); each column is 28 rows of 28 pixels
    labels: np.ndarray  # (n,) whole numbers from 0 to 9
    targets: np.ndarray  # (10, n) float32: 1 at the label, 0 elsewhere

    def __len__(self):
        return len(self.labels)

    def part(self, which):
        """Some of these digits, chosen by a slice or by an array of column numbers."""
        images = self.images.part(which) if isinstance(self.images, Pixels) else self.images[:, which]
        return Digits(images, self.labels[which], self.targets[:, which])

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
    arrays = [_bytes(name, *FILES[name]) for name in FILES]
    return MNIST(_digits(*arrays[:2]), _digits(*arrays[2:]))


def one_hot(labels):
    """Targets (10, m) for labels (m,): 1 at the label, 0 elsewhere. A single label gives a plain vector (10,)."""
    array = checks.labels("labels", np.atleast_1d(labels))
    targets = np.eye(10, dtype=np.float32)[array].T
    return targets if np.ndim(labels) else targets[:, 0]


def _bytes(name, shape, check_sum):
    """The bytes of a file, after its header, in this shape."""
    path = FOLDER / name
    parts = sorted(FOLDER.glob(f"{name}.*.gz"))
    try:
        return _unpacked(parts, shape, check_sum) if parts else _mapped(path, shape, check_sum)
    except (OSError, EOFError, zlib.error) as error:
        raise OSError(
            f"{path} is missing or damaged ({error}). Please install nnlib again, or restore the file with git."
        ) from error


def _mapped(path, shape, check_sum):
    found = 0
    with open(path, "rb") as file:
        while block := file.read(BLOCK):
            found = zlib.crc32(block, found)
    _compare(found, check_sum)
    # A plain array, because numpy's own class for mapped files makes each access slower.
    return np.asarray(np.memmap(path, np.uint8, "r", offset=HEADERS[len(shape)], shape=shape))


def _unpacked(parts, shape, check_sum):
    """The same for the browser, whose files lie in memory: its package holds them compressed, and each is read once."""
    header = HEADERS[len(shape)]
    content = np.zeros(header + math.prod(shape), np.uint8)
    rest = memoryview(content)
    for part in parts:
        with gzip.open(part) as file:
            while count := file.readinto(rest[:BLOCK]):
                rest = rest[count:]
    _compare(zlib.crc32(content), check_sum)
    content.flags.writeable = False
    for part in parts:
        part.unlink()
    return content[header:].reshape(shape)


def _compare(found, check_sum):
    if found != check_sum:
        raise OSError("its contents have changed")


def _digits(pixels, labels):
    arrays = labels.astype(np.intp), one_hot(labels)
    for array in arrays:
        array.flags.writeable = False
    return Digits(Pixels(pixels), *arrays)
