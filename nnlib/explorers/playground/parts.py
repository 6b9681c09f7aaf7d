"""What is a part of the network for? Switch it off, and see what the rest still reads, and what it wishes for."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.analysis.parts import Damage, damaged, read_rightly
from nnlib.explorers.shared.networks import network_after, training_buttons
from nnlib.plots.one_step import draw_ten, ten_ground
from nnlib.widgets.controls import controls_row
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.latest import Latest
from nnlib.widgets.layers import Layers
from nnlib.widgets.network_view import NetworkView
from nnlib.widgets.readout import Readout
from nnlib.widgets.stack import side_by_side
from nnlib.wording import percent

TITLE = "of each digit it reads: ○ whole network → ● now"
LAYERS = {"pixels → hidden 1": 0, "hidden 1 → hidden 2": 1, "hidden 2 → outputs": 2}
# "none" stands for (), since ipywidgets takes None for an empty field.
NEURONS = {"none": ()} | {f"hidden layer {l}, neuron {k}": (l, k) for l in (1, 2) for k in range(16)}
REST = 0.2  # seconds: reading 10,000 digits takes longer than a slider may
MOST_NOISE = 3.0  # times as large as the weights


class Parts(Readout):
    """The network without some of its parts. `numbers` holds the "damage", the "shares" of each digit that are read rightly,
    (2, 10): by the whole network and now, and the same of all 10,000 test digits, "accuracies" (2,).
    """

    def __init__(self, index, epochs, seed):
        self.chooser, self.training = DigitChooser(load_mnist().test, index), training_buttons(epochs)
        self.biases = widgets.ToggleButton(description="biases off", tooltip="All biases are 0")
        self.neuron = widgets.Dropdown(options=NEURONS, description="neuron off", tooltip="Nothing hears its activation")
        self.layer = widgets.Dropdown(options=LAYERS, description="noise on the weights")
        self.noise = widgets.FloatSlider(0, min=0, max=MOST_NOISE, step=0.05, description="times their size")
        self.show = widgets.ToggleButtons(options=["activations", "wishes"], description="look at")
        self._seed = seed
        self.view = NetworkView(self._network_now(), self.chooser.image, self.chooser.target, height=340)
        super().__init__(
            self._numbers_now,
            _in_words,
            Layers(lambda _: ten_ground(TITLE, "change"), _moving),
            "A network without some of its parts, and what it still reads.",
            self._arranged,
            beside=self.view,
        )
        self.refresh = Latest(self._show)
        self._measure = Latest(self.redraw, REST)
        for control in (self.training, self.biases, self.neuron, self.layer, self.noise, self.show):
            control.observe(self.refresh, names="value")
        self.chooser.observe(self.refresh, names="index")

    def summary(self):
        """What is off, and what the rest reads."""
        return f"A network without some of its parts. {self.sentence}. Try: biases off, a neuron off, noise on one layer."

    def _arranged(self, line, pane):
        network, parts = (
            controls_row(self.training, self.show),
            controls_row(self.biases, self.neuron, self.layer, self.noise),
        )
        return [self.chooser, network, parts, line, side_by_side(self.view, pane, (1, 1))]

    def _damage(self):
        return Damage(self.biases.value, self.neuron.value or None, self.layer.value, self.noise.value)

    def stop_work(self):
        """Measure nothing any more."""
        self._measure.cancel()

    def _network_now(self):
        return damaged(network_after(self.training.value), self._damage(), self._seed)

    def _show(self):
        with self.view.hold_sync():  # one repaint
            self.view.show(network=self._network_now(), x=self.chooser.image, y=self.chooser.target)
            self.view.neurons = self.show.value
            self.view.edges = "wishes" if self.show.value == "wishes" else "weights"
        self._measure()

    def _numbers_now(self):
        shares, accuracies = zip(_whole(self.training.value), read_rightly(self._network_now(), load_mnist().test))
        return {"damage": self._damage(), "shares": np.array(shares), "accuracies": np.array(accuracies)}


def what_a_part_is_for(index=1, epochs=20, seed=0):
    """A network whose biases, one neuron, or the exact weights of a layer can be switched off.

    `index` is that of a test digit, and `seed` that of the noise.
    """
    return Parts(index, epochs, seed)


@functools.cache
def _whole(epochs):
    """What the network reads with all its parts, after so many epochs."""
    return read_rightly(network_after(epochs), load_mnist().test)


def _moving(figure, numbers):
    draw_ten(figure.axes[0], numbers["shares"])


def _in_words(numbers):
    whole, now = numbers["accuracies"]
    return f"Of the 10,000 test digits the whole network reads {percent(whole, 1)}, and this one **{percent(now, 1)}**"
