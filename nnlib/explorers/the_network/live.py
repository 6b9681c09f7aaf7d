"""What the explorers of notebook 01 share: a digit, a network to read it, and their controls."""

import ipywidgets as widgets

from nnlib import load_mnist, snapshot
from nnlib.activations import ACTIVATIONS
from nnlib.explorers.shared.networks import TRAINED, misread
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.network_view import NetworkView


def live_network(index, epochs):
    """Chooser of a test digit, choice of epochs and of activation function, and the NetworkView: four widgets."""
    test = load_mnist().test
    trained = next(name for name, value in TRAINED.items() if value == epochs)
    training = widgets.ToggleButtons(options=list(TRAINED), value=trained, description="epochs of training")
    activation = widgets.ToggleButtons(options=list(ACTIVATIONS), description="hidden neurons")
    chooser = DigitChooser(test, index, misread=lambda: misread(TRAINED[training.value], activation.value, "test"))
    for control in (training, activation):
        control.observe(lambda _: chooser.look_again(), names="value")
    view = NetworkView(snapshot(epochs), chooser.image, chooser.target)
    return chooser, training, activation, view
