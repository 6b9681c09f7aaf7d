"""Notebook 02: what holds for each of its explorers."""

import asyncio

import numpy as np
import pytest

from nnlib.explorers import the_gradient
from nnlib.plots import style


@pytest.mark.parametrize(
    "name",
    [
        "cost_squares",
        "average_cost",
        "sensitivity_map",
        "sorted_list",
        "wiggle_two_weights",
        "edit_any_weight",
        "why_steepest",
    ],
)
def test_the_still_holds_the_line_and_the_picture(name):
    explorer = getattr(the_gradient, name)()
    still = explorer.still()
    width, height = np.rint(still.bbox.size - explorer.figure.bbox.size)
    beside = {"sorted_list": 600, "edit_any_weight": 1280 - 552}  # the list; the network
    assert (width, height) == (beside.get(name, 0), 56)
    np.testing.assert_allclose(still.bbox.size, explorer.still_size())
    assert all(text.get_text() in explorer.line.value for text in still.texts)
    assert len(style.png(still)) < 150_000


def test_the_still_of_the_list_shows_its_rows():
    explorer = the_gradient.sorted_list()
    (sheet,) = explorer.still().axes
    said = [line for artist in sheet.collections for line in artist.get_label().split("\n")]
    assert [text for row in explorer.numbers["rows"] for text in row if text not in said] == []


def test_the_still_of_an_edited_weight_shows_the_network():
    explorer = the_gradient.edit_any_weight()
    stage = style.pixels(explorer.still())[56:, : 1280 - 552]
    assert (stage > 240).all(axis=-1).sum() > 1000  # the ink of the digit, on the dark stage
    assert (stage.max(axis=-1) < 60).mean() > 0.5


def test_the_edited_weight_opens_as_the_notebook_says():
    async def opened():  # in an event loop, as in a kernel
        explorer = the_gradient.edit_any_weight(value=2)
        explorer.still()
        return explorer._numbers

    numbers = asyncio.run(opened())
    assert numbers["value"] == 2 and len(numbers["moved"]) == 5
