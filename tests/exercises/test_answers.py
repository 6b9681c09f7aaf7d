"""Every exercise is offered in a notebook, and its answers, folded below it and on the page of solutions, are right."""

import re

import build_notebooks
import nbformat
import pytest
from learners import OTHERS, learner

from nnlib.exercises import EXERCISES, check


def test_every_exercise_of_the_course_is_solved_on_the_page_of_solutions():
    page = nbformat.read(build_notebooks.NOTEBOOKS / "solutions.ipynb", as_version=4)
    checked = {}
    for cell in build_notebooks.code_cells(page):
        for name in re.findall(r"^check\((\w+)\)", cell.source, re.MULTILINE):
            checked[name] = cell.outputs[0].data["text/plain"]
    assert set(checked) == set(EXERCISES)
    assert [name for name, said in checked.items() if not said.startswith(f"✓ `{name}` is right")] == []


def test_every_exercise_is_in_a_notebook_with_an_answer():
    assert {name for name, answer in offered_answers() if answer} == set(EXERCISES)


def test_a_fresh_notebook_says_of_each_function_that_it_is_not_written_yet():
    fresh = nbformat.read(build_notebooks.NOTEBOOKS / "08_write_it.ipynb", as_version=4)
    said = [c.outputs[0].data["text/plain"] for c in build_notebooks.code_cells(fresh) if f"\ncheck({_last(c)})" in c.source]
    first, *others = OTHERS  # the first two functions come twice: with blanks, and on an empty page
    names = ["batch_cost", "batch_cost", first, first, *others, "batch_step"]
    assert said == [f"… `{name}` is not written yet." for name in names]


def _last(cell):
    """The name of the function that a cell checks."""
    return cell.source.rpartition("check(")[2].rstrip(") \n")


def offered_answers():
    """The name of each exercise in the notebooks, and the folded answer below it that a learner would copy."""
    for source in build_notebooks.sources():
        text = "\n".join(line.removeprefix("# ") for line in source.read_text(encoding="utf-8").splitlines())
        for name, below in re.findall(r"^check\((\w+)\)\n(.*?)(?=^check\(|\Z)", text, re.MULTILINE | re.DOTALL):
            answer = re.search(r"<summary>Answer</summary><(?:code|pre)>(.*?)</(?:code|pre)>", below, re.DOTALL)
            if source.stem != "solutions":
                yield name, answer and answer[1]


@pytest.mark.parametrize("name, answer", list(offered_answers()))
def test_the_folded_answer_passes(name, answer):
    from nnlib.activations import sigmoid, sigmoid_slope

    tools = {"sigmoid": sigmoid, "sigmoid_slope": sigmoid_slope}
    others = {other: learner(other, body, **tools) for other, body in OTHERS.items()}
    verdict = check(learner(name, answer + "\n", **(others if name == "batch_step" else {}), **tools))
    assert verdict.passed, verdict
