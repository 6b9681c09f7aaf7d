"""A drawing is prepared as MNIST prepared its digits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlib
from nnlib.digits.normalise import normalise

SEEDS = st.integers(0, 10_000)


def blob(seed, height, width):
    """Ink of this many pixels, in the greys of a byte, whose bounding box is exactly full."""
    ink = np.random.default_rng(seed).integers(0, 256, (height, width))
    ink[[0, -1]] += 1
    ink[:, [0, -1]] += 1
    return np.minimum(ink, 255) / 255


def drawing(ink, top, left, side):
    paper = np.zeros((side, side))
    paper[top : top + len(ink), left : left + len(ink.T)] = ink
    return paper


def mnist_digits(n):
    return nnlib.load_mnist().test.images[:, :n].T.reshape(n, 28, 28)


def mass_centre(image):
    """(row, column) of the centre of mass, counted from the edge of the field."""
    image = image.reshape(28, 28).astype(np.float64)
    middles = np.arange(28) + 0.5
    return np.array([image.sum(axis) @ middles for axis in (1, 0)]) / image.sum()


@given(SEEDS, st.integers(1, 60), st.integers(1, 60), st.integers(0, 40), st.integers(0, 40))
def test_where_a_digit_is_drawn_makes_no_difference(seed, height, width, top, left):
    ink = blob(seed, height, width)
    moved, cornered = normalise(drawing(ink, top, left, 100)), normalise(drawing(ink, 0, 0, 100))
    np.testing.assert_array_equal(moved, cornered)


@given(SEEDS, st.integers(1, 30), st.integers(1, 30), st.integers(2, 5))
def test_how_large_a_digit_is_drawn_makes_no_difference(seed, height, width, times):
    ink = blob(seed, height, width)
    larger = np.kron(ink, np.ones((times, times)))
    np.testing.assert_allclose(normalise(drawing(larger, 3, 7, 160)), normalise(drawing(ink, 1, 2, 40)), atol=1e-6)


@given(SEEDS, st.integers(1, 100), st.integers(1, 100))
def test_the_longer_side_becomes_20_pixels_and_the_proportions_stay(seed, height, width):
    image = normalise(drawing(blob(seed, height, width), 0, 0, 100)).reshape(28, 28)
    sides = [np.ptp(np.flatnonzero(image.any(axis))) + 1 for axis in (1, 0)]
    assert max(sides) == 20
    for side, exact in zip(sides, np.array([height, width]) * 20 / max(height, width)):
        assert exact - 1e-6 <= side < exact + 1


@given(SEEDS, st.integers(1, 100), st.integers(1, 100))
def test_no_ink_is_lost_and_none_is_added(seed, height, width):
    ink = blob(seed, height, width)
    pixel = max(height, width) / 20
    assert normalise(drawing(ink, 0, 0, 100)).sum() * pixel**2 == pytest.approx(ink.sum(), rel=1e-5)


@given(SEEDS, st.integers(20, 100), st.integers(20, 100))
def test_the_centre_of_mass_lands_in_pixel_14(seed, height, width):
    image = normalise(drawing(blob(seed, height, width), 0, 0, 100))
    # half of single precision aside
    assert (14 - 1e-4 <= mass_centre(image)).all() and (mass_centre(image) < 15 + 1e-4).all()


def test_a_lopsided_drawing_stops_at_the_edge_with_all_its_ink():
    ink = np.zeros((200, 200))
    ink[:20, :20] = 1  # a heavy corner ...
    ink[:, 0] = ink[0] = 1  # ... with two hairs
    image = normalise(drawing(ink, 40, 40, 280))
    assert image.sum() * 10**2 == pytest.approx(ink.sum())
    assert image.reshape(28, 28)[-1].any()


@given(st.integers(28, 300), st.sampled_from([np.float32, np.float64, np.uint8, bool]))
def test_empty_paper_gives_zeros(side, dtype):
    image = normalise(np.zeros((side, side), dtype))
    assert image.shape == (784,) and image.dtype == np.float32 and not image.any()


def test_a_trace_too_faint_for_a_byte_is_paper():
    paper = np.zeros((40, 40))
    paper[5, 5] = 1e-300
    assert not normalise(paper).any()


def test_one_dot_fills_the_box():
    paper = np.zeros((280, 280))
    paper[100, 30] = 1
    image = normalise(paper).reshape(28, 28)
    assert (image[4:24, 4:24] == 1).all() and image.sum() == 400


@given(st.integers(0, 199), st.integers(0, 80), st.integers(0, 80))
def test_real_digits_enlarged_and_moved_come_back_as_they_were(index, top, left):
    digit = mnist_digits(200)[index]
    rows, columns = (np.flatnonzero(digit.any(axis)) for axis in (1, 0))
    ink = np.kron(digit[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], np.ones((10, 10)))
    np.testing.assert_allclose(normalise(drawing(ink, top, left, 280)), digit.ravel(), atol=1e-6)


def test_values_stay_between_paper_and_ink_and_the_input_is_untouched():
    paper = drawing(blob(4, 33, 71), 10, 20, 120)
    before = paper.copy()
    image = normalise(paper)
    assert image.dtype == np.float32 and image.min() == 0 and image.max() <= 1
    np.testing.assert_array_equal(paper, before)


@pytest.mark.parametrize(
    "ink, error, words",
    [
        (np.zeros(784), ValueError, r"square image .* \(784,\)"),
        (np.zeros((28, 30)), ValueError, r"square image .* \(28, 30\)"),
        (np.zeros((27, 27)), ValueError, r"at least 28 .* \(27, 27\)"),
        (np.full((30, 30), 255), ValueError, "from 0 .* 255"),
        (np.full((30, 30), -0.1), ValueError, "from 0 .* -0.1"),
        (np.full((30, 30), np.nan), ValueError, "from 0 .* nan"),
        (np.full((30, 30), "ink"), TypeError, "ink must hold numbers"),
        (None, TypeError, "ink must hold numbers"),
    ],
)
def test_bad_drawings_are_refused_with_a_reason(ink, error, words):
    with pytest.raises(error, match=words):
        normalise(ink)
