"""Prepares a drawing as MNIST prepared its digits: scaled to fit a box of 20 by 20, with its centre of mass in the middle.

Y. LeCun and C. Cortes cropped each scanned digit to its ink, scaled it without distortion until the longer side was 20
pixels, and placed it in a field of 28 by 28 with its centre of mass in the middle. A network that has only seen such
digits cannot read a small one in a corner, so drawings are prepared in the same way.
"""

import numpy as np

BOX = 20  # pixels: the longer side of the ink
FIELD = 28  # pixels: the side of the whole image
FAINT = 1 / 510  # half a step of 255 greys: anything fainter is paper


def normalise(ink):
    """The drawing in the form of an MNIST digit: a float32 vector (784,) from 0 (paper) to 1 (ink), row after row.

    `ink` is a square grey image (n, n), n at least 28, from 0 (paper) to 1 (ink). An empty drawing gives zeros.
    """
    ink = _checked(ink)
    ink = np.where(ink < FAINT, 0, ink)
    field = np.zeros((FIELD, FIELD), np.float32)
    if ink.any():
        digit = _fit_into_box(_crop(ink))
        top, left = (_start(digit.sum(axis)) for axis in (1, 0))
        field[top : top + len(digit), left : left + len(digit.T)] = digit
    return field.ravel()


def _crop(ink):
    rows, columns = (np.flatnonzero(ink.any(axis)) for axis in (1, 0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _fit_into_box(ink):
    pixel = max(ink.shape) / BOX
    rows, columns = (averages(length, pixel) for length in ink.shape)
    return rows @ ink @ columns.T


def averages(length, pixel):
    """The matrix that turns `length` numbers into averages over spans of `pixel` numbers, where `pixel` may be a fraction.

    Entry (i, j) is the share of number j in span i: their overlap, divided by the length of the span.
    """
    # The spans are centred over the numbers. The first and the last may extend beyond them, which averages in blank paper.
    spans = int(np.ceil(length / pixel - 1e-9))
    starts = np.arange(spans) * pixel - (spans * pixel - length) / 2
    numbers = np.arange(length)
    overlap = np.minimum(starts[:, np.newaxis] + pixel, numbers + 1) - np.maximum(starts[:, np.newaxis], numbers)
    return np.maximum(overlap, 0) / pixel


def _start(ink):
    """Where the first row (or column) of a digit must go, given the ink in each, to put its centre of mass in the middle."""
    # MNIST shifted its digits by whole pixels until the centre of mass was in pixel 14, counted from 0. This is true in
    # both directions for all but three of the 70,000. A digit too lopsided for the field stops at its edge.
    centre = int(ink @ (np.arange(len(ink)) + 0.5) / ink.sum() + 1e-9)  # rounding must not move a symmetric digit
    return min(max(FIELD // 2 - centre, 0), FIELD - len(ink))


def _checked(ink):
    array = np.asarray(ink)
    if array.dtype.kind not in "buif":
        raise TypeError(f"ink must hold numbers, but its dtype is {array.dtype}")
    if array.ndim != 2 or array.shape[0] != array.shape[1] or len(array) < FIELD:
        raise ValueError(f"ink must be a square image of at least {FIELD} by {FIELD} pixels, but got shape {array.shape}")
    if not (array.min() >= 0 and array.max() <= 1):  # also false for NaN
        raise ValueError(f"ink must be from 0 (paper) to 1 (ink), but it ranges from {array.min()} to {array.max()}")
    return array.astype(np.float64, copy=False)
