"""Notebook 04: what the table of wishes shows, read from the widgets, against central differences."""

import asyncio
import re

import numpy as np
import pytest
from helpers import artist, example, pixels, polygons, shown, until

from nnlib import load_mnist, snapshot
from nnlib.activations import sigmoid
from nnlib.explorers import backwards
from nnlib.plots import style
from nnlib.plots.wishes_table import SUM_Y, _places
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.player import Player
from nnlib.widgets.readout import HEADER

TEN = [int(index) for index in np.random.default_rng(4).integers(0, 60_000, 10)]
EPSILON = 1e-5


@pytest.fixture(scope="module")
def table():
    return backwards.wishes_table(added=10, neuron=None)


def choose(explorer, index, network="untrained", layer=None):
    """Move the controls."""
    explorer.chooser._place.value = index
    explorer.network.label = network
    if layer is not None:
        explorer.layer.value = layer


def cost_from(network, zs, y, layer):
    """The cost if the weighted sums that weights[layer] leads to are `zs`."""
    a = sigmoid(zs)
    for W, b in zip(network.weights[layer + 1 :], network.biases[layer + 1 :]):
        a = sigmoid(W @ a + b)
    return ((a - y) ** 2).sum()


def nudged_cells(network, x, y, layer):
    """Minus the change of the cost per change of neuron k, if only neuron j of the next layer heard of it: [j, k]."""
    zs, w = network.forward(x).zs[layer], network.weights[layer]
    cells = np.empty(w.shape)
    for j, k in np.ndindex(w.shape):
        moved = EPSILON * w[j, k] * (np.arange(len(zs)) == j)
        cells[j, k] = cost_from(network, zs - moved, y, layer) - cost_from(network, zs + moved, y, layer)
    return cells / (2 * EPSILON)


@pytest.mark.parametrize("network, epochs", [("untrained", 0), ("1 epoch", 1)])
@pytest.mark.parametrize("layer", [2, 1])
def test_each_arrow_of_the_table_is_a_derivative(table, network, epochs, layer):
    table.rows.value = 4
    for index in TEN:
        choose(table, index, network, layer)
        cells = nudged_cells(*example(index, epochs), layer)
        np.testing.assert_allclose(table.numbers["cells"], cells, atol=1e-6)
        np.testing.assert_allclose(table.numbers["sums"], cells[:4].sum(axis=0), atol=1e-6)


@pytest.mark.parametrize("epochs, network", [(0, "untrained"), (1, "1 epoch")])
def test_all_rows_together_are_minus_the_slope_of_the_cost(table, epochs, network):
    table.layer.value = 2
    table.rows.value = 10
    for index in TEN:
        choose(table, index, network)
        net, x, y = example(index, epochs)
        a, W, b = net.forward(x).activations[2], net.weights[2], net.biases[2]
        nudges = EPSILON * np.eye(16)
        slopes = [cost_from(net, W @ (a + n) + b, y, 2) - cost_from(net, W @ (a - n) + b, y, 2) for n in nudges]
        np.testing.assert_allclose(table.numbers["sums"], -np.array(slopes) / (2 * EPSILON), atol=1e-6)


@pytest.mark.parametrize("layer", [2, 1])
def test_the_wish_beside_a_row_is_minus_the_slope_of_its_weighted_sum(table, layer):
    choose(table, TEN[0], "1 epoch", layer)
    network, x, y = example(TEN[0], 1)
    zs = network.forward(x).zs[layer]
    nudges = EPSILON * np.eye(len(zs))
    slopes = [cost_from(network, zs + n, y, layer) - cost_from(network, zs - n, y, layer) for n in nudges]
    np.testing.assert_allclose(table.numbers["wishes"], -np.array(slopes) / (2 * EPSILON), atol=1e-6)


@pytest.fixture
def fresh_table(table):
    choose(table, 5, "untrained", 2)
    table.rows.value, table.weights_alone.value = 10, False
    return table


def arrows(table):
    """The signed lengths, in pixels, and the opacities of the arrows: cells, row by row, then sums."""
    found = [(corners, colour) for corners, colour in polygons(artist(table, "arrows"), 7) if np.ptp(corners[3:5, 0]) > 0]
    xs, ys, _ = _places(1112, 10, 16)
    drawn = {}
    for corners, colour in found:
        middle, length = corners[[0, 3], 1].mean(), corners[3, 1] - corners[0, 1]  # on the stage, y counts downwards
        drawn[round(middle, 3), round(corners[0, 0], 3)] = length, colour[3]
    return np.array([drawn[round(y, 3), round(x, 3)] for y in [*ys, SUM_Y] for x in xs]).T


def written_arrows(table):
    """The numbers under the sums, and those beside the rows."""
    numbers = [float(text.replace("−", "-")) for text in artist(table, "arrows").get_label().split("\n")]
    return numbers[:16], numbers[16:]


@pytest.mark.parametrize("rows", [10, 3])
def test_the_arrows_on_the_picture_are_as_long_as_the_numbers(fresh_table, rows):
    fresh_table.rows.value = rows
    numbers = np.append(fresh_table.numbers["cells"], fresh_table.numbers["sums"])
    drawn, _ = arrows(fresh_table)
    np.testing.assert_array_equal(np.sign(drawn), np.sign(numbers))
    scale = drawn[np.abs(numbers).argmax()] / numbers[np.abs(numbers).argmax()]
    large = np.abs(numbers) * scale > 2.5  # smaller ones are drawn at 2.5 pixels, to be seen at all
    np.testing.assert_allclose(drawn[large], scale * numbers[large], rtol=1e-6)
    assert large.sum() > 50


def test_the_numbers_under_the_sums_and_beside_the_rows_are_the_sums_and_the_wishes(fresh_table):
    fresh_table.rows.value = 7
    for numbers, name in zip(written_arrows(fresh_table), ("sums", "wishes"), strict=True):
        assert numbers == pytest.approx(fresh_table.numbers[name], abs=0.006)


def test_rows_that_are_not_added_are_faint(fresh_table):
    fresh_table.rows.value = 3
    _, opacity = arrows(fresh_table)
    assert (opacity[: 3 * 16] == 1).all() and (opacity[3 * 16 : 160] < 0.3).all() and (opacity[160:] == 1).all()


def test_from_the_weight_alone_the_arrows_are_the_weights_and_the_wrong_ones_are_counted(fresh_table):
    real = fresh_table.numbers["cells"]
    fresh_table.weights_alone.value = True
    numbers, weights = fresh_table.numbers, snapshot(0).weights[2]
    np.testing.assert_array_equal(numbers["cells"], weights)
    np.testing.assert_array_equal(numbers["wrong"], np.sign(weights) != np.sign(real))
    np.testing.assert_array_equal(numbers["wrong_sums"], np.sign(weights.sum(axis=0)) != np.sign(real.sum(axis=0)))
    assert f"{numbers['wrong'].sum()} of 160" in fresh_table.sentence
    assert crosses(fresh_table) == numbers["wrong"].sum() + numbers["wrong_sums"].sum()


def crosses(table):
    """How many crosses there are in the picture: two strokes each, the last that are drawn."""
    *_, strokes = artist(table, "arrows").get_paths()
    assert len(strokes.vertices) % 4 == 0
    return len(strokes.vertices) // 4


def test_from_the_weight_alone_only_the_rows_that_are_added_are_counted(fresh_table):
    fresh_table.weights_alone.value = True
    for rows in (4, 2):  # the row of output 2 comes third, and is right
        fresh_table.rows.value = rows
        wrong = 16 * min(rows, 2) + 16 * (rows > 3)
        assert f"{wrong} of {16 * rows} arrows" in fresh_table.sentence
        assert crosses(fresh_table) == wrong + fresh_table.numbers["wrong_sums"].sum()
    fresh_table.rows.value = 0
    assert "Nothing is added yet" in fresh_table.sentence


def test_an_arrow_from_the_weight_alone_is_wrong_for_exactly_the_nine_other_outputs(table):
    table.weights_alone.value = True
    for index in TEN:
        choose(table, index, "untrained", 2)
        label = load_mnist().train.labels[index]
        np.testing.assert_array_equal(table.numbers["wrong"].all(axis=1), np.arange(10) != label)
        assert table.numbers["wrong"].sum() == 144
    table.weights_alone.value = False


def test_real_wishes_are_never_marked(fresh_table):
    assert not fresh_table.numbers["wrong"].any() and not fresh_table.numbers["wrong_sums"].any()


def test_it_opens_with_no_row_added_and_one_column_lit_and_its_still_is_complete():
    table = backwards.wishes_table()
    assert table.sentence == "Nothing is added yet." and table.numbers["lit"] == 4
    complete = backwards.wishes_table(added=10)
    np.testing.assert_array_equal(pixels(style.png(table.still())), pixels(style.png(complete.still())))
    assert complete.sentence in table.summary()


@pytest.mark.parametrize("lit", (4, 0, 15))
def test_the_arrows_of_the_lit_column_are_bright_and_the_others_dim(lit):
    _, opacity = arrows(backwards.wishes_table(added=3, neuron=lit))
    rows = opacity.reshape(11, 16)  # ten outputs and the sums
    assert (rows[[0, 1, 2, 10], lit] == 1).all() and (rows[3:10, lit] < 0.3).all()
    others = np.delete(rows, lit, axis=1)
    assert (others[[0, 1, 2, 10]] < 0.5).all() and (others[3:10] < 0.1).all()


def test_the_line_tells_what_the_last_row_asks_of_the_lit_neuron_and_the_sum_so_far():
    table = backwards.wishes_table(neuron=6)
    cells = table.numbers["cells"][:, 6]
    for rows in range(1, 10):
        table.rows.value = rows
        way = "brighter" if cells[rows - 1] > 0 else "darker"
        said = table.sentence.replace("−", "-")
        assert said.startswith(f"Output {rows - 1}: become {way}, ")
        wish, total = [float(number) for number in re.findall(r"[+-]?\d\.\d\d", said)]
        assert (wish, total) == pytest.approx((cells[rows - 1], cells[:rows].sum()), abs=0.0051)
    table.rows.value = 10
    assert table.sentence.startswith("All added: the message for neuron 6 is +") and "loudest" not in table.sentence
    table.neuron.value = 4
    assert table.sentence.endswith(", the loudest")


def test_the_line_names_the_loudest_message(fresh_table):
    sums = fresh_table.numbers["sums"]
    loudest = np.abs(sums).argmax()
    assert f"neuron {loudest}:" in fresh_table.sentence and f"{abs(sums[loudest]):.2f}" in fresh_table.sentence
    fresh_table.rows.value = 0
    assert "Nothing is added yet" in fresh_table.sentence and not fresh_table.numbers["sums"].any()


def test_another_layer_has_as_many_rows_as_it_has_neurons_and_stays_complete(fresh_table):
    fresh_table.layer.value = 1
    assert (fresh_table.rows.max, fresh_table.rows.value) == (16, 16)
    fresh_table.rows.value = 13
    fresh_table.layer.value = 2
    assert (fresh_table.rows.max, fresh_table.rows.value) == (10, 10)
    assert fresh_table.numbers["cells"].shape == (10, 16)


def test_the_picture_is_the_same_however_one_got_there(fresh_table):
    picture = fresh_table.pane._picture
    complete = shown(picture)
    for rows in (2, 9, 0, 10):
        fresh_table.rows.value = rows
    np.testing.assert_array_equal(shown(picture), complete)
    anew = backwards.wishes_table(added=10, neuron=None)
    np.testing.assert_array_equal(shown(anew.pane._picture), complete)


def test_the_still_picture_holds_the_arrows(fresh_table):
    still, live = pixels(style.png(fresh_table.still())), shown(fresh_table.pane._picture) / 255
    assert np.abs(still[HEADER:, :, :3] - live).mean() < 0.01
    assert fresh_table.summary().startswith("The wishes table. All added: the loudest message is for neuron")


def test_a_fast_drag_ends_in_the_last_state(monkeypatch):
    drawn, draw = [], Explorer._redraw
    monkeypatch.setattr(Explorer, "_redraw", lambda self: (drawn.append(1), draw(self)))

    async def drag():
        table = backwards.wishes_table(added=10, neuron=None)
        for event in range(200):
            table.rows.value = event % 9
        await asyncio.sleep(0.2)
        return table

    table = asyncio.run(drag())
    assert table.numbers["added"] == 199 % 9 and len(drawn) < 5


# ---- what the notebook says of its pictures


def test_the_foot_of_the_table_says_what_the_notebook_reads_aloud(fresh_table):
    sums = fresh_table.numbers["sums"]
    assert np.abs(sums).argmax() == 4 and sums[4] < 0
    assert set(np.argsort(sums)[-2:]) == {3, 6} and sums[3] > 0


def test_in_the_other_layer_the_negative_rows_differ_from_image_to_image(table):
    rows = set()
    for index in TEN:
        choose(table, index, "untrained", 1)
        rows.add(tuple(table.numbers["wishes"] < 0))
    assert len(rows) > 5


# ---- playing


def test_play_goes_to_the_end_and_then_begins_anew(table):
    async def play():
        table = backwards.wishes_table(added=10, neuron=None)
        player, seen = Player(table.rows, 0.005), []
        table.rows.observe(lambda change: seen.append(change.new), names="value")
        player.click()
        await until(lambda: not player.playing)
        return seen, player.description

    seen, description = asyncio.run(play())
    assert seen == list(range(11)) and description == "Play"


def test_without_an_event_loop_play_goes_to_the_end_at_once(fresh_table):
    fresh_table.rows.value = 3
    fresh_table.player.click()
    assert fresh_table.rows.value == 10 and not fresh_table.player.playing
