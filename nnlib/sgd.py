"""Stochastic gradient descent: shuffle, take the next mini-batch, step against its gradient, repeat."""

from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.network import Gradient


class Step(NamedTuple):
    """One step that was taken."""

    number: int  # 1 for the first step
    epoch: int  # 1 while all examples are seen for the first time
    cost: float  # of the mini-batch, before the step
    batch: np.ndarray  # the columns that made up the mini-batch
    batch_size: int  # as set; the last mini-batch of an epoch may hold fewer
    learning_rate: float


class SGD:
    """An endless iterator of steps: each `next` trains `network` on one mini-batch and returns a Step.

    `images` is (n_in, n), `targets` (n_out, n), one example per column. `batch_size` and `learning_rate` may be
    changed between steps. Within an epoch each example is used once, whatever the batch size does; the last
    mini-batch takes what is left. The same `rng` seed gives the same steps.
    """

    def __init__(self, network, images, targets, *, batch_size=100, learning_rate=1.5, rng=None):
        self.network = network
        self.images, self.targets = network._pair(images, targets, "images", "targets")
        if self.images.ndim != 2:
            raise ValueError(f"images must have shape ({network.sizes[0]}, n), but got {self.images.shape}")
        self.batch_size = batch_size
        self.learning_rate = learning_rate
        self.rng = checks.generator("rng", rng)
        self.steps = 0  # taken so far
        self.examples = 0  # seen so far
        self.epoch = 0  # in which the last step was
        self._gradient = Gradient(network.sizes, network.parameters.dtype)  # one for all steps: no new memory each time
        self._order = np.arange(0)  # what is left of this epoch, in shuffled order

    @property
    def batch_size(self):
        """Examples per step, 1 to n."""
        return self._batch_size

    @batch_size.setter
    def batch_size(self, value):
        self._batch_size = checks.whole_number("batch_size", value, 1, self.images.shape[1])

    @property
    def learning_rate(self):
        """How far a step goes: times the gradient of the mini-batch's average cost."""
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, value):
        self._learning_rate = checks.positive_number("learning_rate", value)

    def __iter__(self):
        return self

    def __next__(self):
        if not len(self._order):
            self._order = self.rng.permutation(self.images.shape[1])
            self.epoch += 1
        batch, self._order = self._order[: self.batch_size], self._order[self.batch_size :]
        gradient = self.network._backprop(self._take(self.images, batch), self._take(self.targets, batch), self._gradient)
        self.network.parameters -= self.learning_rate * gradient.vector

        self.steps += 1
        self.examples += len(batch)
        return Step(self.steps, self.epoch, gradient.cost, batch, self.batch_size, self.learning_rate)

    def _take(self, columns, batch):
        # columns[:, batch], a little faster, in the network's dtype
        return columns.T.take(batch, axis=0).T.astype(self.network.parameters.dtype, copy=False)

    def run(self, epochs):
        """The steps up to the end of this many epochs, one by one; an epoch already begun counts as the first."""
        epochs = checks.whole_number("epochs", epochs)
        for _ in range(epochs):
            yield next(self)
            while len(self._order):
                yield next(self)
