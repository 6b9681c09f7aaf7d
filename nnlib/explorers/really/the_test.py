"""The test of what one has understood, before the course and after it, kept in the learner's own file."""

from nnlib import record
from nnlib.exercises.understanding import DONT_KNOW, ITEMS, MISCONCEPTIONS, chance, mark, sheet
from nnlib.explorers.really.pictures import PICTURES
from nnlib.plots import style
from nnlib.widgets.quiz import OPEN, Quiz
from nnlib.wording import amount

TITLES = {"before": "What do you know already?", "after": "What have you understood?"}
OPENINGS = {
    "before": "Twenty questions, about twenty minutes. Answer them before the course, and the same ones at its end: then "
    "you see what has changed. Choose “I don't know” rather than guess.",
    "after": "Twenty questions, about twenty minutes, the same as before the course, in another order. Choose “I don't "
    "know” rather than guess.",
}


def the_test(when="after"):
    """The twenty questions, "before" or "after" the course. Answers are kept, so that one can stop and go on later."""
    items = sheet(when)
    asked = [_asked(item, choices) for item, choices in items]
    kept = _kept(when)
    answers = [_place(choices, kept["answers"].get(item.name)) for item, choices in items]

    def texts(answers):
        chosen = zip(items, answers)
        return {item.name: [*choices, DONT_KNOW][place] for (item, choices), place in chosen if place != OPEN}

    quiz = Quiz(
        TITLES[when],
        OPENINGS[when],
        asked,
        lambda answers: _result(when, texts(answers)),
        answers=answers,
        handed_in=kept["marked"],
        changed=lambda: record.test(when, texts(quiz.answers), quiz.handed_in),
    )
    return quiz


def _asked(item, choices):
    """An item as a Quiz shows it."""
    asked = {"question": item.question, "choices": [*choices, DONT_KNOW]}
    if item.picture:
        picture = PICTURES[item.picture]()
        asked |= {"picture": style.png(picture.figure), "words": picture.words}
    return asked


def _place(choices, answer):
    return [*choices, DONT_KNOW].index(answer) if answer in (*choices, DONT_KNOW) else OPEN


def _kept(when):
    """What the learner's file says about this test; nothing if it cannot be read."""
    try:
        kept = record.read()["tests"]
    except (record.Unreadable, OSError):
        kept = {}
    return {"answers": {}, "marked": False} | kept.get(when, {})


def _result(when, answers):
    """What a Quiz shows when these answers have been handed in."""
    marked = mark(answers)
    guessed = round(sum(right * share for right, share in enumerate(chance())))
    words = [f"Whoever guesses has about {guessed} right."]
    before = _kept("before")
    if when == "after" and before["marked"]:
        words.insert(0, f"Before the course it was {mark(before['answers']).right}.")
    if marked.wrong:
        told = "" if when == "after" else " The right answers are in the course; the links say where."
        words.append(f"Here is what your wrong answers show.{told}")
    if marked.open:
        words.append(f"You left open: {amount(len(marked.open))}.")
    wrong = [_mistake(item, answer, key, when) for item, answer, key in marked.wrong]
    return {"right": marked.right, "of": len(ITEMS), "words": words, "wrong": wrong}


def _mistake(item, answer, key, when):
    name, section = item.see
    see = {"file": f"{name}.ipynb", "section": section, "words": f"{name.partition('_')[0]}: {section}"}
    belief, truth = MISCONCEPTIONS[key]
    return {
        "question": item.question,
        "answer": answer,
        "belief": belief,
        "truth": truth if when == "after" else "",
        "see": see,
    }
