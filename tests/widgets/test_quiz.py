"""A test of several questions: answers, handing in, starting again."""

import pytest
from helpers import assert_small_still

from nnlib.widgets.quiz import OPEN, Quiz

ITEMS = [
    {"question": "Which?", "choices": ["this", "that"]},
    {"question": "How many?", "choices": ["one", "two", "three"], "picture": b"\x89PNG", "words": "A picture of two."},
]


def quiz(**settings):
    seen = []

    def judge(answers):
        seen.append(list(answers))
        return {"right": sum(answer == 1 for answer in answers), "of": 2, "words": [], "wrong": []}

    made = Quiz("A test", "Two questions.", ITEMS, judge, **settings)
    return made, seen


def test_answers_are_kept_and_judged_when_they_are_handed_in():
    made, judged = quiz()
    made.answer(0, 1)
    made.answer(1, 2)
    made.answer(1, 1)
    assert made.answers == [1, 1] and not made.handed_in and judged == []
    made.hand_in()
    assert judged == [[1, 1]] and made.result["right"] == 2
    made.answer(0, 0)
    assert made.answers == [1, 1]  # too late


def test_the_page_answers_hands_in_and_starts_again_by_messages():
    changes = []
    made, _ = quiz(changed=lambda: changes.append(made.answers))
    for message in {"answer": [1, 0]}, {"hand_in": True}, {"start_again": True}:
        made._handle_custom_msg(message, [])
    assert changes == [[OPEN, 0], [OPEN, 0], [OPEN, OPEN]] and not made.handed_in


def test_nothing_is_given_away_before_the_test_is_handed_in():
    made, judged = quiz()
    assert judged == [] and made.result == {}
    assert set(made.items[0]) == {"question", "choices", "words"}


def test_a_test_goes_on_where_it_was_left():
    made, judged = quiz(answers=[0, OPEN])
    assert made.answers == [0, OPEN] and not made.handed_in
    made, judged = quiz(answers=[0, 1], handed_in=True)
    assert judged == [[0, 1]] and made.result["right"] == 1


@pytest.mark.parametrize("place, choice", [(2, 0), (-1, 0), (0, 2), (0, "this")])
def test_an_answer_that_does_not_exist_changes_nothing(place, choice):
    made, _ = quiz()
    with pytest.raises((ValueError, TypeError), match="place must be|choice must be"):
        made.answer(place, choice)
    assert made.answers == [OPEN, OPEN]


def test_the_still_says_what_it_is_and_gives_no_question_away():
    made, _ = quiz()
    assert assert_small_still(made) == "A test. Two questions. Run this cell to begin."
