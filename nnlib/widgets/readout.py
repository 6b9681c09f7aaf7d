"""A key number in large type above the picture that it was read from."""

import io

import ipywidgets as widgets
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nnlib import colours
from nnlib.plots import style
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.stack import Stack

HEADER = 56  # pixels: the room for the key number in the still picture


class Readout(Stack):
    """A line with the key number, and a picture, both made from `numbers`: a dict of all that is shown.

    `compute()` returns the numbers, `say(numbers)` the key number and the words around it as (before, key, after), and
    `draw(numbers)` the Figure. `arrange(line, pane)` puts them together with the controls, as a list of widgets.
    """

    def __init__(self, compute, say, draw, summary, arrange):
        self._compute, self._say, self._draw_numbers = compute, say, draw
        self.line = widgets.HTML()
        self.line.add_class("nnlib-readout")
        self.pane = Explorer(self._figure, {}, summary)
        self.redraw = self.pane.redraw
        super().__init__(arrange(self.line, self.pane), self.pane)

    @property
    def numbers(self):
        """Name -> number or array of exactly what is on the screen."""
        self.redraw.flush()
        return self._numbers

    @property
    def figure(self):
        """The matplotlib Figure that is shown."""
        return self.pane.figure

    def observe_all(self, *controls, name="value"):
        """Follow these controls."""
        for control in controls:
            control.observe(self.redraw, names=name)

    def still(self):
        """The picture with the line above it."""
        return _with_line(self.figure, *self._said)

    def _figure(self):
        numbers = self._compute()
        figure = self._draw_numbers(numbers)
        self._numbers, self._said = numbers, self._say(numbers)
        before, key, after = self._said
        self.line.value = (
            f'<div role="status" style="font-size:18px;line-height:40px;color:{colours.PAGE_INK}">'
            f'{before} <b style="font-size:32px;vertical-align:-2px">{key}</b> {after}</div>'
        )
        return figure


def _with_line(figure, before, key, after):
    buffer = io.BytesIO()
    figure.savefig(buffer, format="rgba", facecolor=figure.get_facecolor(), dpi=figure.dpi)  # with what is animated, too
    picture = np.frombuffer(buffer.getvalue(), np.uint8).reshape(*(round(side) for side in figure.bbox.size[::-1]), 4)
    height, width = picture.shape[0] + HEADER, picture.shape[1]
    still = Figure(figsize=(width / 100, height / 100), dpi=100, facecolor=style.GROUND)
    still.figimage(picture, 0, 0)
    x = 20
    for text, size, weight in ((before, 13, "normal"), (key, 23, "bold"), (after, 13, "normal")):
        written = still.text(x / width, 1 - 38 / height, text, fontsize=size, weight=weight, color=style.INK)
        x += written.get_window_extent(FigureCanvasAgg(still).get_renderer()).width + 8
    return still
