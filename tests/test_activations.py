import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnlib.activations import ACTIVATIONS, relu, relu_slope, sigmoid, sigmoid_slope

finite = st.floats(allow_nan=False, allow_infinity=False)


def test_sigmoid_of_zero_is_one_half_with_the_steepest_slope():
    assert sigmoid(0.0) == 0.5
    assert sigmoid_slope(0.0, 0.5) == 0.25


def test_sigmoid_of_log_three_is_three_quarters():
    assert sigmoid(np.log(3)) == pytest.approx(3 / 4)
    assert sigmoid_slope(np.log(3), 3 / 4) == pytest.approx(3 / 16)


def test_relu_keeps_positive_numbers_and_drops_negative_ones():
    assert relu(np.array([-2.0, 0.0, 3.0])).tolist() == [0, 0, 3]
    z = np.array([-2.0, 0.0, 3.0])
    assert relu_slope(z, relu(z)).tolist() == [0, 0, 1]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@given(data=st.data())
def test_no_finite_input_overflows_and_the_dtype_is_kept(dtype, data):
    width = np.finfo(dtype).bits
    z = data.draw(arrays(dtype, 5, elements=st.floats(allow_nan=False, allow_infinity=False, width=width)))
    for function, slope in ACTIVATIONS.values():  # pytest turns numpy's warnings into errors
        a = function(z)
        assert a.dtype == slope(z, a).dtype == dtype
        assert np.isfinite(a).all() and np.isfinite(slope(z, a)).all()


@given(finite)
def test_sigmoid_is_between_zero_and_one_and_symmetric(z):
    assert 0 <= sigmoid(z) <= 1
    assert sigmoid(z) + sigmoid(-z) == pytest.approx(1)


@given(st.floats(-20, 20).filter(lambda z: abs(z) > 1e-3))
def test_each_slope_agrees_with_nudging_the_function(z):
    for function, slope in ACTIVATIONS.values():
        nudged = (function(z + 1e-5) - function(z - 1e-5)) / 2e-5
        assert slope(z, function(z)) == pytest.approx(nudged, abs=1e-9)
