"""Notebook 03: every bar of the three avenues is a derivative, or what the network really does."""

import numpy as np
import pytest
from helpers import artist, choose, choose_network, differences, written

from nnlib import load_mnist, snapshot
from nnlib.activations import sigmoid
from nnlib.analysis import wishes
from nnlib.explorers import one_image
from nnlib.plots.boxes import sides_of

TRAIN = load_mnist().train
TEN = np.random.default_rng(3).choice(len(TRAIN), 10, replace=False)
EPOCHS = {"untrained": 0, "1 epoch": 1}
NETWORKS = {name: snapshot(epochs) for name, epochs in EPOCHS.items()}
both_networks = pytest.mark.parametrize("name", NETWORKS)


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
    choose(explorer, "spend it", way == "spread evenly")
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
    choose(explorer, "spend it", True)
    for avenue in ("weights", "activations"):
        np.testing.assert_allclose(np.abs(explorer.numbers["nudges"][avenue]), 0.1 / 4)
        assert explorer.numbers["rises"][avenue] < along[avenue]


def bar_lengths(explorer, avenue):
    """The bars of the slopes of an avenue, in pixels, from top to bottom."""
    lefts, _, rights, _ = sides_of(artist(explorer, "bars")).T
    start, count = {"bias": (0, 1), "weights": (1, 16), "activations": (17, 16)}[avenue]
    return (rights - lefts)[start : start + count]


@both_networks
def test_all_bars_have_one_scale_and_the_large_numbers_are_the_rises(name):
    explorer = one_image.three_avenues()
    choose_network(explorer, name)
    slopes = np.concatenate([explorer.numbers["slopes"][avenue] for avenue in wishes.Avenues._fields])
    bars = np.concatenate([bar_lengths(explorer, avenue) for avenue in wishes.Avenues._fields])
    np.testing.assert_allclose(bars, slopes * np.abs(bars).max() / np.abs(slopes).max(), rtol=1e-9)
    for avenue, rise in explorer.numbers["rises"].items():
        assert f"{rise:+.4f}".replace("-", "−") in written(explorer), avenue


def test_best_first_sorts_the_bars_of_the_weights_and_the_ratio_is_said():
    explorer = one_image.three_avenues(epochs=1)
    choose(explorer, "best first", True)
    bars = bar_lengths(explorer, "weights")
    assert (np.diff(bars) <= 0).all()
    assert explorer.numbers["ratio"] == pytest.approx(bars[0] / bars[-1])
    assert f"worth {bars[0] / bars[-1]:.1f} × the worst" in explorer.sentence


# ---- what the notebook says


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
