"""The test in the notebook: it is kept, goes on where it was left, and says what the answers show."""

import io

import pytest
from PIL import Image

from nnlib import record
from nnlib.exercises.understanding import DONT_KNOW, ITEMS, MISCONCEPTIONS, sheet
from nnlib.explorers.really import the_test
from nnlib.widgets.quiz import OPEN


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(record, "_in_a_notebook", lambda: True)


def answer(quiz, when, text_of):
    """Give to each item the answer that `text_of(item)` says."""
    for place, (item, choices) in enumerate(sheet(when)):
        quiz.answer(place, [*choices, DONT_KNOW].index(text_of(item)))


def test_all_right_answers_make_twenty():
    quiz = the_test("before")
    answer(quiz, "before", lambda item: item.right)
    quiz.hand_in()
    assert quiz.result["right"] == quiz.result["of"] == 20 and quiz.result["wrong"] == []


@pytest.mark.parametrize("when", ["before", "after"])
def test_each_wrong_answer_is_told_with_its_belief_and_where_to_look_and_the_truth_only_afterwards(when):
    quiz = the_test(when)
    answer(quiz, when, lambda item: next(iter(item.wrong)))
    quiz.hand_in()
    assert quiz.result["right"] == 0
    for item, told in zip(ITEMS, quiz.result["wrong"], strict=True):
        belief, truth = MISCONCEPTIONS[next(iter(item.wrong.values()))]
        assert (told["question"], told["belief"]) == (item.question, belief)
        assert told["truth"] == (truth if when == "after" else "")
        assert told["see"]["file"] == f"{item.see[0]}.ipynb" and told["see"]["section"] == item.see[1]
    assert item.right not in str(quiz.result)


def test_a_test_goes_on_where_it_was_left_and_the_second_one_is_compared_with_the_first():
    quiz = the_test("before")
    quiz.answer(0, 1)
    quiz.answer(4, 2)
    again = the_test("before")
    assert [place for place, answer in enumerate(again.answers) if answer != OPEN] == [0, 4]
    assert again.answers[4] == 2 and not again.handed_in
    answer(again, "before", lambda item: item.right if item in ITEMS[:7] else DONT_KNOW)
    again.hand_in()
    assert the_test("before").result["right"] == 7
    after = the_test("after")
    answer(after, "after", lambda item: item.right)
    after.hand_in()
    assert after.result["words"][0] == "Before the course it was 7."


def test_starting_again_forgets_the_answers():
    quiz = the_test()
    answer(quiz, "after", lambda item: item.right)
    quiz.hand_in()
    quiz.start_again()
    assert set(the_test().answers) == {OPEN} and record.read()["tests"]["after"] | {"on": ""} == {
        "answers": {},
        "marked": False,
        "on": "",
    }


def test_a_record_that_cannot_be_read_changes_nothing(tmp_path):
    (tmp_path / record.NAME).write_text("{", encoding="utf-8")
    quiz = the_test()
    answer(quiz, "after", lambda item: item.right)
    quiz.hand_in()
    assert quiz.result["right"] == 20


def test_pictures_come_with_words():
    quiz = the_test()
    for (item, _), shown, picture in zip(sheet("after"), quiz.items, quiz.pictures):
        assert bool(item.picture) == bool(picture) == bool(shown["words"])
        if picture:
            assert Image.open(io.BytesIO(picture)).width == 760 and len(shown["words"]) > 60
