"""Notebook 02: the numbers of the map and of the sorted list, read out of the widgets."""

import numpy as np
import pytest
from helpers import artist, choose_example, control, inside, nudged

from nnlib import load_mnist, snapshot
from nnlib.explorers import the_gradient
from nnlib.parameters import index_of, name_of
from nnlib.plots.bitmap import Bitmap
from nnlib.plots.boxes import sides_of
from nnlib.widgets.table import Table

TRAIN = load_mnist().train
SIZES = [784, 16, 16, 10]
RANDOM = np.random.default_rng(2).integers(0, 60_000, 10).tolist()
DIGITS_AND_NETWORKS = pytest.mark.parametrize("index, epochs", [(i, e) for i in RANDOM for e in (0, 1)])


@pytest.fixture(scope="module")
def heat_map():
    return the_gradient.sensitivity_map()


@DIGITS_AND_NETWORKS
def test_the_map_shows_the_gradient_of_central_differences(heat_map, index, epochs):
    control(heat_map, "images").value = 1
    choose_example(heat_map, index, epochs)
    shown, network = heat_map.numbers["gradient"], snapshot(epochs)
    inked = index_of(f"weights[0][3, {TRAIN.images[:, index].argmax()}]", SIZES)
    sample = np.random.default_rng(index).choice(np.arange(12_544, 13_002), 40, replace=False).tolist()
    for position in [inked, 0, *sample]:
        assert shown[position] == pytest.approx(nudged(network, index, position), abs=1e-6)
    no_ink = (TRAIN.images[:, index] == 0).mean()
    assert heat_map.numbers["zero_share"] == no_ink and f"{100 * no_ink:.1f} %" in heat_map.line.value


def test_the_colours_of_the_map_are_those_of_the_wishes(heat_map):
    control(heat_map, "images").value = 1
    choose_example(heat_map, 5, 1)
    first, second = (part.rgba for part in heat_map.figure.axes[0].findobj(Bitmap)[1:3])  # after the colour bar
    gradient = snapshot(1).backprop(TRAIN.images[:, 5], TRAIN.targets[:, 5])
    cells = second[8 : 16 * 18 : 18, 8 : 16 * 18 : 18]
    blue = cells[..., 2] > cells[..., 0]
    strong = np.abs(gradient.weights[1]) > 0.01 * heat_map.numbers["largest"]
    np.testing.assert_array_equal(blue[strong], gradient.weights[1][strong] < 0)  # where the slope falls, it should grow
    neuron = first[1:84:3, 1:84:3, :3]
    np.testing.assert_array_equal((neuron == 0).all(axis=-1), TRAIN.images[:, 5].reshape(28, 28) == 0)


@pytest.mark.parametrize("index, n", [(5, 2), (3, 10), (30_000, 100), (5, 2000)])
def test_an_average_is_over_this_image_and_the_first_others(heat_map, index, n):
    choose_example(heat_map, index, 1)
    control(heat_map, "images").value = n
    chosen = [index, *[i for i in range(n) if i != index][: n - 1]]
    assert len(set(chosen)) == n
    expected = snapshot(1).backprop(TRAIN.images[:, chosen], TRAIN.targets[:, chosen]).vector
    np.testing.assert_allclose(heat_map.numbers["gradient"], expected, atol=1e-12)


def test_averaged_over_all_images_little_is_black_and_slopes_cancel(heat_map):
    choose_example(heat_map, 5, 1)
    control(heat_map, "images").value = 1
    one = heat_map.numbers
    control(heat_map, "images").value = 60_000
    average = heat_map.numbers
    assert average["largest"] < one["largest"] / 10 and average["zero_share"] < 0.1 < 0.7 < one["zero_share"]
    assert average["silent_pixels"] == (TRAIN.images == 0).all(axis=1).sum()


@pytest.fixture
def listed():
    return the_gradient.sorted_list()


def table(explorer):
    return next(w for w in inside(explorer) if isinstance(w, Table))


@pytest.mark.parametrize("order, key", [("size", lambda g: -np.abs(g)), ("should shrink", lambda g: -g), ("name", None)])
def test_the_list_is_sorted(listed, order, key):
    control(listed, "sort by").value = order
    gradient = snapshot(1).backprop(TRAIN.images[:, 5], TRAIN.targets[:, 5]).vector
    expected = np.arange(12) if key is None else np.argsort(key(gradient), kind="stable")[:12]
    assert table(listed).names == [name_of(int(i), SIZES) for i in expected]
    np.testing.assert_array_equal(listed.numbers["values"], -gradient[expected])


@pytest.fixture(scope="module")
def long_list():
    return the_gradient.sorted_list()


@DIGITS_AND_NETWORKS
def test_the_rows_of_the_list_are_minus_central_differences(long_list, index, epochs):
    explorer = long_list
    choose_example(explorer, index, epochs)
    network = snapshot(epochs)
    for position, value in zip(explorer.numbers["positions"], explorer.numbers["values"]):
        assert value == pytest.approx(-nudged(network, index, position), abs=1e-6)
    size = np.sort(np.abs(explorer.numbers["gradient"]))
    np.testing.assert_allclose(explorer.numbers["times_median"], size[::-1][:12] / np.median(size[size > 0]))
    assert [row[0] for row in table(explorer).rows] == [str(rank) for rank in range(1, 13)]


def test_the_list_is_filtered_searched_and_turned(listed):
    control(listed, "layer").value = "hidden 1 → hidden 2"
    assert listed.numbers["count"] == 272 and all("[1]" in name.split("][")[0] + "]" for name in table(listed).names)
    control(listed, "layer").value = "all"
    control(listed, "find").value = "weights[2][4,7]"
    assert table(listed).names == ["weights[2][4, 7]"] and table(listed).rows[0][2:4] == ["neuron 7", "output 4"]
    control(listed, "find").value = "Output 7"
    assert listed.numbers["count"] == 17
    control(listed, "▶").click()
    assert len(table(listed).rows) == 5 and "13–17 of 17" in listed.line.value
    control(listed, "▶").click()
    assert "13–17 of 17" in listed.line.value
    control(listed, "◀").click()
    assert "1–12 of 17" in listed.line.value
    control(listed, "find").value = "nothing of this kind"
    assert table(listed).rows == [] and listed.pane.message == "" and "0</b> parameters found" in listed.line.value


def test_a_chosen_row_is_framed_in_the_map(listed):
    before = sides_of(artist(listed, "frame"))
    table(listed).selected = table(listed).names[3]
    assert (sides_of(artist(listed, "frame")) != before).any()
    value = snapshot(1).backprop(TRAIN.images[:, 5], TRAIN.targets[:, 5]).vector[listed.numbers["positions"][3]]
    assert value < 0 and "wish <b" in listed.line.value and f"+{-value:.3f}</b> from hidden layer 2" in listed.line.value
