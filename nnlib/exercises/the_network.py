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


def _softmax(z):
    return np.exp(z) / np.exp(z).sum()


TWO_SUMS = "Two sums are multiplied with each other: multiply pair by pair first, then add up."
BIAS_SUBTRACTED = "The bias has the wrong sign: add it. Behind a minus, put the whole sum in brackets, as in `-(W @ a + b)`."
W_TRANSPOSED = "W is used transposed: row j of W leads to neuron j, so you need `W @ a`."
BRACKETS = "σ(z) is `1 / (1 + np.exp(-z))`, and all the brackets matter."
MINUS_Z = "This is σ(−z): check the sign in front of z."
TANH = "This squishes with tanh: use the sigmoid, `1 / (1 + np.exp(-z))`."

WEIGHTED_SUM = Exercise(
    weighted_sum,
    lambda rng, n_out, n_in, m: (rng.normal(size=n_in), rng.random(n_in), float(rng.normal())),
    [
        (lambda w, a, b: w @ a, "The bias is missing: add `b`."),
        (
            lambda w, a, b: w * a,
            "These are the products of weights and activations, one by one: add them up, then add the bias.",
        ),
        (
            lambda w, a, b: w * a + b,
            "These are n numbers, one for each product: add up the products first, then add the bias once.",
        ),
        (lambda w, a, b: (w * a + b).sum(), "The bias is added once for each product: add it once, after the sum."),
        (lambda w, a, b: sigmoid(w @ a + b), "This has been squished already: z is the weighted sum before σ."),
        (lambda w, a, b: w @ a - b, "The bias is subtracted: add it."),
        (lambda w, a, b: (w * a).mean() + b, "This is the mean of the products: z is their sum."),
        (lambda w, a, b: w.sum() + b, "The activations play no part: multiply each weight by its activation."),
        (lambda w, a, b: a.sum() + b, "The weights play no part: multiply each activation by its weight."),
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
        (lambda W, a, b: W @ a + b, "σ is missing: this is z, which is not squished yet."),
        (lambda W, a, b: sigmoid(W @ a), "The bias is missing: add `b` before σ."),
        (lambda W, a, b: sigmoid(W @ a) + b, "The bias is added after σ: add it to the weighted sum, before σ."),
        (lambda W, a, b: sigmoid(W @ a - b), BIAS_SUBTRACTED),
        (lambda W, a, b: sigmoid(W.T @ a + b), W_TRANSPOSED),
        (
            lambda W, a, b: sigmoid(W * a + b),
            "The products are not added up, or only in part: `W @ a` multiplies and adds up each row.",
        ),
        (lambda W, a, b: sigmoid(-W @ a - b), MINUS_Z),
        (lambda W, a, b: 1 + np.exp(-(W @ a + b)), f"This is 1 + exp(−z): {BRACKETS}"),
        (lambda W, a, b: 1 + np.exp(-W @ a + b), f"This is 1 + exp(−z) with a wrong sign in front of b: {BRACKETS}"),
        (lambda W, a, b: 1 + np.exp(W @ a + b), f"This is 1 + exp(z): {BRACKETS}"),
        (lambda W, a, b: np.exp(-(W @ a + b)), f"This is exp(−z) alone: {BRACKETS}"),
        (
            lambda W, a, b: 1 / (1 - np.exp(-(W @ a + b))),
            "The 1 and the exp(−z) are subtracted: σ(z) is `1 / (1 + np.exp(-z))`.",
        ),
        (lambda W, a, b: np.exp(W @ a + b), f"This is exp(z) alone: {BRACKETS}"),
        (lambda W, a, b: _softmax(W @ a + b), "This is the softmax: each neuron squishes its own z, with the sigmoid."),
        (lambda W, a, b: np.tanh(W @ a + b), TANH),
        (lambda W, a, b: np.maximum(W @ a + b, 0), "This squishes with ReLU: use the sigmoid, `1 / (1 + np.exp(-z))`."),
        (lambda W, a, b: slope(W @ a + b), "This is σ′, the slope of the sigmoid: use σ itself."),
        (lambda W, a, b: sigmoid(sigmoid(W @ a + b)), "This squishes twice: apply σ once."),
        (
            lambda W, a, b: sigmoid(W @ sigmoid(a) + b),
            "The activations that come in are squished again: they have been squished already.",
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
        (prod, "All sizes are multiplied with each other: multiply those of neighbouring layers only, then add up."),
        (lambda sizes: _weights(sizes) + sum(sizes), "The pixels get biases, too: only the neurons after them have one."),
        (
            lambda sizes: _weights(sizes) + sum(sizes[:-1]),
            "The biases are those of the layer before: they belong to the layer that a weight leads to.",
        ),
        (lambda sizes: _weights(sizes) + sum(sizes[1:-1]), "The biases of the outputs are missing."),
        (lambda sizes: _weights(sizes) + len(sizes) - 1, "Each layer gets one bias: each neuron has its own."),
        (lambda sizes: _weights(sizes) + 1, "There is one bias in all: each neuron after the input has its own."),
        (lambda sizes: count_parameters(sizes[:-1]), "The last layer is left out."),
        (
            lambda sizes: count_parameters(sizes[1:]),
            "The first layer of weights, which leads away from the input, is left out.",
        ),
    ],
)
