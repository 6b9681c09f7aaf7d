"""Images kept as bytes, and columns taken from them as numbers, mini-batch after mini-batch."""

from itertools import pairwise

import numpy as np


class Pixels(np.lib.mixins.NDArrayOperatorsMixin):
    """An array (n_in, m) of float32 from 0 to 1, one image per column, that takes a byte for each pixel.

    `pixels[:, which]` is a new array. Everything else that arrays can do works, too, but first converts all the pixels.
    """

    dtype, ndim = np.dtype(np.float32), 2

    def __init__(self, rows):
        self.rows = rows  # (m, n_in) uint8, an image per row: 0 is 0 and 255 is 1

    @property
    def shape(self):
        return self.rows.shape[::-1]

    @property
    def size(self):
        return self.rows.size

    def part(self, which):
        """The Pixels of some of the images, chosen by a slice or by an array of column numbers."""
        return Pixels(self.rows[which])

    def __len__(self):
        return self.shape[0]

    def __repr__(self):
        return "Pixels of shape ({}, {}), from 0 to 1: pixels[:, 5] is one image, pixels[:, :100] are a hundred".format(
            *self.shape
        )

    def __getitem__(self, key):
        return np.divide(self.rows.T[key], np.float32(255), dtype=np.float32)

    def __array__(self, dtype=None, copy=None):
        if copy is False:
            raise ValueError("Pixels cannot become an array without a copy")
        return self[:].astype(dtype or self.dtype, copy=False)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        arrays = (np.asarray(value) if isinstance(value, Pixels) else value for value in inputs)
        return getattr(ufunc, method)(*arrays, **options)

    def __getattr__(self, name):
        if name.startswith("_"):  # numpy and others look up many such names, so this must be quick
            raise AttributeError(name)
        return getattr(np.asarray(self), name)


class Columns:
    """Takes columns of an array or Pixels (n, m) in `dtype`. The array that a call returns is valid until the next call."""

    def __init__(self, source, dtype):
        is_pixels = isinstance(source, Pixels)
        # One example per row, side by side in memory; an array in any other order is copied once.
        self._rows = np.ascontiguousarray(source.rows if is_pixels else source.T)
        self._divisors = {np.dtype(np.uint8): 255} if is_pixels else {}
        # The types an example passes through: bytes, for instance, then float32 as in `pixels[:, which]`, then float64.
        self._dtypes = list(dict.fromkeys([self._rows.dtype, *[source.dtype] * is_pixels, np.dtype(dtype)]))
        self._kept = [np.empty((0, 0), dtype)]

    def __call__(self, which):
        """The columns `which` (k,), as an array (n, k)."""
        if len(self._kept[-1]) != len(which):
            self._kept = [np.empty((len(which), self._rows.shape[1]), dtype) for dtype in self._dtypes]
        # By default numpy takes them into new memory first, so that `out` stays intact if a column does not exist.
        self._rows.take(which, axis=0, out=self._kept[0], mode="clip")
        for before, after in pairwise(self._kept):
            np.copyto(after, before, casting="same_kind")
            if before.dtype in self._divisors:
                after /= self._divisors[before.dtype]
        return self._kept[-1].T


def as_columns(x, dtype):
    """The batch `x` as an array in this dtype; a plain vector is a batch of one."""
    return np.asarray(x if x.ndim == 2 else x[:, np.newaxis], dtype)
