"""Notebook 10: what holds for each of its explorers."""

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
        (data, _), (again, _) = make()._repr_mimebundle_(), make()._repr_mimebundle_()
        assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
        assert data["text/plain"] == again["text/plain"] and "0x" not in data["text/plain"]
