"""Numbers as the course writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.wording import amount, brief, change, factor, fixed, minus, off_by, percent, rough, signed, three_digits, written

sizes = st.floats(-1e6, 1e6, allow_nan=False, allow_subnormal=False)


def read(text):
    """The written number, as Python reads it."""
    return float(text.replace("−", "-").replace(",", ""))


@pytest.mark.parametrize("write", [amount, change, factor, written, three_digits, lambda value: signed(value, 2)])
@given(value=sizes)
def test_no_number_is_written_with_a_hyphen_for_its_minus(write, value):
    assert "-" not in write(value)
    assert ("−" in write(value)) >= (value <= -0.005)


@given(value=sizes)
def test_the_number_of_decimal_places_is_as_requested(value):
    assert read(fixed(value, 3)) == round(value, 3) and read(signed(value, 3)) == round(value, 3)
    assert signed(value, 1)[0] in "+−"


@pytest.mark.parametrize(
    "size, text", [(1, "1"), (0.0631, "0.063"), (1e-5, "10⁻⁵"), (3.16e-8, "3.2·10⁻⁸"), (0, "0"), (0.00999, "10⁻²")]
)
def test_an_error_is_written_in_two_digits(size, text):
    assert rough(size) == text


@pytest.mark.parametrize(
    "share, text", [(1, "100 %"), (0.86, "86 %"), (0.0481, "4.8 %"), (0.003, "0.3 %"), (0.0996, "10 %")]
)
def test_a_share_is_read_in_percent(share, text):
    assert percent(share) == text


def test_a_share_may_have_any_number_of_places():
    assert percent(0.9384, 1) == "93.8 %" and percent(0.05, 0) == "5 %"


@pytest.mark.parametrize(
    "value, text",
    [(0.1749, "+0.17"), (-0.0995, "−0.10"), (0.0994, "+0.099"), (-0.005, "−0.005"), (0.0004, "≈ 0"), (0, "0")],
)
def test_a_smaller_number_gets_more_places_until_it_is_as_good_as_zero(value, text):
    assert brief(value, {0.0995: 2, 0.0005: 3}) == text


@pytest.mark.parametrize(
    "value, text",
    [(0.248, "0.248"), (-1.0849, "−1.08"), (0.5, "0.500"), (0.2699904, "0.270"), (1e-7, "0"), (12345, "12300")],
)
def test_three_digits_are_significant_wherever_the_point_is(value, text):
    assert three_digits(value) == text


@given(value=sizes)
def test_a_change_has_a_sign_and_three_significant_digits(value):
    assert read(change(value)) == pytest.approx(value, rel=0.006 if abs(value) >= 1e-8 else 0.5)
    assert value == 0 or change(value)[0] == ("+" if value > 0 else "−")


@pytest.mark.parametrize("value, text", [(0.25, "+0.25"), (-100.4, "−100"), (1e-9, "+1e−09"), (0.0, "0")])
def test_a_change_has_no_trailing_zeros_after_the_point(value, text):
    assert change(value) == text


@pytest.mark.parametrize(
    "value, text",
    [
        (13002, "13,002"),
        (13002.0, "13,002"),
        (0.04372, "0.0437"),
        (-2.5, "−2.5"),
        (0, "0"),
        (-0.0, "0"),
        (-7, "−7"),
        (1234.56, "1,235"),
    ],
)
def test_amounts_are_written_as_they_are_read_aloud(value, text):
    assert amount(value) == text


@pytest.mark.parametrize(
    "value, text",
    [
        (0, "0"),
        (1, "1"),
        (0.3126, "0.313"),
        (-0.0042, "−0.00420"),
        (-3.14e-7, "−3.1·10⁻⁷"),
        (12.345, "12.35"),
        (123.4, "123.4"),
    ],
)
def test_numbers_in_a_formula_are_written_as_the_picture_writes_them(value, text):
    assert written(value) == text


def test_a_negative_factor_is_written_in_brackets():
    assert factor(-0.5) == "(−0.500)" and factor(0.5) == "0.500"


@pytest.mark.parametrize(
    "ratio, text",
    [(1.004, "less than 1 %"), (1.25, "25 %"), (0.8, "20 %"), (2.5, "a factor of 2.5"), (1 / 32, "a factor of 32")],
)
def test_a_ratio_is_off_by_percent_or_by_a_factor(ratio, text):
    assert off_by(ratio) == text


def test_a_minus_sign_takes_the_place_of_each_hyphen():
    assert minus("-0.5 · -3") == "−0.5 · −3"
