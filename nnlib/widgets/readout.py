"""A sentence with the number that matters, above the picture that it was read from."""

from itertools import pairwise

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nnlib.plots import style
from nnlib.plots.bitmap import paste
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.stack import Stack
from nnlib.widgets.words import Line

HEADER = 56  # pixels: the room for the sentence in the still picture
WORDS, KEY = 13, 23  # points: 18 and 32 pixels, as in readout.css
EDGE, GAP = 20, 8  # pixels: left of the sentence, and between its parts


class Readout(Stack):
    """A line with the number that matters, and a picture, both made from `numbers`: a dict of everything shown.

    `compute()` returns the numbers, `say(numbers)` a sentence in which **the number that matters** is marked, and
    `draw(numbers)` the Figure. `arrange(line, pane)` puts them together with the controls, as a list of widgets.
    `redraw` shows what has changed; it can be an observer. The still picture shows `beside`, too, at the left: a
    NetworkView that `arrange` has put there. `names` says what some of the numbers are called in the alternative text and
    in tables, as in `number_tables`.
    """

    def __init__(self, compute, say, draw, summary, arrange, beside=None, names=()):
        self._compute, self._say, self._draw, self._beside = compute, say, draw, beside
        self.line = Line()
        # The number must not run ahead of the picture that it was read from.
        self.pane = Explorer(
            self._figure,
            {},
            summary,
            shown=lambda: self.line.say(self._say(self._numbers)),
            say=lambda: self.line.sentence,
            numbers=lambda: self._numbers,
            names=names,
        )
        self.redraw = self.pane.redraw
        super().__init__(arrange(self.line, self.pane), self.pane)

    @property
    def numbers(self):
        """What is on the screen, exactly and unrounded: name -> number or array."""
        self.redraw.flush()
        return self._numbers

    @property
    def sentence(self):
        """The line above the picture, as plain text."""
        self.redraw.flush()
        return self.line.sentence

    @property
    def figure(self):
        """The matplotlib Figure that is shown."""
        return self.pane.figure

    def observe_all(self, *controls):
        """Redraw when the value of one of these controls changes, or the index of a DigitChooser."""
        for control in controls:
            control.observe(self.redraw, names="value" if control.has_trait("value") else "index")

    def still_size(self):
        """Width and height of the still picture, in pixels, without drawing it."""
        width, height = self.figure.bbox.size
        return np.array([style.WIDEST if self._beside else width, height + HEADER])

    def still(self):
        """The picture with the line above it."""
        picture = style.pixels(self.figure)
        if self._beside:
            picture = style.side_by_side(style.pixels(self._beside.still()), picture)
        return with_line(picture, self._say(self.numbers))

    def _figure(self):
        self._numbers = self._compute()
        return self._draw(self._numbers)


def with_line(picture, sentence):
    """A still Figure of the `picture`, (height, width, 3) bytes, with the sentence above it."""
    height, width = picture.shape[0] + HEADER, picture.shape[1]
    still = Figure(figsize=style.inches(width, height), dpi=100, facecolor=style.GROUND)
    paste(still, picture, 0, 0)
    _write(still, sentence)
    return still


def _write(still, sentence):
    """Write the sentence at the top of the Figure, in smaller type if it is too long for one line."""
    width, height = still.bbox.size
    canvas = FigureCanvasAgg(still)
    texts, pieces = [], sentence.split("**")  # words, the number that matters, words, and so on
    for i, words in enumerate(pieces):
        look = {"fontsize": KEY, "weight": "bold"} if i % 2 else {"fontsize": WORDS}
        texts.append(still.text(0, 1 - 38 / height, words.strip(), color=style.INK, **look))
    gaps = [GAP * (" " in (a[-1:], b[:1])) for a, b in pairwise(pieces)]
    lengths = [text.get_window_extent(canvas.get_renderer()).width for text in texts]
    starts = np.cumsum([0, *(length + gap for length, gap in zip(lengths, gaps))])
    scale = min(1, (width - 2 * EDGE) / (starts[-1] + lengths[-1]))
    for text, x in zip(texts, starts):
        text.set(x=(EDGE + scale * x) / width, fontsize=scale * text.get_fontsize())
