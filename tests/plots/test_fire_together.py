import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nnlib.plots.fire_together import spread


@given(st.lists(st.floats(0, 1), min_size=1, max_size=16))
def test_the_numbers_of_the_neurons_keep_their_distance_and_their_order(values):
    placed = spread(values, 0.026)
    order = np.argsort(values, kind="stable")
    assert (np.diff(placed[order]) >= 0.026 - 1e-9).all()
    assert placed.min() >= 0 and placed.max() <= 1


def test_numbers_that_are_far_apart_stay_where_they_are():
    np.testing.assert_allclose(spread([0.7, 0.2, 0.4], 0.1), [0.7, 0.2, 0.4])
