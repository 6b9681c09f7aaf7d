"""The sheet with fields for numbers."""

import pytest

from nnlib.widgets.sheet import Sheet

PARTS = [("one", [("a", "A", "1 + 1")]), ("two", [("b", "B", "2"), ("c", "C", "3")])]


def test_the_fields_are_in_their_parts():
    sheet = Sheet(PARTS)
    assert sheet.names == ["a", "b", "c"]
    assert [[field["label"] for field in part["fields"]] for part in sheet.parts] == [["A"], ["B", "C"]]


def test_only_known_names_and_marks_can_be_set():
    sheet = Sheet(PARTS)
    sheet.typed, sheet.marks = {"a": 2.0, "b": None}, {"a": "right"}
    with pytest.raises(ValueError, match="'d': there are a, b, c"):
        sheet.typed = {"d": 1}
    with pytest.raises(ValueError, match="one of right, wrong, open, but got 'good'"):
        sheet.marks = {"a": "good"}
    with pytest.raises(ValueError, match="a name of its own"):
        Sheet([("one", [("a", "A", ""), ("a", "B", "")])])
