"""Where there is no stop button, as in the browser, a function that never ends is stopped for the learner."""

import sys

import pytest

from nnlib.exercises import check
from nnlib.exercises.judging import patience
from nnlib.exercises.judging.words import GAVE_UP, NO_STOP_BUTTON


def cost(a, y):
    while True:
        pass


def forward(weights, biases, x): ...


def batch_cost(a, y): ...


@pytest.fixture
def in_browser(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(patience, "SECONDS", 0.05)


def test_an_endless_loop_is_stopped_and_named(in_browser):
    before = sys.gettrace()
    assert check(cost).sentence == f"`cost`: {GAVE_UP}"
    assert sys.gettrace() is before


def test_outside_the_browser_nothing_is_watched():
    assert patience.patience() is sys.gettrace()


@pytest.mark.parametrize(("function", "is_warned"), [(forward, True), (batch_cost, False)])
def test_before_a_loop_is_written_the_browser_says_that_nothing_stops_it(in_browser, function, is_warned):
    verdict = check(function)
    assert verdict.passed is None and (NO_STOP_BUTTON in verdict.sentence) == is_warned


def test_elsewhere_it_does_not_say_so():
    assert check(forward).sentence == "`forward` is not written yet."
