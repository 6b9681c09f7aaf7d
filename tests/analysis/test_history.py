import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.analysis.history import EXAMPLES, HIGH, LOW, MEAN, History


def test_up_to_its_capacity_every_step_has_a_bin_of_its_own():
    history, costs = History(capacity=8), np.arange(8.0)
    for i in range(8):
        history.extend([costs[i]], [i / 2], [10 * i], [i])
    assert history.width == 1
    np.testing.assert_array_equal(history.costs, costs)
    np.testing.assert_array_equal(history.ends("steps"), np.arange(1, 9))


@given(st.lists(st.integers(1, 30), min_size=1, max_size=30), st.integers(1, 40))
def test_however_long_no_peak_is_lost_and_the_end_is_exact(pieces, most):
    n = sum(pieces)
    rng = np.random.default_rng(n)
    costs, means = rng.random(n), rng.random(n)
    history, start = History(capacity=16), 0
    for piece in pieces:
        now = slice(start, start + piece)
        history.extend(costs[now], means[now], 3 * np.arange(n)[now] + 3, np.arange(n)[now] / 8)
        start += piece
    bins = history.bins()
    edges = np.append(0, history.ends("steps")).astype(int)
    assert bins.shape[1] <= 17 and edges[-1] == n == history.steps
    for k, (first, last) in enumerate(zip(edges, edges[1:])):
        assert bins[LOW, k] == costs[first:last].min() and bins[HIGH, k] == costs[first:last].max()
        assert bins[MEAN, k] == means[last - 1] and bins[EXAMPLES, k] == 3 * last
    for axis in ("steps", "examples", "seconds"):
        x, low, high, mean = history.thinned(axis, most)
        assert len(x) <= max(most, 1) and (np.diff(x) > 0).all()
        assert low.min() == costs.min() and high.max() == costs.max()
        assert mean[-1] == means[-1] and x[-1] == history.ends(axis)[-1]


def test_the_place_of_a_step_is_where_the_axis_says():
    history = History()
    history.extend([1, 1, 1], [1, 1, 1], [100, 200, 1200], [0.1, 0.2, 0.9])
    np.testing.assert_allclose(history.place_of([0, 2, 3], "examples"), [0, 200, 1200])
    np.testing.assert_allclose(history.place_of([1], "seconds"), [0.1])


def test_an_unknown_axis_is_refused():
    with pytest.raises(ValueError, match="axis must be one of steps, examples, seconds, but got 'epochs'"):
        History().thinned("epochs")


def test_five_million_steps_take_no_more_memory_than_the_first_hundred_thousand():
    history, piece = History(), np.ones(50_000)
    tracemalloc.start()
    sizes = []
    for i in range(100):
        history.extend(piece, piece, piece * i, piece * i)
        sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert history.steps == 5_000_000
    assert max(sizes[2:]) < 1.1 * sizes[2] + 5 * 8 * 128 < 10_000_000
    assert history.thinned("steps").shape[1] <= 600
