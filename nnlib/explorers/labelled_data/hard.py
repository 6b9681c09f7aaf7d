"""Twenty digits that the network can hardly decide about, for the learner to label."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.analysis.labels import least_sure
from nnlib.explorers.shared.networks import network_after
from nnlib.widgets.gallery import Gallery
from nnlib.widgets.labeller import Labeller
from nnlib.widgets.stack import Stack

EPOCHS = 20
HARD = 20


@functools.cache
def hard_digits(count=HARD):
    """The test digits that the trained network is least sure of: columns, labels and its answers, (count,) each."""
    test = load_mnist().test
    outputs = network_after(EPOCHS).output(test.images)
    columns = least_sure(outputs, count)
    return columns, test.labels[columns], outputs[:, columns].argmax(axis=0)


def agreements(answers, labels, network):
    """How often two of the three agree: your `answers`, the database's `labels`, and the `network`, (n,) each."""
    pairs = {
        "you and the database": (answers, labels),
        "you and the network": (answers, network),
        "the network and the database": (network, labels),
    }
    return {pair: int((np.asarray(one) == other).sum()) for pair, (one, other) in pairs.items()}


class HardDigits(Stack):
    """The labeller, and after the last label a comparison of `answers` with the database and the network."""

    def __init__(self, count):
        self._columns, self._labels, self._network = hard_digits(count)
        self.labeller = Labeller(load_mnist().test.images[:, self._columns])
        self.line = widgets.HTML()
        self.line.add_class("nnlib-readout")
        self.gallery = Gallery(empty="You, the database and the network agree about all of them.")
        self._result = widgets.VBox([self.line, self.gallery], layout={"display": "none", "overflow": "visible"})
        super().__init__([self.labeller, self._result], self.labeller)
        self.labeller.observe(self._show, names="answers")

    @property
    def numbers(self):
        """How often which two agree; None until all are labelled."""
        return agreements(self.labeller.answers, self._labels, self._network) if self.labeller.done else None

    def _show(self, _):
        self._result.layout.display = "" if self.labeller.done else "none"
        if not self.labeller.done:
            return
        self.line.value = "".join(_in_words(*item, self.labeller.count) for item in self.numbers.items())
        self._show_disagreements()

    def _show_disagreements(self):
        answers = np.array(self.labeller.answers)
        differ = (answers != self._labels) | (answers != self._network)
        rows = list(zip(answers[differ], self._labels[differ], self._network[differ]))
        captions = [f"you {you}\nlabel {label}\nnetwork {network}" for you, label, network in rows]
        self.gallery.title = f"Where you do not all agree: {len(rows)} of {self.labeller.count}"
        marks = ["wrong" if you != label else "" for you, label, _ in rows]  # the others: only the network differs
        self.gallery.show(self.labeller.images[:, differ], captions, marks)


def _in_words(pair, agreed, count):
    return (
        '<span style="display:inline-block;margin:6px 44px 6px 0;font-size:17px;line-height:1.3;'
        f'color:var(--jp-ui-font-color0,#111)">{pair} agree<br><b style="font-size:30px">{agreed} of {count}</b></span>'
    )


def label_hard_digits(count=HARD):
    """Label the digits that the trained network is least sure of, and compare."""
    return HardDigits(count)
