"""What one step did: the same network before and after it, every line that moved, every output, and the cost."""

import ipywidgets as widgets

from nnlib.analysis.one_step import one_step
from nnlib.explorers.shared.networks import first_row, network_after, network_buttons, training_digits
from nnlib.plots.one_step import draw_ten, ten_ground
from nnlib.widgets.controls import controls_row
from nnlib.widgets.latest import Latest
from nnlib.widgets.layers import Layers
from nnlib.widgets.network_view import NetworkView
from nnlib.widgets.readout import Readout
from nnlib.widgets.stack import side_by_side
from nnlib.wording import signed, three_digits

BEFORE, AFTER, MOVED = "before", "after", "what moved"
TITLE = "outputs: ○ before → ● after   ┃ target"
LEARNING_RATES = 0.1, 0.5, 1.5, 5


class WhatAStepDid(Readout):
    """A step with the images that `batch()` returns, (n_in, m) and (n_out, m), seen by the image that is chosen.

    `more` are further controls. `numbers` holds the fields of the OneStep, and how many images took part.
    """

    def __init__(self, index, epochs, shown, batch, more=()):
        self.chooser, self.network = training_digits(index), network_buttons(epochs)
        self.rate = widgets.Dropdown(options=LEARNING_RATES, value=1.5, description="learning rate")
        self.show = widgets.ToggleButtons(options=[BEFORE, AFTER, MOVED], value=shown, description="look at")
        self._batch, self._more = batch, more
        step = self._step()
        self.view = NetworkView(step.before, self.chooser.image, self.chooser.target, changes=step.changes, height=380)
        self._look(step)
        super().__init__(
            self._numbers_now,
            _in_words,
            Layers(lambda _: ten_ground(TITLE, "change"), _moving),
            "The network and its outputs, before and after one step.",
            self._arranged,
            beside=self.view,
        )
        self.refresh = Latest(self._show)
        for control in (self.network, self.rate, self.show, *more):
            control.observe(self.refresh, names="value")
        self.chooser.observe(self.refresh, names="index")

    def summary(self):
        """What the step did, in words."""
        return f"One step. {self.sentence}. Try: before, after, what moved; another learning rate."

    def _arranged(self, line, pane):
        row = controls_row(self.show, self.rate, *self._more)
        return [first_row(self.chooser, self.network), row, line, side_by_side(self.view, pane, (1, 1))]

    def _step(self):
        network, x, y = network_after(self.network.value), self.chooser.image, self.chooser.target
        return one_step(network, *self._batch(self.chooser), self.rate.value, x, y)

    def _show(self):
        self._look(self._step())
        self.redraw()

    def _look(self, step):
        """Show the network in one repaint."""
        shown, self._now = self.show.value, step
        with self.view.hold_sync():
            network = step.before if shown == BEFORE else step.after
            self.view.show(network=network, x=self.chooser.image, y=self.chooser.target, changes=step.changes)
            self.view.edges = "changes" if shown == MOVED else "weights"
            self.view.caption = shown

    def _numbers_now(self):
        images, _ = self._batch(self.chooser)
        step = self._now._asdict()
        return {**step, "targets": self.chooser.target, "m": images.shape[1] if images.ndim == 2 else 1}


def _moving(figure, numbers):
    draw_ten(figure.axes[0], numbers["outputs"], numbers["targets"])


def _in_words(numbers):
    (before, after), (all_before, all_after) = numbers["costs"], numbers["batch_costs"]
    own = f"Cost of this image {three_digits(before)} → **{three_digits(after)}** ({signed(after - before, 3)})"
    if numbers["m"] == 1:
        return own
    return f"{own} · of the {numbers['m']:,} together {three_digits(all_before)} → {three_digits(all_after)}"
