"""One example on its way through a network and back, as a list of steps: each with its formula, its numbers, and the
line of source code that does it.

The steps follow backprop.py and sgd.py, where a single example is a batch of one column. Indices are written as in w_jk.
A path leads through the network from an input to an output, and each step writes its formula out for the neuron or
the weight on that path.
"""

import numpy as np

from nnlib import checks
from nnlib.analysis.steps.example import Step, Walk, updated
from nnlib.analysis.steps.source import CODE, Line, line_of

__all__ = ["CODE", "Line", "Step", "line_of", "strongest_path", "updated", "walk"]


def strongest_path(network, x, y):
    """One index per layer, input first, found backwards from the target's output along the largest |∂C/∂w|."""
    path = [int(np.argmax(y))]
    for gradient in reversed(network.backprop(x, y).weights):
        path.insert(0, int(np.abs(gradient[path[0]]).argmax()))
    return path


def walk(network, x, y, learning_rate, path=None):
    """The Steps of one example x (n_in,) with target y (n_out,): forward, cost, backward, update, cost afterwards.

    `path` holds one index per layer, input first; None means `strongest_path`. The network is left unchanged.
    """
    learning_rate = checks.positive_number("learning_rate", learning_rate)
    path = strongest_path(network, x, y) if path is None else list(path)
    x, y = (np.asarray(array, network.parameters.dtype) for array in (x, y))
    steps_of = Walk(network, x, y, path)
    layers = range(len(network.weights))
    steps = [steps_of.input()]
    for l in layers:
        steps += [steps_of.z(l), steps_of.a(l)]
    steps += [steps_of.cost(), steps_of.slope_of_cost()]
    for l in reversed(layers):
        steps += [steps_of.delta(l), steps_of.weights(l), steps_of.biases(l)]
        if l > 0:
            steps.append(steps_of.message(l))
    return [*steps, steps_of.update(learning_rate), steps_of.cost_after(learning_rate)]
