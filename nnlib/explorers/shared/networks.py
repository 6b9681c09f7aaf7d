"""The networks that the course looks at, the examples that it shows them, and the controls that choose both."""

import functools

import ipywidgets as widgets

from nnlib import load_mnist, snapshot
from nnlib.widgets.controls import controls_row

TRAINED = {"0 (fresh)": 0, "1": 1, "5": 5, "20": 20}
NETWORKS = {"untrained": 0, "1 epoch": 1}
SEED = 1  # of the trainings: the same start weights and the same mini-batches for all
RATE = 1.5


def training_buttons(epochs):
    """Which of the four snapshots? Their value is the number of epochs."""
    return widgets.ToggleButtons(options=list(TRAINED.items()), value=epochs, description="epochs of training")


@functools.cache
def network_after(epochs):
    """The snapshot, shared by all that only look at it."""
    return snapshot(epochs)


def example(index):
    """One training image and its target, as plain vectors."""
    train = load_mnist().train
    return train.images[:, index], train.targets[:, index]


def first_row(chooser, network):
    """Which digit, and which network: both in one row."""
    chooser.layout.flex = "1 1 auto"
    toggle = controls_row(network)
    toggle.layout.flex = "0 0 auto"
    return widgets.HBox([chooser, toggle], layout={"overflow": "visible", "grid_gap": "20px"})
