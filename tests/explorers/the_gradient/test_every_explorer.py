"""Notebook 02: what holds for each of its explorers."""

import numpy as np
import pytest

from nnlib.explorers import the_gradient
from nnlib.plots import style


@pytest.mark.parametrize(
    "name", ["cost_squares", "average_cost", "sensitivity_map", "sorted_list", "wiggle_two_weights", "edit_any_weight"]
)
def test_the_still_holds_the_line_and_the_picture(name):
    explorer = getattr(the_gradient, name)()
    still = explorer.still()
    assert [round(side) for side in still.bbox.size] == [round(s) for s in explorer.figure.bbox.size + np.array([0, 56])]
    assert all(text.get_text() in explorer.line.value for text in still.texts)
    assert len(style.png(still)) < 150_000
