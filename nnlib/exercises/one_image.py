"""The exercises of 03_one_image: what one example wants."""

from functools import partial

import numpy as np

from nnlib.exercises.exercise import Exercise, sigmoid, slope
from nnlib.exercises.the_gradient import TARGET_ADDED


def output_wishes(a, y):
    """What one example wants of the outputs, -∂C/∂a (n,): 2 (y - a), with outputs a (n,) and targets y (n,)."""
    return 2 * (y - a)


def output_delta(a, z, y):
    """∂C/∂z of the outputs, (n,): 2 (a - y) σ′(z), with activations a = σ(z), weighted sums z and targets y, each (n,)."""
    return 2 * (a - y) * slope(z)


def weight_gradient(delta, a_before):
    """∂C/∂W, (n_out, n_in): entry [j, k] is delta[j] times a_before[k], with delta (n_out,) and a_before (n_in,)."""
    return np.outer(delta, a_before)


def outputs(rng, *shape):
    """Activations, weighted sums and targets of outputs, each of this shape: (n,), or (n, m) for m examples.

    The targets lie between 0 and 1, because targets of exactly 0 or 1 could hide a mistake.
    """
    z = rng.normal(0, 1.5, shape)
    return sigmoid(z), z, rng.uniform(0.05, 0.95, shape)


NO_TWO = "The factor 2 is missing: it comes from the square in the cost."
NO_SLOPE = "σ′(z) is missing: multiply by how steep the sigmoid is at `z`."
SLOPE_OF_A = "σ′ is taken of the activation: σ is squished already, so take σ′ at `z`."
Z_FORMULA = "`z * (1 - z)` is not σ′(z): the formula a (1 - a) needs the activation a = σ(z)."
NOT_SLOPE = "This multiplies by σ(z): it should be the slope σ′(z) = σ(z) (1 - σ(z))."
RELU_SLOPE = "This multiplies by the slope of ReLU: these neurons squish with the sigmoid."
ONLY_SLOPE = "This is σ′(z) alone: multiply it by what comes from the cost."
SLOPE_ADDED = "σ′ is added: the chain rule multiplies."
SLOPE_DIVIDES = "This divides by σ′: the chain rule multiplies."
FACTOR_TWICE = "There is a factor (1 - a) too many: σ′ is a (1 - a)."
SLOPE_TWICE = "There is a σ′ too many: it is in `delta` already."
SLOPE_BEFORE = "There is a σ′ of the layer before too many: multiply by the activation alone."
NO_ACTIVATIONS = "The activations are not used: a weight matters as much as the neuron before it is active."
NOT_A_MEAN = "This divides by the number of neurons: each weight has a slope of its own, no mean."
TABLE_SUMMED = "The table is added up: each weight has a slope of its own."

# What learners take for σ′(z).
WRONG_SLOPES = [
    (lambda z: 1, NO_SLOPE),
    (lambda z: z * (1 - z), Z_FORMULA),
    (lambda z: slope(sigmoid(z)), SLOPE_OF_A),
    (sigmoid, NOT_SLOPE),
    (lambda z: z > 0, RELU_SLOPE),
]


def wrong_slopes(result):
    """The mistakes of a function with σ′ in it: `result(slope, *arguments)` is what it gives with another `slope(z)`."""
    return [(partial(result, wrong), sentence) for wrong, sentence in WRONG_SLOPES]


OUTPUT_WISHES = Exercise(
    output_wishes,
    lambda rng, n_out, n_in, m: outputs(rng, n_out)[::2],
    [
        (
            lambda a, y: 2 * (a - y),
            "This is the gradient, with the sign the wrong way round: a wish is minus the gradient, `y - a`.",
        ),
        (lambda a, y: y - a, NO_TWO),
        (lambda a, y: (y - a) ** 2, "This is the cost of each output: take its derivative."),
        (lambda a, y: ((y - a) ** 2).sum(), "This is the cost: take its derivative for each output."),
        (lambda a, y: 2 * abs(y - a), "The signs are lost: outputs above their target want to go down."),
        (
            lambda a, y: 2 * np.sign(y - a),
            "Only the direction is left: the wish is proportional to the distance from the target.",
        ),
        (
            lambda a, y: 2 * (y - a) * a * (1 - a),
            "There is a σ′ too many: it comes in only with z, here the wish is for the activation.",
        ),
        (lambda a, y: 2 * (y - a).sum(), "All wishes are added up: each output has its own."),
        (lambda a, y: 2 * (y - a).mean(), "All wishes are averaged: each output has its own."),
        (
            lambda a, y: 2 * (y - a) / len(a),
            "This divides by the number of outputs: the cost is a sum over them, not a mean.",
        ),
        (lambda a, y: y, "This is the target itself: the wish is the way to it, from the output."),
        (lambda a, y: 2 * (y + a), TARGET_ADDED),
    ],
)

OUTPUT_DELTA = Exercise(
    output_delta,
    lambda rng, n_out, n_in, m: outputs(rng, n_out),
    [
        *wrong_slopes(lambda slope, a, z, y: 2 * (a - y) * slope(z)),
        (lambda a, z, y: (a - y) * slope(z), NO_TWO),
        (lambda a, z, y: slope(z), ONLY_SLOPE),
        (lambda a, z, y: 2 * (a - y) * y * (1 - y), "σ′ is taken of the target: take it at `z`."),
        (lambda a, z, y: 2 * (a - y) * slope(a - y), "σ′ is taken of the difference: take it at `z`."),
        (lambda a, z, y: 2 * (a - y) * (1 - a), "Half of σ′ is missing: it is a (1 - a)."),
        (lambda a, z, y: 2 * (a - y) * a * (1 - a) ** 2, FACTOR_TWICE),
        (
            lambda a, z, y: 2 * (z - y) * slope(z),
            "The difference is taken of `z`: the cost compares the activation with the target, `a - y`.",
        ),
        (lambda a, z, y: (a - y) ** 2 * slope(z), "The difference is squared: the derivative of its square is 2 (a - y)."),
        (lambda a, z, y: 2 * (a - y) + slope(z), SLOPE_ADDED),
        (lambda a, z, y: 2 * (a - y) / slope(z), SLOPE_DIVIDES),
        (
            lambda a, z, y: output_delta(a, z, y) / len(a),
            "This divides by the number of outputs: the cost is a sum over them.",
        ),
        (
            lambda a, z, y: output_delta(a, z, y).sum(),
            "All deltas are added up: each output has its own, so multiply entry by entry, with `*`.",
        ),
        (lambda a, z, y: np.outer(2 * (a - y), slope(z)), "This is a table of all products: multiply entry by entry."),
    ],
)

WEIGHT_GRADIENT = Exercise(
    weight_gradient,
    lambda rng, n_out, n_in, m: (rng.normal(size=n_out), rng.random(n_in)),
    [
        (
            lambda delta, a_before: delta * a_before,
            "This multiplies entry by entry: every delta meets every activation, so the result is a table.",
        ),
        (
            lambda delta, a_before: delta @ a_before,
            "This is a single number: every delta meets every activation, so the result is a table.",
        ),
        (lambda delta, a_before: np.add.outer(delta, a_before), "delta and activation are added: multiply them."),
        (lambda delta, a_before: np.outer(delta, np.ones_like(a_before)), NO_ACTIVATIONS),
        (
            lambda delta, a_before: np.outer(np.ones_like(delta), a_before),
            "The deltas are not used: row j is multiplied by `delta[j]`.",
        ),
        (lambda delta, a_before: np.outer(delta, a_before * (1 - a_before)), SLOPE_BEFORE),
        (
            lambda delta, a_before: np.outer(delta, sigmoid(a_before)),
            "The activations are squished again: take them as they are.",
        ),
        (lambda delta, a_before: np.outer(delta * (1 - delta), a_before), SLOPE_TWICE),
        (lambda delta, a_before: np.outer(delta, a_before) / len(delta), NOT_A_MEAN),
        (lambda delta, a_before: np.outer(delta, a_before) / len(a_before), NOT_A_MEAN),
        (lambda delta, a_before: np.outer(delta, a_before).sum(axis=0), TABLE_SUMMED),
        (lambda delta, a_before: np.outer(delta, a_before).sum(axis=1), TABLE_SUMMED),
        (lambda delta, a_before: np.outer(delta, a_before).sum(), TABLE_SUMMED),
        (lambda delta, a_before: np.outer(abs(delta), a_before), "The signs of `delta` are lost."),
        (
            lambda delta, a_before: delta,
            "This is the gradient of the biases: multiply by the activations for that of the weights.",
        ),
    ],
)
