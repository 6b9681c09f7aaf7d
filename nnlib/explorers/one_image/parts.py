"""What the explorers of notebook 03 share: numbers that are computed once, said in a line, and drawn; and controls."""

import ipywidgets as widgets

from nnlib import load_mnist, snapshot
from nnlib.explorers.shared.networks import NETWORKS
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.explorer import Explorer

DIGITS = range(10)


class NumbersExplorer(Explorer):
    """An Explorer that tells its numbers: `numbers` is what `compute(**values)` returned, and all that is shown.

    `draw(numbers)` makes the figure of them, and `say(numbers)` the line of text above it.
    """

    def __init__(self, compute, draw, say, controls, summary):
        self._compute, self._draw_numbers, self._say_numbers = compute, draw, say
        self._readout = widgets.HTML().add_class("nnlib-readout")
        super().__init__(self._figure_of, controls, summary)
        self.children = [self.children[0], self._readout, *self.children[1:]]

    @property
    def numbers(self):
        """All numbers on the screen, by name, unrounded."""
        self.redraw.flush()
        return self._numbers

    @property
    def readout(self):
        """The line above the picture, as HTML."""
        self.redraw.flush()
        return self._readout.value

    def _figure_of(self, **values):
        self._numbers = self._compute(**values)
        style = "font-size:19px;line-height:36px;color:var(--jp-content-font-color0,#1a1f29);white-space:nowrap"
        self._readout.value = f'<div role="status" style="{style}">{self._say_numbers(self._numbers)}</div>'
        return self._draw_numbers(self._numbers)


def key(value, places=4):
    """The number that matters, in large type."""
    return f'<b style="font-size:28px">{signed(value, places)}</b>'


def signed(value, places=4):
    """A number with its sign, rounded."""
    return f"{value:+.{places}f}".replace("-", "−")


def training_digits(index, width="100%"):
    """Which training image? A row of its own, or at least `width` of one."""
    chooser = DigitChooser(load_mnist().train, index)
    chooser.layout.flex = f"1 1 {width}"
    return chooser


def network_toggle(epochs):
    """Untrained or after one epoch?"""
    name = next(name for name, value in NETWORKS.items() if value == epochs)
    return widgets.ToggleButtons(options=list(NETWORKS), value=name, tooltips=["random weights", "every image seen once"])


def networks_by_name():
    """The networks that network_toggle offers."""
    return {name: snapshot(epochs) for name, epochs in NETWORKS.items()}
