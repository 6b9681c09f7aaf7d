"""The table of wishes: each cell a derivative, and the rows added one by one into the message that is sent back."""

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist, snapshot
from nnlib.analysis import wishes
from nnlib.explorers.shared.networks import NETWORKS, first_row
from nnlib.plots import style
from nnlib.plots.digits import draw_digit
from nnlib.plots.wishes_table import HEIGHT, draw_arrows, draw_wishes_table
from nnlib.widgets.controls import controls_row
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.player import Player
from nnlib.widgets.stack import Stack

LAYERS = {"outputs ask hidden layer 2": 2, "hidden layer 2 asks hidden layer 1": 1}
LINE = "font-size:17px;line-height:36px;white-space:nowrap;color:var(--jp-content-font-color0,#1a1f29)"
KEY = '<b style="font-size:25px">{}</b>'
AS_DRAWN = {"real wishes": False, "as drawn in the video": True}


class WishesTable(Stack):
    """The table with its controls. `numbers` holds all that is drawn, unrounded; `readout` is the line in large type."""

    def __init__(self, index):
        self._networks = {epochs: snapshot(epochs) for epochs in NETWORKS.values()}
        self.chooser = DigitChooser(load_mnist().train, index)
        self.network = widgets.ToggleButtons(options=NETWORKS, description="network")
        self.layer = widgets.ToggleButtons(options=LAYERS)
        self.as_drawn = widgets.ToggleButtons(options=AS_DRAWN, description="arrows")
        self.rows = widgets.IntSlider(10, 0, 10, description="rows added")
        self.player = Player(self.rows, 0.9)
        self._shown = self._table = None  # what the kept Figure shows, and the Figure
        self._line = widgets.HTML().add_class("nnlib-readout")
        self.explorer = Explorer(self._figure, self._last_row(), "The wishes table: each arrow is a derivative.")
        rows = [first_row(self.chooser, self.network), controls_row(self.layer, self.as_drawn), self.explorer]
        super().__init__(rows, self.explorer)
        self.layer.observe(self._layer_changed, names="value")
        for control in self.network, self.as_drawn:
            control.observe(self.explorer.redraw, names="value")
        self.chooser.observe(self.explorer.redraw, names="index")

    def _last_row(self):
        # In boxes, since neither has a value for the picture; the line's has one width, so that the slider keeps its own.
        line = widgets.Box([self._line], layout={"flex": "0 0 600px", "overflow": "visible"})
        return {"player": widgets.Box([self.player]), "rows": self.rows, "line": line}

    @property
    def numbers(self):
        """What is drawn: "cells" and "sums" as arrows, the "wishes" beside the rows, how many rows are "added"; which
        "wrong" cells and "wrong_sums" get a cross."""
        self.explorer.redraw.flush()
        return self._numbers

    @property
    def figure(self):
        """The matplotlib Figure that is shown."""
        return self.explorer.figure

    @property
    def readout(self):
        """The line in large type, as HTML."""
        self.explorer.redraw.flush()
        return self._line.value

    def summary(self):
        """What the table says, in words."""
        return f"The wishes table. {_words(self.numbers)} Try: add the rows one by one, and choose another digit."

    def _layer_changed(self, _):
        was_complete = self.rows.value == self.rows.max
        self.rows.max = self._networks[0].sizes[self.layer.value + 1]
        self.rows.value = self.rows.max if was_complete else min(self.rows.value, self.rows.max)
        self.explorer.redraw()

    def still(self):
        """A Figure of its own, since one that is drawn in parts cannot be saved."""
        return self._fresh_figure(self.numbers, animated=False)

    def _figure(self, rows):
        layer, as_drawn, chooser = self.layer.value, self.as_drawn.value, self.chooser
        network = self._networks[self.network.value]
        self._numbers = n = _numbers(network, chooser.image, chooser.target, layer, rows, as_drawn)
        self._line.value = f'<div role="status" style="{LINE}">{_words(n, KEY)}</div>'
        shown = chooser.index, self.network.value, layer, as_drawn
        if shown == self._shown:  # only other rows are added: all else stays
            _draw_arrows(self._table.axes[0], n, animated=True)
        else:
            self._shown, self._table = shown, self._fresh_figure(n, animated=True)
        return self._table

    def _fresh_figure(self, n, animated):
        figure, ax = style.stage_figure(1112, HEIGHT)
        draw_digit(ax, self.chooser.image, 18, HEIGHT - 98, 68)
        names = {
            "asking": "output" if self.layer.value == 2 else "neuron",
            "asked": f"… asks of neurons 0 to {len(n['sums']) - 1} of hidden layer {self.layer.value}",
            "meaning": "arrow = weight" if self.as_drawn.value else "arrow = wish × weight",
        }
        draw_wishes_table(ax, n["wishes"], len(n["sums"]), **names)
        _draw_arrows(ax, n, animated)
        return figure


def wishes_table(index=5):
    """What the ten outputs ask of the sixteen neurons before them, added up row by row into the message sent back."""
    return WishesTable(index)


def _draw_arrows(ax, n, animated):
    arrows = {name: n[name] for name in ("cells", "sums", "added", "wrong", "wrong_sums")}
    draw_arrows(ax, **arrows, animated=animated)


def _numbers(network, x, y, layer, added, as_drawn):
    real = wishes.wishes_table(network, x, y, layer)
    cells = network.weights[layer].copy() if as_drawn else real
    sums = cells[:added].sum(axis=0)
    return {
        "cells": cells,
        "sums": sums,
        "wishes": -network.backprop(x, y).deltas[layer],
        "added": added,
        "wrong": cells * real < 0,
        "wrong_sums": sums * real[:added].sum(axis=0) < 0,
    }


def _words(n, key="{}"):
    """The number that matters most, wrapped in `key`, in a sentence."""
    wrong, sums = n["wrong"], n["sums"]
    if wrong.any():
        share = key.format(f"{wrong.sum()} of {wrong.size}")
        return f"{share} arrows point the wrong way (✕), and {n['wrong_sums'].sum()} of {sums.size} sums"
    if not n["added"]:
        return "Nothing is added yet."
    loudest = np.abs(sums).argmax()
    heard = "All added: the loudest message" if n["added"] == len(wrong) else f"{n['added']} added: the loudest so far"
    return f"{heard} is for neuron {loudest}: {key.format(f'{sums[loudest]:+.2f}'.replace('-', '−'))}"
