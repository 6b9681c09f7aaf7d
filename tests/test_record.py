"""The record that stays with the learner survives what a class does to it, and nothing suffers when it cannot be kept."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nnlib import record
from nnlib.exercises import check

# Answers fifty cards, as a notebook does whose learner is in a hurry.
ANSWER = """
import sys
from nnlib import record
record._in_a_notebook = lambda: True
print("ready", flush=True)
sys.stdin.readline()
for number in range(50):
    record.card(f"{sys.argv[1]} {number}", "yes", True)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The folder of a learner who is at work in a notebook."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(record, "_in_a_notebook", lambda: True)
    monkeypatch.setattr(record, "_trouble", "")
    return tmp_path


def cost(a, y):
    """Exercise 1 of notebook 02, solved."""
    return ((a - y) ** 2).sum()


def file_of(folder):
    return folder / record.NAME


def stored(folder):
    return json.loads(file_of(folder).read_text(encoding="utf-8"))


# ---- what is remembered


def test_cards_functions_and_tests_are_remembered_in_one_readable_file(folder):
    record.card("How many?", 3, False)
    record.card("How many?", 4, True)
    record.exercise("cost", False)
    record.test("before", {"job": "It learns."}, marked=False)
    kept = record.read()
    assert kept["cards"] == {"How many?": {"guess": 4.0, "right": True, "times": 2}}
    assert kept["exercises"] == {"cost": {"solved": False, "times": 1}}
    assert kept["tests"]["before"]["answers"] == {"job": "It learns."} and not kept["tests"]["before"]["marked"]
    assert [path.name for path in folder.iterdir()] == [record.NAME]  # neither drafts nor locks are left
    assert "delete this file" in stored(folder)["about"]


def test_a_check_is_remembered_and_what_is_solved_stays_solved(folder):
    assert check(cost).passed
    check(lambda a, y: 0)  # has another name, so it is no exercise

    def broken(a, y):
        return (a - y).sum()

    broken.__name__ = "cost"
    assert check(broken).passed is False
    assert record.read()["exercises"] == {"cost": {"solved": True, "times": 2}}


def test_a_function_that_is_not_written_yet_is_not_remembered(folder):
    def cost(a, y): ...

    assert check(cost).passed is None
    assert not file_of(folder).exists()


def test_after_a_restart_everything_is_still_there(folder):
    record.card("Which?", "the 8", True)
    code = "from nnlib import record; print(record.read()['cards']['Which?']['guess'])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "the 8\n"


def test_two_notebooks_at_once_lose_nothing(folder):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    notebooks = [subprocess.Popen([sys.executable, "-c", ANSWER, name], **pipes) for name in ("03", "04")]
    for notebook in notebooks:
        assert notebook.stdout.readline() == "ready\n"
    for notebook in notebooks:
        notebook.stdin.write("go\n")
        notebook.stdin.flush()
    for notebook in notebooks:
        notebook.communicate()
    assert set(record.read()["cards"]) == {f"{name} {number}" for name in ("03", "04") for number in range(50)}


def test_those_who_watch_are_told(folder):
    class Watcher:
        told = 0

        def refresh(self):
            self.told += 1

    watcher = Watcher()
    record.watch(watcher)
    record.card("Which?", "this", True)
    assert watcher.told == 1


def test_outside_a_notebook_or_after_a_pause_nothing_is_written(folder, monkeypatch):
    monkeypatch.setattr(record, "_paused", False)
    record.pause()
    record.card("Which?", "this", True)
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    record.card("Which?", "this", True)
    assert not file_of(folder).exists() and record.read()["cards"] == {}


# ---- what a class does to it


def test_whoever_deletes_the_file_starts_anew(folder):
    record.card("one", "a", True)
    file_of(folder).unlink()
    record.card("two", "b", True)
    assert set(record.read()["cards"]) == {"two"} and record.trouble() == ""


def test_a_copy_from_another_student_is_taken_over_at_once(folder):
    record.card("mine", "a", True)
    others = {"format": 1, "cards": {"theirs": {"guess": "b", "right": True, "times": 1}}, "exercises": {}, "tests": {}}
    file_of(folder).write_text(json.dumps(others), encoding="utf-8")
    record.card("new", "c", False)
    assert set(record.read()["cards"]) == {"theirs", "new"}


GOOD = {"format": 1, "cards": {}, "exercises": {}, "tests": {}}
UNREADABLE = {
    "damaged": [
        "",
        "{",
        "[]",
        "null",
        "\x00\xff",
        json.dumps(GOOD | {"format": "1"}),
        json.dumps(GOOD | {"cards": []}),
        json.dumps(GOOD | {"cards": {"Which?": "a"}}),
        json.dumps(GOOD | {"cards": {"Which?": {"right": "yes", "times": 1}}}),
        json.dumps(GOOD | {"exercises": {"cost": {"solved": True, "times": "often"}}}),
        json.dumps(GOOD | {"tests": {"before": {"answers": ["a"]}}}),
    ],
    "comes from a later version": [json.dumps(GOOD | {"format": 2})],
    "is not a file that this course has written": [" " * (record.LARGEST + 1)],
}


@pytest.mark.parametrize("reason, text", [(reason, text) for reason, texts in UNREADABLE.items() for text in texts])
def test_a_file_that_cannot_be_read_is_left_alone_and_the_course_goes_on(folder, reason, text):
    file_of(folder).write_bytes(text.encode("latin-1"))
    record.card("Which?", "this", True)
    assert check(cost).passed
    assert file_of(folder).read_bytes() == text.encode("latin-1")
    assert reason in record.trouble() and record.trouble().startswith(record.NAME)
    with pytest.raises(record.Unreadable, match=reason):
        record.read()


def test_a_folder_in_its_place_is_left_alone(folder):
    file_of(folder).mkdir()
    assert check(cost).passed
    assert file_of(folder).is_dir() and "is not a file" in record.trouble()


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.EACCES])
def test_where_nothing_can_be_written_the_course_goes_on_and_says_why(folder, monkeypatch, number):
    record.card("before", "a", True)

    def fail(path):
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(record, "replacing", fail)
    record.card("after", "b", True)
    assert check(cost).passed
    assert set(record.read()["cards"]) == {"before"}
    assert record.trouble() == f"Your answers cannot be remembered here: {_small(os.strerror(number))}."
    monkeypatch.undo()


def _small(text):
    return text[:1].lower() + text[1:]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser can write everywhere")
def test_a_read_only_folder_does_no_harm(folder):
    folder.chmod(0o500)
    try:
        assert check(cost).passed
        assert "cannot be remembered here" in record.trouble()
    finally:
        folder.chmod(0o700)


def test_a_notebook_that_keeps_the_file_locked_only_costs_the_memory(folder, monkeypatch):
    monkeypatch.setattr(record, "PATIENCE", 0)
    hold = "import sys; from nnlib.files.lock import locked\nwith locked(sys.argv[1]): print('locked', flush=True); input()"
    command = [sys.executable, "-c", hold, str(Path(record.NAME).absolute())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "locked\n"
        record.card("Which?", "this", True)
        assert "another notebook" in record.trouble() and not file_of(folder).exists()
        holder.communicate("\n")
    record.card("Which?", "this", True)
    assert record.trouble() == "" and "Which?" in record.read()["cards"]


@pytest.mark.parametrize("text", ["{", json.dumps(GOOD)])
def test_starting_over_forgets_everything_even_what_cannot_be_read(folder, text):
    file_of(folder).write_text(text, encoding="utf-8")
    record.start_over()
    assert record.read() == record.nothing() and record.trouble() == ""
    assert list(folder.iterdir()) == []
