"""A whole backward pass, step by step: the network on the left, what is computed on the right."""

import ipywidgets as widgets

from nnlib.analysis.steps import updated, walk
from nnlib.explorers.backwards.pane import STYLE, step_html
from nnlib.explorers.shared.along_path import AlongPath
from nnlib.plots import style
from nnlib.plots.step import step_figure
from nnlib.widgets.controls import controls_row
from nnlib.widgets.network_view import NetworkView
from nnlib.widgets.player import Player

ON_PAPER = "Hidden layer 2: back through the squish"  # the step that the still shows at first
LEARNING_RATES = 0.1, 0.5, 1.5, 5


class Stepper(AlongPath):
    """The stepper. What it shows follows from the values of its controls and the path alone, so Back restores everything.

    `current` is the Step that is shown. The still picture is of that step. Before the first click it is of one on
    the way back, because that is what the stepper is for.
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
        """The step of the still picture in words."""
        number, step = self._pictured()
        where = f"Step {number} of {self.step.max}. {step.title}"
        return f"{where}: {step.words} For {step.place}: {step.filled}. Try: press Next.".replace("\n", " ")

    def still(self):
        """The network, and the words of the step below it."""
        (number, step), (network, x, y) = self._pictured(), self.example
        if step.learned:
            network = updated(network, x, y, self.learning_rate.value)
        view = NetworkView(network, x, y, **{name: value for name, value in step.view.items() if name != "lit"})
        try:
            return step_figure(style.pixels(view.still()), step, number, self.step.max)
        finally:
            view.close()

    def _pictured(self):
        """The number of the step that the still picture shows, and the step."""
        steps, number = self._walk(), self.step.value
        if number == self.step.min:
            number = 1 + [step.title for step in steps].index(ON_PAPER)
        return number, steps[number - 1]

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
