"""The first five exercises of 08_write_it: backpropagation of a whole batch, one example per column."""

from functools import partial

import numpy as np

from nnlib.exercises.backwards import BACK_MISTAKES
from nnlib.exercises.exercise import Exercise, sigmoid, slope
from nnlib.exercises.one_image import NO_ACTIVATIONS, NO_SLOPE, NO_TWO, OUTPUT_DELTA, SLOPE_BEFORE, SLOPE_TWICE, outputs
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


def _biases_after(weights, biases, x):
    zs, activations = [], [x]
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1])
        activations.append(sigmoid(zs[-1]) + _column(b))
    return zs, activations


def _always_from_the_input(weights, biases, x):
    zs = [W @ x + _column(b) for W, b in zip(weights, biases)]
    return zs, [x, *map(sigmoid, zs)]


NO_BIASES = "The biases are missing: add `b[:, np.newaxis]` to each sum."
NO_SIGMOID = "σ is missing: an activation is the squished sum, σ(z)."
COLUMN = "The biases are added along the rows: each row has its own, so make them a column, `b[:, np.newaxis]`."

FORWARD_MISTAKES = [
    (partial(_forward_with, f=lambda z: sigmoid(sigmoid(z))), "This squishes twice: apply σ once."),
    (
        partial(_forward_with, z=lambda W, a, b: sigmoid(W @ a + _column(b)), f=lambda z: z),
        "`zs` holds activations: keep each sum as it was before σ.",
    ),
    (partial(_forward_with, z=lambda W, a, b: W @ a * _column(b)), "The biases are multiplied: add them."),
    (partial(_forward_with, z=lambda W, a, b: W @ a + b.sum()), "Each neuron gets all biases: it needs only its own."),
    (partial(_forward_with, z=lambda W, a, b: W @ a + b[0]), "Each neuron gets the first bias: it needs its own."),
    (
        partial(_forward_with, z=lambda W, a, b: W @ (a / a.sum(axis=0)) + _column(b)),
        "The activations are divided by their sum: use them as they are.",
    ),
    (
        lambda weights, biases, x: _biases_after(weights, biases, x),
        "The biases are added after σ: add them to the weighted sums, before σ.",
    ),
    (_always_from_the_input, "Each layer gets the input again: it needs the activations of the layer before."),
    (
        _returning(lambda zs, activations: (zs[::-1], activations[::-1])),
        "The lists are in reverse order: the first layer comes first.",
    ),
    (
        _returning(lambda zs, activations: (zs, activations[::-1])),
        "`activations` is in reverse order: the input comes first.",
    ),
    (_returning(lambda zs, activations: (zs[:-1], activations[:-1])), "The last layer is missing."),
    (
        _returning(lambda zs, activations: (zs, [activations[0], *activations])),
        "The input comes twice in `activations`: once is enough.",
    ),
    (partial(_forward_with, z=lambda W, a, b: W @ a), NO_BIASES),
    (partial(_forward_with, z=lambda W, a, b: W @ a - _column(b)), "The biases are subtracted: add them."),
    (partial(_forward_with, z=lambda W, a, b: W @ a + b), COLUMN),
    (partial(_forward_with, z=lambda W, a, b: W.T @ a + _column(b)), W_TRANSPOSED),
    (partial(_forward_with, f=lambda z: z), NO_SIGMOID),
    (partial(_forward_with, f=lambda z: np.maximum(z, 0)), "This squishes with ReLU: use the sigmoid."),
    (partial(_forward_with, f=np.tanh), TANH),
    (partial(_forward_with, f=slope), "This squishes with σ′, the slope of the sigmoid: use σ itself."),
    (partial(_forward_with, f=lambda z: sigmoid(-z)), MINUS_Z),
    (partial(_forward_with, feed=lambda z, a: z), "The next layer gets z: it needs the activations, σ(z)."),
    (
        partial(_forward_with, feed=lambda z, a: sigmoid(a)),
        "The activations are squished again on their way into the next layer: they have been squished already.",
    ),
    (_without_last_sigmoid, "σ is missing in the last layer: the outputs are squished, too."),
    (
        lambda weights, biases, x: forward(weights, biases, sigmoid(x)),
        "The input is squished: use it as it is.",
    ),
    (
        _returning(lambda zs, activations: (activations, zs)),
        "The two results have changed places: first zs, then activations.",
    ),
    (
        _returning(lambda zs, activations: (activations[1:], activations)),
        "`zs` holds activations: keep each sum as it was before σ.",
    ),
    (
        _returning(lambda zs, activations: (zs, activations[1:])),
        "The input is missing in `activations`: it comes first, so that `activations[0]` is x.",
    ),
    (
        _returning(lambda zs, activations: ([activations[0], *zs], activations)),
        "`zs` begins with the input: the input has no z.",
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

NO_M = "The division by the number of examples is missing: the cost of a batch is a mean, so divide by `a.shape[1]`."

DELTA_MISTAKES = [(lambda a, z, y, made=made: made(a, z, y) / a.shape[1], words) for made, words in OUTPUT_DELTA.mistakes]
DELTA_MISTAKES += [
    (lambda a, z, y: 2 * (a - y) * slope(z), NO_M),
    *(
        (lambda a, z, y, made=made: made(a, z, y), f"{words} And: {NO_M}")
        for made, words in OUTPUT_DELTA.mistakes
        if words in (NO_TWO, NO_SLOPE)
    ),
    (lambda a, z, y: a - y, f"{NO_SLOPE} And: the factor 2 and the division by m are missing."),
    (
        lambda a, z, y: 2 * (a - y) * slope(z) / len(a),
        "This is divided by the number of outputs: the examples are the columns, so divide by `a.shape[1]`.",
    ),
    (lambda a, z, y: 2 * (a - y) * slope(z) * a.shape[1], "The number of examples multiplies: divide by it."),
    (
        lambda a, z, y: np.outer(2 * (a - y), slope(z)) / a.shape[1],
        "This is a table of all products: multiply entry by entry.",
    ),
    (
        lambda a, z, y: 2 * (a - y) @ slope(z).T / a.shape[1],
        "This is a matrix product, which adds up over the examples: multiply entry by entry, with `*`.",
    ),
    (
        lambda a, z, y: 2 * (a - y).T @ slope(z) / a.shape[1],
        "This is a matrix product, which adds up over the outputs: multiply entry by entry, with `*`.",
    ),
    (
        lambda a, z, y: 2 * (a - y.mean(axis=1, keepdims=True)) * slope(z) / a.shape[1],
        "The targets are averaged: each example has its own.",
    ),
    (
        lambda a, z, y: 2 * (a - y).mean(axis=1, keepdims=True) * slope(z) / a.shape[1],
        "The differences are averaged before σ′: each example keeps its own.",
    ),
    (
        lambda a, z, y: batch_delta(a, z, y).sum(axis=1),
        "The examples are added up: each keeps its own column, and is only divided by m.",
    ),
    (
        lambda a, z, y: batch_delta(a, z, y).sum(axis=0),
        "The outputs are added up: each has its own δ, for each example.",
    ),
]

TABLES = "`dC_dW` holds a table for each example: add them up, which `delta @ a_before.T` does."

GRADIENT_MISTAKES = [
    (lambda delta, a: (delta @ a.T, a.sum(axis=1)), "`dC_db` adds up the activations: add up the δ."),
    (lambda delta, a: (delta @ a.T, (delta @ a.T).sum(axis=1)), "`dC_db` adds up `dC_dW`: add up the δ, over the examples."),
    (
        lambda delta, a: (delta @ a.T, delta.sum(axis=1) * a.sum()),
        "`dC_db` contains the activations: it is the sum of the δ alone.",
    ),
    (
        lambda delta, a: (delta @ a.T, delta[:, -1]),
        "`dC_db` follows the last example alone: add up over all of them, `axis=1`.",
    ),
    (
        lambda delta, a: (np.outer(delta[:, -1], a[:, -1]), delta.sum(axis=1)),
        "`dC_dW` follows the last example alone: add up over all of them.",
    ),
    (
        lambda delta, a: (np.outer(delta[:, -1], a[:, -1]), delta[:, -1]),
        "Only the last example is used: does each round of a loop forget the one before?",
    ),
    (
        lambda delta, a: (a.sum(axis=1) * delta.sum(), delta.sum(axis=1)),
        "`dC_dW` is made of two sums: it is a table, `delta @ a_before.T`.",
    ),
    (lambda delta, a: (a, delta), "These are the two arguments: multiply and add up over the examples."),
    (
        lambda delta, a: (delta @ sigmoid(a).T, delta.sum(axis=1)),
        "The activations are squished again: take them as they are.",
    ),
    (
        lambda delta, a: (delta @ a.T / a.size, delta.sum(axis=1)),
        "`dC_dW` is divided by the number of its terms: δ contains the 1/m already.",
    ),
    (
        lambda delta, a: (delta @ a.T, abs(delta).sum(axis=1)),
        "The signs are lost in `dC_db`: add up the δ with their signs.",
    ),
    (
        lambda delta, a: (abs(delta) @ a.T, delta.sum(axis=1)),
        "The signs are lost in `dC_dW`: multiply by the δ with their signs.",
    ),
    (lambda delta, a: (delta @ a.T, -delta.sum(axis=1)), "`dC_db` has the wrong sign: add up the δ as they are."),
    (
        lambda delta, a: (delta @ a.T, delta.mean(axis=1)),
        "`dC_db` is a mean over the examples: δ contains the 1/m already, so add up.",
    ),
    (
        lambda delta, a: (delta @ a.T / delta.shape[1], delta.sum(axis=1)),
        "`dC_dW` is divided by the number of examples once too often: δ contains the 1/m already.",
    ),
    (
        lambda delta, a: (delta @ a.T, delta.sum(axis=0)),
        "`dC_db` is added up along the wrong axis: each neuron adds up over the examples, `axis=1`.",
    ),
    (lambda delta, a: (delta @ a.T, delta), "`dC_db` is not added up yet: add up over the examples, `axis=1`."),
    (lambda delta, a: (delta @ a.T, delta.sum()), "`dC_db` is one number: each neuron has its own bias, `axis=1`."),
    (
        lambda delta, a: (delta @ a.T, delta[:, 0]),
        "`dC_db` follows the first example alone: add up over all of them, `axis=1`.",
    ),
    (lambda delta, a: (delta.sum(axis=1), delta @ a.T), "The two results have changed places: first dC_dW, then dC_db."),
    (
        lambda delta, a: (np.outer(delta.sum(axis=1), a.sum(axis=1)), delta.sum(axis=1)),
        "The examples are added up too early: multiply δ and activation first, example by example.",
    ),
    (
        lambda delta, a: (np.outer(delta.sum(axis=1), a.mean(axis=1)), delta.sum(axis=1)),
        "The activations are averaged too early: multiply δ and activation first, example by example.",
    ),
    (
        lambda delta, a: (np.outer(delta[:, 0], a[:, 0]), delta.sum(axis=1)),
        "`dC_dW` follows the first example alone: add up over all of them, which `delta @ a_before.T` does.",
    ),
    (lambda delta, a: (delta @ np.ones_like(a.T), delta.sum(axis=1)), NO_ACTIVATIONS),
    (lambda delta, a: (delta @ (a * (1 - a)).T, delta.sum(axis=1)), SLOPE_BEFORE),
    (lambda delta, a: ((delta * (1 - delta)) @ a.T, (delta * (1 - delta)).sum(axis=1)), SLOPE_TWICE),
    (lambda delta, a: (delta[:, np.newaxis] * a, delta.sum(axis=1)), TABLES),
    (lambda delta, a: (np.einsum("jm,km->jkm", delta, a), delta.sum(axis=1)), TABLES),
    (lambda delta, a: (delta @ a, delta.sum(axis=1)), "The activations are not transposed: you need `delta @ a_before.T`."),
    (
        lambda delta, a: (delta * a, delta.sum(axis=1)),
        "δ and activations are multiplied entry by entry: you need the matrix product, `delta @ a_before.T`.",
    ),
]

LAYER_BACK_MISTAKES = [
    (
        lambda W, delta, z: W.T @ delta @ slope(z).T,
        "This is a matrix product, which adds up over the examples: multiply by σ′ entry by entry, with `*`.",
    ),
    (
        lambda W, delta, z: (W.T @ delta).T @ slope(z),
        "This is a matrix product, which adds up over the neurons: multiply by σ′ entry by entry, with `*`.",
    ),
    (lambda W, delta, z: W.sum(axis=0)[:, np.newaxis] * slope(z), "`delta` plays no part: send it back through `W.T`."),
    (
        lambda W, delta, z: W.T @ delta.mean(axis=1, keepdims=True) * slope(z),
        "`delta` is averaged over the examples: each example has its own.",
    ),
    (
        lambda W, delta, z: W.T @ delta.sum(axis=1, keepdims=True) * slope(z),
        "`delta` is added up over the examples: each example has its own.",
    ),
    (
        lambda W, delta, z: W.T @ delta * slope(z).mean(axis=1, keepdims=True),
        "σ′ is averaged over the examples: each example has its own.",
    ),
    (lambda W, delta, z: W.T @ delta * slope(W.T @ delta), "σ′ is taken at what comes back: take it at `z`."),
    (lambda W, delta, z: sigmoid(W.T @ delta), "This squishes as on the way forward: on the way back, multiply by σ′(z)."),
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
    BACK_MISTAKES + LAYER_BACK_MISTAKES,
)
