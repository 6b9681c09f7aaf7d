"""The exercises of 04_backwards: how the wishes travel backwards."""

import numpy as np

from nnlib.exercises.exercise import Exercise, sigmoid, slope
from nnlib.exercises.one_image import FACTOR_TWICE, ONLY_SLOPE, SLOPE_ADDED, SLOPE_DIVIDES, SLOPE_TWICE, wrong_slopes


def send_back(W, delta):
    """∂C/∂a of the layer before, (n_in,): Wᵀ delta, with W (n_out, n_in) and delta (n_out,)."""
    return W.T @ delta


def hidden_delta(W, delta, z):
    """∂C/∂z of the layer before, (n_in,): (Wᵀ delta) σ′(z), with W (n_out, n_in), delta (n_out,) and z (n_in,)."""
    return W.T @ delta * slope(z)


def _layer(rng, n_out, n_in, m):
    return rng.normal(size=(n_out, n_in)), rng.normal(size=n_out)


NO_W_T = "W is not transposed: going back, neuron k hears through column k of W, so it is `W.T @ delta`."
MEAN_OF_WISHES = "This is a mean: what the neurons of the next layer ask for is added up."
NOT_SUMMED = "This is the whole table, neuron by neuron: add up what all neurons of the next layer say."
WRONG_SUM = "The table is added up along its rows: each column belongs to one neuron of the layer before, `axis=0`."
NO_DELTA = "`delta` is not used: each weight is multiplied by the delta of the neuron it leads to."
AS_DRAWN = "Only the sign of `delta` is used: its size says how much a neuron asks for."
SIGNLESS_W = "The signs of the weights are lost: through a negative weight a wish turns round."

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
            "`W * delta` multiplies column by column: row j of W belongs to `delta[j]`.",
        ),
        (lambda W, delta: (W * delta[:, np.newaxis]).mean(axis=0), MEAN_OF_WISHES),
        (lambda W, delta: send_back(W, delta) / W.shape[1], MEAN_OF_WISHES),
        (lambda W, delta: W.sum(axis=0), NO_DELTA),
        (lambda W, delta: W.T @ np.sign(delta), AS_DRAWN),
        (
            lambda W, delta: W.T @ abs(delta),
            "The signs of `delta` are lost: some neurons of the next layer want to go down.",
        ),
        (lambda W, delta: abs(W.T) @ delta, SIGNLESS_W),
        (lambda W, delta: np.sign(W.T) @ delta, "Only the signs of the weights are used: a strong weight passes on more."),
        (lambda W, delta: np.ones_like(W.T) @ delta, "The weights are not used: each neuron hears through its own weights."),
        (lambda W, delta: W.T @ (delta * (1 - delta)), SLOPE_TWICE),
        (
            lambda W, delta: (W.T @ delta).sum(),
            "Everything is added up: each neuron of the layer before gets a message of its own.",
        ),
    ],
)

# The mistakes of hidden_delta that can also be made with a batch, one example per column.
BACK_MISTAKES = [
    *wrong_slopes(lambda slope, W, delta, z: W.T @ delta * slope(z)),
    (lambda W, delta, z: W.T @ delta * z, "This multiplies by z: it should be the slope σ′(z)."),
    (lambda W, delta, z: slope(z), ONLY_SLOPE),
    (lambda W, delta, z: W @ delta * slope(z), NO_W_T),
    (lambda W, delta, z: W @ delta, f"{NO_W_T} And σ′(z) is missing."),
    (
        lambda W, delta, z: W.T @ (delta * slope(z)),
        "σ′(z) is multiplied in before going back: `z` belongs to the layer before, so it comes after `W.T @ delta`.",
    ),
    (lambda W, delta, z: delta * slope(z), "The weights are not used: send `delta` back through `W.T` first."),
    (lambda W, delta, z: send_back(W, delta) * slope(z) / len(W), MEAN_OF_WISHES),
    (lambda W, delta, z: W.T @ np.sign(delta) * slope(z), AS_DRAWN),
    (lambda W, delta, z: abs(W.T) @ delta * slope(z), SIGNLESS_W),
    (lambda W, delta, z: W.T @ delta * sigmoid(z) * (1 - sigmoid(z)) ** 2, FACTOR_TWICE),
    (lambda W, delta, z: W.T @ delta * (1 - sigmoid(z)), "Half of σ′ is missing: it is σ(z) (1 - σ(z))."),
    (lambda W, delta, z: W.T @ delta + slope(z), SLOPE_ADDED),
    (lambda W, delta, z: W.T @ delta / slope(z), SLOPE_DIVIDES),
]

HIDDEN_DELTA = Exercise(
    hidden_delta,
    lambda rng, n_out, n_in, m: (*_layer(rng, n_out, n_in, m), rng.normal(0, 1.5, n_in)),
    [
        *BACK_MISTAKES,
        (lambda W, delta, z: W.sum(axis=0) * slope(z), NO_DELTA),
        (lambda W, delta, z: W * delta[:, np.newaxis] * slope(z), NOT_SUMMED),
        (
            lambda W, delta, z: W.T @ delta @ slope(z),
            "`@` adds up over the neurons: multiply by σ′ entry by entry, with `*`.",
        ),
        (
            lambda W, delta, z: np.outer(W.T @ delta, slope(z)),
            "This is a table of all products: multiply by σ′ entry by entry.",
        ),
    ],
)
