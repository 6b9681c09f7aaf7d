"""The exercises of 04_backwards: how the wishes travel backwards."""

import numpy as np

from nnlib.exercises.exercise import Exercise, sigmoid, slope
from nnlib.exercises.one_image import FACTOR_TWICE, ONLY_SLOPE, SLOPE_ADDED, SLOPE_TWICE, wrong_slopes


def send_back(W, delta):
    """∂C/∂a of the layer before, (n_in,): Wᵀ delta, with W (n_out, n_in) and delta (n_out,)."""
    return W.T @ delta


def hidden_delta(W, delta, z):
    """∂C/∂z of the layer before, (n_in,): (Wᵀ delta) σ′(z), with W (n_out, n_in), delta (n_out,) and z (n_in,)."""
    return W.T @ delta * slope(z)


def _layer(rng, n_out, n_in, m):
    return rng.normal(size=(n_out, n_in)), rng.normal(size=n_out)


NO_W_T = "W is not transposed: on the way back, column k of W belongs to neuron k, so you need `W.T @ delta`."
MEAN_OF_WISHES = "This is a mean: what comes from the neurons of the next layer is added up."
NOT_SUMMED = "This is a whole table, neuron by neuron: add up what comes from all neurons of the next layer."
WRONG_SUM = "The table is added up along its rows: each column belongs to one neuron of the layer before, `axis=0`."
NO_DELTA = "`delta` plays no part: multiply each weight by the δ of the neuron that it leads to."
AS_DRAWN = "Only the sign of `delta` is used: its size matters, too."
SIGNLESS_W = "The signs of the weights are lost: a negative weight turns the sign round."

SEND_BACK = Exercise(
    send_back,
    _layer,
    [
        (lambda W, delta: W @ delta, NO_W_T),
        (lambda W, delta: W * delta[:, np.newaxis], NOT_SUMMED),
        (lambda W, delta: W.T * delta, NOT_SUMMED),
        (lambda W, delta: (W * delta[:, np.newaxis]).sum(axis=1), WRONG_SUM),
        (
            lambda W, delta: (W * delta).sum(axis=0),
            "The columns of W are multiplied by the δ: row j of W belongs to `delta[j]`.",
        ),
        (lambda W, delta: (W * delta[:, np.newaxis]).mean(axis=0), MEAN_OF_WISHES),
        (lambda W, delta: send_back(W, delta) / W.shape[1], MEAN_OF_WISHES),
        (lambda W, delta: W.sum(axis=0), NO_DELTA),
        (lambda W, delta: W.T @ np.sign(delta), AS_DRAWN),
        (lambda W, delta: delta @ delta * W.sum(axis=0), "δ comes in twice: multiply each weight by the δ of its row once."),
        (
            lambda W, delta: W.sum(axis=0) * delta.sum(),
            "Two sums are multiplied with each other: multiply each weight by its δ first, then add up.",
        ),
        (lambda W, delta: W.sum(axis=0) + delta.sum(), "Weights and δ are added: multiply them."),
        (lambda W, delta: sigmoid(W.T @ delta), "The result is squished: the way back is a plain sum."),
        (lambda W, delta: (W * delta[:, np.newaxis]).max(axis=0), "Only the largest part is kept: add up all of them."),
        (
            lambda W, delta: W.T @ abs(delta),
            "The signs of `delta` are lost: some neurons of the next layer should go up, others down.",
        ),
        (lambda W, delta: abs(W.T) @ delta, SIGNLESS_W),
        (lambda W, delta: np.sign(W.T) @ delta, "Only the signs of the weights are used: a strong weight passes on more."),
        (lambda W, delta: np.ones_like(W.T) @ delta, "The weights play no part: each neuron hears through its own weights."),
        (lambda W, delta: W.T @ (delta * (1 - delta)), SLOPE_TWICE),
        (
            lambda W, delta: (W.T @ delta).sum(),
            "Everything is added up to one number: each neuron of the layer before has its own slope.",
        ),
    ],
)

# The mistakes of hidden_delta that can also be made with a batch, one example per column.
BACK_MISTAKES = [
    *wrong_slopes(lambda slope, W, delta, z: W.T @ delta * slope(z)),
    (lambda W, delta, z: slope(z), ONLY_SLOPE),
    (lambda W, delta, z: W @ delta * slope(z), NO_W_T),
    (lambda W, delta, z: W @ delta, f"{NO_W_T} And σ′(z) is missing."),
    (lambda W, delta, z: abs(W.T @ delta) * slope(z), "The signs are lost: slopes may be negative."),
    (
        lambda W, delta, z: W.T @ (delta * slope(z)),
        "σ′(z) comes too early: `z` belongs to the layer before, so it comes after `W.T @ delta`.",
    ),
    (lambda W, delta, z: delta * slope(z), "The weights play no part: send `delta` back through `W.T` first."),
    (lambda W, delta, z: send_back(W, delta) * slope(z) / len(W), MEAN_OF_WISHES),
    (lambda W, delta, z: W.T @ np.sign(delta) * slope(z), AS_DRAWN),
    (lambda W, delta, z: abs(W.T) @ delta * slope(z), SIGNLESS_W),
    (lambda W, delta, z: W.T @ delta * sigmoid(z) * (1 - sigmoid(z)) ** 2, FACTOR_TWICE),
    (lambda W, delta, z: W.T @ delta + slope(z), SLOPE_ADDED),
]

HIDDEN_DELTA = Exercise(
    hidden_delta,
    lambda rng, n_out, n_in, m: (*_layer(rng, n_out, n_in, m), rng.normal(0, 1.5, n_in)),
    [
        *BACK_MISTAKES,
        (lambda W, delta, z: W.sum(axis=0) * slope(z), NO_DELTA),
        (
            lambda W, delta, z: (W * delta[:, np.newaxis]).sum() * slope(z),
            "Everything is added up to one number before σ′: each neuron has its own sum.",
        ),
        (lambda W, delta, z: W.T @ delta * slope(W.T @ delta), "σ′ is taken at what comes back: take it at `z`."),
        (lambda W, delta, z: slope(W.T @ delta), "This is σ′ of what comes back: multiply that by σ′(z)."),
        (lambda W, delta, z: W.T @ delta * delta.sum(), "δ comes in twice: multiply by σ′(z) instead."),
        (
            lambda W, delta, z: sigmoid(W.T @ delta),
            "This squishes as on the way forward: on the way back, multiply by σ′(z).",
        ),
        (
            lambda W, delta, z: sigmoid(W.T @ delta + z),
            "This squishes as on the way forward: on the way back, multiply by σ′(z).",
        ),
        (lambda W, delta, z: W * delta[:, np.newaxis] * slope(z), NOT_SUMMED),
        (
            lambda W, delta, z: W.T @ delta @ slope(z),
            "The result is added up to one number: each neuron has its own, so multiply by σ′ entry by entry, with `*`.",
        ),
        (
            lambda W, delta, z: np.outer(W.T @ delta, slope(z)),
            "This is a table of all products: multiply by σ′ entry by entry.",
        ),
    ],
)
