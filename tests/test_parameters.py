import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import sizes

from nnlib import parameters


def test_the_network_of_the_course_has_13002_parameters():
    assert parameters.count([784, 16, 16, 10]) == 13002


def test_weights_and_biases_are_views_of_the_vector():
    vector = np.zeros(4 * 3 + 3 + 3 * 2 + 2)
    weights, biases = parameters.split(vector, [4, 3, 2])
    assert [W.shape for W in weights] == [(3, 4), (2, 3)]
    assert [b.shape for b in biases] == [(3,), (2,)]
    for number, view in enumerate([weights[0], biases[0], weights[1], biases[1]], start=1):
        view[...] = number
    assert vector.tolist() == [1] * 12 + [2] * 3 + [3] * 6 + [4] * 2


@given(sizes, st.data())
def test_a_name_reads_the_parameter_it_names(sizes, data):
    vector = np.arange(parameters.count(sizes))
    weights, biases = parameters.split(vector, sizes)
    index = data.draw(st.integers(0, vector.size - 1))
    name = parameters.name_of(index, sizes)
    assert eval(name, {"weights": weights, "biases": biases}) == index
    assert parameters.index_of(name, sizes) == index


@pytest.mark.parametrize(
    "name", ["weights[2][0, 0]", "weights[0][3, 0]", "weights[0][0, 4]", "biases[1][2]", "bias[0][0]", "weights[0][0]", ""]
)
def test_a_name_that_is_not_in_the_network_is_refused(name):
    with pytest.raises(ValueError, match="name"):
        parameters.index_of(name, [4, 3, 2])


@pytest.mark.parametrize("index, error", [(-1, ValueError), (23, ValueError), (1.5, TypeError), (True, TypeError)])
def test_a_position_outside_the_vector_is_refused(index, error):
    with pytest.raises(error, match="index"):
        parameters.name_of(index, [4, 3, 2])


@given(sizes)
def test_the_place_of_an_entry_is_where_the_views_hold_it(sizes):
    vector = np.arange(parameters.count(sizes))
    weights, biases = parameters.split(vector, sizes)
    for index in vector:
        layer, to, start = parameters.place_of(index, sizes)
        assert (biases[layer][to] if start is None else weights[layer][to, start]) == index
