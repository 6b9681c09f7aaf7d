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
from nnlib.widgets.words import Line

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
    """How often two of these three agree: your `answers`, the `labels` of the database and the `network`, (n,) each."""
    pairs = {
        "you and the database": (answers, labels),
        "you and the network": (answers, network),
        "the network and the database": (network, labels),
    }
    return {pair: int((np.asarray(one) == other).sum()) for pair, (one, other) in pairs.items()}


class HardDigits(Stack):
    """The labeller and, after the last label, a comparison of its `answers` with the database and the network."""

    def __init__(self, count):
        self._columns, self._labels, self._network = hard_digits(count)
        self.labeller = Labeller(load_mnist().test.images[:, self._columns])
        self.line = Line(layout={"margin": "6px 0"})
        self.gallery = Gallery(empty="You, the database and the network agree about all of them.")
        self._result = widgets.VBox([self.line, self.gallery], layout={"display": "none", "overflow": "visible"})
        super().__init__([self.labeller, self._result], self.labeller)
        self.labeller.observe(self._show, names="answers")

    @property
    def numbers(self):
        """How often each two agree; None until all digits are labelled."""
        return agreements(self.labeller.answers, self._labels, self._network) if self.labeller.done else None

    def _show(self, _):
        self._result.layout.display = "" if self.labeller.done else "none"
        if not self.labeller.done:
            return
        count = self.labeller.count
        self.line.say(*(f"{pair} agree\n**{agreed} of {count}**" for pair, agreed in self.numbers.items()))
        self._show_disagreements()

    def _show_disagreements(self):
        answers = np.array(self.labeller.answers)
        differ = (answers != self._labels) | (answers != self._network)
        rows = list(zip(answers[differ], self._labels[differ], self._network[differ]))
        captions = [f"you {you}\nlabel {label}\nnetwork {network}" for you, label, network in rows]
        self.gallery.title = f"Where you do not all agree: {len(rows)} of {self.labeller.count}"
        marks = ["wrong" if you != label else "" for you, label, _ in rows]  # the others: only the network differs
        self.gallery.show(self.labeller.images[:, differ], captions, marks)


def label_hard_digits(count=HARD):
    """Label the digits that the trained network is least sure of, and compare."""
    return HardDigits(count)
