"""A learner's own digits: drawn and labelled, kept in a file, and mixed into a training."""

from collections import Counter

import numpy as np

from nnlib import checks
from nnlib.digits.mnist import one_hot
from nnlib.files import arrays, names
from nnlib.files.lock import locked

FORMAT = "own digits of nnlib, 1"  # saved in the file; raise the number when the format changes
MOST = 10_000  # digits: more than any learner draws, and 31 MB


class OwnDigits:
    """Images (784, n) and labels (n,) in the order in which they were drawn. Every change returns a new collection."""

    def __init__(self, images=None, labels=()):
        self.labels = checks.labels("labels", np.asarray(labels) if len(labels) else np.zeros(0, np.intp)).astype(np.intp)
        if len(self) > MOST:
            raise ValueError(f"there must be at most {MOST:,} digits, but there are {len(self):,}")
        given = np.zeros((784, 0), np.float32) if images is None else np.asarray(images)
        if given.shape != (784, len(self)):
            raise ValueError(f"images must have shape (784, {len(self)}), one for each label, but got {given.shape}")
        self.images = (checks.examples("images", given, 784) if given.size else given).astype(np.float32)
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
        """These digits, followed by those of `other`."""
        return OwnDigits(np.hstack([self.images, other.images]), [*self.labels, *other.labels])

    def minus(self, other):
        """These digits without those of `other`. If a digit is there more than once, each copy in `other` removes one."""
        known = Counter(other._keys())
        left = np.ones(len(self), bool)
        for i, key in enumerate(self._keys()):
            left[i] = not known[key]
            known[key] -= not left[i]
        return self.taken(left)

    def _keys(self):
        return [(int(label), image.tobytes()) for label, image in zip(self.labels, self.images.T)]

    def save(self, path):
        """Write them to `path` in one piece: if the disk is full or the kernel dies, the old file stays as it was."""
        arrays.write_whole(path, kind=FORMAT, images=self.images, labels=self.labels)

    @classmethod
    def load(cls, path):
        """The collection that `save` wrote to `path`; raises a ValueError if the file holds anything else."""
        try:
            kind, images, labels = arrays.read(path, "kind", "images", "labels")
            if str(kind) != FORMAT:
                raise arrays.Unreadable(f"it says that it holds {str(kind)!r}")
            return cls(images, _whole(labels))
        except (TypeError, ValueError) as reason:
            raise ValueError(f"{path} is not a collection of own digits, or it is damaged ({reason})") from None


def _whole(labels):
    """Labels as a file holds them: 3.0 is a 3, but 3.7 and "three" are not digits."""
    if labels.dtype.kind not in "fU":
        return labels
    if labels.dtype.kind == "U" and labels.size:
        raise arrays.Unreadable(f"its labels are text, such as {str(labels.flat[0])!r}, and not whole numbers from 0 to 9")
    odd = [label for label in labels.flat if not label.is_integer()]
    if odd:
        raise arrays.Unreadable(f"its labels must be whole numbers from 0 to 9, but one of them is {odd[0]:g}")
    return labels.astype(np.intp)


class DigitFile:
    """The file of a learner's own digits; .npz is added to its name if it is missing.

    A file that holds anything else is never overwritten: a ValueError says so.
    """

    def __init__(self, name):
        self.path = names.with_suffix(name)
        self._known = OwnDigits()  # the contents when last read or written

    def read(self):
        """The digits in the file; an empty collection if there is no such file."""
        self._known = self._stored()
        return self._known

    def write(self, digits):
        """Save these digits, together with any that another kernel has added since the last read; return all of them."""
        with locked(self.path):
            digits = digits.joined(self._stored().minus(self._known))
            digits.save(self.path)
            self._known = digits
        return digits

    def check_folder(self):
        """Raise an OSError unless the file can be written. We try it: no other test works on all systems and disks."""
        self.path.parent.stat()  # in the browser, where nothing is locked, this alone tells of a missing folder
        with locked(self.path):
            pass

    def _stored(self):
        try:
            return OwnDigits.load(self.path)
        except FileNotFoundError:
            return OwnDigits()
