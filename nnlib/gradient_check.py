"""Nudge and see: is the gradient right? Move one parameter a little either way and watch what the cost does."""

from dataclasses import dataclass

import numpy as np

from nnlib import checks
from nnlib.backprop import cost, forward
from nnlib.parameters import index_of, name_of
from nnlib.threads import one_thread


@dataclass(frozen=True, eq=False, repr=False)
class GradientCheck:
    """Backpropagation beside central differences, for the checked parameters."""

    indices: np.ndarray  # (n,) the position of each in the flat vector of parameters
    backprop: np.ndarray  # (n,) ∂C/∂parameter by backpropagation
    nudged: np.ndarray  # (n,) the same by nudging
    errors: np.ndarray  # (n,) relative errors, see `relative_errors`
    largest: float  # the largest of them
    where: str  # the name of the parameter that has it
    at_kink: int  # how many z of ReLU neurons are so close to 0 that a nudge sees both slopes: no check is possible there

    def __repr__(self):
        worst = self.errors.argmax()
        kink = (
            f". {self.at_kink} z of ReLU neurons are at the kink, z = 0, where a nudge sees the slopes of both sides: "
            "choose another example, or change the biases a little"
        )
        return (
            f"{len(self.indices):,} parameter{'s' * (len(self.indices) > 1)} checked: largest relative error "
            f"{self.largest:.1e} at {self.where} (backprop {self.backprop[worst]:.6g}, nudged {self.nudged[worst]:.6g})"
        ) + kink * (self.at_kink > 0)


def cost_of(network, x, y):
    """The cost of a batch: `network.cost` without its checks."""
    return cost(forward(network.layers, x).activations[-1], y)


def nudge(network, x, y, index, epsilon=3e-5, cost_of=cost_of):
    """(C(p + ε) - C(p - ε)) / 2ε for parameter p = network.parameters[index]: the slope of the cost, seen from outside.

    `cost_of(network, x, y)` computes the cost C. Afterwards the network is as it was.
    """
    p = network.parameters[index]
    network.parameters[index] = p + epsilon
    above = cost_of(network, x, y)
    network.parameters[index] = p - epsilon
    below = cost_of(network, x, y)
    network.parameters[index] = p
    return (above - below) / (2 * epsilon)


def relative_errors(a, b):
    """|a - b| as a share of the larger of |a| and |b|, which counts as at least 1/100 of the largest of all.

    Without that floor a slope of 0.000 000 01 would be judged by the last digits of the cost, which are only rounding error.
    """
    size = np.maximum(np.abs(a), np.abs(b))
    return np.abs(a - b) / np.maximum(size, max(size.max() / 100, np.finfo(float).tiny))


@one_thread
def check_gradient(network, x, y, which=None, *, epsilon=3e-5, rng=None):
    """A GradientCheck of `network.backprop(x, y)`, computed in float64 on a copy of the network.

    `which`: None for all parameters, a whole number for a random sample of that many, a name such as
    "weights[1][3, 5]", or a list of names or positions in the flat vector.
    """
    epsilon = checks.positive_number("epsilon", epsilon)
    twin = network.copy(dtype=np.float64)
    backprop = twin.backprop(x, y).vector
    indices = _indices(which, twin, checks.generator("rng", rng))
    x, y = (np.asarray(array, np.float64).reshape(len(array), -1) for array in (x, y))
    layers, trace = twin.layers, forward(twin.layers, x)  # every nudge fills the same arrays

    def cost_now(*_):
        return cost(forward(layers, x, trace).activations[-1], y)

    nudged = np.array([nudge(twin, x, y, index, epsilon, cost_now) for index in indices])
    errors = relative_errors(backprop[indices], nudged)
    worst = errors.argmax()
    where = name_of(indices[worst], network.sizes)
    return GradientCheck(indices, backprop[indices], nudged, errors, float(errors[worst]), where, _at_kink(twin, x, epsilon))


def _at_kink(network, x, epsilon):
    """How many z of ReLU neurons a nudge of ε could carry across 0: it moves them by ε times the activation behind it."""
    if network.activation != "relu":
        return 0
    zs, activations = network.forward(x)
    return sum(int((np.abs(z) <= epsilon * max(1, np.abs(a).max())).sum()) for z, a in zip(zs[:-1], activations))


def _indices(which, network, rng):
    everything = np.arange(network.parameters.size)
    if which is None:
        return everything
    if isinstance(which, int | np.integer):
        return np.sort(rng.choice(everything, checks.whole_number("which", which, 1, everything.size), replace=False))
    listed = [which] if isinstance(which, str) else list(which)
    if not listed:
        raise ValueError("which must name at least one parameter, but the list is empty")
    for item in listed:
        if not isinstance(item, str):
            name_of(item, network.sizes)  # raises if there is no such position
    return np.array([index_of(item, network.sizes) if isinstance(item, str) else item for item in listed])
