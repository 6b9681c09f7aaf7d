"""The history of a training for its curves: a few numbers for each step, in bounded memory."""

import numpy as np

from nnlib import checks

AXES = "steps", "examples", "seconds"
CAPACITY = 65_536  # bins
LOW, HIGH, MEAN, EXAMPLES, SECONDS = range(5)


class History:
    """The steps of a training in bins of `width` steps. A bin keeps the lowest and the highest cost and, at its end, the
    running mean of the costs, the number of examples seen, and the seconds spent in training.

    Each bin holds a single step until there are `capacity` bins. Then neighbours merge in pairs, and again whenever
    the capacity is used up, so that a training of any length fits and no peak of the cost is lost.
    """

    def __init__(self, capacity=CAPACITY):
        self.capacity = checks.whole_number("capacity", capacity, 2)
        self.width = 1
        self.steps = 0
        self._table = np.zeros((5, min(self.capacity, 1024)))
        self._bins = 0
        self._rest = np.zeros((5, 0))  # steps that do not fill a whole bin yet

    def extend(self, costs, means, examples, seconds):
        """Add n steps: the cost of each, and the running mean, examples seen and seconds spent after it, all (n,)."""
        rows = np.array([costs, costs, means, examples, seconds], float)
        self.steps += rows.shape[1]
        rows = np.hstack([self._rest, rows])
        while rows.shape[1] >= self.width:
            if self._bins == self.capacity:
                self._merge()
                continue
            count = min(rows.shape[1] // self.width, self.capacity - self._bins)
            self._append(_merged(rows[:, : count * self.width], self.width))
            rows = rows[:, count * self.width :]
        self._rest = rows

    def _append(self, bins):
        end = self._bins + bins.shape[1]
        if end > self._table.shape[1]:
            table = np.zeros((5, min(self.capacity, max(end, 2 * self._table.shape[1]))))
            table[:, : self._bins] = self._table[:, : self._bins]
            self._table = table
        self._table[:, self._bins : end] = bins
        self._bins = end

    def _merge(self):
        even = self._bins // 2 * 2
        odd = self._table[:, even : self._bins].copy()
        self._table[:, : even // 2] = _merged(self._table[:, :even], 2)
        self._table[:, even // 2 : even // 2 + odd.shape[1]] = odd
        self._bins = even // 2 + odd.shape[1]
        self.width *= 2

    # ---- reading

    @property
    def costs(self):
        """The highest cost of each bin: the cost of each step, (steps,), as long as a bin holds a single step."""
        return self.bins()[HIGH]

    def bins(self):
        """All bins, (5, bins): rows low, high, mean, examples, seconds. The last bin may hold fewer steps."""
        rows = self._table[:, : self._bins]
        return np.hstack([rows, _merged(self._rest, self._rest.shape[1])]) if self._rest.shape[1] else rows

    def ends(self, axis):
        """The end of each bin on the axis "steps", "examples" or "seconds": (bins,)."""
        if axis not in AXES:
            raise ValueError(f"axis must be one of {', '.join(AXES)}, but got {axis!r}")
        if axis == "steps":
            whole = self.width * np.arange(1, self._bins + 1)
            return np.append(whole, self.steps) if self._rest.shape[1] else whole
        return self.bins()[EXAMPLES if axis == "examples" else SECONDS]

    def place_of(self, steps, axis):
        """The position on the axis after each of these numbers of `steps` (n,): (n,)."""
        return np.interp(steps, np.append(0, self.ends("steps")), np.append(0, self.ends(axis)))

    def thinned(self, axis="steps", most=600):
        """A curve of at most `most` points: position on the axis, lowest, highest and mean cost, (4, points)."""
        x, rows = self.ends(axis), self.bins()
        if len(x) <= most:
            return np.vstack([x, rows[:EXAMPLES]]) if len(x) else np.zeros((4, 0))
        inner = np.searchsorted(x, np.linspace(0, x[-1], most + 1)[1:-1], side="right")
        starts = np.unique(np.append(0, inner[inner < len(x)]))
        ends = np.append(starts[1:], len(x)) - 1
        low, high = np.minimum.reduceat(rows[LOW], starts), np.maximum.reduceat(rows[HIGH], starts)
        return np.vstack([x[ends], low, high, rows[MEAN, ends]])


def _merged(rows, width):
    """Merge every `width` neighbouring columns into one."""
    groups = rows.reshape(5, -1, width)
    return np.vstack([groups[LOW].min(axis=1), groups[HIGH].max(axis=1), groups[MEAN:, :, -1]])
