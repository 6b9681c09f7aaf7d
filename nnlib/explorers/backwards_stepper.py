"""A whole backward pass, step by step: the network on the left, what is computed on the right."""

import ipywidgets as widgets

from nnlib import load_mnist, snapshot
from nnlib.explorers.backwards_pane import STYLE, step_html
from nnlib.explorers.backwards_table import NETWORKS, first_row
from nnlib.steps import strongest_path, updated, walk
from nnlib.widgets.controls import controls_row
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.network_view import NetworkView, parse
from nnlib.widgets.newest import Newest
from nnlib.widgets.player import Player
from nnlib.widgets.together import Together, side_by_side

LEARNING_RATES = 0.1, 0.5, 1.5, 5


class Stepper(Together):
    """The stepper. What it shows follows from the values of its controls and from the path alone, so Back restores all.

    `current` is the Step that is shown, with its numbers unrounded. A click on a neuron or a line of `view` leads
    `path`, one index per layer, through it; another digit or network starts from the strongest path again.
    """

    def __init__(self, index, number):
        self._networks = {epochs: snapshot(epochs) for epochs in NETWORKS.values()}
        self.chooser = DigitChooser(load_mnist().train, index)
        self.network = widgets.ToggleButtons(options=NETWORKS, description="network")
        self.learning_rate = widgets.Dropdown(options=LEARNING_RATES, description="learning rate")
        self._new_path()
        self.step = widgets.IntSlider(number, 1, len(self._walk()), description="step")
        self.view = NetworkView(self._networks[0], self.chooser.image, self.chooser.target, height=470)
        self._pane = widgets.HTML(layout={"margin": "0 0 0 14px"})
        # The style on its own: a page restyles everything when one comes in.
        stage = side_by_side(self.view, widgets.VBox([widgets.HTML(STYLE, layout={"display": "none"}), self._pane]))
        stage.layout.align_items = "flex-start"  # the text has another height at each step
        super().__init__([first_row(self.chooser, self.network), self._second_row(), stage], self.view)

        self._show()
        self.refresh = Newest(self._show)
        self.network.observe(self._example_changed, names="value")
        self.chooser.observe(self._example_changed, names="index")
        for control in self.step, self.learning_rate:
            control.observe(self.refresh, names="value")
        self.view.observe(self._clicked, names="selected")

    def _second_row(self):
        back = widgets.Button(icon="step-backward", description="Back", tooltip="One step back")
        forth = widgets.Button(icon="step-forward", description="Next", tooltip="One step on")
        back.on_click(lambda _: self._go(-1))
        forth.on_click(lambda _: self._go(1))
        self.back, self.next, self.player = back, forth, Player(self.step, 2.5)
        return controls_row(back, forth, self.player, self.step, self.learning_rate)

    # ---- what is shown

    @property
    def current(self):
        """The Step that is shown."""
        self.refresh.flush()
        return self._current

    @property
    def pane(self):
        """The text that is shown, as HTML."""
        self.refresh.flush()
        return self._pane.value

    def summary(self):
        """The step in words."""
        step = self.current
        where = f"Step {self.step.value} of {self.step.max}. {step.title}"
        return f"{where}: {step.words} For {step.place}: {step.filled}. Try: press Next.".replace("\n", " ")

    def _example(self):
        return self._networks[self.network.value], self.chooser.image, self.chooser.target

    def _walk(self):
        return walk(*self._example(), self.learning_rate.value, self.path)

    def _show(self):
        network, x, y = self._example()
        self._current = step = self._walk()[self.step.value - 1]
        shown = updated(network, x, y, self.learning_rate.value) if step.learned else network
        with self.view.hold_sync():
            self.view.show(network=shown, x=x, y=y)
            for name, value in step.view.items():
                setattr(self.view, name, value)
        self._pane.value = step_html(step, self.step.value, self.step.max)

    # ---- what a hand does

    def _go(self, by):
        self.step.value = min(max(self.step.value + by, self.step.min), self.step.max)

    def _new_path(self):
        self.path = strongest_path(*self._example())

    def _example_changed(self, _):
        self._new_path()
        self.refresh()

    def _clicked(self, change):
        if change.new == self._current.view["selected"]:
            return
        if change.new:
            self.path = _through(change.new, self.path, self.view.network.sizes)
        self.refresh()


def stepper(index=5, number=1):
    """Forward, cost, backward, update: step by step through everything that happens to one image."""
    return Stepper(index, number)


def _through(name, path, sizes):
    """The path, led through the neuron or the weight of this name."""
    kind, layer, *place = parse(name, sizes)
    met = {layer: place[0]} if kind == "activations" else {layer + 1: place[0], layer: place[1]}
    return [met.get(l, index) for l, index in enumerate(path)]
