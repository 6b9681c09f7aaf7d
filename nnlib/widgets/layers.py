"""Pictures in two layers, so that little has to be drawn again."""

import numpy as np

TOP = 10  # added to the zorder of what moves; everything else has a zorder below this


class Layers:
    """Draws numbers in two layers, for an Explorer or a Readout: a ground that stays, and what moves above it.

    `ground(numbers)` returns a new Figure with everything that stays. `moving(figure, numbers)` draws the rest on its axes;
    it makes these artists anew each time, and Layers removes those of the time before. It must not change the axes
    themselves, such as their limits, except an axis that `ground` has marked as animated. The ground stays until one of the
    numbers named in `rests_on` has changed.

    What moves is drawn in the usual order with what stays. Where nothing overlaps, `on_top` puts it above everything
    that stays, so that less has to be drawn again.
    """

    def __init__(self, ground, moving, rests_on=(), on_top=False):
        self._ground, self._moving, self._rests_on, self._on_top = ground, moving, rests_on, on_top
        self._figure = self._seen = None
        self._moved = []

    def __call__(self, numbers):
        """The Figure that shows these numbers: the same one as the last time, if the ground has stayed."""
        seen = [numbers[name] for name in self._rests_on]
        if self._figure is None or not _same(seen, self._seen):
            self._figure, self._seen, self._moved = self._ground(numbers), seen, []
        for artist in self._moved:
            artist.remove()
        before = set(_artists(self._figure))
        self._moving(self._figure, numbers)
        self._moved = [artist for artist in _artists(self._figure) if artist not in before]
        for artist in self._moved:
            artist.set_animated(True)
            artist.set_zorder(artist.get_zorder() + TOP * self._on_top)
        return self._figure


def _artists(figure):
    return [artist for ax in figure.axes for artist in ax.get_children()]


def _same(some, others):
    return all(one is other or _equal(np.asarray(one), np.asarray(other)) for one, other in zip(some, others))


def _equal(one, other):
    return np.array_equal(one, other, equal_nan=one.dtype.kind == other.dtype.kind == "f")
