"""The exercises of 03_one_image: what one example wants."""

from functools import partial

import numpy as np

from nnlib.exercises.exercise import Exercise, sigmoid, slope
from nnlib.exercises.the_gradient import TARGET_ADDED


def output_wishes(a, y):
    """The wishes of one example for the outputs, -∂C/∂a (n,): 2 (y - a), with outputs a (n,) and targets y (n,)."""
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
SLOPE_OF_A = "σ′ is taken at the activation, which has been squished already: take it at `z`."
Z_FORMULA = "z (1 − z) is not σ′(z): the formula a (1 − a) needs the activation a = σ(z)."
NOT_SLOPE = "This multiplies by σ(z): it should be the slope of σ, which is σ′(z) = σ(z) (1 − σ(z))."
RELU_SLOPE = "This multiplies by the slope of ReLU: these neurons use the sigmoid."
ONLY_SLOPE = "This is σ′(z) alone: multiply it by what comes from the cost."
SLOPE_ADDED = "σ′ is added: the chain rule multiplies."
SLOPE_DIVIDES = "This is divided by σ′: the chain rule multiplies."
FACTOR_TWICE = "There is a factor 1 − a too many: σ′ is a (1 − a)."
HALF_SLOPE = "Half of σ′ is missing: it is a (1 − a)."
SLOPE_TWICE = "There is a σ′ too many: `delta` contains it already."
SLOPE_BEFORE = "The σ′ of the layer before comes in too early: multiply by the activation alone."
NO_ACTIVATIONS = "The activations play no part: the more active the neuron before it, the more a weight matters."
NOT_A_MEAN = "This is divided by the number of neurons: each weight has its own slope, which is not a mean."

# What learners take for σ′(z).
WRONG_SLOPES = [
    (lambda z: 1, NO_SLOPE),
    (lambda z: z * (1 - z), Z_FORMULA),
    (lambda z: slope(sigmoid(z)), SLOPE_OF_A),
    (sigmoid, NOT_SLOPE),
    (lambda z: z > 0, RELU_SLOPE),
    (lambda z: 1 - sigmoid(z), HALF_SLOPE),
    (lambda z: sigmoid(z) * (1 + sigmoid(z)), "This multiplies by a (1 + a): σ′ is a (1 − a)."),
    (lambda z: sigmoid(z) - 1, "This multiplies by a − 1: σ′ is a (1 − a)."),
    (lambda z: sigmoid(z) ** 2, "This multiplies by a²: σ′ is a (1 − a)."),
    (lambda z: 1 - sigmoid(z) ** 2, "This multiplies by 1 − a², which is the slope of tanh: σ′ is a (1 − a)."),
    (lambda z: 1 - np.tanh(z) ** 2, "This multiplies by the slope of tanh: these neurons use the sigmoid."),
    (lambda z: slope(z) ** 2, "σ′(z) is squared: it comes in once."),
    (lambda z: sigmoid(z) * (1 - z), "σ′(z) mixes up z and a: it is a (1 − a), with a = σ(z) in both places."),
    (lambda z: z * (1 - sigmoid(z)), "σ′(z) mixes up z and a: it is a (1 − a), with a = σ(z) in both places."),
    (lambda z: z, "This multiplies by z: it should be the slope σ′(z)."),
    (lambda z: np.exp(-z), "This multiplies by exp(−z): it should be the slope σ′(z)."),
    (lambda z: 1 / slope(z), SLOPE_DIVIDES),
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
            "The sign is that of the slopes: a wish is minus the slope, so it points from the output to the target.",
        ),
        (lambda a, y: y - a, NO_TWO),
        (lambda a, y: (y - a) ** 2, "This is the cost of each output: take minus its slope."),
        (lambda a, y: ((y - a) ** 2).sum(), "This is the cost: take minus its slope for each output."),
        (lambda a, y: 2 * abs(y - a), "The signs are lost: outputs above their target should go down."),
        (
            lambda a, y: 2 * np.sign(y - a),
            "Only the direction is left: a wish grows with the distance from the target.",
        ),
        (
            lambda a, y: 2 * (y - a) * a * (1 - a),
            "There is a σ′ too many: it belongs to a wish for z, and this is a wish for the activation.",
        ),
        (lambda a, y: 2 * (y - a).sum(), "All wishes are added up: each output has its own."),
        (lambda a, y: 2 * (y - a).mean(), "All wishes are averaged: each output has its own."),
        (
            lambda a, y: 2 * (y - a) / len(a),
            "This is divided by the number of outputs: the cost is their sum, not their mean.",
        ),
        (lambda a, y: y, "This is the target itself: the wish leads from the output to the target."),
        (lambda a, y: 2 * (y + a), TARGET_ADDED),
        (lambda a, y: -2 * (y + a), TARGET_ADDED),
        (lambda a, y: y / a, "The target is divided by the output: take their difference."),
        (lambda a, y: y / a - (1 - y) / (1 - a), "This belongs to the cross-entropy: this course uses squared differences."),
        (lambda a, y: 2 * y - a, "Only the target is doubled: put the difference in brackets, `2 * (y - a)`."),
        (lambda a, y: y - 2 * a, "Only the output is doubled: put the difference in brackets, `2 * (y - a)`."),
        (lambda a, y: y**2 - a**2, "These are differences of squares: the wish is twice the difference."),
        (
            lambda a, y: 2 * (y - a) ** 2,
            "The difference is still squared: its slope is `2 * (a - y)`, and the wish minus that.",
        ),
    ],
)

OUTPUT_DELTA = Exercise(
    output_delta,
    lambda rng, n_out, n_in, m: outputs(rng, n_out),
    [
        *wrong_slopes(lambda slope, a, z, y: 2 * (a - y) * slope(z)),
        (lambda a, z, y: (a - y) * slope(z), NO_TWO),
        (lambda a, z, y: slope(z), ONLY_SLOPE),
        (lambda a, z, y: 2 * (a - y) * y * (1 - y), "σ′ is taken at the target: take it at `z`."),
        (lambda a, z, y: 2 * (a - y) * slope(a - y), "σ′ is taken at the difference: take it at `z`."),
        (lambda a, z, y: 2 * (a - y) * a * (1 - a) ** 2, FACTOR_TWICE),
        (
            lambda a, z, y: 2 * (z - y) * slope(z),
            "`z` is compared with the target: the cost compares the activation with it, `a - y`.",
        ),
        (lambda a, z, y: (a - y) ** 2 * slope(z), "The difference is squared: the slope of its square is `2 * (a - y)`."),
        (lambda a, z, y: 2 * (a - y) + slope(z), SLOPE_ADDED),
        (
            lambda a, z, y: 2 * a - y * slope(z),
            "Only the target is multiplied by σ′: put the difference in brackets, `2 * (a - y)`.",
        ),
        (lambda a, z, y: (a - y) ** 2, "This is the cost of each output: take its slope, and multiply by σ′(z)."),
        (lambda a, z, y: a - y, f"{NO_SLOPE} And: the factor 2 is missing."),
        (lambda a, z, y: 2 * (a + y) * slope(z), TARGET_ADDED),
        (
            lambda a, z, y: output_delta(a, z, y) / len(a),
            "This is divided by the number of outputs: the cost is their sum.",
        ),
        (
            lambda a, z, y: output_delta(a, z, y).sum(),
            "The result is added up to one number: each output has its own δ, so multiply entry by entry, with `*`.",
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
            "This multiplies entry by entry: every δ meets every activation, so the result is a table.",
        ),
        (
            lambda delta, a_before: delta @ a_before,
            "This is a single number: every δ meets every activation, so the result is a table.",
        ),
        (lambda delta, a_before: np.add.outer(delta, a_before), "δ and activation are added: multiply them."),
        (lambda delta, a_before: np.outer(delta, np.ones_like(a_before)), NO_ACTIVATIONS),
        (
            lambda delta, a_before: np.outer(np.ones_like(delta), a_before),
            "The δ play no part: multiply row j by `delta[j]`.",
        ),
        (lambda delta, a_before: np.outer(delta, a_before * (1 - a_before)), SLOPE_BEFORE),
        (lambda delta, a_before: a_before, "These are the activations alone: multiply each δ by each of them."),
        (
            lambda delta, a_before: np.outer(delta, sigmoid(a_before)),
            "The activations are squished again: take them as they are.",
        ),
        (lambda delta, a_before: np.outer(delta * (1 - delta), a_before), SLOPE_TWICE),
        (lambda delta, a_before: np.outer(delta, a_before) / len(delta), NOT_A_MEAN),
        (lambda delta, a_before: np.outer(delta, a_before) / len(a_before), NOT_A_MEAN),
        (
            lambda delta, a_before: delta,
            "These are the slopes of the biases: for those of the weights, multiply by the activations.",
        ),
    ],
)
