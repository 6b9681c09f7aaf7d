"""How far a learner has come: what is done in each notebook, and a report for a teacher who asks for it."""

from typing import NamedTuple

from nnlib import course, record
from nnlib.exercises.again import AGAIN
from nnlib.exercises.understanding import ITEMS


class Progress(NamedTuple):
    """How many of the cards and functions of a notebook are done: cards answered, functions solved."""

    done: int
    total: int


def progress(name, kept=None):
    """The Progress in the notebook of this name; `kept` is what `record.read` returns, read now if it is None."""
    kept = record.read() if kept is None else kept
    tasks = course.tasks(name)
    answered = [any(card.fullmatch(question) for question in kept["cards"]) for card in tasks.cards]
    answered += [card.question in kept["cards"] for card in AGAIN.get(name, ())]
    solved = [kept["exercises"].get(function, {}).get("solved", False) for function in tasks.functions]
    return Progress(sum(answered) + sum(solved), len(answered) + len(solved))


def report():
    """Print what was answered, tried and solved, notebook by notebook, for a teacher who asks."""
    try:
        kept = record.read()
    except (record.Unreadable, OSError):
        print(record.trouble())
        return
    for name in course.numbered():
        print("\n".join(_lines(name, kept)))
    for when, taken in kept["tests"].items():
        print(f"The test {when} the course: {_taken(taken)}")


def _lines(name, kept):
    """What there is to say about one notebook."""
    done, total = progress(name, kept)
    yield f"{name}: {done} of {total} done"
    tasks = course.tasks(name)
    questions = [card.question for card in AGAIN.get(name, ())]
    for question, entry in kept["cards"].items():
        if question in questions or any(card.fullmatch(question) for card in tasks.cards):
            yield f"  {'✓' if entry['right'] else '✗'} {question} {entry['guess']}{_times(entry)}"
    for function in tasks.functions:
        if entry := kept["exercises"].get(function):
            yield f"  {'✓' if entry['solved'] else '…'} {function}{_times(entry)}"


def _times(entry):
    return f" ({entry['times']} times)" if entry["times"] > 1 else ""


def _taken(taken):
    right = sum(item.is_right(taken["answers"].get(item.name)) for item in ITEMS)
    return f"{right} of {len(ITEMS)} right" if taken.get("marked") else f"{len(taken['answers'])} of {len(ITEMS)} answered"
