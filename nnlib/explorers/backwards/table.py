"""The table of wishes: each cell is a derivative, and the rows add up, one by one, to the message that is sent back."""

import ipywidgets as widgets
import numpy as np

from nnlib.analysis import wishes
from nnlib.explorers.shared.networks import first_row, network_after, network_buttons, training_digits
from nnlib.plots import style
from nnlib.plots.wishes_table import HEIGHT, draw_arrows, draw_wishes_table
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.player import Player
from nnlib.widgets.readout import Readout, with_line
from nnlib.wording import signed

LAYERS = {"outputs ask": 2, "hidden layer 2 asks": 1}
ALL = "all"
# What an arrow is, and what blue and orange mean.
AS_WISHES = "arrow = wish for z × weight", "↑ should grow", "↓ should shrink"
AS_WEIGHTS = "arrow = weight", "↑ weight > 0", "↓ weight < 0"
NAMES = {
    "added": "rows added",
    "weights_alone": "arrows from the weights alone",
    "lit": "lit column",
    "wishes": "wish for z",
    "sums": "sum so far",
    "cells": "what each row asks of each neuron",
}
ARROWS = {"real wishes": False, "from the weight alone": True}


class WishesTable(Readout):
    """The table with its controls. `numbers` holds all that is drawn, unrounded.

    These are the "cells" and "sums" as arrows, the "wishes" beside the rows, how many rows are "added", the "lit" column,
    and which "wrong" cells and "wrong_sums" get a cross.
    """

    def __init__(self, index, added, neuron):
        self.chooser, self.network = training_digits(index), network_buttons()
        self.layer = widgets.ToggleButtons(options=LAYERS)
        self.weights_alone = widgets.ToggleButtons(options=ARROWS, description="arrows")
        self.rows = widgets.IntSlider(added, 0, 10, description="rows added")
        columns, lit = {ALL: ALL} | {str(k): k for k in range(16)}, ALL if neuron is None else neuron
        self.neuron = widgets.Dropdown(options=columns, value=lit, description="neuron", tooltip="Which column is lit")
        self.player = Player(self.rows, 0.9)
        figure = Layers(_ground, _moving, ["layer", "weights_alone"], on_top=True)
        summary = "The wishes table: each arrow is a derivative."
        super().__init__(self._numbers_now, _words, figure, summary, self._arranged, names=NAMES)
        self.layer.observe(self._layer_changed, names="value")
        self.observe_all(self.chooser, self.network, self.weights_alone, self.rows, self.neuron)

    def _arranged(self, line, pane):
        self.rows.layout.flex, line.layout.flex = "1 1 200px", "0 0 666px"  # the same for any sentence
        self.rows.layout.min_width = "270px"  # beside it also in Firefox, whose scroll bar takes room
        layer, rows = controls_row(self.layer, self.weights_alone, self.neuron), controls_row(self.player, self.rows, line)
        return [first_row(self.chooser, self.network), layer, rows, pane]

    def still(self):
        """The table with the line above it; before a row is added, as it will be when all are."""
        if self.rows.value:
            return super().still()
        numbers = self._numbers_with(self.rows.max)
        return with_line(style.pixels(_drawn(numbers)), _words(numbers))

    def _layer_changed(self, _):
        was_complete = self.rows.value == self.rows.max
        self.rows.max = network_after(0).sizes[self.layer.value + 1]
        self.rows.value = self.rows.max if was_complete else min(self.rows.value, self.rows.max)
        self.redraw()

    def _numbers_now(self):
        return self._numbers_with(self.rows.value)

    def _numbers_with(self, added):
        network, layer = network_after(self.network.value), self.layer.value
        x, y = self.chooser.image, self.chooser.target
        shown = {
            "index": self.chooser.index,
            "epochs": self.network.value,
            "layer": layer,
            "weights_alone": self.weights_alone.value,
            "lit": None if self.neuron.value == ALL else self.neuron.value,
        }
        return shown | {"image": x, "added": added} | _added_up(network, x, y, layer, added, self.weights_alone.value)

    def words(self):
        """The alternative text of the still picture, which may show more rows than the page."""
        return self.summary()

    def summary(self):
        """What the table says, in words."""
        complete = _words(self._numbers_with(self.rows.max)).replace("**", "")
        with_all = "" if self.rows.value else f" With all rows: {complete}."
        return f"The wishes table. {self.sentence}{with_all} Try: add the rows one by one, and choose another digit."


def wishes_table(index=5, added=0, neuron=4):
    """What the ten outputs ask of the sixteen neurons before them, added up row by row into the message sent back.

    `added` rows are added at first, and the column of `neuron` is lit (None: all are).
    """
    return WishesTable(index, added, neuron)


def _added_up(network, x, y, layer, added, weights_alone):
    real = wishes.wishes_table(network, x, y, layer)
    cells = network.weights[layer].copy() if weights_alone else real
    sums = cells[:added].sum(axis=0)
    return {
        "cells": cells,
        "sums": sums,
        "wishes": -network.backprop(x, y).deltas[layer],
        "wrong": cells * real < 0,
        "wrong_sums": sums * real[:added].sum(axis=0) < 0,
    }


def _ground(numbers):
    layer, (n_out, n_in) = numbers["layer"], numbers["cells"].shape
    figure, ax = style.stage_figure(1112, HEIGHT)
    names = {
        "asking": "output" if layer == 2 else "neuron",
        "asked": f"… asks of neurons 0 to {n_in - 1} of hidden layer {layer}",
        "summed": "of weights" if numbers["weights_alone"] else "message",
        "meaning": AS_WEIGHTS if numbers["weights_alone"] else AS_WISHES,
    }
    draw_wishes_table(ax, n_out, n_in, **names)
    return figure


def _drawn(numbers):
    figure = _ground(numbers)
    _moving(figure, numbers)
    return figure


def _moving(figure, numbers):
    (ax,) = figure.axes
    names = "image", "cells", "sums", "wishes", "added", "lit", "wrong", "wrong_sums"
    draw_arrows(ax, **{name: numbers[name] for name in names})


def _words(numbers):
    added, sums = numbers["added"], numbers["sums"]
    wrong, all_rows = numbers["wrong"][:added], len(numbers["wrong"])
    if not added:
        return "Nothing is added yet."
    if numbers["weights_alone"]:
        crossed = f"{numbers['wrong_sums'].sum()} of {sums.size} sums"
        return f"**{wrong.sum()} of {wrong.size}** arrows point the wrong way (✕), and {crossed}"
    loudest, lit = np.abs(sums).argmax(), numbers["lit"]
    if lit is not None:
        return _words_of_column(numbers, lit, loudest)
    message = f"for neuron {loudest}: **{signed(sums[loudest], 2)}**"
    if added < all_rows:
        return f"{added} added: the loudest so far is {message}"
    return f"All added: the loudest message is {message}"


def _words_of_column(numbers, lit, loudest):
    """What the neurons after it ask of the lit neuron: the last row that was added, and the sum."""
    added, message = numbers["added"], f"**{signed(numbers['sums'][lit], 2)}**"
    if added == len(numbers["cells"]):
        return f"All added: the message for neuron {lit} is {message}{', the loudest' if lit == loudest else ''}"
    asking = "output" if numbers["layer"] == 2 else "neuron"
    wish = numbers["cells"][added - 1, lit]
    way = "stay" if wish == 0 else "become brighter" if wish > 0 else "become darker"
    return f"{asking.capitalize()} {added - 1}: {way}, {signed(wish, 2)} · so far {message}"
