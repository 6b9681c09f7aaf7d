"""A result is taken apart into arrays, each with a name."""

import numpy as np
import pytest

from nnlib.exercises.judging.result import parts


def test_a_result_is_taken_apart_by_name():
    like = [np.zeros(2)], np.zeros(3)
    taken = parts(([[1, 2], np.array([3.0])], 4), like, ("zs", "a"))
    assert {name: array.tolist() for name, array in taken.items()} == {"zs[0]": [1, 2], "zs[1]": [3.0], "a": 4}
    assert list(parts((np.zeros((2, 3)), 4), like, ("zs", "a"))) == ["zs", "a"]  # one array, not a list of arrays
    assert list(parts(5, 6)) == [""]


@pytest.mark.parametrize("result", [None, 3, (1,), (1, 2, 3), ([None], 1), ([[1, "a"]], 1), "ab", {1: 2, 3: 4}])
def test_what_cannot_be_taken_apart_is_no_result(result):
    assert parts(result, ([np.zeros(2)], np.zeros(3)), ("zs", "a")) is None
