"""Notebook 10: what holds for each of its explorers."""

from helpers import assert_small_still

from nnlib.explorers import labelled_data
from nnlib.explorers.labelled_data import curves as labelled_data_curves


def test_every_explorer_has_a_still_picture_that_says_the_same_each_time(here, short):
    mine = labelled_data.my_digits()
    makers = [
        lambda: labelled_data_curves.how_many(400),
        lambda: labelled_data_curves.how_wrong(0.5, 150),
        labelled_data.label_hard_digits,
        labelled_data.mistakes,
        lambda: mine,
        lambda: labelled_data.train_with(mine),
    ]
    for make in makers:
        assert assert_small_still(make()) == assert_small_still(make())
