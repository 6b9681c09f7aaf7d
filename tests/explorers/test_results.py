"""What the course keeps in nnlib/analysis/data is what its functions give: some of it on each run, everything on demand.

`make test-all` sets NNLIB_EVERY_RESULT, and everything is worked out again: a few minutes.
"""

import os

import numpy as np
import pytest
from build_results import everything

from nnlib.analysis.stored import DATA

RESULTS = everything()
MOST = 1_500_000  # bytes of all files together

# Another machine rounds the last digits differently, which a training makes larger step by step. Elsewhere it does not.
LAST_DIGITS = {"rtol": 1e-6, "atol": 1e-9}
NUDGED = {"rtol": 1e-6, "atol": 1e-5}  # the errors of nudging are rounding
AFTER_A_TRAINING = {"rtol": 0.05, "atol": 0.02}
BY_CHANCE = {"rtol": 0.35, "atol": 0.05}
TRAININGS = {"first_epoch", "race", "learning_rates", "sum_or_mean", "two_walks", "minima", "lines_between"}
TRAININGS |= {"clinic_courses", "labels"}
# The seconds are those of the machine; a plane may come out turned, and its scale is that of the walks.
NOT_COMPARED = {("race", "seconds"), ("first_epoch", "seconds")}
NOT_COMPARED |= {("two_walks", "places"), ("two_walks", "axes"), ("two_walks", "surface")}


def chosen(result):
    """The arguments of the results that are worked out again in this run: a random one, or all."""
    if os.environ.get("NNLIB_EVERY_RESULT"):
        return result.kept
    return [result.kept[np.random.default_rng().integers(len(result.kept))]]


def is_chance(name, *arguments):
    """Whether each processor goes its own way: in many short-sighted steps, in too long ones, and with most labels wrong."""
    match name, *arguments:
        case ["race", batch_size]:
            return batch_size <= 10
        case ["learning_rates", rate]:
            return rate >= 15
        case ["labels", _, share_wrong, _]:
            return share_wrong >= 0.5
    return False


def fields_of(result, value):
    return value._asdict() if result.kind else {"result": value}


def outline(costs):
    """The means of ten stretches of a long row of costs: each of them alone is chance. An overflow counts as 10."""
    whole = np.clip(np.nan_to_num(costs, nan=10), 0, 10)
    return [stretch.mean() for stretch in np.array_split(whole, min(10, whole.size))]


@pytest.mark.parametrize("name", RESULTS)
def test_what_is_kept_is_what_the_function_gives(name):
    result = RESULTS[name]
    for arguments in chosen(result):
        print(f"{name}{arguments}")
        ours, again = (fields_of(result, value) for value in (result(*arguments), result.anew(*arguments)))
        for field in ours:
            if (name, field) in NOT_COMPARED or "seconds" in arguments:  # within the same seconds others walk farther
                continue
            limits = AFTER_A_TRAINING if name in TRAININGS else NUDGED if name == "clinic_check_ups" else LAST_DIGITS
            limits = BY_CHANCE if is_chance(name, *arguments) else limits
            pair = [np.asarray(values[field]) for values in (again, ours)]
            assert pair[0].shape == pair[1].shape and pair[0].dtype == pair[1].dtype
            pair = map(outline, pair) if field == "costs" else pair
            np.testing.assert_allclose(*pair, **limits, err_msg=f"{name}{arguments}: {field}")


def test_there_is_a_file_for_each_function_and_no_other_and_together_they_are_small():
    assert {path.name for path in DATA.iterdir()} == {f"{name}.npz" for name in RESULTS}
    assert sum(path.stat().st_size for path in DATA.iterdir()) < MOST


@pytest.mark.parametrize("name", RESULTS)
def test_each_file_holds_all_that_is_kept(name):
    for arguments in RESULTS[name].kept:
        assert fields_of(RESULTS[name], RESULTS[name](*arguments))
