"""Walks downhill: how well a mini-batch knows the way, the path that training takes, and where it may end."""

import time
from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.backprop import backward, forward
from nnlib.parameters import Gradient
from nnlib.sgd import SGD

EVERY = 50  # the first steps of a walk are all kept, of the later ones fewer and fewer


class Compass:
    """Compares gradients of random mini-batches with the full one, at the place where `network` stands.

    `images` is (n_in, n) and `targets` (n_out, n). The examples are put into random blocks, whose gradients are computed
    once. A random choice of blocks is a random mini-batch, so that many large batches cost no more than small ones.
    """

    def __init__(self, network, images, targets, *, rng, block=100):
        self._network, (self._images, self._targets) = (
            network.copy(dtype=np.float64),
            checks.batch(network, images, targets, ("images", "targets")),
        )
        self._gradient = Gradient(network.sizes, np.float64)  # one for all: no new memory each time
        self._block = checks.whole_number("block", block, 1, self._images.shape[1])
        order = checks.generator("rng", rng).permutation(self._images.shape[1])
        whole = len(order) // block
        sums = np.array([self._summed(order[start : start + block]) for start in range(0, len(order), block)])
        self.full = sums.sum(axis=0) / len(order)
        # The products of all pairs of blocks are enough for every angle.
        self._products = sums[:whole] @ sums[:whole].T
        self._with_full = sums[:whole] @ self.full

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
        """The gradients of these examples, added up; a sum has the direction of the mean."""
        # Rows of the transposed arrays are whole examples: picking those is several times faster than picking columns.
        x, y = (columns.T[batch].T.astype(np.float64) for columns in (self._images, self._targets))
        layers = self._network.layers
        backward(layers, forward(layers, x), y, self._gradient)
        return self._gradient.vector * len(batch)


class Walk(NamedTuple):
    """Where a network was after some of its steps; the first place is the start, the last one the end."""

    places: np.ndarray  # (k, n_parameters)
    steps: np.ndarray  # (k,): how many it had taken
    examples: np.ndarray  # (k,): how many it had looked at
    seconds: np.ndarray  # (k,): how long the steps had taken


def walk(network, images, targets, *, batch_size, learning_rate, steps, examples, rng, kept=80):
    """The Walk of a copy of `network` by stochastic gradient descent, until so many steps or examples are reached.

    The first 50 steps are all in it, and about `kept` of the later ones.
    """
    most = min(checks.whole_number("steps", steps), -(-checks.whole_number("examples", examples) // batch_size))
    walker = network.copy()
    sgd = SGD(walker, images, targets, batch_size=batch_size, learning_rate=learning_rate, rng=rng)
    wanted = {*range(1, EVERY + 1), *np.geomspace(EVERY, max(most, EVERY), kept).astype(int), most}
    rows, seconds = [(walker.parameters.copy(), 0, 0, 0.0)], 0.0
    for number in range(1, most + 1):
        before = time.perf_counter()
        next(sgd)
        seconds += time.perf_counter() - before
        if number in wanted:
            rows.append((walker.parameters.copy(), number, sgd.examples, seconds))
    return Walk(*map(np.array, zip(*rows)))


def roll(network, indices, x, y, *, learning_rate, steps):
    """Gradient descent for the parameters at `indices` alone: (steps + 1, len(indices)), the start first.

    All other parameters stay as they are; `network` itself is not changed.
    """
    walker, indices = network.copy(), list(indices)
    learning_rate = checks.positive_number("learning_rate", learning_rate)
    places = [walker.parameters[indices]]
    for _ in range(checks.whole_number("steps", steps)):
        walker.parameters[indices] -= learning_rate * walker.backprop(x, y).vector[indices]
        places.append(walker.parameters[indices])
    return np.array(places)


def in_another_order(network, rng):
    """A copy of `network` in which the neurons of each hidden layer have changed places: it computes the same."""
    twin, rng = network.copy(), checks.generator("rng", rng)
    for l, size in enumerate(network.sizes[1:-1]):
        order = rng.permutation(size)
        twin.weights[l][:], twin.biases[l][:] = twin.weights[l][order], twin.biases[l][order]
        twin.weights[l + 1][:] = twin.weights[l + 1][:, order]
    return twin
