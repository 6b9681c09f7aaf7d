"""The numbers behind a picture, in words and as tables."""

import numpy as np
import pytest

from nnlib.parameters import index_of
from nnlib.widgets.number_tables import in_words, tables
from nnlib.wording import in_table


def test_single_numbers_share_a_table_and_arrays_of_the_same_length_another():
    numbers = {"cost": 0.57109, "outputs": np.linspace(0.5, -1, 10), "targets": np.eye(10)[2], "secret": 7}
    single, outputs = tables(numbers, {"cost": "the cost", "targets": "target", "outputs": "activation"})
    assert single == {"caption": "Single values", "head": ["what", "value"], "rows": [["the cost", "0.5711"]]}
    assert outputs["caption"] == "10 values" and outputs["head"] == ["output", "target", "activation"]
    assert outputs["rows"][2] == ["2", "1.000", "0.1667"] and len(outputs["rows"]) == 10


def test_what_is_named_is_told_in_this_order_and_nothing_else():
    numbers = {"b": 2, "a": 1.5, "ends": {5: 0.25}, "pair": np.array([3, 4]), "none": None}
    names = {"a": "first", "b": "second", "ends": "end", "pair": ("left", "right"), "none": "missing"}
    assert in_words(numbers, names) == "first: 1.500; second: 2; end 5: 0.2500; left: 3; right: 4"


def test_of_all_parameters_the_largest_are_listed_by_name_and_the_table_says_so():
    wishes = np.zeros(13_002)
    wishes[index_of("weights[2][4, 7]", (784, 16, 16, 10))] = -3
    (table,) = tables({"wishes": wishes}, {"wishes": "wish"})
    assert table["caption"] == "The 100 of 13,002 with the largest wish; the others are not listed"
    assert table["head"] == ["parameter", "wish"] and table["rows"][0] == ["weights[2][4, 7]", "−3.000"]
    assert len(table["rows"]) == 100


def test_a_long_curve_is_thinned_from_its_first_point_to_its_last_and_the_table_says_so():
    (table,) = tables({"x": np.arange(300), "y": np.arange(300) ** 2}, {"x": "step", "y": "cost"})
    assert table["caption"] == "100 of 300 values, evenly spread; the others are not listed"
    assert table["rows"][0] == ["0", "0"] and table["rows"][-1] == ["299", "89,401"] and len(table["rows"]) == 100


@pytest.mark.parametrize(
    "value, text",
    [
        (13_002, "13,002"),
        (0.043712, "0.04371"),
        (-2.5, "−2.500"),
        (12_345.6, "12,346"),
        (3.14159e-7, "3.142·10⁻⁷"),
        (0.0, "0"),
        (True, "yes"),
        (float("nan"), "none"),
        (float("-inf"), "−∞"),
        ("batch", "batch"),
    ],
)
def test_a_cell_has_four_significant_digits(value, text):
    assert in_table(value) == text
