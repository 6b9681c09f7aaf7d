"""The exercises of 09_calculus: one chain of links, a longer one, and the sum over paths."""

import numpy as np

from nnlib.exercises.exercise import Exercise, sigmoid, slope
from nnlib.exercises.one_image import NO_TWO, NOT_SLOPE, ONLY_SLOPE, RELU_SLOPE, SLOPE_OF_A, Z_FORMULA, wrong_slopes


def weight_slope(a_before, w, b, y):
    """∂C/∂w of a single neuron, a number: a_before σ′(z) 2 (a - y), with z = w a_before + b and a = σ(z)."""
    z = w * a_before + b
    return a_before * slope(z) * 2 * (sigmoid(z) - y)


def sum_over_paths(w, z, y):
    """∂C/∂a of one neuron, a number: Σ w σ′(z) 2 (σ(z) - y) over the outputs that it leads to; w, z and y (n,)."""
    return (w * slope(z) * 2 * (sigmoid(z) - y)).sum()


def first_weight(w, b, x, y):
    """∂C/∂w[0] of a chain of n single neurons, a number, with weights w and biases b (n,), input x and target y."""
    z, a = _forward(w, b, x)
    return x * slope(z).prod() * w[1:].prod() * 2 * (a[-1] - y)


def _forward(w, b, x):
    """The weighted sum and the activation of each neuron in a chain, both (n,)."""
    zs, activations = [], [x]
    for weight, bias in zip(w, b):
        zs.append(weight * activations[-1] + bias)
        activations.append(sigmoid(zs[-1]))
    return np.array(zs), np.array(activations[1:])


# ---- one neuron


def _single_neuron(rng, n_out, n_in, m):
    """Input, weight, bias and target. None is 0 or 1, which could hide a mistake."""
    return rng.uniform(0.2, 0.9), rng.normal(0, 1.5), rng.normal(), rng.uniform(0.05, 0.95)


def _z(a_before, w, b):
    return w * a_before + b


def _error(a_before, w, b, y):
    """∂C/∂a."""
    return 2 * (sigmoid(_z(a_before, w, b)) - y)


NO_A_BEFORE = "The first link is missing: z moves by `a_before` for each step of w."
ADDED = "The links are added: a chain of links is a product."
NO_LAST_LINK = "The last link is missing: ∂C/∂a = 2 (a - y)."
COST_AS_LINK = "The last link is the cost itself: its slope is 2 (a - y)."
ONLY_COST = "This is the cost: its slope is asked."

WEIGHT_SLOPE = Exercise(
    weight_slope,
    _single_neuron,
    [
        (lambda a, w, b, y: slope(_z(a, w, b)) * _error(a, w, b, y), f"{NO_A_BEFORE} (This is ∂C/∂b.)"),
        (
            lambda a, w, b, y: w * slope(_z(a, w, b)) * _error(a, w, b, y),
            "The first link is that of the activation before, and this is its slope: for w the first link is `a_before`.",
        ),
        *wrong_slopes(lambda slope, a, w, b, y: a * slope(_z(a, w, b)) * _error(a, w, b, y)),
        (lambda a, w, b, y: a * slope(_z(a, w, b)), NO_LAST_LINK),
        (lambda a, w, b, y: weight_slope(a, w, b, y) / 2, NO_TWO),
        (lambda a, w, b, y: slope(_z(a, w, b)), ONLY_SLOPE),
        (lambda a, w, b, y: _error(a, w, b, y), f"{NO_A_BEFORE} And σ′(z) is missing."),
        (lambda a, w, b, y: a * slope(a) * _error(a, w, b, y), "σ′ is taken of `a_before`: take it at z."),
        (lambda a, w, b, y: a + slope(_z(a, w, b)) + _error(a, w, b, y), ADDED),
        (lambda a, w, b, y: weight_slope(a, w, 0, y), "The bias is missing in z."),
        (lambda a, w, b, y: weight_slope(a, w, -b, y), "The bias is subtracted: z = w · a_before + b."),
        (
            lambda a, w, b, y: a * slope(_z(a, w, b)) * 2 * (_z(a, w, b) - y),
            "The target is compared with z: the cost compares it with the activation, `a - y`.",
        ),
        (
            lambda a, w, b, y: a * slope(_z(a, w, b)) * 2 * (a - y),
            "The target is compared with `a_before`: the cost compares it with the activation of this neuron.",
        ),
        (lambda a, w, b, y: a * slope(_z(a, w, b)) * _error(a, w, b, y) ** 2 / 4, COST_AS_LINK),
        (lambda a, w, b, y: _error(a, w, b, y) ** 2 / 4, ONLY_COST),
        (lambda a, w, b, y: w * weight_slope(a, w, b, y), "There is a w too many: the slope of w · a_before is `a_before`."),
    ],
)


# ---- the sum over paths


def _outputs(rng, n_out, n_in, m):
    return rng.normal(size=n_out), rng.normal(0, 1.5, n_out), rng.uniform(0.05, 0.95, n_out)


def _paths(w, z, y):
    """What each path contributes, (n,)."""
    return w * slope(z) * 2 * (sigmoid(z) - y)


LARGEST_PATH = "This is the largest path alone: add up all paths."
SUMS_FIRST = "Links are added up before they are multiplied: first the product of each path, then the sum."

SUM_OVER_PATHS = Exercise(
    sum_over_paths,
    _outputs,
    [
        (_paths, "These are the paths, one by one: add them up."),
        (lambda w, z, y: _paths(w, z, y).mean(), "This is a mean: all paths count in full, so add them up."),
        (lambda w, z, y: _paths(w, z, y).prod(), "The paths are multiplied: links are multiplied, paths are added."),
        (lambda w, z, y: _paths(w, z, y)[0], "This is the path through the first output alone: add up all paths."),
        (lambda w, z, y: _paths(w, z, y)[-1], "This is the path through the last output alone: add up all paths."),
        (lambda w, z, y: max(_paths(w, z, y), key=abs), LARGEST_PATH),
        (lambda w, z, y: _paths(w, z, y).max(), LARGEST_PATH),
        (lambda w, z, y: abs(_paths(w, z, y)).sum(), "The signs are lost: paths may cancel."),
        (lambda w, z, y: w.sum() * (slope(z) * 2 * (sigmoid(z) - y)).sum(), SUMS_FIRST),
        (lambda w, z, y: w.sum() * slope(z).sum() * 2 * (sigmoid(z) - y).sum(), SUMS_FIRST),
        (lambda w, z, y: (slope(z) * 2 * (sigmoid(z) - y)).sum(), "The weights are missing: the first link of a path is w."),
        *wrong_slopes(lambda slope, w, z, y: (w * slope(z) * 2 * (sigmoid(z) - y)).sum()),
        (lambda w, z, y: (w * slope(z)).sum(), NO_LAST_LINK),
        (lambda w, z, y: sum_over_paths(w, z, y) / 2, NO_TWO),
        (
            lambda w, z, y: (w * slope(z) * 2 * (z - y)).sum(),
            "The target is compared with z: the cost compares it with the activation, `σ(z) - y`.",
        ),
        (lambda w, z, y: (w * slope(z) * (sigmoid(z) - y) ** 2).sum(), COST_AS_LINK),
        (lambda w, z, y: (w + slope(z) + 2 * (sigmoid(z) - y)).sum(), ADDED),
        (lambda w, z, y: ((sigmoid(z) - y) ** 2).sum(), ONLY_COST),
    ],
)


# ---- a longer chain


def _chain(rng, n_out, n_in, m):
    return rng.normal(0, 1.5, n_out), rng.normal(size=n_out), rng.uniform(0.2, 0.9), rng.uniform(0.05, 0.95)


def _with_slopes(slopes_of, w, b, x, y):
    """`first_weight` with `slopes_of(z, a)` in place of σ′(z)."""
    z, a = _forward(w, b, x)
    return x * np.prod(slopes_of(z, a)) * w[1:].prod() * 2 * (a[-1] - y)


FIRST_WEIGHT = Exercise(
    first_weight,
    _chain,
    [
        (
            lambda w, b, x, y: first_weight(w, b, x, y) * w[0],
            "`w[0]` is among the links: its own slope is what it is multiplied by, the input x.",
        ),
        (
            lambda w, b, x, y: first_weight(w, b, x, y) / x * w[0],
            "This is ∂C/∂x: the first link of w[0] is the input x, not w[0] itself.",
        ),
        (lambda w, b, x, y: first_weight(w, b, x, y) / x, "The first link is missing, the input x. (This is ∂C/∂b[0].)"),
        (
            lambda w, b, x, y: first_weight(w, b, x, y) / w[1:].prod(),
            "The weights are missing: from an activation to the next z the link is the weight between them.",
        ),
        (lambda w, b, x, y: _with_slopes(lambda z, a: [1], w, b, x, y), "σ′ is missing: each neuron has one, at its own z."),
        (
            lambda w, b, x, y: _with_slopes(lambda z, a: slope(z[-1:]), w, b, x, y),
            "Only the last neuron has its σ′: each one on the way has its own.",
        ),
        (
            lambda w, b, x, y: _with_slopes(lambda z, a: slope(z[:1]), w, b, x, y),
            "Only the first neuron has its σ′: each one on the way has its own.",
        ),
        (
            lambda w, b, x, y: _with_slopes(lambda z, a: slope(z[1:]), w, b, x, y),
            "The first neuron's σ′ is missing: w[0] leads into that neuron, so its squish is on the way.",
        ),
        (
            lambda w, b, x, y: _with_slopes(lambda z, a: slope(z[:-1]), w, b, x, y),
            "The last neuron's σ′ is missing: the cost looks at its activation, not at its z.",
        ),
        (lambda w, b, x, y: _with_slopes(lambda z, a: z * (1 - z), w, b, x, y), Z_FORMULA),
        (lambda w, b, x, y: _with_slopes(lambda z, a: slope(a), w, b, x, y), SLOPE_OF_A),
        (lambda w, b, x, y: _with_slopes(lambda z, a: a, w, b, x, y), NOT_SLOPE),
        (lambda w, b, x, y: _with_slopes(lambda z, a: z > 0, w, b, x, y), RELU_SLOPE),
        (lambda w, b, x, y: first_weight(w, b, x, y) / 2, NO_TWO),
        (lambda w, b, x, y: first_weight(w, b, x, y) / 2 / (_forward(w, b, x)[1][-1] - y), NO_LAST_LINK),
        (lambda w, b, x, y: first_weight(w, 0 * b, x, y), "The biases are missing in z."),
        (
            lambda w, b, x, y: weight_slope(np.array([x, *_forward(w, b, x)[1]])[-2], w[-1], b[-1], y),
            "This is the slope of the last weight: the first one is farther from the cost, with more links on the way.",
        ),
        (
            lambda w, b, x, y: weight_slope(x, w[0], b[0], y),
            "The chain ends after its first neuron: the cost looks at the last one.",
        ),
    ],
)
