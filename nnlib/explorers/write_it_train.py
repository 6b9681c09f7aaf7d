"""The board of notebook 06, with steps that the learner has programmed."""

import numpy as np

from nnlib.explorers.mini_batches import SEED
from nnlib.explorers.write_it_yours import YourNetwork, Yours
from nnlib.plots.charts import chart_figure
from nnlib.plots.training import draw_training
from nnlib.sgd import SGD
from nnlib.training import Training
from nnlib.widgets.training_board import TrainingBoard


class SteppedByYou(YourNetwork):
    """A network whose steps are those of the learner's batch_step, with this learning rate."""

    learning_rate = 1.0

    def _backprop(self, x, y, out=None):
        """For SGD, which brings a place for the gradient: what batch_step subtracts, divided by the learning rate."""
        if out is None:
            return super()._backprop(x, y)
        new = self.yours["batch_step"](self.weights, self.biases, x, y, self.learning_rate)
        for slopes, old_arrays, new_arrays in zip((out.weights, out.biases), (self.weights, self.biases), new):
            for slope, old, array in zip(slopes, old_arrays, new_arrays):
                slope[:] = (old - array) / self.learning_rate
        out.cost = float(self.yours["batch_cost"](self._forward(x).activations[-1], y))
        return out


class YourSGD(SGD):
    """Mini-batches as ever; each step is one call of batch_step, which is told the learning rate."""

    def __next__(self):
        self.network.learning_rate = self.learning_rate
        return super().__next__()


class YourTraining(Training):
    """A training that computes with the functions of a Yours alone: steps, costs and accuracies."""

    def __init__(self, yours, *, seed=SEED, **settings):
        self.yours = yours
        super().__init__(seed=seed, **settings)

    def _begin(self, batch_size, learning_rate):
        if not isinstance(self.network, SteppedByYou):
            self.network = SteppedByYou(self.yours, ready=not self.yours.complaint())
            self._twin = self.network.copy()
        super()._begin(batch_size, learning_rate)
        data, rng = self.digits.train, self.sgd.rng
        self.sgd = YourSGD(
            self.network, data.images, data.targets, rng=rng, batch_size=batch_size, learning_rate=learning_rate
        )

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
        self._buttons["copy as code"].layout.display = "none"  # the code is the learner's own
        if not self.training.network.ready:
            self.curves.message = yours.complaint()

    def _start(self, goal):
        complaint = self._yours.complaint()
        self.training.network.ready = self.training._twin.ready = not complaint
        if complaint:
            self.curves.message = complaint
        else:
            super()._start(goal)

    def _work(self):
        try:
            return super()._work()
        except Exception as error:  # a function was written anew while it trained
            self.training.network.ready = self.training._twin.ready = False
            self._slices.stop()
            self._ended(f"{type(error).__name__}: {error}")
            return False

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
        figure.text(0.5, 0.55, self._yours.complaint(), fontsize=15, ha="center", wrap=True)
        return figure


def train(*functions):
    """Live training of the course's network with the learner's six functions."""
    return YourBoard(Yours(functions))
