"""The exercises of 09_calculus: a chain of links, a longer chain, and the sum over paths."""

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


NO_A_BEFORE = "The first link is missing: when w changes by a step, z changes by `a_before` times that step."
ADDED = "The links are added: a chain of links is a product."
NO_LAST_LINK = "The last link is missing: ∂C/∂a = 2 (a − y)."
COST_AS_LINK = "The last link is the cost itself: use its slope, 2 (a − y)."
ONLY_COST = "This is the cost: return its slope."

WEIGHT_SLOPE = Exercise(
    weight_slope,
    _single_neuron,
    [
        (lambda a, w, b, y: slope(_z(a, w, b)) * _error(a, w, b, y), f"{NO_A_BEFORE} (This is ∂C/∂b.)"),
        (
            lambda a, w, b, y: w * slope(_z(a, w, b)) * _error(a, w, b, y),
            "This is the slope of the activation before, with w as its first link: for w, the first link is `a_before`.",
        ),
        *wrong_slopes(lambda slope, a, w, b, y: a * slope(_z(a, w, b)) * _error(a, w, b, y)),
        (lambda a, w, b, y: a * slope(_z(a, w, b)), NO_LAST_LINK),
        (lambda a, w, b, y: weight_slope(a, w, b, y) / 2, NO_TWO),
        (lambda a, w, b, y: slope(_z(a, w, b)), ONLY_SLOPE),
        (lambda a, w, b, y: _error(a, w, b, y), f"{NO_A_BEFORE} And: σ′(z) is missing."),
        (lambda a, w, b, y: a * slope(a) * _error(a, w, b, y), "σ′ is taken at `a_before`: take it at z."),
        (lambda a, w, b, y: a + slope(_z(a, w, b)) + _error(a, w, b, y), ADDED),
        (lambda a, w, b, y: weight_slope(a, w, 0, y), "The bias is missing in z."),
        (lambda a, w, b, y: weight_slope(a, w, -b, y), "The bias is subtracted: z = w · a_before + b."),
        (
            lambda a, w, b, y: a * slope(_z(a, w, b)) * 2 * (_z(a, w, b) - y),
            "The target is compared with z: the cost compares it with the activation, a − y.",
        ),
        (
            lambda a, w, b, y: a * slope(_z(a, w, b)) * 2 * (a - y),
            "The target is compared with `a_before`: the cost compares it with the activation of this neuron.",
        ),
        (lambda a, w, b, y: a * slope(_z(a, w, b)) * _error(a, w, b, y) ** 2 / 4, COST_AS_LINK),
        (lambda a, w, b, y: _error(a, w, b, y) ** 2 / 4, ONLY_COST),
        (lambda a, w, b, y: a, "This is the first link alone: multiply by σ′(z) and by 2 (a − y)."),
        (
            lambda a, w, b, y: slope(_z(a, w, b)) * _error(a, w, b, y) * b,
            "There is a b in place of the first link: for w, it is `a_before`.",
        ),
        (
            lambda a, w, b, y: _z(a, w, b) * slope(_z(a, w, b)) * _error(a, w, b, y),
            "There is a z in place of the first link: for w, it is `a_before`.",
        ),
        (
            lambda a, w, b, y: sigmoid(_z(a, w, b)) * slope(_z(a, w, b)) * _error(a, w, b, y),
            "The activation after the neuron is the first link: for w, it is the one before, `a_before`.",
        ),
        (lambda a, w, b, y: (sigmoid(_z(a, w, b)) - y) / 1, f"{NO_A_BEFORE} And: σ′(z) and the factor 2 are missing."),
        (lambda a, w, b, y: a + slope(_z(a, w, b)) * _error(a, w, b, y), ADDED),
        (lambda a, w, b, y: a * (slope(_z(a, w, b)) + _error(a, w, b, y)), ADDED),
        (lambda a, w, b, y: weight_slope(a, w, b, y) / a / a, "This is divided by `a_before`: multiply by it."),
        (lambda a, w, b, y: sigmoid(_z(a, w, b)), "This is the activation: return the slope of the cost."),
        (
            lambda a, w, b, y: a * slope(w + a + b) * 2 * (sigmoid(w + a + b) - y),
            "In z, w and `a_before` are added: multiply them.",
        ),
        (
            lambda a, w, b, y: a * slope(w * (a + b)) * 2 * (sigmoid(w * (a + b)) - y),
            "In z, the bias is multiplied by w, too: z = w · a_before + b.",
        ),
        (
            lambda a, w, b, y: w * weight_slope(a, w, b, y),
            "There is a w too many: the slope of w · a_before, as w changes, is `a_before` alone.",
        ),
    ],
)


# ---- the sum over paths


def _outputs(rng, n_out, n_in, m):
    return rng.normal(size=n_out), rng.normal(0, 1.5, n_out), rng.uniform(0.05, 0.95, n_out)


def _paths(w, z, y):
    """What each path contributes, (n,)."""
    return w * slope(z) * 2 * (sigmoid(z) - y)


LARGEST_PATH = "This is the largest path alone: add up all paths."
SUMS_FIRST = "Links are added up before they are multiplied: take the product of each path first, then the sum."

SUM_OVER_PATHS = Exercise(
    sum_over_paths,
    _outputs,
    [
        (_paths, "These are the paths, one by one: add them up."),
        (lambda w, z, y: _paths(w, z, y).mean(), "This is a mean: each path counts in full, so add them up."),
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
            "The target is compared with z: the cost compares it with the activation, σ(z) − y.",
        ),
        (lambda w, z, y: (w * slope(z) * (sigmoid(z) - y) ** 2).sum(), COST_AS_LINK),
        (lambda w, z, y: (w + slope(z) + 2 * (sigmoid(z) - y)).sum(), ADDED),
        (lambda w, z, y: ((sigmoid(z) - y) ** 2).sum(), ONLY_COST),
        (
            lambda w, z, y: slope(z) * 2 * (sigmoid(z) - y),
            "The weights are missing, and so is the sum: multiply by w, then add up the paths.",
        ),
        (lambda w, z, y: (2 * (sigmoid(z) - y)).sum(), "Only the last links are added up: each path also has w and σ′(z)."),
        (lambda w, z, y: w.sum(), "Only the first links are added up: each path also has σ′(z) and 2 (a − y)."),
        (lambda w, z, y: slope(z).sum(), "Only the middle links are added up: each path also has w and 2 (a − y)."),
        (lambda w, z, y: _paths(w, z, y).sum() * w.sum(), "The weights come in twice: once is enough."),
        (lambda w, z, y: (w**2 * slope(z) * 2 * (sigmoid(z) - y)).sum(), "The weights come in twice: once is enough."),
        (
            lambda w, z, y: (w * slope(w * z) * 2 * (sigmoid(z) - y)).sum(),
            "σ′ is taken at w · z: z contains the weights already.",
        ),
        (
            lambda w, z, y: (w * slope(w * z) * 2 * (sigmoid(w * z) - y)).sum(),
            "σ is taken at w · z: z contains the weights already.",
        ),
        (lambda w, z, y: (slope(z) * 2 * (sigmoid(z) - y) / w).sum(), "This is divided by the weights: multiply by them."),
        (
            lambda w, z, y: np.sqrt((_paths(w, z, y) ** 2).sum()),
            "The paths are added like the sides of a triangle: add them up as they are.",
        ),
        (lambda w, z, y: _paths(w, z, y).min(), "This is one path alone, the smallest: add up all paths."),
        (lambda w, z, y: np.median(_paths(w, z, y)), "This is the median of the paths: add them up."),
    ],
)


# ---- a longer chain


def _chain(rng, n_out, n_in, m):
    """Weights, biases, input and target of two to four neurons: with more of them, the slope would be tiny."""
    n = min(n_out, 4)
    return rng.normal(0, 1.5, n), rng.normal(size=n), rng.uniform(0.2, 0.9), rng.uniform(0.05, 0.95)


def _with_slopes(slopes_of, w, b, x, y):
    """`first_weight` with `slopes_of(z, a)` in place of σ′(z)."""
    z, a = _forward(w, b, x)
    return x * np.prod(slopes_of(z, a)) * w[1:].prod() * 2 * (a[-1] - y)


def _without_sigmoid(w, b, x, y):
    """∂C/∂z of the first neuron if no neuron squished."""
    a = x
    for weight, bias in zip(w, b):
        a = weight * a + bias
    return w[1:].prod() * 2 * (a - y)


FIRST_WEIGHT = Exercise(
    first_weight,
    _chain,
    [
        (
            lambda w, b, x, y: first_weight(w, b, x, y) * w[0],
            "There is a `w[0]` too many: its own link is what it is multiplied by, the input x.",
        ),
        (
            lambda w, b, x, y: first_weight(w, b, x, y) / x * w[0],
            "This is ∂C/∂x: the first link for `w[0]` is the input x, not `w[0]` itself.",
        ),
        (lambda w, b, x, y: first_weight(w, b, x, y) / x, "The first link is missing, the input x. (This is ∂C/∂b[0].)"),
        (
            lambda w, b, x, y: first_weight(w, b, x, y) / w[1:].prod(),
            "The weights are missing: the link from an activation to the next z is the weight between them.",
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
            "The first neuron's σ′ is missing: `w[0]` leads into that neuron, so its σ is on the way.",
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
            lambda w, b, x, y: first_weight(w, b, x, y) * w[0] / w[-1],
            "The wrong weight is left out: the links are all weights but the first.",
        ),
        (lambda w, b, x, y: first_weight(w, b, x, y) / w[-1], "The last weight is missing among the links."),
        (
            lambda w, b, x, y: x * (2 * (_forward(w, b, x)[1][-1] - y)),
            "Only the first and the last link are left: multiply by every σ′, and by the weights between.",
        ),
        (lambda w, b, x, y: (_forward(w, b, x)[1][-1] - y) ** 2, ONLY_COST),
        (lambda w, b, x, y: _forward(w, b, x)[1][-1], "This is the output of the chain: return the slope of the cost."),
        (
            lambda w, b, x, y: first_weight(w, b, x, y) / x * _forward(w, b, x)[1][0],
            "The first link is the activation of the first neuron: it is what comes before it, the input x.",
        ),
        (
            lambda w, b, x, y: x * slope(_forward(w, b, x)[0]).sum() * w[1:].prod() * 2 * (_forward(w, b, x)[1][-1] - y),
            "The σ′ are added up: links of a chain are multiplied.",
        ),
        (
            lambda w, b, x, y: x * slope(_forward(w, b, x)[0]).prod() * w[1:].sum() * 2 * (_forward(w, b, x)[1][-1] - y),
            "The weights are added up: links of a chain are multiplied.",
        ),
        (
            lambda w, b, x, y: x * slope(_forward(w, b, x)[0]).prod() * w[1:].prod() * (_forward(w, b, x)[1][-1] - y) ** 2,
            COST_AS_LINK,
        ),
        (
            lambda w, b, x, y: x * slope(_forward(w, b, x)[0]).prod() * w[1:].prod() * 2 * (_forward(w, b, x)[0][-1] - y),
            "The target is compared with z: the cost compares it with the activation of the last neuron.",
        ),
        (lambda w, b, x, y: _with_slopes(lambda z, a: slope(z) ** 2, w, b, x, y), "Each σ′ comes in twice: once is enough."),
        (lambda w, b, x, y: _with_slopes(lambda z, a: 1 - a, w, b, x, y), "Half of σ′ is missing: it is a (1 − a)."),
        (lambda w, b, x, y: x * _without_sigmoid(w, b, x, y), "The chain is without σ: each neuron squishes its z."),
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
