"""A single step, before and after: what moved, and what became of the outputs and the cost of one image."""

from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.network import Network


class OneStep(NamedTuple):
    """The networks before and after a step, the `changes` of all parameters, and what one image sees of it."""

    before: Network
    after: Network
    changes: np.ndarray  # (n_parameters,)
    outputs: np.ndarray  # (2, n_out): before, after
    costs: np.ndarray  # (2,): of the image
    batch_costs: np.ndarray  # (2,): averaged over the images that the step was taken with


def one_step(network, images, targets, learning_rate, x, y):
    """The OneStep with the mini-batch `images` (n_in, m), `targets` (n_out, m), seen by the image x (n_in,), y (n_out,).

    The network stays as it is. Raises a ValueError unless the learning rate is positive.
    """
    learning_rate = checks.positive_number("learning_rate", learning_rate)
    x, y = checks.one_example(network, x, y)
    after = network.copy()
    changes = -learning_rate * network.backprop(images, targets).vector
    after.parameters += changes
    both = network, after
    return OneStep(
        *both,
        changes,
        np.array([one.output(x) for one in both]),
        np.array([one.cost(x, y) for one in both]),
        np.array([one.cost(images, targets) for one in both]),
    )
