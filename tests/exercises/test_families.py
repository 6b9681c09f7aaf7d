"""Mistakes that can happen in any exercise: each right answer is spoilt in many ways, and the check says in which.

A family is a table: what a learner returns in place of the right result R -> what the verdict must say, as a pattern.
"""

import re

import numpy as np
import pytest
from learners import REFERENCES, learner

from nnlib.exercises import EXERCISES, check
from nnlib.exercises.exercise import cases

ANY = {
    "-R": "sign|away from|climbs",
    "2 * R": "twice|factor 2|is doubled",
    "R / 2": "half|factor 2|½|average",
    "3 * R": "3 times as large",
    "-5 * R": "5 times as large .* sign",
    "0.75 * R": "0.75 times",
    "100 * R": "percent",
    "0 * R": "zero everywhere",
    "R + 1": "too large by 1",
    "R - 0.5": "too small by 0.5",
    "R + np.nan": "NaN",
    "str(R)": "type str",
    "{'result': R}": "type dict",
    "print(end='')": "returns nothing",
    "lambda: R": "brackets missing",
    "R + 0j": "does not hold plain numbers",
    "R * np.random.random()": "random",
}
NUMBER = {
    "[R]": "list of one number: it should be a plain number|list of one number, of shape",
    "[[R]]": r"\(1, 1\): it should be a plain number",
    "(R, R)": r"wrong shape: \(2,\)",
    "3 * [R]": r"wrong shape: \(3,\)",
}
REAL = {  # for results that are not whole numbers anyway
    "R**2": "square|squared",
    "1 / R": "upside down",
    "1 - R": "1 minus|cancels|wrong answers",
    "round(R, 1)": "rounded",
    "int(R)": "decimals are cut off|zero everywhere|rounded",
    "np.sqrt(abs(R))": "root|NaN|wrong|too",
}
VECTOR = {
    "R[::-1]": "reverse",
    "R[:-1]": "last",
    "R[1:]": "first",
    "R[0]": "beginning|first|Only the first",
    "R[-1]": "end|last",
    "np.sum(R)": "added up|adds up",
    "np.mean(R)": "averaged",
    "np.max(R)": "largest",
    "R[:, np.newaxis]": "a column of shape",
    "R[np.newaxis]": "a row of shape",
    "np.roll(R, 1)": "shifted",
    "np.sort(R)": "sorted",
    "np.cumsum(R)": "running totals",
    "np.round(R, 1)": "rounded",
    "np.trunc(R)": "cut off|zero everywhere",
    "R**2": "square",
    "1 - R": "1 minus",
    "R / np.linalg.norm(R)": "own length",
    "R / R.sum()": "own sum",
    "np.outer(R, R)": "make a table",
    "np.append(R, 0)": "wrong shape",
    "np.where(np.arange(len(R)) == 1, 9, R)": r"wrong in 1 of \d",
}
SIGNED = {"abs(R)": "signs|sign is lost|largest", "np.sign(R)": "signs|Only the direction"}
TABLE = {
    "R.T": "transposed|turned",
    "R[0]": "beginning|first",
    "R[-1]": "end|last",
    "R[:, 0]": "first",
    "R[:, -1]": "last",
    "R[:-1]": "last",
    "R[:, 1:]": "first",
    "R.sum(axis=0)": "added up",
    "R.sum(axis=1)": "added up",
    "np.sum(R)": "added up",
    "R.mean()": "averaged",
    "np.ravel(R)": "one long row",
    "R[np.newaxis]": "of shape",
    "R[::-1]": "reverse|upside down",
    "R[:, ::-1]": "reverse",
    "np.where(np.indices(R.shape).sum(axis=0) == 2, 9, R)": r"wrong in \d+ of \d+|largest",
}
SEVERAL = {  # R is a tuple of results
    "R[::-1]": "changed places",
    "R[0]": "should `return",
    "R[1]": "should `return",
    "(*R, R[0])": "should `return",
    "None": "returns nothing",
    "(R[0], None)": "should `return",
    "str(R)": "type str",
    "{'result': R}": "type dict",
}
# Arguments that are changed in place, by an operation that leaves the result right.
IN_PLACE = "{0} *= 2\n{0} /= 2\n{0} += 1\nold = {0} - 1\n"


def kind(name):
    """What kind of result the exercise has."""
    exercise = EXERCISES[name]
    case = next(cases(exercise, np.random.default_rng(1), 1))
    right = exercise.correct(*case.arguments)
    if exercise.results:
        return [SEVERAL]
    array = np.asarray(right)
    families = [ANY, [NUMBER, VECTOR, TABLE][array.ndim]]
    is_real = array.dtype.kind == "f"
    return families + [REAL] * (is_real and not array.ndim) + [SIGNED] * bool((array < 0).any())


def spoilt():
    """Name, body and pattern for each exercise and each way of spoiling its result."""
    for name in EXERCISES:
        for family in kind(name):
            for result, words in family.items():
                if (name, result) not in THE_SAME:
                    yield name, result, words


# Where spoiling changes nothing, or the result in every case is such that another sentence is as good.
THE_SAME = set()


@pytest.mark.parametrize("name, result, words", list(spoilt()))
def test_a_spoilt_result_hears_how_it_was_spoilt(name, result, words):
    *lines, last = REFERENCES[name].splitlines()
    right = last.removeprefix("return ")
    array = "" if EXERCISES[name].results else "\nR = np.asarray(R)[()]"
    verdict = check(learner(name, "\n".join([*lines, f"R = {right}"]) + array + f"\nreturn {result}"))
    assert verdict.passed is False and re.search(words, verdict.sentence), verdict
