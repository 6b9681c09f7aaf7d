"""The exercises of 01_the_network: what the network computes."""

from math import prod

import numpy as np

from nnlib.exercises.exercise import Exercise, sigmoid, slope


def weighted_sum(w, a, b):
    """z of one neuron, a number: its weights w (n,) times the activations a (n,) before it, added up, plus its bias b."""
    return w @ a + b


def layer(W, a, b):
    """The activations of a whole layer, (n_out,): σ(W a + b), with W (n_out, n_in), a (n_in,) and b (n_out,)."""
    return sigmoid(W @ a + b)


def count_parameters(sizes):
    """How many weights and biases a network has, a whole number; `sizes` counts the neurons of each layer, input first."""
    return sum(n_in * n_out + n_out for n_in, n_out in zip(sizes, sizes[1:]))


def _weights(sizes):
    return sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))


TWO_SUMS = "These are two sums multiplied: multiply pair by pair, then add up."
BIAS_SUBTRACTED = "The bias is subtracted: add it."
W_TRANSPOSED = "W is used transposed: row j of W leads to neuron j, so it is `W @ a`."
MINUS_Z = "This is σ(-z): check the sign of z inside `exp`."
TANH = "This squishes with tanh: take the sigmoid, `1 / (1 + exp(-z))`."

WEIGHTED_SUM = Exercise(
    weighted_sum,
    lambda rng, n_out, n_in, m: (rng.normal(size=n_in), rng.random(n_in), float(rng.normal())),
    [
        (lambda w, a, b: w @ a, "The bias is missing: add `b`."),
        (lambda w, a, b: w * a, "These are the products `w * a` one by one: add them up, then add the bias."),
        (lambda w, a, b: w * a + b, "These are n numbers: add up the products first, then add the bias once."),
        (lambda w, a, b: (w * a + b).sum(), "The bias is added once for each product: add it once, after the sum."),
        (lambda w, a, b: sigmoid(w @ a + b), "This is squished already: z is the weighted sum before σ."),
        (lambda w, a, b: w @ a - b, BIAS_SUBTRACTED),
        (lambda w, a, b: (w * a).mean() + b, "This is the mean of the products: z is their sum."),
        (lambda w, a, b: w.sum() + b, "The activations are not used: each weight is multiplied by its activation."),
        (lambda w, a, b: a.sum() + b, "The weights are not used: each activation is multiplied by its weight."),
        (lambda w, a, b: w.sum() * a.sum() + b, TWO_SUMS),
        (lambda w, a, b: w.sum() + a.sum() + b, "Weights and activations are added: multiply them pair by pair."),
        (lambda w, a, b: w @ (a + b), "The bias is added to the activations: add it after the sum, unweighted."),
        (lambda w, a, b: (w @ a) * b, "The bias is multiplied: add it."),
    ],
)

LAYER = Exercise(
    layer,
    lambda rng, n_out, n_in, m: (rng.normal(size=(n_out, n_in)), rng.random(n_in), rng.normal(size=n_out)),
    [
        (lambda W, a, b: W @ a + b, "σ is missing: this is z, not yet squished."),
        (lambda W, a, b: sigmoid(W @ a), "The bias is missing: add `b` before σ."),
        (lambda W, a, b: sigmoid(W @ a) + b, "The bias is added after σ: add it to the weighted sum, before σ."),
        (lambda W, a, b: sigmoid(W @ a - b), BIAS_SUBTRACTED),
        (lambda W, a, b: sigmoid(W.T @ a + b), W_TRANSPOSED),
        (lambda W, a, b: sigmoid(W * a + b), "`W * a` is no matrix product: use `@`, which also adds up each row."),
        (lambda W, a, b: sigmoid(-W @ a - b), MINUS_Z),
        (lambda W, a, b: 1 + np.exp(-(W @ a + b)), "A pair of brackets is missing: `1 / (1 + exp(-z))`."),
        (lambda W, a, b: np.exp(-(W @ a + b)), "This is `exp(-z)` alone: σ(z) is `1 / (1 + exp(-z))`."),
        (lambda W, a, b: np.tanh(W @ a + b), TANH),
        (lambda W, a, b: np.maximum(W @ a + b, 0), "This squishes with ReLU: take the sigmoid, `1 / (1 + exp(-z))`."),
        (lambda W, a, b: slope(W @ a + b), "This is σ′, the slope of the sigmoid: take σ itself."),
        (lambda W, a, b: sigmoid(sigmoid(W @ a + b)), "This squishes twice: take σ once."),
        (
            lambda W, a, b: sigmoid(W @ sigmoid(a) + b),
            "This squishes the activations that come in: they are squished already.",
        ),
    ],
)

COUNT_PARAMETERS = Exercise(
    count_parameters,
    lambda rng, n_out, n_in, m: ([int(size) for size in rng.permutation(np.arange(3, 30))[:n_in]],),
    [
        (_weights, "The biases are missing: each neuron after the input has one."),
        (lambda sizes: sum(sizes[1:]), "These are the biases alone: add the weights, n_in · n_out between two layers."),
        (sum, "These are the neurons: count the weights between them, and the biases."),
        (prod, "All sizes are multiplied with each other: multiply only those of neighbouring layers, then add up."),
        (lambda sizes: _weights(sizes) + sum(sizes), "The input has been given biases: pixels have none."),
        (
            lambda sizes: _weights(sizes) + sum(sizes[:-1]),
            "The biases belong to the layer a weight leads to, not the one before.",
        ),
        (lambda sizes: _weights(sizes) + sum(sizes[1:-1]), "The biases of the output are missing."),
        (lambda sizes: _weights(sizes) + len(sizes) - 1, "Each neuron has a bias of its own, not each layer."),
        (lambda sizes: _weights(sizes) + 1, "There is one bias for each neuron after the input, not one in all."),
        (lambda sizes: count_parameters(sizes[:-1]), "The last layer is left out."),
        (
            lambda sizes: count_parameters(sizes[1:]),
            "The first layer of weights, which leads away from the input, is left out.",
        ),
    ],
)
