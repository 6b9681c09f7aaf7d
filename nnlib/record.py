"""What a learner has answered and solved, in a small file beside the notebooks: readable, and sent nowhere.

Whoever deletes the file starts anew. Where it cannot be read or written, nothing else changes: `trouble` says why.
"""

import datetime
import json
import os
import stat
import sys
import weakref
from pathlib import Path

from nnlib.files.lock import locked
from nnlib.files.whole import replacing

NAME = "my_progress.json"
ABOUT = "What you have answered and solved in this course. It stays here. If you delete this file, you start anew."
FORMAT = 1  # raise the number when the format changes
LARGEST = 2**20  # bytes; a whole course makes some 30,000
PATIENCE = 2  # seconds to wait for another notebook that writes
# Each entry of a section has at least these fields.
SECTIONS = {"cards": {"right": bool}, "exercises": {"solved": bool}, "tests": {"answers": dict}}

_watching = weakref.WeakSet()
_paused = False
_trouble = ""


class Unreadable(ValueError):
    """Why the file cannot be read, in words that complete "my_progress.json ...": it is left alone."""


# ---- what is remembered


def card(question, guess, right):
    """Remember the answer to a card: `guess` is a choice or a number."""
    guess = guess if isinstance(guess, str) else float(guess)
    _change(lambda kept: _again(kept["cards"], question, guess=guess, right=bool(right)))


def exercise(name, solved):
    """Remember that a function of this name was checked. What was solved once stays solved."""

    def change(kept):
        before = kept["exercises"].get(name, {})
        _again(kept["exercises"], name, solved=bool(solved) or before.get("solved", False))

    _change(change)


def test(when, answers, marked):
    """Remember the test `when`, "before" or "after" the course: the answer to each item, and whether it was handed in."""
    today = datetime.date.today().isoformat()
    _change(lambda kept: kept["tests"].update({when: {"answers": dict(answers), "marked": marked, "on": today}}))


def _again(entries, name, **values):
    """Renew an entry, and count how often that has happened."""
    entries[name] = values | {"times": entries.get(name, {}).get("times", 0) + 1}


def start_over():
    """Forget everything. A file that cannot be read is replaced, too; an OSError says why that did not work."""
    global _trouble
    path = _path()
    if path.exists():
        with locked(path, PATIENCE):
            path.unlink(missing_ok=True)
    _trouble = ""
    _tell()


# ---- the file


def read():
    """What is remembered: a dict with the entries of each of SECTIONS; raises Unreadable or an OSError.

    A card's entry has `guess`, `right` and `times`; a function's `solved` and `times`; a test's `answers`, `marked`, `on`.
    """
    try:
        state = os.stat(_path())
    except FileNotFoundError:
        return nothing()
    if not stat.S_ISREG(state.st_mode) or state.st_size > LARGEST:
        raise Unreadable("is not a file that this course has written")
    try:
        content = json.loads(_path().read_text(encoding="utf-8"))
    except ValueError:
        raise Unreadable("is damaged") from None
    return _checked(content)


def nothing():
    """What is remembered of someone who has done nothing yet."""
    return {section: {} for section in SECTIONS}


def trouble():
    """Why nothing can be remembered at the moment, as a sentence; empty if all is well."""
    try:
        read()
    except (Unreadable, OSError) as error:
        return _sentence(error)
    return _trouble


def watch(widget):
    """From now on, call `widget.refresh()` whenever something has been remembered here, as long as the widget lives."""
    _watching.add(widget)


def pause():
    """Remember nothing more in this kernel, as on the page of solutions."""
    global _paused
    _paused = True


def _path():
    return Path(NAME).absolute()


def _change(change):
    """Let `change` alter what is in the file at this moment, which another notebook may have written."""
    global _trouble
    if _paused or not _in_a_notebook():
        return
    try:
        with locked(_path(), PATIENCE):
            kept = read()
            change(kept)
            text = json.dumps({"about": ABOUT, "format": FORMAT} | kept, ensure_ascii=False, indent=1)
            with replacing(_path()) as file:
                file.write(text.encode())
        _trouble = ""
    except (OSError, ValueError) as error:
        _trouble = _sentence(error)
    _tell()


def _in_a_notebook():
    """Whether a learner is at work in a notebook, and not a test, or someone in a terminal."""
    shell = "IPython" in sys.modules and sys.modules["IPython"].get_ipython()
    return bool(shell) and type(shell).__name__ != "TerminalInteractiveShell"


def _tell():
    for widget in list(_watching):
        widget.refresh()


def _checked(content):
    """The sections of the file's content; raises Unreadable if something is not as we write it."""
    if not isinstance(content, dict) or type(content.get("format")) is not int:
        raise Unreadable("is damaged")
    if content["format"] > FORMAT:
        raise Unreadable("comes from a later version of this course")
    kept = {section: content.get(section, {}) for section in SECTIONS}
    for section, fields in SECTIONS.items():
        entries = kept[section].values() if isinstance(kept[section], dict) else [None]
        for entry in entries:
            if not isinstance(entry, dict) or any(type(entry.get(field)) is not kind for field, kind in fields.items()):
                raise Unreadable("is damaged")
            if section != "tests" and type(entry.get("times")) is not int:
                raise Unreadable("is damaged")
    return kept


def _sentence(error):
    if isinstance(error, Unreadable):
        return f"{NAME} {error}, so it is left as it is, and nothing is remembered."
    reason = getattr(error, "strerror", None) or str(error)
    return f"Your answers cannot be remembered here: {reason[:1].lower()}{reason[1:]}."
