"""The exercises of 08_write_it: backpropagation of a whole batch, one example per column, in five functions."""

from functools import partial

import numpy as np

from nnlib.exercises.backwards import BACK_MISTAKES
from nnlib.exercises.exercise import Exercise, sigmoid, slope
from nnlib.exercises.one_image import NO_ACTIVATIONS, OUTPUT_DELTA, SLOPE_BEFORE, SLOPE_TWICE, outputs
from nnlib.exercises.the_gradient import AVERAGE_COST, average_cost
from nnlib.exercises.the_network import MINUS_Z, TANH, W_TRANSPOSED


def batch_cost(a, y):
    """The cost of a batch, a number: the average over the m examples, one per column of outputs a and targets y (n, m)."""
    return average_cost(a, y)


def forward(weights, biases, x):
    """All zs (n_out, m), one for each of the weights, and all activations, of which the first is x (n_in, m): two lists."""
    zs, activations = [], [x]
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b[:, np.newaxis])
        activations.append(sigmoid(zs[-1]))
    return zs, activations


def batch_delta(a, z, y):
    """∂C/∂z of the outputs, (n, m), C the batch cost: 2 (a - y) σ′(z) / m, with a = σ(z), z and targets y, each (n, m)."""
    return 2 * (a - y) * slope(z) / a.shape[1]


def layer_gradient(delta, a_before):
    """∂C/∂W (n_out, n_in) and ∂C/∂b (n_out,) of a layer, from its delta (n_out, m) and the activations before (n_in, m)."""
    return delta @ a_before.T, delta.sum(axis=1)


def layer_back(W, delta, z):
    """∂C/∂z of the layer before, (n_in, m): (Wᵀ delta) σ′(z), with W (n_out, n_in), delta (n_out, m) and z (n_in, m)."""
    return W.T @ delta * slope(z)


# ---- random cases


def network_and_input(rng, n_out, n_in, m):
    """Weights and biases of one to four layers, two lists, and an input for them."""
    others = [n for n in range(2, 8) if n not in (n_out, n_in, m)] if n_out != n_in else [n_in] * 3
    hidden = list(rng.permutation(others))[: rng.integers(len(others) + 1)]
    sizes = [n_in, *map(int, hidden), n_out]
    weights = [rng.normal(0, 1.5 / np.sqrt(before), (after, before)) for before, after in zip(sizes, sizes[1:])]
    return weights, [rng.normal(size=size) for size in sizes[1:]], rng.random((n_in, m))


# ---- mistakes


def _column(b):
    return b[:, np.newaxis]


def _forward_with(weights, biases, x, *, z=lambda W, a, b: W @ a + _column(b), f=sigmoid, feed=lambda z, a: a):
    """A forward pass with this z and activation function f in each layer, and `feed(z, a)` as the input of the next."""
    zs, activations, fed = [], [x], x
    for W, b in zip(weights, biases):
        zs.append(z(W, fed, b))
        activations.append(f(zs[-1]))
        fed = feed(zs[-1], activations[-1])
    return zs, activations


def _without_last_sigmoid(weights, biases, x):
    zs, activations = forward(weights, biases, x)
    return zs, [*activations[:-1], zs[-1]]


def _returning(change):
    """A forward pass that returns `change(zs, activations)`."""
    return lambda weights, biases, x: change(*forward(weights, biases, x))


COLUMN = "The biases are added along the rows: each neuron has its own, so make them a column, `b[:, np.newaxis]`."

FORWARD_MISTAKES = [
    (partial(_forward_with, z=lambda W, a, b: W @ a), "The biases are missing: add `b[:, np.newaxis]` to each `W @ a`."),
    (partial(_forward_with, z=lambda W, a, b: W @ a - _column(b)), "The biases are subtracted: add them."),
    (partial(_forward_with, z=lambda W, a, b: W @ a + b), COLUMN),
    (partial(_forward_with, z=lambda W, a, b: W.T @ a + _column(b)), W_TRANSPOSED),
    (partial(_forward_with, f=lambda z: z), "σ is missing: an activation is the squished sum, σ(z)."),
    (partial(_forward_with, f=lambda z: np.maximum(z, 0)), "This squishes with ReLU: take the sigmoid."),
    (partial(_forward_with, f=np.tanh), TANH),
    (partial(_forward_with, f=slope), "This squishes with σ′, the slope of the sigmoid: take σ itself."),
    (partial(_forward_with, f=lambda z: sigmoid(-z)), MINUS_Z),
    (partial(_forward_with, feed=lambda z, a: z), "The next layer is fed with z: it gets the activations, σ(z)."),
    (
        partial(_forward_with, feed=lambda z, a: sigmoid(a)),
        "The activations are squished again on their way into the next layer.",
    ),
    (_without_last_sigmoid, "σ is missing in the last layer: the outputs are squished, too."),
    (
        lambda weights, biases, x: forward(weights, biases, sigmoid(x)),
        "The input is squished: its numbers are activations already.",
    ),
    (_returning(lambda zs, activations: (activations, zs)), "The two results are swapped: first zs, then activations."),
    (
        _returning(lambda zs, activations: (activations[1:], activations)),
        "`zs` holds activations: keep each sum as it was before σ.",
    ),
    (
        _returning(lambda zs, activations: (zs, activations[1:])),
        "The input is missing in `activations`: it comes first, activations[0] is x.",
    ),
    (
        _returning(lambda zs, activations: ([activations[0], *zs], activations)),
        "`zs` begins with the input: it holds one z for each of the weights, and the input has none.",
    ),
    (
        _returning(lambda zs, activations: (zs[-1:], activations[-1:])),
        "Only the last layer is kept: going back needs all zs and all activations.",
    ),
    (
        _returning(lambda zs, activations: (zs, activations[:-1])),
        "The outputs are missing in `activations`: they come last.",
    ),
]

DELTA_MISTAKES = [(lambda a, z, y, made=made: made(a, z, y) / a.shape[1], words) for made, words in OUTPUT_DELTA.mistakes]
DELTA_MISTAKES += [
    (
        lambda a, z, y: batch_delta(a, z, y).sum(axis=1),
        "The examples are averaged already: each keeps its own column, and only its size is divided by m.",
    ),
    (
        lambda a, z, y: batch_delta(a, z, y).sum(axis=0),
        "The outputs are added up: each has its own delta, for each example.",
    ),
]

TABLES = "`dC_dW` has a table for each example: add up over them, which `delta @ a_before.T` does."

GRADIENT_MISTAKES = [
    (
        lambda delta, a: (delta @ a.T, delta.mean(axis=1)),
        "`dC_db` is a mean over the examples: delta holds the 1/m already, so add up.",
    ),
    (
        lambda delta, a: (delta @ a.T / delta.shape[1], delta.sum(axis=1)),
        "`dC_dW` is divided by the number of examples once too often: delta holds the 1/m already.",
    ),
    (
        lambda delta, a: (delta @ a.T, delta.sum(axis=0)),
        "`dC_db` is summed over the wrong axis: each neuron adds up over its examples, along `axis=1`.",
    ),
    (lambda delta, a: (delta @ a.T, delta), "`dC_db` is not summed yet: add up over the examples, along `axis=1`."),
    (lambda delta, a: (delta @ a.T, delta.sum()), "`dC_db` is one number: each neuron has a bias of its own, `axis=1`."),
    (
        lambda delta, a: (delta @ a.T, delta[:, 0]),
        "`dC_db` listens to the first example alone: add up over all, along `axis=1`.",
    ),
    (lambda delta, a: (delta.sum(axis=1), delta @ a.T), "The two results are swapped: first dC_dW, then dC_db."),
    (
        lambda delta, a: (np.outer(delta.sum(axis=1), a.sum(axis=1)), delta.sum(axis=1)),
        "The examples are added up before delta and activation were multiplied: multiply first, example by example.",
    ),
    (
        lambda delta, a: (np.outer(delta.sum(axis=1), a.mean(axis=1)), delta.sum(axis=1)),
        "The activations are averaged before delta and activation were multiplied: multiply first, example by example.",
    ),
    (
        lambda delta, a: (np.outer(delta[:, 0], a[:, 0]), delta.sum(axis=1)),
        "`dC_dW` listens to the first example alone: add up over all, which `delta @ a_before.T` does.",
    ),
    (lambda delta, a: (delta @ np.ones_like(a.T), delta.sum(axis=1)), NO_ACTIVATIONS),
    (lambda delta, a: (delta @ (a * (1 - a)).T, delta.sum(axis=1)), SLOPE_BEFORE),
    (lambda delta, a: ((delta * (1 - delta)) @ a.T, (delta * (1 - delta)).sum(axis=1)), SLOPE_TWICE),
    (lambda delta, a: (delta[:, np.newaxis] * a, delta.sum(axis=1)), TABLES),
    (lambda delta, a: (np.einsum("jm,km->jkm", delta, a), delta.sum(axis=1)), TABLES),
    (lambda delta, a: (delta @ a, delta.sum(axis=1)), "The activations must be turned round: `delta @ a_before.T`."),
    (lambda delta, a: (delta * a, delta.sum(axis=1)), "`*` is no matrix product: it is `delta @ a_before.T`."),
]

BATCH_COST = Exercise(batch_cost, AVERAGE_COST.case, AVERAGE_COST.mistakes)
FORWARD = Exercise(forward, network_and_input, FORWARD_MISTAKES, ("zs", "activations"))
BATCH_DELTA = Exercise(batch_delta, lambda rng, n_out, n_in, m: outputs(rng, n_out, m), DELTA_MISTAKES)
LAYER_GRADIENT = Exercise(
    layer_gradient,
    lambda rng, n_out, n_in, m: (rng.normal(size=(n_out, m)), rng.random((n_in, m))),
    GRADIENT_MISTAKES,
    ("dC_dW", "dC_db"),
)
LAYER_BACK = Exercise(
    layer_back,
    lambda rng, n_out, n_in, m: (
        rng.normal(size=(n_out, n_in)),
        rng.normal(size=(n_out, m)),
        rng.normal(0, 1.5, (n_in, m)),
    ),
    BACK_MISTAKES,
)
