"""Slope, gears, row times column, axes: numbers worked out another way, and every control moves them."""

from fractions import Fraction

import numpy as np
import pytest
from helpers import assert_small_still, control, key, written

from nnlib.explorers import primers
from nnlib.explorers.primers.axes import ARRAY
from nnlib.explorers.primers.row_times_column import A, W


def test_the_ratio_is_that_of_the_nudge_and_becomes_the_slope():
    explorer = primers.slope()
    assert explorer.numbers["ratio"] == pytest.approx(float((Fraction(3, 2) ** 2 - 1) / Fraction(1, 2)))
    assert key(explorer) == 2.0
    control(explorer, "nudge").value = 0.001
    assert explorer.numbers["ratio"] == pytest.approx(2.001)
    control(explorer, "x").value = -1.5
    assert key(explorer) == -3.0


def test_the_sigmoid_is_steepest_in_the_middle_by_a_quarter():
    explorer = primers.slope()
    control(explorer, "curve").value = "σ(x)"
    control(explorer, "x").value = 0
    assert explorer.numbers["slope"] == pytest.approx(0.25)
    slopes = []
    for x in np.arange(-4, 4.01, 0.5):
        control(explorer, "x").value = x
        rise = 1 / (1 + np.exp(-x - 1e-5)) - 1 / (1 + np.exp(-x + 1e-5))
        slopes.append(explorer.numbers["slope"])
        assert slopes[-1] == pytest.approx(rise / 2e-5, abs=1e-8)
    assert max(slopes) == 0.25 and slopes[0] < 0.02
    control(explorer, "curve").value = "x²"
    assert control(explorer, "x").max == 2


def test_two_gears_multiply():
    explorer = primers.two_gears()
    assert key(explorer) == -6 and explorer.numbers["turns"] == pytest.approx([0.1, 0.3, -0.6])
    control(explorer, "first gear").value = -1.5
    assert key(explorer) == 3
    control(explorer, "second gear").value = 0
    assert key(explorer) == 0 and explorer.numbers["turns"][2] == 0
    before = written(explorer)
    control(explorer, "turn x by").value = -0.2
    assert written(explorer) != before and "−0.20 turns" in written(explorer)


@pytest.mark.parametrize("row", [0, 1, 2])
def test_a_row_times_the_column_is_the_entry_of_the_product(row):
    explorer = primers.row_times_column(row)
    assert key(explorer) == (W @ A)[row]
    control(explorer, "terms added").value = 2
    assert key(explorer) == W[row, 0] * A[0] + W[row, 1] * A[1] and "so far" in explorer.sentence
    control(explorer, "terms added").value = 0
    assert key(explorer) == 0


def test_the_axis_that_is_named_disappears():
    explorer = primers.axes()
    for axis, shape in ((0, "(4,)"), (1, "(3,)")):
        control(explorer, "a.sum with").value = axis
        sums = [sum(column) for column in (ARRAY.T if axis == 0 else ARRAY).tolist()]
        for place, total in enumerate(sums):
            control(explorer, "entry of the result").value = place
            assert key(explorer) == total and shape in explorer.sentence
        assert control(explorer, "entry of the result").max == len(sums) - 1


@pytest.mark.parametrize("make", [primers.slope, primers.two_gears, primers.row_times_column, primers.axes])
def test_each_has_a_small_still(make):
    assert_small_still(make())
