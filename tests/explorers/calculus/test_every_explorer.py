"""Notebook 09: what holds for each of its explorers."""

import pytest
from helpers import assert_small_still

from nnlib.explorers import calculus


@pytest.mark.parametrize("make", [calculus.chain, lambda: calculus.chain(3), calculus.paths, calculus.four_equations])
def test_every_explorer_has_a_still_picture(make):
    assert_small_still(make())
