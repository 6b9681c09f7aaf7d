"""A trained network that reads the digit you choose."""

from nnlib import load_mnist, snapshot
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.network_view import NetworkView
from nnlib.widgets.newest import Newest
from nnlib.widgets.together import Together


def live_network(index=3):
    """A trained network that reads the test digit you choose."""
    chooser = DigitChooser(load_mnist().test, index)
    view = NetworkView(snapshot(20), chooser.image, chooser.target)
    chooser.observe(Newest(lambda: view.show(x=chooser.image, y=chooser.target)), names="index")
    return Together([chooser, view], view)
