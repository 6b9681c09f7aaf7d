"""The board of notebook 06, with steps that the learner has written."""

import textwrap

import numpy as np

from nnlib.analysis.training import Training
from nnlib.explorers.shared.networks import SEED
from nnlib.explorers.write_it.yours import YourNetwork, Yours
from nnlib.plots.charts import chart_figure
from nnlib.plots.training import draw_training
from nnlib.sgd import SGD
from nnlib.widgets.training_board import TrainingBoard


class YourSGD(SGD):
    """Mini-batches as ever; each step is one call of the learner's batch_step."""

    def step(self, x, y):
        """Replace all weights and biases by what batch_step makes of them. Returns the cost before, by batch_cost."""
        network = self.network
        cost = float(network.cost_of_batch(x, y))
        network.weights, network.biases = network.yours["batch_step"](
            network.weights, network.biases, x, y, self.learning_rate
        )
        return cost


class YourTraining(Training):
    """A training that computes with the functions of a Yours alone: steps, costs and accuracies."""

    sgd_class = YourSGD

    def __init__(self, yours, *, seed=SEED, **settings):
        self.yours = yours
        super().__init__(seed=seed, **settings)

    def new_network(self, sizes, activation):
        """The network that computes with the learner's functions."""
        return YourNetwork(self.yours, ready=not self.yours.complaint())

    def fresh(self):
        """Another training with the same start and the same settings, before its first step."""
        return YourTraining(self.yours, seed=self.seed, batch_size=self.batch_size, learning_rate=self.learning_rate)

    def measure_accuracy(self):
        """The accuracy on the test digits now, by the learner's forward; None if it cannot be measured yet."""
        return super().measure_accuracy() if self.network.ready else None


class YourBoard(TrainingBoard):
    """A TrainingBoard that first asks whether the six functions are right, and says so if they are not."""

    def __init__(self, yours):
        self._yours = yours
        super().__init__(YourTraining(yours))
        self.actions["copy as code"].layout.display = "none"  # the code is the learner's own
        if not self.training.network.ready:
            self.curves.message = yours.complaint()

    def start(self, goal):
        """Take steps until the goal is reached, if the six functions are right."""
        complaint = self._yours.complaint()
        self.training.network.ready = self.training.before_step.ready = not complaint
        if complaint:
            self.curves.message = complaint
        else:
            super().start(goal)

    def steps(self):
        """The steps up to the goal, which end with an error of the learner's functions."""
        try:
            yield from super().steps()
        except Exception:  # a function was rewritten during the training
            self.training.network.ready = self.training.before_step.ready = False
            raise

    def summary(self):
        """What the board shows, in words."""
        complaint = "" if self.training.network.ready else f" {self.curves.message or self._yours.complaint()}"
        return f"Your own functions at work. {super().summary()}{complaint}"

    def still(self):
        """The curves as a matplotlib Figure; without functions to train with, what is missing."""
        if self.training.network.ready:
            return super().still()
        figure, nothing = chart_figure(1112, 460), np.zeros((2, 0))
        run = "", self.training.history.thinned(self.curves.axis), nothing
        draw_training(figure, [run], nothing, self.curves.axis, self.numbers)
        figure.text(0.515, 0.58, textwrap.fill(self._yours.complaint(), 80), fontsize=15, ha="center", va="center")
        return figure


def train(*functions):
    """Live training of the course's network with the learner's six functions."""
    return YourBoard(Yours(functions))
