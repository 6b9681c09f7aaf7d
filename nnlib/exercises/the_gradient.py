"""The exercises of 02_the_gradient: how wrong the network is, and how much a nudge changes that."""

import numpy as np

from nnlib.exercises.exercise import Exercise
from nnlib.exercises.the_network import TWO_SUMS


def cost(a, y):
    """The cost of one example, a number: the squared differences between output a (n,) and target y (n,), added up."""
    return ((a - y) ** 2).sum()


def average_cost(a, y):
    """The cost of a batch, a number: the average over the m examples, one per column of outputs a and targets y (n, m)."""
    return ((a - y) ** 2).sum(axis=0).mean()


def predicted_change(gradient, nudge):
    """How much a small `nudge` (n,) changes the cost, a number: each slope in `gradient` (n,) times its nudge, added up."""
    return gradient @ nudge


def _outputs_and_targets(rng, *shape):
    return rng.uniform(0.05, 0.95, shape), rng.uniform(0.05, 0.95, shape)


def _cross_entropy(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


NOT_SQUARED = "The differences are not squared: those above the target and those below it cancel."
ABSOLUTE = "These are absolute differences: this cost uses their squares."
SQUARED_LATE = "The differences are added up first and then squared: square each, then add up."
ROOT = "There is a square root too many: this is the distance, and the cost is its square."
HALF = "It is half as large as it should be: some texts put a ½ in front of the cost, this course does not."
TARGET_ADDED = "Output and target are added: take their difference."
CROSS_ENTROPY = "This is the cross-entropy: this course uses the squares of the differences."

COST = Exercise(
    cost,
    lambda rng, n_out, n_in, m: _outputs_and_targets(rng, n_out),
    [
        (lambda a, y: (a - y).sum(), NOT_SQUARED),
        (lambda a, y: abs(a - y).sum(), ABSOLUTE),
        (lambda a, y: (a - y).sum() ** 2, SQUARED_LATE),
        (lambda a, y: np.sqrt(cost(a, y)), ROOT),
        (lambda a, y: _cross_entropy(a, y).sum(), CROSS_ENTROPY),
        (lambda a, y: -(y * np.log(a)).sum(), CROSS_ENTROPY),
        (lambda a, y: cost(a, y) / 2, HALF),
        (lambda a, y: ((a - y) ** 2).mean(), "This is the mean over the outputs: the cost of one example is their sum."),
        (lambda a, y: (a - y) ** 2, "These are the squares one by one: add them up."),
        (lambda a, y: a - y, "These are the differences: square them and add them up."),
        (lambda a, y: (a**2 - y**2).sum(), "These are differences of squares: take the squares of the differences."),
        (lambda a, y: (a + y) @ (a + y), TARGET_ADDED),
        (lambda a, y: ((a - y) ** 2).max(), "This is the largest square alone: add them all up."),
        (lambda a, y: 2 * (a - y), "This is the gradient of the cost: the cost itself is needed."),
    ],
)

AVERAGE_COST = Exercise(
    average_cost,
    lambda rng, n_out, n_in, m: _outputs_and_targets(rng, n_out, m),
    [
        (
            lambda a, y: ((a - y) ** 2).sum(),
            "This is the sum over the examples, not their mean: divide by the number of columns.",
        ),
        (
            lambda a, y: ((a - y) ** 2).mean(),
            "This is a mean over outputs and examples: take the sum over the outputs, and the mean over the examples.",
        ),
        (
            lambda a, y: ((a - y) ** 2).sum() / len(a),
            "This is divided by the number of outputs: the examples are the columns, so divide by `a.shape[1]`.",
        ),
        (lambda a, y: ((a - y) ** 2).sum(axis=0), "These are the costs of the examples, one by one: take their mean."),
        (lambda a, y: ((a - y) ** 2).sum(axis=1), "This adds up along the rows: one example is one column, `axis=0`."),
        (lambda a, y: ((a - y) ** 2).mean(axis=1), "This is one number for each output: add them up."),
        (lambda a, y: average_cost(a, y) / 2, HALF),
        (lambda a, y: (a - y).sum(axis=0).mean(), NOT_SQUARED),
        (lambda a, y: abs(a - y).sum(axis=0).mean(), ABSOLUTE),
        (lambda a, y: ((a - y).sum(axis=0) ** 2).mean(), SQUARED_LATE),
        (lambda a, y: np.linalg.norm(a - y, axis=0).mean(), ROOT),
        (lambda a, y: np.linalg.norm(a - y), ROOT),
        (lambda a, y: _cross_entropy(a, y).sum(axis=0).mean(), CROSS_ENTROPY),
        (
            lambda a, y: cost((a - y).mean(axis=1), 0),
            "The examples are averaged before squaring: take each example's cost, then the mean.",
        ),
        (
            lambda a, y: (a - y) ** 2,
            "These are the squares one by one: add up each column, then take the mean of the columns.",
        ),
        (
            lambda a, y: a - y,
            "These are the differences: square them, add up each column, then take the mean of the columns.",
        ),
        (lambda a, y: abs(a - y).mean(), ABSOLUTE),
        (
            lambda a, y: (a**2 - y**2).sum(axis=0).mean(),
            "These are differences of squares: take the squares of the differences.",
        ),
        (lambda a, y: ((a + y) ** 2).sum(axis=0).mean(), TARGET_ADDED),
    ],
)

PREDICTED_CHANGE = Exercise(
    predicted_change,
    lambda rng, n_out, n_in, m: (rng.normal(size=n_in), rng.normal(0, 0.1, n_in)),
    [
        (lambda gradient, nudge: gradient * nudge, "These are the changes that each nudge makes on its own: add them up."),
        (lambda gradient, nudge: (gradient * nudge).mean(), "This is the mean of the changes: they add up."),
        (
            lambda gradient, nudge: abs(gradient * nudge).sum(),
            "The signs are lost: a slope and a nudge with opposite signs lower the cost.",
        ),
        (lambda gradient, nudge: abs(gradient @ nudge), "The sign is lost: the cost can fall as well as rise."),
        (lambda gradient, nudge: gradient.sum() * nudge.sum(), TWO_SUMS),
        (lambda gradient, nudge: (gradient + nudge).sum(), "Slopes and nudges are added: multiply them pair by pair."),
        (lambda gradient, nudge: gradient + nudge, "Slopes and nudges are added: multiply them pair by pair, then add up."),
        (
            lambda gradient, nudge: (gradient / nudge).sum(),
            "The slopes are divided by the nudges: multiply them.",
        ),
        (
            lambda gradient, nudge: np.linalg.norm(gradient) * np.linalg.norm(nudge),
            "Two lengths are multiplied: that would be right only for a nudge straight along the gradient.",
        ),
        (lambda gradient, nudge: gradient.sum(), "The nudges play no part: multiply each slope by its nudge."),
        (lambda gradient, nudge: nudge.sum(), "The gradient plays no part: multiply each nudge by its slope."),
        (lambda gradient, nudge: gradient @ gradient, "The gradient is multiplied by itself: multiply it by the nudge."),
        (np.outer, "This is a table of all products: add up only those of a slope and its own nudge."),
    ],
)
