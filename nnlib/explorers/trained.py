"""The network of the course after 0, 1, 5 and 20 epochs: which of them?"""

import functools

import ipywidgets as widgets

from nnlib import snapshot

TRAINED = {"0 (fresh)": 0, "1": 1, "5": 5, "20": 20}


def training_buttons(epochs):
    """Which of the four snapshots? Their value is the number of epochs."""
    return widgets.ToggleButtons(options=list(TRAINED.items()), value=epochs, description="epochs of training")


@functools.cache
def network_after(epochs):
    """The snapshot, shared by all that only look at it."""
    return snapshot(epochs)
