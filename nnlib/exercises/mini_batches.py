"""The exercises of 06_mini_batches: a mini-batch step, and how many of them make an epoch."""

import numpy as np

from nnlib.exercises.exercise import Exercise


def take_step(parameters, gradients, learning_rate):
    """The parameters (n,) after a step against the mean gradient of a mini-batch of m, the columns of gradients (n, m)."""
    return parameters - learning_rate * gradients.mean(axis=1)


def steps_per_epoch(n, batch_size):
    """How many steps it takes until each of n examples was used once, a whole number; the last mini-batch may be smaller."""
    return -(-n // batch_size)


NO_MEAN = "This steps by the sum over the mini-batch: without the mean, twice as many examples make the step twice as long."

CLIMBS = "This climbs: the gradient points uphill, so subtract it."
NO_RATE = "The learning rate is not used: the gradient is multiplied by it."
RATE_DIVIDES = "This divides by the learning rate: multiply by it."

TAKE_STEP = Exercise(
    take_step,
    lambda rng, n_out, n_in, m: (rng.normal(size=n_in), rng.normal(size=(n_in, m)), float(rng.uniform(0.3, 0.8))),
    [
        (lambda p, g, rate: p - rate * g.sum(axis=1), NO_MEAN),
        (lambda p, g, rate: p + rate * g.mean(axis=1), CLIMBS),
        (lambda p, g, rate: p + rate * g.sum(axis=1), f"This climbs: subtract. {NO_MEAN}"),
        (lambda p, g, rate: p - g.mean(axis=1), NO_RATE),
        (lambda p, g, rate: -rate * g.mean(axis=1), "This is the step alone: add it to the parameters."),
        (lambda p, g, rate: rate * g.mean(axis=1), "This is a step uphill, alone: subtract it from the parameters."),
        (lambda p, g, rate: p * (1 - rate * g.mean(axis=1)), "The step is multiplied: subtract it from the parameters."),
        (lambda p, g, rate: rate * (p - g.mean(axis=1)), "Multiply only the gradient by the learning rate."),
        (lambda p, g, rate: p - g.mean(axis=1) / rate, RATE_DIVIDES),
        (lambda p, g, rate: p - rate * g.mean(), "This is one mean for all parameters: take the mean along `axis=1`."),
        (lambda p, g, rate: p - rate * g[:, 0], "This listens to the first example alone: take the mean of all columns."),
        (lambda p, g, rate: p - rate * g[:, -1], "This listens to the last example alone: take the mean of all columns."),
        (
            lambda p, g, rate: p - rate * g.sum(axis=1) / len(g),
            "This divides by the number of parameters: divide by that of the columns.",
        ),
        (
            lambda p, g, rate: p[:, np.newaxis] - rate * g,
            "These are m steps side by side, one for each example: take the mean of the gradients first.",
        ),
    ],
)

STEPS_PER_EPOCH = Exercise(
    steps_per_epoch,
    # On average, every second case leaves nothing over for a smaller mini-batch.
    lambda rng, n_out, n_in, m: (int(n_out * n_in * 3 + rng.integers(2) * rng.integers(1, n_in)), n_in),
    [
        (lambda n, b: n // b, "The smaller mini-batch at the end is lost: it needs a step, too."),
        (lambda n, b: n // b + 1, "When nothing is left over, there is no smaller mini-batch: this is one step too many."),
        (lambda n, b: n / b, "This can be a fraction: a smaller mini-batch at the end still takes a whole step."),
        (lambda n, b: round(n / b), "This rounds to the nearest: round up, since a smaller mini-batch takes a whole step."),
        (lambda n, b: n, "This is the number of steps for batch size 1."),
        (lambda n, b: n % b, "This is what is left for the last mini-batch, not the number of steps."),
        (lambda n, b: n * b, "This multiplies: a larger mini-batch needs fewer steps."),
    ],
)
