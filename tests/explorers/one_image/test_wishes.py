"""Notebook 03: every wish on screen is a derivative, or what the network really does."""

import numpy as np
import pytest
from helpers import artist, choose, choose_network, controls, differences, polygons, written

from nnlib import load_mnist, one_hot, snapshot
from nnlib.explorers import one_image
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of
from nnlib.plots.wishes import LEFT, ONE, STEP, ZERO

TRAIN = load_mnist().train
TEN = np.random.default_rng(3).choice(len(TRAIN), 10, replace=False)
EPOCHS = {"untrained": 0, "1 epoch": 1}
NETWORKS = {name: snapshot(epochs) for name, epochs in EPOCHS.items()}
both_networks = pytest.mark.parametrize("name", NETWORKS)


def slopes_of_the_cost(a, y):
    """By moving each output a little either way."""
    return differences(lambda a: ((a - y) ** 2).sum(), a)


@both_networks
def test_every_wish_on_screen_is_a_derivative(name):
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
        np.testing.assert_allclose(shown["z_wishes"], -np.array(biases), atol=1e-6)
        np.testing.assert_allclose(shown["slopes"] * shown["wishes"], shown["z_wishes"], atol=1e-12)


def arrow_lengths(explorer, filled=True):
    """How far each arrow reaches up, in activations."""
    lengths = {}
    for corners, colour in polygons(artist(explorer, "wishes"), 7):
        (_, foot), (_, tip), output = *corners[[0, 3]], round((corners[3, 0] - LEFT) / STEP, 6)
        if output in range(10) and ONE - 1 < foot < ZERO + 1 and (colour[3] > 0) == filled:  # it is not part of a letter
            lengths[output] = (tip - foot) / (ONE - ZERO)
    return np.array([lengths[output] for output in range(10)])


@both_networks
def test_each_arrow_is_as_long_as_its_wish(name):
    explorer = one_image.output_wishes()
    choose_network(explorer, name)
    np.testing.assert_allclose(2 * arrow_lengths(explorer), explorer.numbers["wishes"], atol=1e-6)
    choose(explorer, "with σ′", True)
    np.testing.assert_allclose(arrow_lengths(explorer) / 2, explorer.numbers["z_wishes"], atol=1e-6)
    np.testing.assert_allclose(2 * arrow_lengths(explorer, filled=False), explorer.numbers["wishes"], atol=1e-6)


def test_the_numbers_under_the_arrows_are_the_wishes_rounded():
    explorer = one_image.output_wishes()
    words = artist(explorer, "wishes").get_label().split("\n")
    first = words.index("× 2") + 10  # after the row of the ten factors
    results = np.array([text.replace("−", "-") for text in words[first : first + 10]], float)
    np.testing.assert_allclose(results, explorer.numbers["wishes"], atol=0.005)


def test_another_label_turns_two_arrows_round():
    explorer = one_image.output_wishes()
    before = np.sign(arrow_lengths(explorer))
    choose(explorer, "what if the label said", 7)
    np.testing.assert_array_equal(np.flatnonzero(np.sign(arrow_lengths(explorer)) != before), [2, 7])
    np.testing.assert_array_equal(explorer.numbers["targets"], one_hot(7))
    assert artist(explorer, "wishes").get_label().count("turned") == 2
    choose(explorer, "what if the label said", 2)
    assert "turned" not in artist(explorer, "wishes").get_label()


def test_another_image_brings_its_own_label():
    explorer = one_image.output_wishes()
    choose(explorer, "what if the label said", 7)
    choose(explorer, "image", 4)
    assert explorer.numbers["label"] == TRAIN.labels[4] == 9


def test_the_order_is_the_same_for_the_untrained_two_and_the_words_say_so():
    explorer = one_image.output_wishes(with_slope=True)
    wish, z_wish = np.array(written(explorer)[-20:]).reshape(2, 10)  # the two rankings come last
    np.testing.assert_array_equal(wish, z_wish)
    assert "its z also gets the largest wish" in explorer.sentence


def passed_over(explorer):
    """Whether the output with the largest wish has not the largest wish for its z."""
    return np.abs(explorer.numbers["wishes"]).argmax() != np.abs(explorer.numbers["z_wishes"]).argmax()


@both_networks
def test_the_search_finds_the_next_image_where_the_most_wrong_output_is_passed_over(name):
    explorer = one_image.output_wishes()
    choose_network(explorer, name)
    controls(explorer)["where does σ′ change the order?"].click()
    assert passed_over(explorer) and explorer.numbers["with_slope"]
    assert "but the largest wish for a z is that of output" in explorer.sentence
    for index in range(6, controls(explorer)["image"].value):
        choose(explorer, "image", index)
        assert not passed_over(explorer)


def test_the_search_goes_on_from_the_beginning():
    digits = load_mnist().test
    first = one_image.next_change(NETWORKS["1 epoch"], digits, len(digits) - 1)
    assert one_image.next_change(NETWORKS["1 epoch"], digits, first) > first


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
    assert np.abs(shown["wishes"]).argmax() == 2 and np.abs(shown["z_wishes"]).argmax() == 7
    assert shown["outputs"][2] < 0.05 and abs(shown["z_wishes"][2] / shown["wishes"][2]) < 0.05
