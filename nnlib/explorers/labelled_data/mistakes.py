"""Which digits the network takes for which, and the images themselves, the surest mistakes first."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.analysis.labels import confusion
from nnlib.explorers.shared.networks import network_after, training_buttons
from nnlib.plots.charts import chart_figure
from nnlib.plots.confusion import draw_confusion
from nnlib.widgets.controls import controls_row
from nnlib.widgets.gallery import Gallery
from nnlib.widgets.matrix import Matrix
from nnlib.widgets.still import Still

MOST = 28  # images that are shown


@functools.lru_cache(maxsize=4)
def answers_after(epochs):
    """Answers to all test digits and how bright these outputs are, (10000,) each."""
    outputs = network_after(epochs).output(load_mnist().test.images)
    return outputs.argmax(axis=0), outputs.max(axis=0)


def worst(epochs, cell=()):
    """The test digits in this cell (label, answer) of the confusion matrix, or all mistakes: columns, the surest first."""
    labels = load_mnist().test.labels
    answers, activations = answers_after(epochs)
    there = (labels == cell[0]) & (answers == cell[1]) if len(cell) else labels != answers
    columns = np.flatnonzero(there)
    return columns[np.argsort(-activations[columns], kind="stable")]


class Mistakes(Still, widgets.VBox):
    """The confusion matrix on the test digits, and a gallery of the mistakes in the chosen cell, or of all."""

    def __init__(self, epochs):
        self.training = training_buttons(epochs)
        self.everything = widgets.Button(description="all mistakes", tooltip="Not only one cell")
        self.matrix = Matrix(np.zeros((10, 10), int), down="label", across="answer of the network")
        self.gallery = Gallery(side=56, height=478, empty="There is no such image.")
        self.gallery.layout.flex, self.gallery.layout.min_width = "1 1 0", "0"
        stage = widgets.HBox([self.matrix, self.gallery], layout={"overflow": "visible", "grid_gap": "14px"})
        super().__init__([controls_row(self.training, self.everything), stage], layout={"overflow": "visible"})
        self.everything.on_click(lambda _: self.matrix.set_trait("selected", []))
        self.training.observe(self._show, names="value")
        self.matrix.observe(self._show, names="selected")
        self._show()

    @property
    def columns(self):
        """The test digits of the chosen cell, the surest first; all mistakes if none is chosen."""
        return worst(self.training.value, self.matrix.selected)

    def _show(self, *_):
        test = load_mnist().test
        self.matrix.counts = confusion(test.labels, answers_after(self.training.value)[0])
        shown = self.columns[:MOST]
        self.gallery.title = self._title()
        self.gallery.show(test.images[:, shown], self._captions(shown))
        self.everything.disabled = not self.matrix.selected

    def _captions(self, columns):
        answers, activations = answers_after(self.training.value)
        return [f"{load_mnist().test.labels[i]} → {answers[i]}\n{activations[i]:.3f}" for i in columns]

    def _title(self):
        count = len(self.columns)
        shown = f", the surest {MOST}" if count > MOST else ""
        if not self.matrix.selected:
            return f"All {count:,} mistakes{shown}: label → answer, activation"
        label, answer = self.matrix.selected
        return f"Label {label}, answer {answer}: {count:,} of 10,000{shown}"

    def still(self):
        """Matrix and images side by side."""
        figure, shown = chart_figure(1112, 480), self.columns[:MOST]
        images = load_mnist().test.images[:, shown]
        draw_confusion(figure, self.matrix.counts, self.matrix.selected, images, self._captions(shown))
        return figure

    def summary(self):
        """What it shows and what to try."""
        return f"Confusion matrix of the 10,000 test digits, and images. {self._title()}. Click a cell to see its images."


def mistakes(epochs=20):
    """Confusion matrix and gallery of the worst mistakes."""
    return Mistakes(epochs)
