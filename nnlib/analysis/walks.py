"""Walks downhill: how well mini-batches point downhill, the path that training takes, and where it may end."""

import time
from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.backprop import backward, forward
from nnlib.parameters import Gradient
from nnlib.pixels import Columns, as_columns
from nnlib.sgd import SGD
from nnlib.threads import one_thread

KEPT_AT_FIRST = 50  # a walk keeps all of its first steps, and later ones at growing intervals


class Compass:
    """Compares the gradients of random mini-batches with the full gradient, at the current parameters of `network`.

    `images` is (n_in, n) and `targets` (n_out, n). The examples are divided into random blocks whose gradients are
    computed once. A random choice of blocks is a random mini-batch, so large batches cost no more than small ones.
    """

    @one_thread
    def __init__(self, network, images, targets, *, rng, block=100):
        self._network, (self._images, self._targets) = (
            network.copy(dtype=np.float64),
            checks.batch(network, images, targets, ("images", "targets")),
        )
        self._take = [Columns(array, np.float64) for array in (self._images, self._targets)]
        self._block = checks.whole_number("block", block, 1, self._images.shape[1])
        order = checks.generator("rng", rng).permutation(self._images.shape[1])
        whole = len(order) // block
        sums = np.array([self._summed(order[start : start + block]) for start in range(0, len(order), block)])
        self.full = sums.sum(axis=0) / len(order)
        # Every angle follows from the products of all pairs of blocks.
        self._products = sums[:whole] @ sums[:whole].T
        self._with_full = sums[:whole] @ self.full

    @one_thread
    def cosines(self, batch_size, rng, count=50):
        """The cosine of the angle between the full gradient and that of each of `count` random mini-batches: (count,)."""
        n = self._images.shape[1]
        batch_size = checks.whole_number("batch_size", batch_size, 1, n)
        if batch_size % self._block:
            sums = np.array([self._summed(rng.choice(n, batch_size, replace=False)) for _ in range(count)])
            along, squared = sums @ self.full, (sums**2).sum(axis=1)
        else:
            along, squared = self._from_blocks(batch_size // self._block, rng, count)
        return np.clip(along / np.sqrt(squared) / np.linalg.norm(self.full), -1, 1)

    def _from_blocks(self, blocks, rng, count):
        chosen = np.zeros((count, len(self._products)))
        chosen[:, :blocks] = 1
        chosen = rng.permuted(chosen, axis=1)
        return chosen @ self._with_full, ((chosen @ self._products) * chosen).sum(axis=1)

    def _summed(self, batch):
        """The sum of the gradients of these examples, which has the same direction as their mean."""
        x, y = (take(batch) for take in self._take)
        layers, gradient = self._network.layers, Gradient(self._network.sizes, np.float64)
        backward(layers, forward(layers, x), y, gradient)
        return gradient.vector * len(batch)


class Walk(NamedTuple):
    """The parameters of a network after some of its steps, from the start to the end."""

    places: np.ndarray  # (k, n_parameters)
    steps: np.ndarray  # (k,): steps taken until then
    examples: np.ndarray  # (k,): examples seen until then
    seconds: np.ndarray  # (k,): time spent in steps until then


def walk(network, images, targets, *, batch_size, learning_rate, steps, examples, rng, kept=80):
    """The Walk of a copy of `network` by stochastic gradient descent, for `steps` steps or `examples` examples at most.

    It holds all of the first 50 steps, and about `kept` of the later ones.
    """
    most = min(checks.whole_number("steps", steps), -(-checks.whole_number("examples", examples) // batch_size))
    walker = network.copy()
    sgd = SGD(walker, images, targets, batch_size=batch_size, learning_rate=learning_rate, rng=rng)
    wanted = {*range(1, KEPT_AT_FIRST + 1), *np.geomspace(KEPT_AT_FIRST, max(most, KEPT_AT_FIRST), kept).astype(int), most}
    rows, seconds = [(walker.parameters.copy(), 0, 0, 0.0)], 0.0
    for number in range(1, most + 1):
        before = time.perf_counter()
        next(sgd)
        seconds += time.perf_counter() - before
        if number in wanted:
            rows.append((walker.parameters.copy(), number, sgd.examples, seconds))
    return Walk(*map(np.array, zip(*rows)))


def roll(network, indices, x, y, *, learning_rate, steps):
    """Gradient descent for only the parameters at `indices`: (steps + 1, len(indices)), the start first.

    All other parameters stay as they are; `network` itself is not changed.
    """
    walker, indices = network.copy(), list(indices)
    x, y = (as_columns(each, walker.parameters.dtype) for each in checks.pair(walker, x, y))
    learning_rate = checks.positive_number("learning_rate", learning_rate)
    places, gradient, trace = [walker.parameters[indices]], Gradient(walker.sizes, walker.parameters.dtype), None
    for _ in range(checks.whole_number("steps", steps)):
        trace = forward(walker.layers, x, trace)
        backward(walker.layers, trace, y, gradient)
        walker.parameters[indices] -= learning_rate * gradient.vector[indices]
        places.append(walker.parameters[indices])
    return np.array(places)


def in_another_order(network, rng):
    """A copy of `network` with the neurons of each hidden layer in a random order: it computes the same outputs."""
    twin, rng = network.copy(), checks.generator("rng", rng)
    for l, size in enumerate(network.sizes[1:-1]):
        order = rng.permutation(size)
        twin.weights[l][:], twin.biases[l][:] = twin.weights[l][order], twin.biases[l][order]
        twin.weights[l + 1][:] = twin.weights[l + 1][:, order]
    return twin
