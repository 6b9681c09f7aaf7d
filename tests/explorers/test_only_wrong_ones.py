"""*show: only wrong ones*, in the explorers in which a network reads the chosen digit."""

import pytest
from helpers import control

from nnlib import load_mnist, snapshot
from nnlib.explorers import start_here, the_gradient, the_network
from nnlib.widgets.digit_chooser import DigitChooser


def chooser_in(widget):
    """The DigitChooser in this widget."""
    found = [widget] if isinstance(widget, DigitChooser) else []
    return next(iter(found + [c for child in getattr(widget, "children", ()) if (c := chooser_in(child))]), None)


@pytest.mark.parametrize(
    "explorer, split",
    [
        (start_here.live_network, "test"),
        (the_network.light_up, "test"),
        (the_network.one_neuron, "test"),
        (the_gradient.cost_squares, "train"),
    ],
)
def test_every_digit_shown_is_read_wrongly(explorer, split):
    opened, digits = explorer(), getattr(load_mnist(), split)
    chooser, epochs = chooser_in(opened), 20
    if explorer is not start_here.live_network:
        control(opened, "epochs of training").value = {"train": 5, "test": "5"}[split]
        epochs = 5
    control(chooser, "show").value = "only wrong ones"
    network, place = snapshot(epochs), control(chooser, "image")
    for at in (0, place.max // 2, place.max):
        place.value = at
        assert network.output(chooser.image).argmax() != digits.labels[chooser.index]
    wrong = network.output(digits.images).argmax(axis=0) != digits.labels
    assert place.max + 1 == wrong.sum()
