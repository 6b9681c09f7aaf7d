"""A trained network that reads the digit you choose."""

from nnlib import load_mnist, snapshot
from nnlib.explorers.shared.networks import misread
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.latest import Latest
from nnlib.widgets.network_view import NetworkView
from nnlib.widgets.stack import Stack

EPOCHS = 20  # how long it has been trained


def live_network(index=3):
    """A trained network that reads the test digit you choose."""
    chooser = DigitChooser(load_mnist().test, index, misread=lambda: misread(EPOCHS, split="test"))
    view = NetworkView(snapshot(EPOCHS), chooser.image, chooser.target)
    chooser.observe(Latest(lambda: view.show(x=chooser.image, y=chooser.target)), names="index")
    return Stack([chooser, view], view)
