"""A learner's own digits: drawn and labelled, kept in a file, and mixed into a training."""

import os
import stat
from pathlib import Path

import numpy as np

from nnlib import checks
from nnlib.digits.mnist import one_hot
from nnlib.saved import write_whole

FORMAT = "own digits of nnlib, 1"  # saved in the file; raise the number when the format changes
SUFFIX = ".npz"


class OwnDigits:
    """Images (784, n) and labels (n,) in the order in which they were drawn. Every change gives a new collection."""

    def __init__(self, images=None, labels=()):
        self.labels = checks.labels("labels", np.asarray(labels) if len(labels) else np.zeros(0, np.intp)).astype(np.intp)
        given = np.zeros((784, 0), np.float32) if images is None else np.asarray(images)
        self.images = (checks.examples("images", given, 784) if given.size else given).astype(np.float32)
        if self.images.shape != (784, len(self)):
            raise ValueError(f"images must have shape (784, {len(self)}), one for each label, but got {self.images.shape}")
        if given.size and not (given.min() >= 0 and given.max() <= 1):
            raise ValueError(f"images must be from 0 (paper) to 1 (ink), but range from {given.min()} to {given.max()}")

    def __len__(self):
        return len(self.labels)

    def __repr__(self):
        return f"{len(self)} own digit{'s' * (len(self) != 1)}: images {self.images.shape}, labels {self.labels.shape}"

    @property
    def targets(self):
        """The targets of the ten outputs, (10, n)."""
        return one_hot(self.labels)

    @property
    def held_out(self):
        """Which digits are never trained on, (n,) of bool: every second one of each label."""
        earlier = [(self.labels[:i] == label).sum() for i, label in enumerate(self.labels)]  # with the same label
        return np.array(earlier, int) % 2 == 1

    def taken(self, which):
        """The digits chosen by `which`: indices, or (n,) of bool."""
        return OwnDigits(self.images[:, which], self.labels[which])

    def plus(self, image, label):
        """These digits and one more."""
        return OwnDigits(np.column_stack([self.images, image]), [*self.labels, label])

    def without(self, index):
        """These digits without the one at this index."""
        return self.taken(np.arange(len(self)) != index)

    def joined(self, other):
        """These digits, followed by those of `other` that are not among them."""
        known = self._keys()
        new = [i for i, key in enumerate(other._keys()) if key not in known]
        return OwnDigits(np.hstack([self.images, other.images[:, new]]), [*self.labels, *other.labels[new]])

    def minus(self, other):
        """These digits without those that are also in `other`."""
        known = other._keys()
        return self.taken(np.array([key not in known for key in self._keys()], bool))

    def _keys(self):
        return [(int(label), image.tobytes()) for label, image in zip(self.labels, self.images.T)]

    def save(self, path):
        """Write them to `path` in one piece: if the disk is full or the kernel dies, the old file stays as it was."""
        write_whole(path, kind=FORMAT, images=self.images, labels=self.labels)

    @classmethod
    def load(cls, path):
        """The collection that `save` wrote to `path`; a ValueError if the file holds anything else."""
        try:
            with open(path, "rb") as content, np.load(content, allow_pickle=False) as file:
                if str(file["kind"]) != FORMAT:
                    raise ValueError(f"it says that it holds {str(file['kind'])!r}")
                return cls(file["images"], file["labels"])
        except OSError:
            raise
        except Exception as error:  # zipfile, zlib and numpy each raise errors of their own for a damaged file
            raise ValueError(f"{path} is no collection of own digits, or it is damaged ({error})") from error


class DigitFile:
    """The file of a learner's own digits; .npz is added to its name if it is missing.

    A file that holds anything else is never overwritten: a ValueError says so.
    """

    def __init__(self, name):
        if not isinstance(name, str) or not name.strip():
            raise ValueError(f"the file needs a name, such as my_digits{SUFFIX}, but got {name!r}")
        try:
            path = Path(name.strip()).expanduser()
            self.path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        except (ValueError, RuntimeError) as error:  # "/", for example, or the home of an unknown user
            raise ValueError(f"{name!r} cannot be the name of a file ({error})") from error
        self._known, self._stamp = OwnDigits(), None  # the contents when last read or written, and the state of the file

    def read(self):
        """The digits in the file; an empty collection if there is no such file."""
        stamp = self._stamp_now()
        digits = OwnDigits.load(self.path) if stamp else OwnDigits()
        self._known, self._stamp = digits, stamp
        return digits

    def write(self, digits):
        """Save these digits, together with any that another kernel has added since the last read; return all of them."""
        if self._stamp_now() not in (None, self._stamp):
            digits = digits.joined(OwnDigits.load(self.path).minus(self._known))
        digits.save(self.path)
        self._known, self._stamp = digits, self._stamp_now()
        return digits

    def _stamp_now(self):
        try:
            state = os.stat(self.path)
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(state.st_mode):  # reading from a pipe, for example, would never end
            raise ValueError(f"{self.path} is there already, and no file")
        return state.st_mtime_ns, state.st_size, state.st_ino
