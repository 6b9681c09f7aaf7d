"""The lessons of TEACHING.md, given in JupyterLab as its tables say, with a real mouse."""

from itertools import groupby

import lesson
import pytest
from live_lab import EVERYTHING


@pytest.mark.parametrize("minutes", [45, 90])
def test_every_row_of_a_lesson_can_be_followed(minutes):
    for row in lesson.rows(minutes):
        assert lesson.numbers_of(row), f"{row.notebook} has no section {row.sections}"
        assert lesson.actions(row.do)


@pytest.mark.parametrize(
    "words", ["Drag *image* somewhere.", "Look at *image*.", "Press image.", "drag *image* to the middle", "Draw a house."]
)
def test_what_cannot_be_done_is_not_understood(words):
    with pytest.raises(ValueError):
        lesson.actions(words)


@pytest.mark.parametrize(
    "promise, kept", [("−0.50", True), ("over 90 %", True), ("about 40 %", False), ("below 12 %", False), ("stuck", False)]
)
def test_a_promise_is_compared_with_the_screen(promise, kept):
    assert lesson.keeps(promise, "accuracy 93.8 % · the message is −0.50, 12 %") is kept


def test_promises_must_be_kept_in_their_order():
    assert lesson.seen(["1", "2"], ["2", "1"]) == ["1"]
    assert lesson.seen(["1", "2"], ["1", "2"]) == ["1", "2"]


def notebooks_of(minutes):
    """The rows of a lesson, together for each notebook."""
    groups = groupby(lesson.rows(minutes), key=lambda row: row.notebook)
    every = EVERYTHING or minutes == 45
    skip = pytest.mark.skipif(not every, reason="the long lesson takes minutes in a browser: make test-all tries it")
    return [pytest.param(list(rows), id=f"{minutes}-{name}", marks=skip) for name, rows in groups]


@pytest.mark.parametrize("rows", [*notebooks_of(45), *notebooks_of(90)])
def test_the_class_sees_what_the_table_promises(open_notebook, rows):
    notebook = open_notebook(rows[0].notebook)
    for row in rows:
        lesson.Walk(notebook, row).follow()
