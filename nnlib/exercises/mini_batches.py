"""The exercises of 06_mini_batches: a mini-batch step, and how many steps make an epoch."""

import numpy as np

from nnlib.exercises.exercise import Exercise


def take_step(parameters, gradients, learning_rate):
    """The parameters (n,) after a step against the mean gradient of a mini-batch of m, the columns of gradients (n, m)."""
    return parameters - learning_rate * gradients.mean(axis=1)


def steps_per_epoch(n, batch_size):
    """How many steps it takes to use each of n examples once, a whole number; the last mini-batch may be smaller."""
    return -(-n // batch_size)


NO_MEAN = (
    "The step follows the sum over the mini-batch: without the mean, twice as many examples would make it twice as long."
)
CLIMBS = "This climbs: the gradient points uphill, so subtract it."
NO_RATE = "The learning rate plays no part: multiply the gradient by it."
RATE_DIVIDES = "The gradient is divided by the learning rate: multiply them."

TAKE_STEP = Exercise(
    take_step,
    lambda rng, n_out, n_in, m: (rng.normal(size=n_in), rng.normal(size=(n_in, m)), float(rng.uniform(0.3, 0.8))),
    [
        (lambda p, g, rate: p - rate * g.sum(axis=1), NO_MEAN),
        (lambda p, g, rate: p + rate * g.mean(axis=1), CLIMBS),
        (lambda p, g, rate: p + rate * g.sum(axis=1), f"{CLIMBS} And: {NO_MEAN}"),
        (lambda p, g, rate: p - g.mean(axis=1), NO_RATE),
        (lambda p, g, rate: -rate * g.mean(axis=1), "This is the step alone: add it to the parameters."),
        (lambda p, g, rate: rate * g.mean(axis=1), "This is a step uphill, alone: subtract it from the parameters."),
        (
            lambda p, g, rate: p * (1 - rate * g.mean(axis=1)),
            "The step is multiplied by the parameters: subtract it as it is.",
        ),
        (lambda p, g, rate: rate * (p - g.mean(axis=1)), "The parameters are multiplied by the learning rate, too."),
        (lambda p, g, rate: p - g.mean(axis=1) / rate, RATE_DIVIDES),
        (lambda p, g, rate: p - rate * g.mean(), "All parameters get the same mean: each has its own, along `axis=1`."),
        (lambda p, g, rate: p - rate * g[:, 0], "This follows the first example alone: take the mean of all columns."),
        (lambda p, g, rate: p - rate * g[:, -1], "This follows the last example alone: take the mean of all columns."),
        (
            lambda p, g, rate: p - rate * g.sum(axis=1) / len(g),
            "This is divided by the number of parameters: divide by the number of columns.",
        ),
        (
            lambda p, g, rate: p[:, np.newaxis] - rate * g,
            "These are m steps side by side, one for each example: take the mean of the gradients first.",
        ),
        (
            lambda p, g, rate: g.mean(axis=1),
            "This is the mean gradient: multiply it by the learning rate, and subtract that from the parameters.",
        ),
        (
            lambda p, g, rate: (p - g.mean(axis=1)) / rate,
            "The difference is divided by the learning rate: multiply the gradient alone by it.",
        ),
        (
            lambda p, g, rate: rate * p - g.mean(axis=1),
            "The learning rate multiplies the parameters: it belongs to the gradient.",
        ),
        (lambda p, g, rate: g.mean(axis=1) - rate * p, "Parameters and gradient have changed places."),
        (
            lambda p, g, rate: rate * g.mean(axis=1) - p,
            "The difference is the wrong way round: subtract the step from the parameters.",
        ),
        (lambda p, g, rate: p - rate * g.sum(), "All parameters get the same sum: each has its own mean, along `axis=1`."),
        (lambda p, g, rate: p - rate * g.mean(axis=1) ** 2, "The gradient is squared: use it as it is."),
        (
            lambda p, g, rate: p - rate * np.sign(g.mean(axis=1)),
            "Only the signs of the gradient are used: a steeper slope makes a longer step.",
        ),
        (lambda p, g, rate: p - rate * np.median(g, axis=1), "This follows the median: take the mean."),
        (lambda p, g, rate: p - rate, "The gradient plays no part: multiply the learning rate by it."),
        (lambda p, g, rate: p - (rate + g.mean(axis=1)), "Learning rate and gradient are added: multiply them."),
    ],
)

STEPS_PER_EPOCH = Exercise(
    steps_per_epoch,
    # On average, every second case leaves nothing over for a smaller mini-batch.
    lambda rng, n_out, n_in, m: (int(n_out * n_in * 3 + rng.integers(2) * rng.integers(1, n_in)), n_in),
    [
        (lambda n, b: n // b, "The smaller mini-batch at the end is lost: it makes a step, too."),
        (lambda n, b: n // b + 1, "When nothing is left over, there is no smaller mini-batch at the end."),
        (lambda n, b: n / b, "This is a fraction: a smaller mini-batch at the end makes a whole step."),
        (
            lambda n, b: round(n / b),
            "This is rounded to the nearest: a smaller mini-batch always makes a step, so round up.",
        ),
        (lambda n, b: n, "This is the number of steps for batch size 1."),
        (lambda n, b: n % b, "This is what is left for the last mini-batch: return the number of steps."),
        (lambda n, b: n * b, "The two are multiplied: a larger mini-batch needs fewer steps."),
        (lambda n, b: b / n, "The fraction is upside down: divide the number of examples by the batch size."),
        (lambda n, b: n - b, "The two are subtracted: divide."),
        (
            lambda n, b: n // b + n % b,
            "Each example that is left over makes a step of its own: together they are one mini-batch.",
        ),
        (lambda n, b: n // b - 1, "The smaller mini-batch at the end is lost, and one more: each makes a step."),
        (lambda n, b: n // b * b, "These are the examples in full mini-batches: return the number of steps."),
        (lambda n, b: (n + b) // b, "When nothing is left over, there is no smaller mini-batch at the end."),
        (lambda n, b: (n - 1) // b, "One step is missing: the first mini-batch makes one, too."),
        (lambda n, b: b, "This is the batch size: return the number of steps."),
    ],
)
