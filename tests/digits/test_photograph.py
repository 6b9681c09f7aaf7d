"""A digit is found in a photograph, whatever the light, the paper and the pen."""

import numpy as np
import pytest
from claims.course import EVERY, says
from hypothesis import given
from hypothesis import strategies as st
from photographs import blank, photograph

from nnlib import load_mnist, snapshot
from nnlib.digits.normalise import normalise
from nnlib.digits.photograph import LONGEST, SIDE, NoDigit, find_digit

TEST = load_mnist().test
NETWORK = snapshot(20)


def digit(index):
    return TEST.images[:, index]


def answer(picture):
    """What the trained network reads in a photograph; None if there is no digit."""
    try:
        return NETWORK.output(normalise(find_digit(picture).ink)).argmax()
    except NoDigit:
        return None


def test_the_network_reads_photographs_nearly_as_well_as_the_digits_that_were_photographed():
    says("10_labelled_data", "300 simulated photographs of test digits, in uneven light and turned by up to 10°.")
    says("10_labelled_data", "It read 94 % of them, and 96 % of the same digits as MNIST has them.")
    n = 300 if EVERY else 100
    clean = (NETWORK.output(TEST.images[:, :n]).argmax(axis=0) == TEST.labels[:n]).mean()
    answers = [answer(photograph(digit(i), np.random.default_rng(i))) for i in range(n)]
    photographed = (np.array(answers, float) == TEST.labels[:n]).mean()
    assert photographed > clean - 0.05
    assert answers.count(None) <= 0.02 * n
    if EVERY:
        assert (round(100 * photographed), round(100 * clean)) == (94, 96)


@pytest.mark.parametrize("seed", range(20))
def test_a_blank_sheet_is_said_to_be_blank(seed):
    with pytest.raises(NoDigit):
        find_digit(blank(np.random.default_rng(seed)))


def test_how_bright_the_light_is_makes_no_difference():
    picture = photograph(digit(0), np.random.default_rng(3), light=False)
    for share in (0.9, 0.7, 0.5):
        np.testing.assert_allclose(find_digit(picture * share).ink, find_digit(picture).ink, atol=1e-6)


def test_light_that_falls_off_to_one_side_leaves_the_digit_as_it_was():
    picture = photograph(digit(7), np.random.default_rng(5), light=False)
    slope = np.linspace(1, 0.4, picture.shape[1])
    assert np.abs(normalise(find_digit(picture * slope).ink) - normalise(find_digit(picture).ink)).mean() < 0.03


def test_the_ink_fits_a_drawing_and_the_frame_is_around_it():
    dark = np.ones((300, 400))
    dark[100:200, 150:170] = 0.2
    found = find_digit(dark)
    assert found.ink.shape == (SIDE, SIDE) and found.ink.min() >= 0 and found.ink.max() <= 1
    np.testing.assert_allclose(found.box, (150 / 400, 100 / 300, 170 / 400, 200 / 300), atol=0.015)


@pytest.mark.parametrize("width", [2, 4, 8, 16])
def test_a_pen_thinner_than_those_of_mnist_is_thickened_to_theirs(width):
    paper = np.ones((360, 360))
    paper[80:280, 180 : 180 + width] = 0.3
    image = normalise(find_digit(paper).ink).reshape(28, 28)
    assert 1.6 < image[14].sum() < 3.2  # pixels; the mean of MNIST is 2.5


def test_specks_beside_the_digit_and_the_dark_edge_of_a_scan_are_left_out():
    paper = np.ones((300, 300))
    paper[100:200, 140:160] = 0.1
    alone = find_digit(paper)
    paper[20:24, 250:254] = paper[:6] = paper[:, -4:] = 0
    np.testing.assert_array_equal(find_digit(paper).ink, alone.ink)


def test_the_bar_of_a_5_belongs_to_it():
    paper = np.ones((300, 300))
    paper[110:220, 140:155] = 0.2
    paper[95:105, 140:200] = 0.2  # five pixels above the rest
    assert find_digit(paper).box[1] == pytest.approx(95 / 300, abs=0.01)


def side_by_side():
    left, right = (photograph(digit(i), np.random.default_rng(1), size=150, light=False) for i in (0, 1))
    return np.hstack([left, right])


def pictures_without_a_digit():
    paper = np.full((200, 300), 0.9)
    cut = paper.copy()
    cut[:120, 100:120] = 0.1
    specks = paper.copy()
    specks[50:54, 50:54] = specks[150:154, 250:254] = 0
    noise = np.random.default_rng(0)
    return {
        "several digits": (side_by_side(), "There are 2 things"),
        "chalk on a blackboard": (1 - photograph(digit(0), noise, light=False), "dark ink"),
        "half of it is black": (np.where(noise.random((200, 300)) < 0.5, 0.05, 0.9), "."),
        "all black": (np.zeros((200, 300)), "too dark"),
        "all white": (np.ones((200, 300)), "nothing on this paper"),
        "noise": (noise.random((200, 300)), "."),
        "cut off": (cut, "touches the edge"),
        "specks": (specks, "only specks"),
        "tiny": (np.ones((20, 300)), "too small: it has 300 × 20 pixels"),
    }


@pytest.mark.parametrize("name", pictures_without_a_digit())
def test_a_picture_without_one_digit_gets_a_clear_word(name):
    picture, words = pictures_without_a_digit()[name]
    with pytest.raises(NoDigit, match=words):
        find_digit(picture)


@given(st.integers(28, 200), st.integers(28, 200), st.integers(0, 10_000))
def test_any_picture_gives_a_digit_or_a_reason(height, width, seed):
    rng = np.random.default_rng(seed)
    picture = np.kron(rng.random((4, 4)) ** rng.uniform(0.2, 5), np.ones((50, 50)))[:height, :width]
    picture = np.clip(picture + rng.uniform(0, 0.2) * rng.standard_normal(picture.shape), 0, 1)
    try:
        ink, box = find_digit(picture)
    except NoDigit as reason:
        assert str(reason).endswith(".")
    else:
        assert ink.max() == 1 and 0 <= min(box) and max(box) <= 1 and normalise(ink).any()


@pytest.mark.parametrize("shape", [(28, 4000), (4000, 28), (28, 28)])
def test_a_picture_of_any_shape_is_looked_at(shape):
    with pytest.raises(NoDigit):
        find_digit(np.ones(shape))


def test_thirty_million_pixels_are_shrunk_first_and_give_the_same_digit():
    small = photograph(digit(2), np.random.default_rng(2))
    large = np.kron(small.astype(np.float32), np.ones((13, 13), np.float32))
    assert large.size > 29e6 and max(large.shape) > 10 * LONGEST
    assert np.abs(normalise(find_digit(large).ink) - normalise(find_digit(small).ink)).mean() < 0.02


@pytest.mark.parametrize(
    "picture, error, words",
    [
        (np.zeros((30, 30, 3)), ValueError, "must be grey"),
        (np.full((30, 30), 200), ValueError, "from 0 .* 200"),
        (np.full((30, 30), np.nan), ValueError, "from 0 .* nan"),
        (np.full((30, 30), "ink"), TypeError, "must hold numbers"),
    ],
)
def test_what_is_no_grey_picture_is_refused_with_a_reason(picture, error, words):
    with pytest.raises(error, match=words):
        find_digit(picture)
