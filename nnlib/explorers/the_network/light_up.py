"""A digit, or your own drawing, lights up the network."""

import ipywidgets as widgets

from nnlib import snapshot
from nnlib.explorers.shared.networks import TRAINED
from nnlib.explorers.the_network.live import live_network
from nnlib.widgets.controls import controls_row
from nnlib.widgets.drawing_pad import DrawingPad
from nnlib.widgets.latest import Latest
from nnlib.widgets.stack import Stack


def light_up(index=1, epochs=20):
    """The whole network looking at a test digit, or at your own drawing."""
    chooser, training, activation, view = live_network(index, epochs)
    source = widgets.ToggleButtons(options=["MNIST digits", "my own"], description="image")
    pad = DrawingPad(preview=False)  # the network shows what it sees
    pad.layout.display, pad.layout.margin = "none", "0 12px 0 0"

    def show(*_):
        own = source.value == "my own"
        pad.layout.display = "" if own else "none"
        chooser.layout.display = "none" if own else ""
        network = snapshot(TRAINED[training.value], activation.value)
        view.show(network=network, x=pad.image if own else chooser.image, y=None if own else chooser.target)

    show = Latest(show)
    for control in (training, activation, source):
        control.observe(show, names="value")
    chooser.observe(show, names="index")
    pad.observe(show, names="image")
    view.layout.flex, view.layout.min_width = "1 1 0", "0"
    stage = widgets.HBox([pad, view], layout={"align_items": "center", "overflow": "visible"})
    return Stack([controls_row(source, training, activation), chooser, stage], view)
