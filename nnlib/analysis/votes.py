"""Every image votes: the gradients of single examples, and how much of them survives in their average."""

import numpy as np

from nnlib import checks
from nnlib.backprop import Trace, backward, forward
from nnlib.parameters import Gradient, place_of
from nnlib.threads import one_thread

BLOCK = 1000  # examples at a time: they fit the cache, and no copy of all 60,000 in float64 is made


@one_thread
def mean_gradients(network, x, y, counts, order=None):
    """The gradient averaged over the first n examples, for each n of the ascending `counts`: (len(counts), n_parameters).

    `order` (m,) gives the columns in another order.
    """
    x, y = checks.batch(network, x, y)
    counts = [checks.whole_number("counts", count, 1, x.shape[1]) for count in counts]
    if counts != sorted(counts) or not counts:
        raise ValueError(f"counts must be ascending, but got {counts}")
    order = None if order is None else _checked_order(order, x.shape[1])
    total, done, means = np.zeros(network.parameters.size), 0, []
    for count in counts:
        while done < count:
            end = min(done + BLOCK, count)
            block = slice(done, end) if order is None else order[done:end]
            images, targets = (np.asarray(each[:, block], network.parameters.dtype) for each in (x, y))
            gradient = Gradient(network.sizes, network.parameters.dtype)
            backward(network.layers, forward(network.layers, images), targets, gradient)
            total += gradient.vector * (end - done)
            done = end
        means.append(total / count)
    return np.array(means)


def full_gradient(network, x, y):
    """The gradient averaged over all examples, (n_parameters,): the same as `backprop`, without large copies."""
    return mean_gradients(network, x, y, [np.shape(x)[-1]])[0]


def gradients_each(network, x, y):
    """The gradient of each example on its own, one per column, (n_parameters, m); `backprop` gives their mean."""
    x, y = checks.batch(network, x, y)
    activations = network.forward(x).activations
    each = []
    for a, delta in zip(activations, network.backprop(x, y).deltas):
        delta = delta.T * len(delta.T)  # undo the average
        each += [np.einsum("mi,jm->mji", delta, a).reshape(len(delta), -1), delta]
    return np.hstack(each).T


@one_thread
def votes(network, x, y, indices):
    """-∂C/∂p of each example on its own, for the parameters at `indices` of the flat vector: (len(indices), m)."""
    x, y = checks.batch(network, x, y)
    rows = [place_of(index, network.sizes) for index in indices]
    first = min(layer for layer, _, _ in rows)  # the way back ends here: what lies before it is not asked for
    cast = []
    for start in range(0, x.shape[1], BLOCK):
        images, targets = (np.asarray(each[:, start : start + BLOCK], network.parameters.dtype) for each in (x, y))
        zs, activations = forward(network.layers, images)
        gradient = Gradient(network.sizes[first:], network.parameters.dtype)
        backward(network.layers[first:], Trace(zs[first:], activations[first:]), targets, gradient)
        deltas, m = [None] * first + gradient.deltas, images.shape[1]  # m undoes the average over the block
        cast.append([-m * deltas[layer][to] * (1 if come is None else activations[layer][come]) for layer, to, come in rows])
    return np.hstack(cast)


def agreement(a, b):
    """The cosine of the angle between two directions (n,): 1 for the same, 0 at right angles, -1 for opposite."""
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def left_after_cancelling(votes):
    """The share of the votes (parameters, m) that survives averaging, |mean| / mean of |votes|, 0 to 1: (parameters,)."""
    size = np.abs(votes).mean(axis=1)
    return np.abs(votes.mean(axis=1)) / np.where(size > 0, size, 1)


def _checked_order(order, m):
    order = np.asarray(order)
    if order.dtype.kind not in "iu" or not np.array_equal(np.sort(order), np.arange(m)):
        raise ValueError(f"order must hold each of the columns 0 to {m - 1} once, but got {order}")
    return order
