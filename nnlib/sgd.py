"""Stochastic gradient descent: shuffle, take the next mini-batch, step against its gradient, repeat."""

from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.backprop import backward, cost, forward
from nnlib.parameters import Gradient
from nnlib.pixels import Columns
from nnlib.threads import one_thread


class Step(NamedTuple):
    """One step that was taken."""

    number: int  # 1 for the first step
    epoch: int  # 1 during the first pass through the examples
    cost: float  # of the mini-batch, before the step
    batch: np.ndarray  # the columns that made up the mini-batch
    batch_size: int  # as set; the last mini-batch of an epoch may hold fewer
    learning_rate: float


class SGD:
    """An endless iterator of steps: each `next` trains `network` on one mini-batch and returns a Step.

    `images` is (n_in, n), `targets` (n_out, n), one example per column. `batch_size` and `learning_rate` may change between
    steps. An epoch uses each example once; its last mini-batch takes what is left. The same seed gives the same steps.
    """

    batch_size = checks.Setting(lambda sgd, value: checks.whole_number("batch_size", value, 1, sgd.images.shape[1]))
    learning_rate = checks.Setting(lambda sgd, value: checks.positive_number("learning_rate", value))

    def __init__(self, network, images, targets, *, batch_size=100, learning_rate=1.5, rng=None):
        self.network = network
        self.images, self.targets = checks.batch(network, images, targets, names=("images", "targets"))
        self.batch_size, self.learning_rate = batch_size, learning_rate  # a step is -learning_rate · gradient
        self.rng = checks.generator("rng", rng)
        self.steps = self.examples = self.epoch = 0  # steps taken, examples seen, the epoch of the last step
        self.left = np.arange(0)  # the examples of this epoch that are still to come, in shuffled order
        self._take = [Columns(array, network.parameters.dtype) for array in (self.images, self.targets)]
        self._trace = self._gradient = None  # of the last step, to be overwritten

    def __iter__(self):
        return self

    @one_thread
    def __next__(self):
        if not len(self.left):
            self.left = self.rng.permutation(self.images.shape[1])
            self.epoch += 1
        batch, self.left = self.left[: self.batch_size], self.left[self.batch_size :]
        cost = self.step(*(take(batch) for take in self._take))
        if not -np.inf < cost < np.inf:
            raise FloatingPointError(f"step {self.steps + 1}: the cost is {cost}. Start again with a smaller learning rate")
        self.steps, self.examples = self.steps + 1, self.examples + len(batch)
        return Step(self.steps, self.epoch, cost, batch, self.batch_size, self.learning_rate)

    def step(self, x, y):
        """Move all weights and biases against the gradient of the mini-batch x, y. Returns its cost before the step."""
        if self._trace is None or self._trace.activations[0].shape != x.shape:
            self._trace, self._gradient = None, Gradient(self.network.sizes, self.network.parameters.dtype)
        layers, gradient = self.network.layers, self._gradient
        trace = self._trace = forward(layers, x, self._trace)
        before = float(cost(trace.activations[-1], y, out=gradient.activations[-1]))
        backward(layers, trace, y, gradient)
        gradient.vector *= self.learning_rate
        self.network.parameters -= gradient.vector
        return before

    def run(self, epochs):
        """Take this many epochs of steps and yield each step; an epoch already begun counts as the first."""
        for _ in range(checks.whole_number("epochs", epochs)):
            yield next(self)
            while len(self.left):
                yield next(self)
