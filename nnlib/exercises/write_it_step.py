"""The last exercise of 08_write_it: one whole mini-batch step, from the images to the new weights and biases."""

from functools import partial

import numpy as np

from nnlib.exercises.backwards import BACK_MISTAKES
from nnlib.exercises.exercise import Exercise, sigmoid, slope
from nnlib.exercises.mini_batches import CLIMBS, NO_MEAN, NO_RATE, RATE_DIVIDES
from nnlib.exercises.one_image import HALF_SLOPE, NO_SLOPE, NO_TWO, NOT_SLOPE, SLOPE_OF_A, Z_FORMULA
from nnlib.exercises.write_it import (
    DELTA_MISTAKES,
    FORWARD_MISTAKES,
    NO_BIASES,
    NO_SIGMOID,
    batch_delta,
    forward,
    layer_back,
    layer_gradient,
    network_and_input,
)


def batch_step(weights, biases, x, y, learning_rate):
    """New weights and new biases, two lists, after a step against the gradient of the batch x (n_in, m), y (n_out, m)."""
    return _stepped(weights, biases, x, y, learning_rate)


def _stepped(*arguments, forward=forward, delta=batch_delta, gradient=layer_gradient, back=layer_back, after=False):
    """A step with these functions as its parts, of which one may be wrong; `after`: delta uses the updated weights."""
    weights, biases, x, y, rate = arguments
    zs, activations = forward(weights, biases, x)
    new_weights, new_biases = list(weights), list(biases)
    d = delta(activations[-1], zs[-1], y)
    for l in reversed(range(len(weights))):
        dC_dW, dC_db = gradient(d, activations[l])
        new_weights[l], new_biases[l] = weights[l] - rate * dC_dW, biases[l] - rate * dC_db
        if l > 0:
            d = back((new_weights if after else weights)[l], d, zs[l - 1])
    return new_weights, new_biases


def _case(rng, n_out, n_in, m):
    """A network, a batch, and a learning rate large enough for every part of the step to show in the result."""
    weights, biases, x = network_and_input(rng, n_out, n_in, m)
    return weights, biases, x, rng.uniform(0.05, 0.95, (n_out, m)), float(rng.uniform(5, 10))


def _returning(change):
    """A step that returns `change(new_weights, new_biases, weights, biases)`."""
    return lambda weights, biases, *rest: change(*batch_step(weights, biases, *rest), weights, biases)


def _subtracted(*arguments):
    """What the step has subtracted from weights and biases, two lists."""
    return [[old - new for old, new in zip(*both)] for both in zip(arguments[:2], batch_step(*arguments))]


def _one_by_one(weights, biases, x, y, rate):
    for i in range(x.shape[1]):
        weights, biases = batch_step(weights, biases, x[:, [i]], y[:, [i]], rate)
    return weights, biases


def _step_with(part, sentence, mistakes):
    """A step with the mistake that this sentence names in one of its parts."""
    return partial(_stepped, **{part: next(made for made, words in mistakes if words == sentence)})


# Steps that are right, but return the wrong arrays.
WRONG_LISTS = [
    (_returning(lambda W, b, old_W, old_b: (W, old_b)), "The biases are the old ones: they take a step, too."),
    (_returning(lambda W, b, old_W, old_b: (old_W, b)), "The weights are the old ones: they take a step, too."),
    (_returning(lambda W, b, old_W, old_b: (old_W, old_b)), "These are the old weights and biases: return the new ones."),
    (
        _returning(lambda W, b, old_W, old_b: ([*old_W[:-1], W[-1]], [*old_b[:-1], b[-1]])),
        "Only the last layer has taken a step: send δ back, and update every layer.",
    ),
    (
        _returning(lambda W, b, old_W, old_b: ([old_W[0], *W[1:]], [old_b[0], *b[1:]])),
        "The first layer has taken no step: the loop should go down to `l = 0`.",
    ),
    (
        _returning(lambda W, b, old_W, old_b: (W[::-1], b[::-1])),
        "The lists are in the order of the way back: the first layer comes first.",
    ),
    (
        _returning(lambda W, b, old_W, old_b: (b, W)),
        "The two results have changed places: first the weights, then the biases.",
    ),
]

SLOPE_SENTENCES = NO_SLOPE, Z_FORMULA, SLOPE_OF_A, NOT_SLOPE, HALF_SLOPE

MISTAKES = [
    (
        partial(_stepped, after=True),
        "The weights are updated too early: δ goes back through the old ones, so update them after that.",
    ),
    *((_step_with("back", words, BACK_MISTAKES), f"In a hidden layer: {words}") for words in SLOPE_SENTENCES),
    *((_step_with("delta", words, DELTA_MISTAKES), f"In the outputs: {words}") for words in SLOPE_SENTENCES),
    (_step_with("delta", NO_TWO, DELTA_MISTAKES), NO_TWO),
    *((_step_with("forward", words, FORWARD_MISTAKES), f"On the way forward: {words}") for words in (NO_BIASES, NO_SIGMOID)),
    (
        partial(_stepped, delta=lambda a, z, y: layer_back(np.eye(len(a)), batch_delta(a, z, y), z)),
        "In the outputs: σ′ comes in twice.",
    ),
    (partial(_stepped, delta=lambda a, z, y: batch_delta(a, z, y) * a.shape[1]), NO_MEAN),
    (
        partial(_stepped, delta=lambda a, z, y: batch_delta(a, z, y) / a.shape[1]),
        "This is divided by the number of examples once too often.",
    ),
    (
        partial(_stepped, gradient=lambda delta, a: (delta @ a.T, delta.mean(axis=1))),
        "The biases step by a mean over the examples: δ contains the 1/m already, so add up.",
    ),
    (lambda *g: _stepped(*g[:4], -g[4]), CLIMBS),
    (lambda *g: _stepped(*g[:4], 1), NO_RATE),
    (lambda *g: _stepped(*g[:4], -1), f"{NO_RATE} And: {CLIMBS}"),
    (lambda *g: (batch_step(*g)[0], _stepped(*g[:4], 1)[1]), f"For the biases: {NO_RATE}"),
    (lambda *g: (_stepped(*g[:4], 1)[0], batch_step(*g)[1]), f"For the weights: {NO_RATE}"),
    (lambda *g: (batch_step(*g)[0], _stepped(*g[:4], -g[4])[1]), f"For the biases: {CLIMBS}"),
    (lambda *g: (_stepped(*g[:4], -g[4])[0], batch_step(*g)[1]), f"For the weights: {CLIMBS}"),
    (
        partial(_stepped, back=lambda W, d, z: W.T @ d * slope(W.T @ d)),
        "In a hidden layer: σ′ is taken at what comes back: take it at z.",
    ),
    (
        partial(_stepped, back=lambda W, d, z: slope(z) * (W.T @ d) / d.shape[1]),
        "In the hidden layers, δ is divided by m again: once is enough, in the outputs.",
    ),
    (
        partial(_stepped, back=lambda W, d, z: 2 * slope(z) * (W.T @ d)),
        "In the hidden layers, the factor 2 comes in again: once is enough, in the outputs.",
    ),
    (
        partial(_stepped, back=lambda W, d, z: abs(W.T) @ d * slope(z)),
        "In a hidden layer: the signs of the weights are lost on the way back.",
    ),
    (
        partial(_stepped, gradient=lambda d, a: (d @ sigmoid(a).T, d.sum(axis=1))),
        "The activations are squished again for the weights: use them as they are.",
    ),
    (
        partial(_stepped, gradient=lambda d, a: (d @ (a * (1 - a)).T, d.sum(axis=1))),
        "The σ′ of the layer before comes in too early: the weights need the activation alone.",
    ),
    (
        partial(_stepped, gradient=lambda d, a: (d @ a.T / d.shape[1], d.sum(axis=1) / d.shape[1])),
        "This is divided by the number of examples once too often.",
    ),
    (
        partial(_stepped, gradient=lambda d, a: (d @ a.T / d.shape[1], d.sum(axis=1))),
        "The weights step by a mean over the examples: δ contains the 1/m already, so add up.",
    ),
    (
        partial(_stepped, delta=lambda a, z, y: 2 * (a - y) * slope(z) / len(a)),
        "This is divided by the number of outputs: the examples are the columns, so divide by `x.shape[1]`.",
    ),
    (
        partial(_stepped, delta=lambda a, z, y: batch_delta(z, z, y)),
        "In the outputs: z is compared with the target: compare the activation with it.",
    ),
    (partial(_stepped, delta=lambda a, z, y: a - y), "In the outputs: σ′, the factor 2 and the division by m are missing."),
    (
        partial(_stepped, delta=lambda a, z, y: (a - y) ** 2 * slope(z) / a.shape[1]),
        "In the outputs: the difference is squared: its slope is `2 * (a - y)`.",
    ),
    (lambda *g: _stepped(*g[:4], 1 / g[4]), RATE_DIVIDES),
    (lambda *g: _stepped(*g[:4], 2 * g[4]), "The step is twice as long as it should be: there is a factor 2 too many."),
    (
        lambda *g: _stepped(*g[:2], g[2][:, :1], g[3][:, :1], g[4]),
        "The step follows the first example alone: use the whole batch.",
    ),
    (_one_by_one, "This is a step for each example, one after the other: take one step for the whole batch."),
    (
        lambda *g: [[part / g[4] for part in parts] for parts in _subtracted(*g)],
        "These are the gradients: multiply them by the learning rate, and subtract that from weights and biases.",
    ),
    (_subtracted, "This is the learning rate times the gradient: subtract it from weights and biases."),
    (
        lambda *g: [[-part for part in parts] for parts in _subtracted(*g)],
        "This is the step alone: add it to weights and biases.",
    ),
    *WRONG_LISTS,
]

BATCH_STEP = Exercise(batch_step, _case, MISTAKES, ("new_weights", "new_biases"))
