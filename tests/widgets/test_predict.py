"""Predict: first the guess, then the answer and the picture."""

import ipywidgets
import numpy as np
import pytest
import traitlets
from hypothesis import assume, given
from hypothesis import strategies as st

from nnlib import record
from nnlib.plots import style
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.predict import Predict, how_near
from nnlib.wording import amount

DIGITS = ["the 2", "the 8", "all the same"]


def choice(**changed):
    """A question with three choices."""
    given = {"choices": DIGITS, "answer": "the 8", "why": "It is furthest away."}
    return Predict("Which output wants to change most?", **(given | changed))


def number(**changed):
    """A question with a number for an answer."""
    return Predict("How many parameters?", **({"answer": 13002, "unit": "parameters", "why": "Count them."} | changed))


def explorer():
    """A picture of 700 by 300 pixels, dark blue all over."""

    def draw():
        return style.stage_figure(700, 300)[0]

    return Explorer(draw, {}, "A picture.")


def texts(figure):
    return [text.get_text() for ax in figure.axes for text in ax.texts]


# ---- before and after


def test_nothing_is_given_away_before_the_commitment():
    predict = choice(then=explorer())
    assert predict.committed is False and predict.guess is None
    assert predict._card.verdict == {} and predict._card.cover == [700, 300]
    sent = str(predict._card.get_state())
    assert "furthest" not in sent
    assert len(predict.children) == 1


def test_a_commitment_uncovers_the_answer_the_reason_and_the_picture():
    picture = explorer()
    predict = choice(then=picture)
    predict.commit("the 2")
    assert predict.committed and predict.guess == "the 2"
    assert predict._card.verdict == {
        "right": False,
        "words": "Not this time: the answer is “the 8”.",
        "guess": 0,
        "answer": 1,
        "why": "It is furthest away.",
    }
    assert predict.children[1] is picture


def test_the_right_choice_is_right():
    predict = choice()
    predict.commit("the 8")
    assert predict._card.verdict["right"] and predict._card.verdict["words"] == "Right."


def test_the_verdict_on_a_number_says_how_near_it_was():
    predict = number(tolerance=0.1)
    predict.commit(12_000)
    verdict = predict._card.verdict
    assert verdict["right"] and verdict["words"] == "Close enough: 8 % too low."
    assert (verdict["guess"], verdict["answer"]) == ("12,000", "13,002")


def test_the_first_prediction_counts():
    predict = choice()
    predict.commit("the 2")
    predict.commit("the 8")
    assert predict.guess == "the 2" and predict._card.verdict["guess"] == 0


def test_the_answer_can_be_shown_without_a_prediction():
    chosen, counted = choice(then=explorer()), number()
    for predict in (chosen, counted):
        predict._card._handle_custom_msg({"reveal": True}, [])
        assert predict.committed and predict.guess is None
    assert chosen._card.verdict == {"words": "The answer is “the 8”.", "answer": 1, "why": "It is furthest away."}
    assert len(chosen.children) == 2
    assert counted._card.verdict == {"words": "The answer is", "answer": "13,002", "why": "Count them."}
    chosen._card._handle_custom_msg({"again": True}, [])
    assert not chosen.committed and len(chosen.children) == 1


def test_a_message_that_means_something_else_neither_answers_nor_asks_again():
    predict = choice()
    predict._card._handle_custom_msg({"present": True}, [])
    assert not predict.committed
    predict.commit("the 2")
    predict._card._handle_custom_msg({"present": True}, [])
    assert predict.committed and predict.guess == "the 2"


def test_asking_again_covers_everything_again():
    predict = choice(then=explorer())
    predict.commit("the 2")
    predict.ask_again()
    assert not predict.committed and predict.guess is None
    assert predict._card.verdict == {} and len(predict.children) == 1
    predict.commit("the 8")
    assert predict._card.verdict["right"]


def test_committed_and_guess_can_be_observed_and_not_set():
    predict, seen = choice(), []
    predict.observe(lambda change: seen.append((change.new, predict.guess, len(predict._card.verdict))), names="committed")
    predict.commit("the 2")
    predict.ask_again()
    assert seen == [(True, "the 2", 5), (False, None, 0)]
    for name, value in ("committed", True), ("guess", "the 8"):
        with pytest.raises(traitlets.TraitError, match="read-only"):
            setattr(predict, name, value)


def test_an_answer_may_come_from_the_state_of_that_moment():
    live = {"answer": 3, "why": "so far"}
    predict = Predict("How many?", answer=lambda: live["answer"], why=lambda: live["why"])
    live.update(answer=400, why="by now")
    predict.commit(200)
    assert predict._card.verdict["answer"] == "400" and predict._card.verdict["why"] == "by now"
    assert "a factor of 2 too low" in predict._card.verdict["words"]


def test_the_page_commits_by_the_place_of_a_choice_or_by_a_number():
    predict = choice()
    predict._card._handle_custom_msg({"commit": 1}, [])
    assert predict.guess == "the 8"
    predict._card._handle_custom_msg({"again": True}, [])
    assert not predict.committed
    predict = number()
    predict._card._handle_custom_msg({"commit": 13002}, [])
    assert predict.guess == 13002 and predict._card.verdict["words"] == "Exactly right."


@pytest.mark.parametrize(
    "predict, guess, error",
    [(choice, "the 3", ValueError), (choice, 1, ValueError), (number, "many", TypeError), (number, np.nan, ValueError)],
)
def test_an_invalid_guess_changes_nothing(predict, guess, error):
    predict = predict()
    with pytest.raises(error, match="guess must be"):
        predict.commit(guess)
    assert not predict.committed and predict._card.verdict == {}


# ---- the reason, and where to look again

BECAUSE = {
    "it is furthest from its target": "",
    "its weights are largest": "Weights play no part in this.",
}


def test_the_reason_is_asked_before_anything_is_shown_and_judged_beside_the_answer():
    predict = choice(because=BECAUSE)
    assert predict._card.reasons == list(BECAUSE) and "Weights play" not in str(predict._card.get_state())
    predict._card._handle_custom_msg({"commit": 1, "because": 1}, [])
    assert predict._card.verdict["right"]
    reason = predict._card.verdict["because"]
    assert reason == {
        "guess": 1,
        "answer": 0,
        "right": False,
        "words": "Not for this reason. Weights play no part in this.",
    }
    predict.ask_again()
    predict.commit("the 2", because="it is furthest from its target")
    assert predict._card.verdict["because"]["words"] == "And for the right reason." and not predict._card.verdict["right"]


def test_an_unknown_reason_changes_nothing():
    predict = choice(because=BECAUSE)
    with pytest.raises(ValueError, match="because must be one of it is furthest"):
        predict.commit("the 8", because="I feel it")
    assert not predict.committed


def test_whoever_is_wrong_learns_where_to_look_again():
    predict = choice(see=("03_one_image", "A wish"))
    predict.commit("the 2")
    assert predict._card.verdict["see"] == {
        "file": "03_one_image.ipynb",
        "section": "A wish",
        "words": "03: A wish",
    }
    predict.ask_again()
    predict.commit("the 8")
    assert "see" not in predict._card.verdict


def test_an_answer_is_remembered(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(record, "_in_a_notebook", lambda: True)
    choice().commit("the 2")
    number().commit(np.int64(13_000))
    assert record.read()["cards"] == {
        "Which output wants to change most?": {"guess": "the 2", "right": False, "times": 1},
        "How many parameters?": {"guess": 13_000.0, "right": True, "times": 1},
    }


# ---- how near


@pytest.mark.parametrize(
    "guess, answer, right, words",
    [
        (13002, 13002, True, "Exactly right."),
        (0.3333, 1 / 3, True, "Exactly right."),  # to the digits that are written
        (13000, 13002, True, "Close enough: less than 1 % too low."),
        (14000, 13002, True, "Close enough: 8 % too high."),
        (9000, 13002, False, "Not this time: 31 % too low."),
        (4334, 13002, False, "Not this time: a factor of 3 too low."),
        (130020, 13002, False, "Not this time: a factor of 10 too high."),
        (1, 13002, False, "Not this time: a factor of 13,002 too low."),
        (-30, -10, False, "Not this time: a factor of 3 too large."),
        (-8, -10, False, "Not this time: 20 % too small."),
        (5, -5, False, "Not this time: the sign is the other way round."),
        (0, 5, False, "Not this time: it is not zero."),
        (5, 0, False, "Not this time: it is zero."),
        (0, 0, True, "Exactly right."),
    ],
)
def test_nearness_in_words(guess, answer, right, words):
    assert how_near(guess, answer, 0.1) == (right, words)


@pytest.mark.parametrize(
    "guess, answer, unit, words",
    [
        (80, 94.8, "of 100", "Not this time: 14.8 of 100 too low."),
        (7, 5, "of 20", "Not this time: 2 of 20 too high."),
        (50, 61.7, "%", "Not this time: 11.7 % too low."),
        (20, 33.3, "hours", "Not this time: 40 % too low."),
    ],
)
def test_a_share_is_off_by_so_many_of_its_unit_and_not_by_a_share_of_a_share(guess, answer, unit, words):
    assert how_near(guess, answer, 0.1, unit) == (False, words)


numbers = st.floats(-1e12, 1e12).filter(lambda x: x == 0 or abs(x) > 1e-12)


@given(guess=numbers, answer=numbers, tolerance=st.floats(0.001, 0.5))
def test_a_number_is_right_if_it_lies_within_the_tolerance(guess, answer, tolerance):
    assume(amount(guess) != amount(answer))
    assume(answer == 0 or abs(abs(guess / answer - 1) - tolerance) > 1e-9)
    right, words = how_near(guess, answer, tolerance)
    assert right == (abs(guess - answer) <= tolerance * abs(answer))
    assert words.startswith("Close enough: " if right else "Not this time: ")


# ---- where nothing moves


def test_the_text_asks_first_and_answers_on_a_line_of_its_own():
    assert repr(choice()).splitlines() == [
        "Predict before you read on: Which output wants to change most?",
        "  1. the 2",
        "  2. the 8",
        "  3. all the same",
        "",
        "Answer: the 8",
    ]
    assert repr(number()).splitlines()[-1] == "Answer: 13,002 parameters"


def test_the_text_does_not_depend_on_what_was_guessed():
    predict = choice()
    before = repr(predict)
    predict.commit("the 2")
    assert repr(predict) == before


def test_the_still_picture_asks_and_shows_what_will_come():
    figure = choice(then=explorer()).still()
    assert {"Which output wants to change most?", *DIGITS, "1", "2", "3", "Answer: the 8"} <= set(texts(figure))
    pixels = figure.artists[0].rgba
    assert pixels.shape[:2] == (300, 700) and figure.bbox.width == 700
    answer = next(text for text in figure.axes[0].texts if text.get_text().startswith("Answer"))
    assert answer.get_rotation() == 180  # readable for those who turn their head


def test_the_still_picture_of_a_number_leaves_a_gap():
    figure = number().still()
    assert any("…" in text and text.endswith("parameters") for text in texts(figure))
    assert not figure.artists


@pytest.mark.parametrize("then", [None, explorer])
def test_nothing_leaves_the_still_picture(then):
    long = "which of all these choices would you take if nobody had told you anything about the network before"
    predict = Predict(long + "?", choices=[long, long[::-1], "$x$ and $y"], answer=long, then=then and then())
    figure = predict.still()
    style.png(figure)
    for text in figure.axes[0].texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.width and box.y1 <= figure.bbox.height, text


def test_the_output_holds_picture_and_text_beside_the_widget():
    data, _ = choice(then=explorer())._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
    assert data["text/plain"].startswith("Predict before you read on")
    assert "application/vnd.jupyter.widget-view+json" in data


def test_a_widget_without_a_picture_can_be_covered_as_well():
    predict = choice(then=ipywidgets.Label("so it is"))
    assert len(predict._card.cover) == 2 and not predict.still().artists
    predict.commit("the 8")
    assert predict.children[1].value == "so it is"


# ---- what comes in


@pytest.mark.parametrize(
    "given, error, words",
    [
        ({"choices": ["one"]}, ValueError, "two to four different texts"),
        ({"choices": list("abcde"), "answer": "a"}, ValueError, "two to four different texts"),
        ({"choices": ["the 8", "the 8"]}, ValueError, "two to four different texts"),
        ({"choices": "the 8"}, TypeError, "choices must be a list of texts"),
        ({"choices": [2, 8], "answer": 8}, TypeError, "each of the choices must be text, but got 2"),
        ({"choices": ["the 8", " "]}, ValueError, "each of the choices must not be empty"),
        ({"answer": "the 9"}, ValueError, "answer must be one of the choices .* but got 'the 9'"),
        ({"answer": lambda: "the 9"}, ValueError, "answer must be one of the choices"),
        ({"choices": None}, TypeError, "answer must be a number, unless there are choices, but got 'the 8'"),
        ({"choices": None, "answer": True}, TypeError, "answer must be a number"),
        ({"choices": None, "answer": np.inf}, ValueError, "answer must be finite"),
        ({"why": 3}, TypeError, "why must be text, but got 3"),
        ({"unit": 3}, TypeError, "unit must be text"),
        ({"tolerance": 0}, ValueError, "tolerance must be a finite number above 0"),
        ({"then": "a picture"}, TypeError, "then must be a widget such as an Explorer, but got 'a picture'"),
        ({"because": ["it is"]}, TypeError, "because must be a dict of reasons"),
        ({"because": {"it is": ""}}, ValueError, "because must hold two to four reasons, exactly one of them with"),
        ({"because": {"it is": "", "it was": ""}}, ValueError, "exactly one of them with"),
        ({"because": {"it is": "", "it was": None}}, TypeError, "what is wrong about 'it was' must be text"),
        ({"see": "03_one_image"}, TypeError, "see must be the name of a notebook and the heading of a section"),
        ({"see": ("03_one_image", "")}, ValueError, "each part of see must not be empty"),
    ],
)
def test_bad_arguments_are_named(given, error, words):
    with pytest.raises(error, match=words):
        choice(**given)


@pytest.mark.parametrize("question, error", [("", ValueError), (" ", ValueError), (None, TypeError)])
def test_a_question_is_needed(question, error):
    with pytest.raises(error, match="question must"):
        Predict(question, answer=3)


def test_numbers_of_numpy_are_numbers():
    predict = number(answer=np.float32(0.25))
    predict.commit(np.int64(1))
    assert "a factor of 4 too high" in predict._card.verdict["words"]
