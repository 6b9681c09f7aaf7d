"""How much is done in each notebook, and the report for a teacher."""

import re

import build_notebooks
import nbformat
import pytest

from nnlib import course, record
from nnlib.exercises import report
from nnlib.exercises.again import AGAIN
from nnlib.exercises.catalogue import EXERCISES
from nnlib.exercises.progress import progress

NAMES = course.numbered()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(record, "_in_a_notebook", lambda: True)


def questions(name):
    """What the cards of a built notebook ask."""
    notebook = nbformat.read(build_notebooks.NOTEBOOKS / f"{name}.ipynb", as_version=4)
    texts = [output.get("data", {}).get("text/plain", "") for cell in notebook.cells for output in cell.get("outputs", [])]
    return [text.splitlines()[0].partition(": ")[2] for text in texts if text.startswith("Predict before")]


@pytest.mark.parametrize("name", NAMES)
def test_each_card_of_a_notebook_is_known_by_its_question_and_belongs_to_no_other(name):
    asked, patterns = questions(name), course.tasks(name).cards
    assert [pattern.fullmatch(question) is not None for pattern, question in zip(patterns, asked, strict=True)] == [
        True
    ] * len(asked)
    others = [pattern for other in NAMES if other != name for pattern in course.tasks(other).cards]
    assert not any(pattern.fullmatch(question) for pattern in others for question in asked)


@pytest.mark.parametrize("name", NAMES)
def test_the_functions_of_a_notebook_are_exercises_and_all_of_those_that_its_source_checks(name):
    source = (build_notebooks.NOTEBOOKS / "source" / f"{name}.py").read_text(encoding="utf-8")
    functions = course.tasks(name).functions
    assert list(functions) == list(dict.fromkeys(re.findall(r"^check\((\w+)\)$", source, re.MULTILINE)))
    assert set(functions) <= set(EXERCISES)


def test_progress_counts_answers_right_or_wrong_and_functions_only_when_they_are_solved():
    name = "02_the_gradient"
    total = len(questions(name)) + len(AGAIN[name]) + len(course.tasks(name).functions)
    assert progress(name) == (0, total)
    record.card(questions(name)[0], "less than 1", False)
    record.card(AGAIN[name][1].question, "one image", True)
    record.card("a question of another course", "yes", True)
    record.exercise("cost", False)
    assert progress(name) == (2, total)
    record.exercise("cost", True)
    assert progress(name) == (3, total)
    assert progress("03_one_image").done == 0


def test_whoever_does_everything_has_done_all_of_each_notebook():
    for name in NAMES:
        for question in questions(name) + [card.question for card in AGAIN.get(name, ())]:
            record.card(question, "yes", True)
        for function in course.tasks(name).functions:
            record.exercise(function, True)
    for name in NAMES:
        done, total = progress(name)
        assert done == total


def test_the_report_says_what_was_tried_and_what_was_solved(capsys):
    record.card(questions("02_the_gradient")[0], "less than 1", False)
    record.exercise("average_cost", False)
    record.exercise("cost", False)
    record.exercise("cost", True)
    record.test("before", {"passes": "one forward and one back"}, marked=True)
    report()
    lines = capsys.readouterr().out.splitlines()
    assert f"  ✗ {questions('02_the_gradient')[0]} less than 1" in lines
    assert "  ✓ cost (2 times)" in lines and "  … average_cost" in lines
    assert lines[-1] == "The test before the course: 1 of 20 right"
    assert [line.split(":")[0] for line in lines if re.match(r"\d\d_", line)] == NAMES


def test_the_report_of_a_file_that_cannot_be_read_says_so(capsys, tmp_path):
    (tmp_path / record.NAME).write_text("{", encoding="utf-8")
    report()
    assert "is damaged" in capsys.readouterr().out
