"""Notebook 07: what holds for each of its explorers."""

from helpers import assert_small_still


def test_every_explorer_has_a_still_picture_and_a_text_without_an_address(compass, two_walks, ball, ends):
    for explorer in (compass, two_walks, ball, ends):
        assert_small_still(explorer)
