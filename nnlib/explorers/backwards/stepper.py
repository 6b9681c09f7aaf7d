"""A whole backward pass, step by step: the network on the left, what is computed on the right."""

import ipywidgets as widgets

from nnlib.analysis.steps import updated, walk
from nnlib.explorers.backwards.pane import STYLE, step_html
from nnlib.explorers.shared.along_path import AlongPath
from nnlib.widgets.controls import controls_row
from nnlib.widgets.player import Player

LEARNING_RATES = 0.1, 0.5, 1.5, 5


class Stepper(AlongPath):
    """The stepper. What it shows follows from the values of its controls and the path alone, so Back restores everything.

    `current` is the Step that is shown.
    """

    def __init__(self, index, number):
        super().__init__(index, height=470)
        self.learning_rate = widgets.Dropdown(options=LEARNING_RATES, description="learning rate")
        self.step = widgets.IntSlider(number, 1, len(self._walk()), description="step")
        self.lay_out(self._second_row(), [self.step, self.learning_rate], STYLE)

    def _second_row(self):
        back = widgets.Button(icon="step-backward", description="Back", tooltip="One step back")
        forth = widgets.Button(icon="step-forward", description="Next", tooltip="One step on")
        back.on_click(lambda _: self._go(-1))
        forth.on_click(lambda _: self._go(1))
        self.back, self.next, self.player = back, forth, Player(self.step, 2.5)
        return controls_row(back, forth, self.player, self.step, self.learning_rate)

    def _go(self, by):
        self.step.value = min(max(self.step.value + by, self.step.min), self.step.max)

    def summary(self):
        """The step in words."""
        step = self.current
        where = f"Step {self.step.value} of {self.step.max}. {step.title}"
        return f"{where}: {step.words} For {step.place}: {step.filled}. Try: press Next.".replace("\n", " ")

    def _walk(self):
        return walk(*self.example, self.learning_rate.value, self.path)

    def look(self):
        """The step, the network before or after it, and how both are shown."""
        step, (network, x, y) = self._walk()[self.step.value - 1], self.example
        if step.learned:
            network = updated(network, x, y, self.learning_rate.value)
        return step, network, step.view, step_html(step, self.step.value, self.step.max)


def stepper(index=5, number=1):
    """Forward, cost, backward, update: step by step through all that happens to one image."""
    return Stepper(index, number)
