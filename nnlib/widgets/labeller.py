"""One digit after another, to be labelled by hand: press the key of the digit that you see."""

import anywidget
import numpy as np
import traitlets

from nnlib import checks
from nnlib.plots import style
from nnlib.plots.digits import draw_gallery
from nnlib.widgets import assets
from nnlib.widgets.presented import Presented
from nnlib.widgets.still import Still


class Labeller(Still, Presented, anywidget.AnyWidget):
    """Shows `images` (784, n) one by one and takes a label for each, by the keys 0 to 9 or by buttons.

    `answers` lists the labels so far, in the order of the images; observe it. Backspace takes the last one back.
    """

    _esm = assets.script("labeller")
    _css = assets.style("labeller")

    pixels = traitlets.Bytes().tag(sync=True)
    count = traitlets.Int().tag(sync=True)
    answers = traitlets.List(traitlets.Int()).tag(sync=True)

    def __init__(self, images):
        self.images = checks.examples("images", images, 784)
        pixels = np.rint(self.images.T * 255).astype(np.uint8).tobytes()
        super().__init__(pixels=pixels, count=self.images.shape[1])

    @property
    def done(self):
        """Whether every image has its label."""
        return len(self.answers) == self.count

    @traitlets.validate("answers")
    def _check_answers(self, proposal):
        answers = checks.labels("answers", np.array(proposal.value, int)).tolist()
        if len(answers) > self.count:
            raise ValueError(f"answers must be at most {self.count}, one for each image, but got {len(answers)}")
        return answers

    def still(self):
        """All images at once, for paper and pencil."""
        figure, ax = style.stage_figure(1100, 330)
        ax.set_position((0.03, 0.04, 0.94, 0.84))
        draw_gallery(ax, self.images, ["?"] * self.count, 10, size=14)
        figure.text(0.03, 0.92, "Which digits are these?", color=style.TEXT, fontsize=15)
        return figure

    def summary(self):
        """What to do."""
        return f"{self.count} digits to label. Run this cell, click the picture, and press the keys 0 to 9."
