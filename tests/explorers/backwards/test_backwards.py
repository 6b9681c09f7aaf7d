"""Notebook 04: what the table of wishes and the stepper show, read from the widgets, against central differences."""

import asyncio
import io
import re

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.image import imread
from matplotlib.text import Text

from nnlib import load_mnist, snapshot
from nnlib.activations import sigmoid
from nnlib.explorers import backwards
from nnlib.explorers.backwards.pane import indexed
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of
from nnlib.plots import style
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.player import Player

TEN = [int(index) for index in np.random.default_rng(4).integers(0, 60_000, 10)]
EPSILON = 1e-5


@pytest.fixture(scope="module")
def table():
    return backwards.wishes_table()


@pytest.fixture(scope="module")
def stepper():
    return backwards.stepper()


def choose(explorer, index, network="untrained", layer=None):
    """Move the controls."""
    explorer.chooser._place.value = index
    explorer.network.label = network
    if layer is not None:
        explorer.layer.value = layer


def example(index, epochs):
    train = load_mnist().train
    return snapshot(epochs), train.images[:, index].astype(float), train.targets[:, index].astype(float)


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


# ---- the table of wishes


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
    table.rows.value, table.as_drawn.value = 10, False
    return table


def arrows(figure):
    """The signed lengths, in pixels, of the arrows in the order in which they were drawn: cells, then sums."""
    (found,) = [c for c in moving(figure, PolyCollection) if len(c.get_paths()) > 20]
    heights = [path.vertices[0, 1] - path.vertices[3, 1] for path in found.get_paths()]
    return -np.array(heights)  # on the stage, y counts downwards


def moving(figure, kind):
    return [artist for artist in figure.axes[0].findobj(kind) if artist.get_gid() == "moving"]


@pytest.mark.parametrize("rows", [10, 3])
def test_the_arrows_on_the_picture_are_as_long_as_the_numbers(fresh_table, rows):
    fresh_table.rows.value = rows
    numbers = np.append(fresh_table.numbers["cells"], fresh_table.numbers["sums"])
    drawn = arrows(fresh_table.figure)
    np.testing.assert_array_equal(np.sign(drawn), np.sign(numbers))
    scale = drawn[np.abs(numbers).argmax()] / numbers[np.abs(numbers).argmax()]
    large = np.abs(numbers) * scale > 2.5  # smaller ones are drawn at 2.5 pixels, to be seen at all
    np.testing.assert_allclose(drawn[large], scale * numbers[large], rtol=1e-6)
    assert large.sum() > 50


def test_the_numbers_under_the_sums_are_the_sums(fresh_table):
    fresh_table.rows.value = 7
    texts = sorted((t.get_position()[0], t.get_text()) for t in moving(fresh_table.figure, Text))
    shown = [float(text.replace("−", "-")) for _, text in texts]
    assert shown == pytest.approx(fresh_table.numbers["sums"], abs=0.006)


def test_rows_that_are_not_added_are_faint(fresh_table):
    fresh_table.rows.value = 3
    (found,) = [c for c in moving(fresh_table.figure, PolyCollection) if len(c.get_paths()) > 20]
    opacity = found.get_facecolors()[:, 3]
    assert (opacity[: 3 * 16] == 1).all() and (opacity[3 * 16 : 160] < 0.3).all() and (opacity[160:] == 1).all()


def test_as_drawn_in_the_video_the_arrows_are_the_weights_and_the_wrong_ones_are_counted(fresh_table):
    real = fresh_table.numbers["cells"]
    fresh_table.as_drawn.value = True
    numbers, weights = fresh_table.numbers, snapshot(0).weights[2]
    np.testing.assert_array_equal(numbers["cells"], weights)
    np.testing.assert_array_equal(numbers["wrong"], np.sign(weights) != np.sign(real))
    np.testing.assert_array_equal(numbers["wrong_sums"], np.sign(weights.sum(axis=0)) != np.sign(real.sum(axis=0)))
    assert f"{numbers['wrong'].sum()} of 160" in fresh_table.readout
    (crosses,) = moving(fresh_table.figure, LineCollection)
    assert len(crosses.get_segments()) == 2 * (numbers["wrong"].sum() + numbers["wrong_sums"].sum())


def test_an_arrow_from_the_weight_alone_is_wrong_for_exactly_the_nine_other_outputs(table):
    table.as_drawn.value = True
    for index in TEN:
        choose(table, index, "untrained", 2)
        label = load_mnist().train.labels[index]
        np.testing.assert_array_equal(table.numbers["wrong"].all(axis=1), np.arange(10) != label)
        assert table.numbers["wrong"].sum() == 144
    table.as_drawn.value = False


def test_real_wishes_are_never_marked(fresh_table):
    assert not fresh_table.numbers["wrong"].any() and not fresh_table.numbers["wrong_sums"].any()


def test_the_line_names_the_loudest_message(fresh_table):
    sums = fresh_table.numbers["sums"]
    loudest = np.abs(sums).argmax()
    assert f"neuron {loudest}:" in fresh_table.readout and f"{abs(sums[loudest]):.2f}" in fresh_table.readout
    fresh_table.rows.value = 0
    assert "Nothing is added yet" in fresh_table.readout and not fresh_table.numbers["sums"].any()


def test_another_layer_has_as_many_rows_as_it_has_neurons_and_stays_complete(fresh_table):
    fresh_table.layer.value = 1
    assert (fresh_table.rows.max, fresh_table.rows.value) == (16, 16)
    fresh_table.rows.value = 13
    fresh_table.layer.value = 2
    assert (fresh_table.rows.max, fresh_table.rows.value) == (10, 10)
    assert fresh_table.numbers["cells"].shape == (10, 16)


def test_the_picture_is_the_same_however_one_got_there(fresh_table):
    picture = fresh_table.explorer._picture
    complete = picture.png
    for rows in (2, 9, 0, 10):
        fresh_table.rows.value = rows
    assert picture.png == complete
    anew = backwards.wishes_table()
    assert anew.explorer._picture.png == complete


def test_the_still_picture_holds_the_arrows(fresh_table):
    pixels = imread(io.BytesIO(style.png(fresh_table.still())))[..., :3]
    live = imread(io.BytesIO(fresh_table.explorer._picture.png))[..., :3]
    assert np.abs(pixels - live).mean() < 0.01
    assert fresh_table.summary().startswith("The wishes table. All added: the loudest message is for neuron")


def test_a_fast_drag_ends_in_the_last_state(monkeypatch):
    drawn, draw = [], Explorer._redraw
    monkeypatch.setattr(Explorer, "_redraw", lambda self: (drawn.append(1), draw(self)))

    async def drag():
        table = backwards.wishes_table()
        for event in range(200):
            table.rows.value = event % 9
        await asyncio.sleep(0.2)
        return table

    table = asyncio.run(drag())
    assert table.numbers["added"] == 199 % 9 and len(drawn) < 5


# ---- the stepper


TITLES = {1: "Hidden layer 1", 2: "Hidden layer 2", 3: "Outputs"}


def go_to(stepper, title):
    """Press Back or Next until this step is shown."""
    for button in stepper.back, stepper.next:
        for _ in range(stepper.step.max):
            if stepper.current.title == title:
                return stepper.current
            button.click()
    raise AssertionError(f"there is no step {title!r}")


@pytest.mark.parametrize("network, epochs", [("untrained", 0), ("1 epoch", 1)])
def test_every_gradient_that_the_stepper_shows_equals_the_slope_that_nudging_finds(stepper, network, epochs):
    rng = np.random.default_rng(1)
    for index in TEN:
        choose(stepper, index, network)
        net, x, y = example(index, epochs)
        for layer in (3, 2, 1):
            gradient = go_to(stepper, f"{TITLES[layer]}: gradient of the weights").result
            strongest = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
            for j, k in [strongest, *rng.integers(0, gradient.shape, (3, 2))]:
                slope = nudge(net, x[:, None], y[:, None], index_of(f"weights[{layer - 1}][{j}, {k}]", net.sizes))
                assert gradient[j, k] == pytest.approx(slope, abs=1e-6)
            biases = go_to(stepper, f"{TITLES[layer]}: gradient of the biases").result
            for j in range(len(biases)):
                slope = nudge(net, x[:, None], y[:, None], index_of(f"biases[{layer - 1}][{j}]", net.sizes))
                assert biases[j] == pytest.approx(slope, abs=1e-6)


def state(stepper):
    """All that is on the screen, and the networks behind it, as bytes."""
    view = stepper.view
    frame = {name: bytes(value) if isinstance(value, bytes) else value for name, value in view.frame.items()}
    picture = view.parameters, frame, view.neurons, view.edges, view.selected, view.lit
    return stepper.pane, picture, stepper.path, [net.parameters.tobytes() for net in stepper._networks.values()]


def test_next_to_the_end_and_back_to_the_start_restores_every_byte(stepper):
    choose(stepper, 5)
    stepper.step.value = 1
    there = [state(stepper)]
    for _ in range(stepper.step.max - 1):
        stepper.next.click()
        there.append(state(stepper))
    assert all(a != b for a, b in zip(there, there[1:]))
    back = [state(stepper)]
    for _ in range(stepper.step.max - 1):
        stepper.back.click()
        back.append(state(stepper))
    assert back == there[::-1]


def test_back_at_the_start_and_next_at_the_end_do_nothing(stepper):
    stepper.step.value = 1
    stepper.back.click()
    assert stepper.step.value == 1
    stepper.step.value = stepper.step.max
    stepper.next.click()
    assert stepper.step.value == stepper.step.max


def test_the_text_says_the_number_in_large_type_with_formula_shapes_and_line(stepper):
    choose(stepper, 5)
    step = go_to(stepper, "The message to hidden layer 2")
    readout = re.search(r'nnlib-readout">([^<]+)<', stepper.pane).group(1)
    assert float(readout.replace("−", "-")) == pytest.approx(step.value, abs=0.0006)
    for words in "Wᵀ (16, 10) @ δ (10, 1)", f"nnlib/network.py, line {step.code.number}", "∂C/∂a<sub>k</sub>":
        assert words in stepper.pane
    assert f"step {stepper.step.value} of {stepper.step.max}" in stepper.pane and "<b>backward</b>" in stepper.pane


def test_going_backwards_the_picture_switches_to_deltas_and_gradient(stepper):
    choose(stepper, 5)
    go_to(stepper, "Outputs: activations")
    assert (stepper.view.neurons, stepper.view.edges) == ("activations", "weights")
    go_to(stepper, "Hidden layer 1: gradient of the weights")
    assert (stepper.view.neurons, stepper.view.edges) == ("deltas", "gradient")
    assert "weights[0]" in stepper.view.lit


def test_the_message_lights_exactly_the_lines_it_comes_through(stepper):
    choose(stepper, 5)
    step = go_to(stepper, "The message to hidden layer 2")
    k = stepper.path[2]
    assert stepper.view.lit == ["activations[3]", *(f"weights[2][{j}, {k}]" for j in range(10))]
    assert step.place == f"neuron {k} of hidden layer 2"


def test_another_digit_or_network_keeps_the_step(stepper):
    choose(stepper, 5)
    before = go_to(stepper, "Hidden layer 2: back through the squish")
    choose(stepper, TEN[1], "1 epoch")
    after = stepper.current
    assert after.title == before.title and after.value != before.value
    np.testing.assert_array_equal(after.result, snapshot(1).backprop(*example(TEN[1], 1)[1:]).deltas[1])


def test_a_click_leads_the_path_through_what_was_clicked(stepper):
    choose(stepper, 5)
    go_to(stepper, "Outputs: gradient of the weights")
    stepper.view.selected = "weights[2][7, 4]"
    assert stepper.path[2:] == [4, 7] and stepper.current.value == stepper.current.result[7, 4]
    stepper.view.selected = "activations[2][9]"
    assert stepper.path[2:] == [9, 7] and stepper.view.selected == "weights[2][7, 9]"
    stepper.view.selected = ""
    assert stepper.path[2:] == [9, 7] and stepper.view.selected == "weights[2][7, 9]"
    choose(stepper, TEN[2])
    choose(stepper, 5)
    assert stepper.path[3] == 2


def test_the_learning_rate_decides_how_far_the_step_goes(stepper):
    choose(stepper, 5)
    network, x, y = example(5, 0)
    for rate in stepper.learning_rate.options:
        stepper.learning_rate.value = rate
        twin = network.copy()
        twin.parameters -= rate * network.backprop(x, y).vector
        assert go_to(stepper, "The cost after the step").value == pytest.approx(twin.cost(x, y), rel=1e-12)
        assert stepper.view.network.parameters.tobytes() == twin.parameters.tobytes()
    stepper.learning_rate.value = 0.1


def test_the_still_picture_and_its_words_are_those_of_the_step(stepper):
    choose(stepper, 5)
    stepper.step.value = 9
    assert stepper.summary().startswith(f"Step 9 of {stepper.step.max}. Outputs: slope of the cost: ")
    assert stepper.still().axes


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


def test_for_its_own_image_the_untrained_network_does_better_the_farther_it_goes(stepper):
    choose(stepper, 5)
    costs = []
    for rate in stepper.learning_rate.options:
        stepper.learning_rate.value = rate
        costs.append(go_to(stepper, "The cost after the step").value)
    assert costs == sorted(costs, reverse=True) and len(costs) > 3
    stepper.learning_rate.value = 0.1


def test_indices_go_below_the_line():
    assert indexed("Σ_k w_jk · a_k") == "Σ<sub>k</sub> w<sub>jk</sub> · a<sub>k</sub>"
    assert indexed("∂C/∂w_2,13 = 0.1, b_4") == "∂C/∂w<sub>2,13</sub> = 0.1, b<sub>4</sub>"


# ---- playing


def test_play_goes_to_the_end_and_then_begins_anew(table):
    async def play():
        table = backwards.wishes_table()
        player, seen = Player(table.rows, 0.005), []
        table.rows.observe(lambda change: seen.append(change.new), names="value")
        player.click()
        for _ in range(200):
            await asyncio.sleep(0.01)
            if not player.playing:
                return seen, player.description

    seen, description = asyncio.run(play())
    assert seen == list(range(11)) and description == "Play"


def test_a_second_click_pauses():
    async def pause():
        stepper = backwards.stepper()
        player = Player(stepper.step, 0.01)
        player.click()
        assert (player.description, player.playing) == ("Pause", True)
        await asyncio.sleep(0.06)
        player.click()
        reached = stepper.step.value
        await asyncio.sleep(0.06)
        return reached, stepper.step.value

    reached, later = asyncio.run(pause())
    assert 1 < reached == later


def test_without_an_event_loop_play_goes_to_the_end_at_once(fresh_table):
    fresh_table.rows.value = 3
    fresh_table.player.click()
    assert fresh_table.rows.value == 10 and not fresh_table.player.playing
