"""Notebooks 00 and 01: what they say about results, for the image, network and setting of the sentence."""

import re

import numpy as np
import pytest
from claims.course import FIVE_SEEDS, ROOT, digits, network_of, says

from nnlib import colours, snapshot
from nnlib.activations import sigmoid

TEST = digits().test


def test_there_are_as_many_digits_and_parameters_as_is_said():
    says("00_start_here", "60,000 to learn from", "10,000 for the test", "70,000 handwritten digits", "13,002 numbers")
    assert (len(digits().train), len(TEST), snapshot(0).parameters.size) == (60_000, 10_000, 13_002)


def test_blue_and_orange_are_shown_in_the_colours_of_the_course():
    text = (ROOT / "notebooks/source/00_start_here.py").read_text(encoding="utf-8")
    shown = dict(re.findall(r'<span style="color:(#\w+)">.</span>(.*?),', text))
    assert shown == {colours.UP: " blue", colours.DOWN_ON_PAGE: " orange"}


@pytest.mark.parametrize("seed", FIVE_SEEDS)
def test_the_outputs_of_a_fresh_network_hardly_change_from_digit_to_digit(seed):
    says("01_the_network", "with the fresh network and the sigmoid, the ten outputs hardly change from digit to digit")
    outputs = network_of(seed).output(TEST.images)
    assert outputs.std(axis=1).max() < 0.02 and abs(outputs - 0.5).max() < 0.35


def test_after_one_epoch_one_output_stands_out_for_most_digits():
    says("01_the_network", "After one epoch one of them stands out for most digits.")
    outputs = np.sort(snapshot(1).output(TEST.images), axis=0)
    assert (outputs[-1] > 2 * outputs[-2]).mean() > 0.75


def test_the_sigmoid_is_one_half_at_0_and_has_almost_nothing_left_to_give_beyond_6():
    says("01_the_network", "beyond about ±6 it has almost nothing left to give")
    assert sigmoid(0.0) == 0.5 and 1 - sigmoid(6.0) < 0.0025 and sigmoid(-6.0) < 0.0025


def test_the_weights_from_the_pixels_are_more_than_nine_tenths_of_all():
    network = snapshot(20)
    assert (network.weights[0].size + network.biases[0].size) / network.parameters.size > 0.9
