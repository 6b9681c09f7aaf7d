"""The networks that the course looks at, the examples that it shows them, and the controls that choose both."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist, snapshot
from nnlib.analysis.stored import stored
from nnlib.analysis.votes import full_gradient
from nnlib.widgets.controls import controls_row
from nnlib.widgets.digit_chooser import DigitChooser

TRAINED = {"0 (fresh)": 0, "1": 1, "5": 5, "20": 20}
NETWORKS = {"untrained": 0, "1 epoch": 1}
SEED = 1  # of the trainings: all have the same start weights and the same mini-batches
RATE = 1.5


def training_buttons(epochs):
    """A choice of the four snapshots, whose value is the number of epochs."""
    return widgets.ToggleButtons(options=list(TRAINED.items()), value=epochs, description="epochs of training")


def network_buttons(epochs=0):
    """A choice of the untrained network and the one after an epoch, whose value is the number of epochs."""
    tooltips = ["random weights", "every image seen once"]
    return widgets.ToggleButtons(options=NETWORKS, value=epochs, description="network", tooltips=tooltips)


def training_digits(index, misread=None):
    """A choice of one of the training images, or of one of those that `misread()` names."""
    return DigitChooser(load_mnist().train, index, misread=misread)


@functools.cache
def network_after(epochs):
    """The snapshot. It is shared, so take a copy if you want to change it."""
    return snapshot(epochs)


@stored("full_gradients", [(epochs,) for epochs in TRAINED.values()])
def full_gradient_after(epochs):
    """The gradient averaged over all 60,000 training images, after this many epochs: float32, to fit a small file."""
    train = load_mnist().train
    return full_gradient(network_after(epochs), train.images, train.targets).astype(np.float32)


def example(index):
    """One training image and its target, as plain vectors."""
    train = load_mnist().train
    return train.images[:, index], train.targets[:, index]


@functools.cache
def misread(epochs, activation="sigmoid", split="train"):
    """Which images of a split of MNIST the snapshot reads wrongly: their places."""
    digits = getattr(load_mnist(), split)
    return np.flatnonzero(snapshot(epochs, activation).output(digits.images).argmax(axis=0) != digits.labels)


def first_row(chooser, control):
    """The choice of a digit and one more control, side by side while there is room."""
    chooser.layout.flex, chooser.layout.min_width = "1 1 600px", "0"
    beside = controls_row(control)
    beside.layout.flex = "0 1 auto"
    return widgets.HBox([chooser, beside], layout={"flex_flow": "row wrap", "overflow": "visible", "grid_gap": "0 20px"})
