"""The explorers of notebook 03: every number on screen is a derivative, or what the network really does."""

import asyncio

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import load_mnist, one_hot, snapshot
from nnlib.activations import sigmoid
from nnlib.analysis import wishes
from nnlib.explorers import one_image
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of
from nnlib.plots.fire_together import spread
from nnlib.plots.wishes import ONE, ZERO

TRAIN = load_mnist().train
TEN = np.random.default_rng(3).choice(len(TRAIN), 10, replace=False)
EPOCHS = {"untrained": 0, "1 epoch": 1}
NETWORKS = {name: snapshot(epochs) for name, epochs in EPOCHS.items()}
both_networks = pytest.mark.parametrize("name", NETWORKS)


def controls(widget):
    """All widgets with a description or options in and under this one: what they are called -> widget."""
    found = {}
    for child in getattr(widget, "children", ()):
        called = getattr(child, "description", "") or str(getattr(child, "options", ""))
        found |= {called: child} | controls(child)
    return found


def choose(explorer, name, value):
    """Move the control whose description, or one of whose options, is `name`."""
    found = [control for called, control in controls(explorer).items() if called == name or f"'{name}'" in called]
    assert len(found) == 1, f"{name} is not the name of one control of {list(controls(explorer))}"
    found[0].value = value


def choose_network(explorer, name):
    choose(explorer, "untrained", name)


def artist(explorer, gid):
    (found,) = explorer.figure.findobj(lambda one: one.get_gid() == gid)
    return found


def differences(function, vector, epsilon=1e-5):
    """The slopes of a function of a vector, by moving each entry a little either way."""
    slopes = []
    for step in epsilon * np.eye(len(vector)):
        slopes.append((function(vector + step) - function(vector - step)) / (2 * epsilon))
    return np.array(slopes)


# ---- wishes


def slopes_of_the_cost(a, y):
    """By moving each output a little either way."""
    return differences(lambda a: ((a - y) ** 2).sum(), a)


@both_networks
def test_every_wish_and_nudge_on_screen_is_a_derivative(name):
    explorer, network = one_image.output_wishes(), NETWORKS[name]
    choose_network(explorer, name)
    for index in TEN:
        choose(explorer, "image", int(index))
        shown, x, y = explorer.numbers, TRAIN.images[:, index], TRAIN.targets[:, index]
        np.testing.assert_array_equal(shown["image"], x)
        np.testing.assert_allclose(shown["wishes"], -slopes_of_the_cost(network.output(x), y), atol=1e-6)
        # A bias is added to z, so that its slope is that of z.
        biases = [
            nudge(network, x[:, np.newaxis], y[:, np.newaxis], index_of(f"biases[2][{j}]", network.sizes)) for j in range(10)
        ]
        np.testing.assert_allclose(shown["nudges"], -np.array(biases), atol=1e-6)
        np.testing.assert_allclose(shown["slopes"] * shown["wishes"], shown["nudges"], atol=1e-12)


def arrow_lengths(explorer, gid="arrows"):
    """How far each arrow reaches up, in activations."""
    shapes = [path.vertices[:, 1] for path in artist(explorer, gid).get_paths()]
    return np.array([(y[np.abs(y - y[0]).argmax()] - y[0]) / (ONE - ZERO) for y in shapes])


@both_networks
def test_each_arrow_is_as_long_as_its_wish(name):
    explorer = one_image.output_wishes()
    choose_network(explorer, name)
    np.testing.assert_allclose(2 * arrow_lengths(explorer), explorer.numbers["wishes"], atol=1e-6)
    choose(explorer, "with σ′", True)
    np.testing.assert_allclose(arrow_lengths(explorer) / 2, explorer.numbers["nudges"], atol=1e-6)
    np.testing.assert_allclose(2 * arrow_lengths(explorer, "outlines"), explorer.numbers["wishes"], atol=1e-6)


def test_the_numbers_under_the_arrows_are_the_wishes_rounded():
    explorer = one_image.output_wishes()
    written = artist(explorer, "results").get_label().replace("−", "-").split()
    np.testing.assert_allclose(np.array(written, float), explorer.numbers["wishes"], atol=0.005)


def test_another_label_turns_two_arrows_round():
    explorer = one_image.output_wishes()
    before = np.sign(arrow_lengths(explorer))
    choose(explorer, "what if the label said", 7)
    np.testing.assert_array_equal(np.flatnonzero(np.sign(arrow_lengths(explorer)) != before), [2, 7])
    np.testing.assert_array_equal(explorer.numbers["targets"], one_hot(7))


def test_another_image_brings_its_own_label():
    explorer = one_image.output_wishes()
    choose(explorer, "what if the label said", 7)
    choose(explorer, "image", 4)
    assert explorer.numbers["label"] == TRAIN.labels[4] == 9


def test_the_order_is_the_same_for_the_untrained_two_and_the_words_say_so():
    explorer = one_image.output_wishes(with_slope=True)
    assert artist(explorer, "wish").get_label() == artist(explorer, "nudge").get_label()
    assert "and it gets the largest nudge" in explorer.readout


def passed_over(explorer):
    """Whether the output with the largest wish does not get the largest nudge."""
    return np.abs(explorer.numbers["wishes"]).argmax() != np.abs(explorer.numbers["nudges"]).argmax()


@both_networks
def test_the_search_finds_the_next_image_where_the_most_wrong_output_is_passed_over(name):
    explorer = one_image.output_wishes()
    choose_network(explorer, name)
    controls(explorer)["where does σ′ change the order?"].click()
    assert passed_over(explorer) and explorer.numbers["with_slope"]
    assert "but the largest nudge goes to output" in explorer.readout
    for index in range(6, controls(explorer)["image"].value):
        choose(explorer, "image", index)
        assert not passed_over(explorer)


def test_the_search_goes_on_from_the_beginning():
    digits = load_mnist().test
    first = one_image.next_change(NETWORKS["1 epoch"], digits, len(digits) - 1)
    assert one_image.next_change(NETWORKS["1 epoch"], digits, first) > first


# ---- avenues


@both_networks
def test_every_bar_of_the_three_avenues_is_a_derivative(name):
    explorer, network = one_image.three_avenues(), NETWORKS[name]
    choose_network(explorer, name)
    for turn, index in enumerate(TEN):
        choose(explorer, "image", int(index))
        choose(explorer, "raise output", turn)
        before = network.forward(TRAIN.images[:, index]).activations[2]
        expected = slopes_of_the_avenues(before, network.weights[2][turn], network.biases[2][turn : turn + 1])
        for avenue, slopes in expected.items():
            np.testing.assert_allclose(explorer.numbers["slopes"][avenue], slopes, atol=1e-6)


def slopes_of_the_avenues(before, w, b):
    """By moving the bias, each weight, each activation a little either way."""
    return {
        "bias": differences(lambda b: sigmoid(w @ before + b).item(), b),
        "weights": differences(lambda w: sigmoid(w @ before + b).item(), w),
        "activations": differences(lambda before: sigmoid(w @ before + b).item(), before),
    }


@both_networks
@pytest.mark.parametrize("way", ["along its gradient", "spread evenly"])
def test_each_avenue_costs_the_budget_and_raises_the_output_as_far_as_it_says(name, way):
    explorer, network = one_image.three_avenues(), NETWORKS[name]
    choose_network(explorer, name)
    choose(explorer, "spend it", way)
    choose(explorer, "same small budget", 0.5)
    shown, x = explorer.numbers, TRAIN.images[:, 5]
    before, a = network.forward(x).activations[2], network.output(x)[2]
    assert [np.linalg.norm(nudge) for nudge in shown["nudges"].values()] == pytest.approx([0.5] * 3)
    for avenue, moved in shown["nudges"].items():
        twin, shift = network.copy(), np.zeros(16)
        if avenue == "bias":
            twin.biases[2][2] += moved.item()
        elif avenue == "weights":
            twin.weights[2][2] += moved
        else:
            shift = moved
        raised = sigmoid(twin.weights[2][2] @ (before + shift) + twin.biases[2][2])
        assert shown["rises"][avenue] == pytest.approx(raised - a, abs=1e-12)


def test_spread_evenly_makes_all_nudges_equally_large_and_never_better():
    explorer = one_image.three_avenues(epochs=1)
    along = explorer.numbers["rises"]
    choose(explorer, "spend it", "spread evenly")
    for avenue in ("weights", "activations"):
        np.testing.assert_allclose(np.abs(explorer.numbers["nudges"][avenue]), 0.1 / 4)
        assert explorer.numbers["rises"][avenue] < along[avenue]


def bar_lengths(explorer, gid):
    return np.array([segment[1, 0] - segment[0, 0] for segment in artist(explorer, gid).get_segments()])


@both_networks
def test_all_bars_have_one_scale_and_the_large_numbers_are_the_rises(name):
    explorer = one_image.three_avenues()
    choose_network(explorer, name)
    slopes = np.concatenate([explorer.numbers["slopes"][avenue] for avenue in wishes.Avenues._fields])
    bars = np.concatenate([bar_lengths(explorer, avenue) for avenue in wishes.Avenues._fields])
    np.testing.assert_allclose(bars, slopes * np.abs(bars).max() / np.abs(slopes).max(), rtol=1e-9)
    for avenue, rise in explorer.numbers["rises"].items():
        assert artist(explorer, f"rise of {avenue}").get_text() == f"{rise:+.4f}"


def test_best_first_sorts_the_bars_of_the_weights_and_the_ratio_is_said():
    explorer = one_image.three_avenues(epochs=1)
    choose(explorer, "best first", True)
    bars = bar_lengths(explorer, "weights")
    assert (np.diff(bars) <= 0).all()
    assert explorer.numbers["ratio"] == pytest.approx(bars[0] / bars[-1])
    assert f"<b>{bars[0] / bars[-1]:.1f}</b> × the worst" in explorer.readout


# ---- fire together


@both_networks
def test_every_point_is_a_derivative_and_lies_on_the_line(name):
    explorer, network = one_image.fire_together(), NETWORKS[name]
    choose_network(explorer, name)
    for j, (index, other) in enumerate(zip(TEN, TEN[::-1])):
        choose(explorer, "image", int(index))
        choose(explorer, "compare with image", int(other))
        choose(explorer, "weights into output", j)
        shown = explorer.numbers
        for row, image in enumerate((index, other)):
            x, y = TRAIN.images[:, [image]], TRAIN.targets[:, [image]]
            places = [index_of(f"weights[2][{j}, {k}]", network.sizes) for k in range(16)]
            np.testing.assert_allclose(shown["gradients"][row], [nudge(network, x, y, p) for p in places], atol=1e-6)
        line = shown["deltas"][:, np.newaxis] * shown["activations"]
        np.testing.assert_allclose(shown["gradients"], line, atol=1e-12)


def test_the_points_on_the_picture_are_the_numbers():
    explorer = one_image.fire_together()
    ax = explorer.figure.axes[0]
    points = [line.get_xydata().T for line in ax.lines if line.get_linestyle() == "None"]
    for row, (a, gradient) in enumerate(points):
        np.testing.assert_array_equal(a, explorer.numbers["activations"][row])
        np.testing.assert_array_equal(gradient, explorer.numbers["gradients"][row])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=16))
def test_the_numbers_of_the_neurons_keep_their_distance_and_their_order(values):
    placed = spread(values, 0.026)
    order = np.argsort(values, kind="stable")
    assert (np.diff(placed[order]) >= 0.026 - 1e-9).all()
    assert placed.min() >= 0 and placed.max() <= 1


def test_numbers_that_are_far_apart_stay_where_they_are():
    np.testing.assert_allclose(spread([0.7, 0.2, 0.4], 0.1), [0.7, 0.2, 0.4])


# ---- all three


@pytest.mark.parametrize(
    "make, name, values, number",
    [
        (one_image.output_wishes, "image", range(201), "shows"),
        (one_image.three_avenues, "same small budget", np.geomspace(0.001, 0.5, 200), "rises"),
        (one_image.fire_together, "compare with image", range(201), "labels"),
    ],
    ids=["output_wishes", "three_avenues", "fire_together"],
)
def test_a_fast_drag_ends_in_the_last_state(make, name, values, number):
    async def drag():
        explorer = make()
        for value in values:
            choose(explorer, name, value)
        await asyncio.sleep(0.5)
        return explorer._numbers[number]

    calm = make()
    choose(calm, name, values[-1])
    np.testing.assert_equal(asyncio.run(drag()), calm.numbers[number])


# ---- what the notebook says


def test_after_one_epoch_every_image_whose_most_wrong_output_is_passed_over_is_read_wrongly():
    a = NETWORKS["1 epoch"].output(TRAIN.images)
    distance = np.abs(TRAIN.targets - a)
    passed_over = distance.argmax(axis=0) != (distance * a * (1 - a)).argmax(axis=0)
    assert passed_over.sum() > 1000
    assert not (a.argmax(axis=0) == TRAIN.labels)[passed_over].any()


def test_image_28_is_a_two_that_is_taken_for_a_seven_and_hardly_corrected():
    shown = one_image.output_wishes(28, 1, True).numbers
    assert shown["shows"] == 2 and shown["outputs"].argmax() == 7
    assert np.abs(shown["wishes"]).argmax() == 2 and np.abs(shown["nudges"]).argmax() == 7
    assert shown["outputs"][2] < 0.05 and abs(shown["nudges"][2] / shown["wishes"][2]) < 0.05


def test_the_best_avenue_is_the_weights_before_training_the_neurons_after_it_and_the_bias_for_a_sum_of_changes():
    for name, best in (("untrained", "weights"), ("1 epoch", "activations")):
        explorer = one_image.three_avenues(epochs=EPOCHS[name])
        rises = explorer.numbers["rises"]
        assert max(rises, key=rises.get) == best
    largest = {avenue: np.abs(slopes).max() for avenue, slopes in one_image.three_avenues().numbers["slopes"].items()}
    assert max(largest, key=largest.get) == "bias"


def test_the_ranking_of_the_weights_is_that_of_the_activations_and_the_ratio_grows():
    ratios = []
    for network in NETWORKS.values():
        before = network.forward(TRAIN.images[:, 5]).activations[2]
        slopes = wishes.avenues(network, TRAIN.images[:, 5], -1, 2).weights
        np.testing.assert_array_equal(np.argsort(slopes), np.argsort(before))
        ratios.append(slopes.max() / slopes.min())
    assert ratios[1] > 4 * ratios[0]
