"""Notebook 01: the network follows every control."""

import numpy as np
from helpers import control, one, shown_output

from nnlib import load_mnist, snapshot
from nnlib.explorers import the_network
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.drawing_pad import DrawingPad
from nnlib.widgets.network_view import NetworkView

TEST = load_mnist().test


def test_the_lit_up_network_follows_every_control():
    explorer = the_network.light_up()
    view, chooser = one(explorer, NetworkView), one(explorer, DigitChooser)
    chooser.index = 12
    control(explorer, "epochs of training").value = "1"
    control(explorer, "hidden neurons").value = "relu"
    np.testing.assert_allclose(shown_output(view), snapshot(1, "relu").output(TEST.images[:, 12]), atol=1e-6)


def test_my_own_drawing_takes_the_place_of_the_digits_and_gives_it_back():
    explorer = the_network.light_up()
    view, pad, source = one(explorer, NetworkView), one(explorer, DrawingPad), control(explorer, "image")
    assert pad.layout.display == "none"
    source.value = "my own"
    assert pad.layout.display != "none"
    ink = np.zeros((140, 140), np.uint8)
    ink[20:120, 60:75] = 255
    pad.ink = ink.tobytes()
    np.testing.assert_allclose(shown_output(view), snapshot(20).output(pad.image), atol=1e-6)
    assert pad.image.any() and view.y is None
    source.value = "MNIST digits"
    np.testing.assert_allclose(shown_output(view), snapshot(20).output(TEST.images[:, 1]), atol=1e-6)
