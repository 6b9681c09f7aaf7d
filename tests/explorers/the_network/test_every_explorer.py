"""Notebooks 00 and 01: what holds for each of their explorers."""

from helpers import assert_small_still

from nnlib.explorers import start_here, the_network


def test_every_explorer_has_a_still_picture_and_a_text_without_an_address():
    for make in (start_here.live_network, the_network.light_up, the_network.one_neuron):
        assert_small_still(make())
