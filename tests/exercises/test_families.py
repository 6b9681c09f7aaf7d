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
    "-R": "sign|away from|climbs|wrong way round",
    "2 * R": "twice|factor 2|is doubled",
    "R / 2": "half|factor 2|½|average",
    "3 * R": "3 times as large",
    "-5 * R": "5 times as large .* sign",
    "0.75 * R": "0.75 times",
    "1.00005 * R + 0.0004 * abs(R)": "nearly right",
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
    "round(R, 1)": "rounded|zero everywhere",
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
    "1 - R": "1 minus|σ\\(−z\\)",
    "R / np.linalg.norm(R)": "own length",
    "R / R.sum()": "own sum",
    "np.outer(R, R)": "make a table",
    "np.append(R, 0)": "wrong shape",
    "np.where(np.arange(len(R)) == 1, 9, R)": r"wrong in 1 of \d",
}
SIGNED = {"abs(R)": "signs|sign is lost|largest", "np.sign(R)": "signs|Only the direction"}
TABLE = {
    "R.T": "transposed|Rows and columns have changed places",
    "R[0]": "beginning|first",
    "R[-1]": "end|last",
    "R[:, 0]": "first",
    "R[:, -1]": "last",
    "R[:-1]": "last",
    "R[:, 1:]": "first",
    "R.sum(axis=0)": "added up|how often each answer",
    "R.sum(axis=1)": "added up|one vector for all|how often each label",
    "np.sum(R)": "added up",
    "R.mean()": "averaged|always the same",
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
                yield name, result, words


@pytest.mark.parametrize("name, result, words", list(spoilt()))
def test_a_spoilt_result_hears_how_it_was_spoilt(name, result, words):
    *lines, last = REFERENCES[name].splitlines()
    right = last.removeprefix("return ")
    array = "" if EXERCISES[name].results else "\nR = np.asarray(R)[()]"
    verdict = check(learner(name, "\n".join([*lines, f"R = {right}"]) + array + f"\nreturn {result}"))
    assert verdict.passed is False and re.search(words, verdict.sentence), verdict


def in_place():
    """Name, body and pattern for each exercise and each argument that could be changed in place."""
    for name, exercise in EXERCISES.items():
        case = next(cases(exercise, np.random.default_rng(1), 1))
        for argument, value in zip(exercise.arguments, case.arguments):
            if isinstance(value, np.ndarray):
                yield name, f"{argument} += 1", f"changes `{argument}` in place.*`{argument} = {argument}.copy\\(\\)`"
            if isinstance(value, list):
                copy = "each.copy\\(\\) for each in" if np.ndim(value[0]) else f"list\\({argument}\\)"
                yield name, f"{argument}[0] = {argument}[0] + 1", f"changes `{argument}` in place.*{copy}"


@pytest.mark.parametrize("name, change, words", list(in_place()))
def test_an_argument_that_is_changed_in_place_is_named_with_its_remedy(name, change, words):
    body = f"result = right({', '.join(EXERCISES[name].arguments)})\n{change}\nreturn result"
    verdict = check(learner(name, body, right=learner(name, REFERENCES[name])))
    assert verdict.passed is False and re.search(words, verdict.sentence), verdict
