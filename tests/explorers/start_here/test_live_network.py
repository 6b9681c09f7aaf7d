"""Notebook 00: the first network follows its chooser."""

import ipywidgets as widgets
import numpy as np
from helpers import inside, one, shown_output

from nnlib import load_mnist, snapshot
from nnlib.explorers import start_here
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.network_view import NetworkView

TEST = load_mnist().test


def test_the_first_network_follows_its_chooser():
    explorer = start_here.live_network()
    one(explorer, DigitChooser).index = 77
    np.testing.assert_allclose(shown_output(one(explorer, NetworkView)), snapshot(20).output(TEST.images[:, 77]), atol=1e-6)


def test_a_flood_of_two_hundred_events_ends_in_the_last_state():
    explorer = start_here.live_network()
    slider = next(part for part in inside(explorer) if isinstance(part, widgets.IntSlider))
    for index in range(200):
        slider.value = index
    np.testing.assert_allclose(shown_output(one(explorer, NetworkView)), snapshot(20).output(TEST.images[:, 199]), atol=1e-6)
