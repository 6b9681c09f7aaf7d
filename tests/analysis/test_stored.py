"""Results in files: how they are read and computed anew, and what a damaged file leads to."""

from typing import NamedTuple

import numpy as np
import pytest

from nnlib.analysis.stored import Stored


class Powers(NamedTuple):
    square: float
    row: np.ndarray


@pytest.fixture
def made():
    """The arguments with which the function below was called."""
    return []


@pytest.fixture
def powers(tmp_path, made):
    """A Stored in a folder of its own, with a file that holds the powers of 2 and 3."""

    def powers(number, count=3):
        made.append(number)
        return Powers(number**2.0, number ** np.arange(count))

    kept = Stored(powers, "powers", [(2,), (3,)], Powers)
    kept.path = tmp_path / "data" / "powers.npz"
    kept.save()
    made.clear()
    return kept


def test_a_result_is_read_from_the_file_and_not_computed(powers, made):
    result = powers(3)
    assert type(result) is Powers and result.square == 9 and type(result.square) is float
    np.testing.assert_array_equal(result.row, [1, 3, 9])
    assert powers(number=3, count=3) is result and powers(3.0) is result
    assert made == []


def test_anew_computes_it_now(powers, made):
    assert powers.anew(3).square == 9 and made == [3]


def test_what_the_file_does_not_hold_is_computed_once(powers, made):
    assert powers(3, count=2).row.tolist() == [1, 3]
    assert powers(5).square == powers(5).square == 25
    assert made == [3, 5]


def test_a_caller_cannot_change_what_others_read(powers):
    for number in (3, 5):
        with pytest.raises(ValueError, match="read-only"):
            powers(number).row[0] = 7


@pytest.mark.parametrize("values", [[2.5, 1.5], [7, 8], [np.arange(3.0), np.ones(3)], [np.arange(3), np.arange(5)]])
def test_only_arrays_and_numbers_can_be_kept(tmp_path, values):
    kept = Stored(lambda place: values[place], "alone", [(0,), (1,)])
    kept.path = tmp_path / "alone.npz"
    kept.save()
    for place, value in enumerate(values):
        np.testing.assert_array_equal(kept(place), value)
        assert type(kept(place)) is type(value)


def ruin_by_cutting(path):
    path.write_bytes(path.read_bytes()[:-30])


def ruin_by_other_bytes(path):
    content = bytearray(path.read_bytes())
    for place in range(len(content) // 3, len(content) // 2):
        content[place] ^= 255
    path.write_bytes(content)


def ruin_with_pickles(path):
    np.savez(path, arguments=["(2, 3)"], square=np.array([{}], object), row=[[1, 2, 4]])


def ruin_by_leaving_it_empty(path):
    path.write_bytes(b"")


def ruin_with_results_of_others(path):
    np.savez(path, arguments=["(7, 3)"], square=[49.0], row=[[1, 7, 49]])


RUIN = [
    ruin_by_cutting,
    ruin_by_other_bytes,
    ruin_with_pickles,
    ruin_by_leaving_it_empty,
    ruin_with_results_of_others,
    lambda path: path.unlink(),
]


@pytest.mark.parametrize("ruin", RUIN)
def test_the_error_about_a_damaged_or_missing_file_names_it_and_says_what_to_do(powers, made, ruin):
    ruin(powers.path)
    with pytest.raises(OSError, match=r"powers\.npz is missing or damaged .*install nnlib again.*build_results\.py powers"):
        powers(2)
    assert made == [] and powers.anew(2).square == 4
