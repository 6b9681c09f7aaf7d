"""Exercises that know their usual mistakes: `check(function)` judges what a learner wrote and names what is wrong.

An Exercise holds the right function, a maker of random cases, and the mistakes that are worth knowing: functions that make
them, each with a sentence. A wrong answer is recognised when it gives the same results as one of these in every case. The
mistakes that can happen in any exercise (a wrong sign, an extra axis, a forgotten entry) are found by general rules.

`exercise` says what an exercise is, each chapter has a module with its exercises, `judging` tries a learner's function, and
a `Verdict` comes out.
"""

from nnlib.exercises.catalogue import EXERCISES
from nnlib.exercises.judging.judge import check
from nnlib.exercises.progress import report
from nnlib.exercises.verdict import Verdict

__all__ = ["EXERCISES", "Verdict", "check", "report"]
