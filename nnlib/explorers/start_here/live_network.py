"""A trained network that reads the digit you choose."""

from nnlib import load_mnist, snapshot
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.latest import Latest
from nnlib.widgets.network_view import NetworkView
from nnlib.widgets.stack import Stack


def live_network(index=3):
    """A trained network that reads the test digit you choose."""
    chooser = DigitChooser(load_mnist().test, index)
    view = NetworkView(snapshot(20), chooser.image, chooser.target)
    chooser.observe(Latest(lambda: view.show(x=chooser.image, y=chooser.target)), names="index")
    return Stack([chooser, view], view)
