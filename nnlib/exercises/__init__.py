"""Exercises that know their usual mistakes: `check(function)` judges what a learner wrote and names what is wrong.

An Exercise holds the right function, a maker of random cases, and the mistakes worth knowing: functions that make them,
each with a sentence. A wrong answer is recognised because it equals what one of these mistakes gives, in every case.
"""

from nnlib.exercises.judge import EXERCISES, check
from nnlib.exercises.verdict import Verdict

__all__ = ["EXERCISES", "Verdict", "check"]
