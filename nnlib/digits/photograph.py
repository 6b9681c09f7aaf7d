"""Finds the digit in a photograph or scan: dark ink on light paper, under whatever light there was.

A photograph differs from a drawing in three ways. Its paper is not white but some grey, brighter near the lamp; its ink is
not black, and its lines are as thin as the pen was; and there is more on it than the digit. So we divide by the paper, keep
the pieces of ink that belong together, and thicken a thin line. `normalise` then centres and scales the digit as it does
with a drawing.
"""

from typing import NamedTuple

import numpy as np

from nnlib.digits.normalise import FIELD, averages

LONGEST = 384  # pixels: larger photographs are shrunk first
SIDE = 140  # pixels of the square into which the digit is put, as large as a drawing
HEIGHT = 100  # pixels: the longer side of the digit in it
BLOCKS = 32  # along the longer side of a photograph: in each of them we ask how bright the paper is
REACH = 4  # blocks: lines up to twice as thick as this do not count as paper

DARKEST_PAPER = 0.2  # from 0 (black) to 1 (white)
FAINTEST_INK = 0.15  # how much less light ink must reflect than the paper
ABOVE_NOISE = 8  # times the noise of the paper, which the ink must reach
MOST_INK = 0.25  # of the whole picture
SMALLEST = 0.06  # of the shorter side of the picture: how large a digit must be
NEAR = 0.06  # of the picture: pieces that are this near belong together, such as the bar of a 5
SPECK = 0.12  # of the ink of the digit: smaller things beside it are dirt
PEN = 0.125  # of the longer side of a digit: how wide the lines of MNIST are, in the mean


class NoDigit(ValueError):
    """Why there is no digit in a picture, in words for whoever took it."""


class Found(NamedTuple):
    """The digit in a photograph: its `ink` (SIDE, SIDE), 0 to 1, and the `box` (left, top, right, bottom) around it.

    The box is in shares of the photograph's width and height.
    """

    ink: np.ndarray
    box: tuple


def find_digit(photograph):
    """The Found digit in a photograph: a grey picture (height, width) from 0 (black) to 1 (white), of any size.

    Raises a NoDigit if there is nothing on it, more than one digit, or no light paper at all. From a file, with Pillow:
    `photograph = np.asarray(ImageOps.exif_transpose(Image.open(path)).convert("L")) / 255`. `normalise(found.ink)` is then
    the digit as MNIST would hold it.
    """
    grey = _shrunk(_checked(photograph))
    paper = _paper(grey)
    if np.median(paper) < DARKEST_PAPER:
        raise NoDigit("The picture is too dark. Take it in better light, with dark ink on light paper.")
    ink = _around(1 - grey / np.maximum(paper, DARKEST_PAPER / 2), 1, np.mean)
    strength, noise = _strongest(ink), 1.4826 * np.median(np.abs(ink - np.median(ink)))
    if strength < max(FAINTEST_INK, ABOVE_NOISE * noise):
        raise NoDigit("There is nothing on this paper, or the ink is too faint. Write with a dark pen.")
    is_ink = ink > strength / 2
    if is_ink.mean() > MOST_INK:
        raise NoDigit("Most of the picture is dark. It needs dark ink on light paper, with some paper around the digit.")
    digit = _the_digit(is_ink)
    return _put_into_square(np.clip((ink / ink[digit].max() - 0.25) / 0.5, 0, 1), digit)


# ---- paper and light


def _shrunk(grey):
    """The picture with at most LONGEST pixels along its longer side."""
    step = max(grey.shape) // (4 * LONGEST) + 1  # of many millions of pixels a part is enough
    grey = np.asarray(grey[::step, ::step], np.float64)
    pixel = max(1, max(grey.shape) / LONGEST)
    rows, columns = (averages(length, pixel) for length in grey.shape)
    return rows @ grey @ columns.T


def _paper(grey):
    """How bright the paper is at each pixel, (height, width), also under the ink."""
    side = -(-max(grey.shape) // BLOCKS)
    rows, columns = (-(-length // side) for length in grey.shape)
    whole = np.pad(grey, [(0, rows * side - len(grey)), (0, columns * side - len(grey.T))], mode="edge")
    blocks = whole.reshape(rows, side, columns, side).swapaxes(1, 2).reshape(rows, columns, -1)
    # Of each block its brighter part; where a block is full of ink, what its neighbours say; then smoothed.
    level = np.quantile(blocks, 0.7, axis=-1)
    for summary, reach in ((np.max, REACH), (np.min, REACH), (np.mean, REACH // 2)):
        level = _around(level, reach, summary)
    down, across = (_between(length, count, side) for length, count in zip(grey.shape, level.shape))
    return down @ level @ across.T


def _around(values, reach, summary):
    """For each value the summary (maximum, minimum or mean) of the square of values around it."""
    for axis in (0, 1):
        padding = [(reach, reach) if each == axis else (0, 0) for each in (0, 1)]
        padded = np.pad(values, padding, mode="edge")
        values = summary(np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis), axis=-1)
    return values


def _between(length, blocks, side):
    """The matrix that turns one number per block into one per pixel, by straight lines between the middles of the blocks."""
    places = (np.arange(length) + 0.5) / side - 0.5
    return np.maximum(0, 1 - np.abs(np.clip(places, 0, blocks - 1)[:, np.newaxis] - np.arange(blocks)))


def _strongest(ink):
    """How dark the ink is where it is darkest, the edge of the picture aside."""
    height, width = (length // 20 for length in ink.shape)
    return ink[height : len(ink) - height, width : len(ink.T) - width].max()


# ---- which pieces of ink are the digit


def _the_digit(is_ink):
    """Where the digit is, (height, width) of bool: with what is near it, without specks and what touches the edge."""
    reach = max(1, round(NEAR * max(is_ink.shape) / 2))
    pieces = np.where(is_ink, _pieces(_around(is_ink, reach, np.max)), 0)
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    at_edge = np.unique(np.concatenate([pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]]))
    cut_off = sizes[at_edge].any()
    sizes[at_edge] = 0
    digit = (pieces == sizes.argmax()) & is_ink
    if not sizes.any() or max(_extent(digit)) < SMALLEST * min(is_ink.shape):
        if cut_off:
            raise NoDigit(
                "The digit touches the edge of the picture. Write with dark ink, and leave light paper all around."
            )
        raise NoDigit("There are only specks on this paper. Go nearer: the digit should fill a good part of the picture.")
    things = np.count_nonzero(sizes > SPECK * sizes.max())
    if things > 1:
        raise NoDigit(f"There are {things} things on this paper. Take one digit at a time, or cut the picture down to it.")
    return digit


def _extent(mask):
    return [np.ptp(np.flatnonzero(mask.any(axis))) + 1 for axis in (1, 0)]


def _pieces(mask):
    """A number for each piece of True pixels that hang together, 0 for the others, (height, width)."""
    names = np.arange(1, mask.size + 1).reshape(mask.shape)
    both = mask[1:] & mask[:-1], mask[:, 1:] & mask[:, :-1]  # a pixel and the one above it, or left of it
    first = np.concatenate([names[1:][both[0]], names[:, 1:][both[1]]])
    second = np.concatenate([names[:-1][both[0]], names[:, :-1][both[1]]])
    lowest = np.arange(mask.size + 1)  # the lowest name that each pixel has heard of in its piece
    while (lowest[first] != lowest[second]).any():
        low = np.minimum(lowest[first], lowest[second])
        for pixels in (first, second):
            np.minimum.at(lowest, lowest[pixels], low)
        lowest = lowest[lowest]
    return np.where(mask, lowest[names], 0)


# ---- the digit alone


def _put_into_square(ink, digit):
    rows, columns = (np.flatnonzero(digit.any(axis)) for axis in (1, 0))
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    pixel = max(bottom - top, right - left) / HEIGHT
    down, across = averages(bottom - top, pixel), averages(right - left, pixel)
    small = down @ np.where(digit, ink, 0)[top:bottom, left:right] @ across.T
    square = np.zeros((SIDE, SIDE))
    above, before = ((SIDE - length) // 2 for length in small.shape)
    square[above : above + len(small), before : before + len(small.T)] = np.minimum(small, 1)
    height, width = digit.shape
    return Found(_thickened(square), (left / width, top / height, right / width, bottom / height))


def _thickened(ink):
    """The ink with lines as wide as those of MNIST, if they are thinner."""
    # A line of ink is bounded on both sides: its width is its area divided by half of the length of its edges.
    edges = np.hypot(*np.gradient(ink)).sum()
    radius = round((PEN * HEIGHT - 2 * ink.sum() / edges) / 2)
    thick = ink
    for down in range(-radius, radius + 1):
        for right in range(-radius, radius + 1):
            if np.hypot(down, right) <= radius + 0.3:
                thick = np.maximum(thick, np.roll(ink, (down, right), (0, 1)))
    return thick


def _checked(photograph):
    array = np.asarray(photograph)
    if array.dtype.kind not in "buif":
        raise TypeError(f"photograph must hold numbers, but its dtype is {array.dtype}")
    if array.ndim != 2:
        raise ValueError(f"photograph must be grey, of shape (height, width), but got shape {array.shape}")
    if min(array.shape) < FIELD:
        raise NoDigit(f"The picture is too small: it has {array.shape[1]} × {array.shape[0]} pixels.")
    if not (array.min() >= 0 and array.max() <= 1):  # also false for NaN
        raise ValueError(f"photograph must be from 0 (black) to 1 (white), but ranges from {array.min()} to {array.max()}")
    return array
