"""Notebook 12: the whole answer in one picture, and the test of what one has understood."""

from nnlib.explorers.really.answer import whole_answer
from nnlib.explorers.really.the_test import the_test

__all__ = ["the_test", "whole_answer"]
