"""The exercises of 05_every_image: the average over many examples, and how much survives in it."""

import numpy as np

from nnlib.exercises.exercise import Exercise


def average_gradient(gradients):
    """The gradient of the average cost, (n,), from those of m examples, one per column of gradients (n, m): their mean."""
    return gradients.mean(axis=1)


def what_survives(votes):
    """How much of m votes (m,) is left in their average, a number from 0 to 1: |mean| divided by the mean of their sizes."""
    return abs(votes.mean()) / abs(votes).mean()


def agreement(a, b):
    """How well two directions a and b, both (n,), agree, a number from -1 to 1: a · b divided by both lengths."""
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


AVERAGE_GRADIENT = Exercise(
    average_gradient,
    lambda rng, n_out, n_in, m: (rng.normal(size=(n_in, m)),),
    [
        (
            lambda gradients: gradients.sum(axis=1),
            "This is the sum over the examples: divide by the number of columns.",
        ),
        (
            lambda gradients: gradients.mean(axis=0),
            "This is a mean for each example, over its parameters: the examples are the columns, so use `axis=1`.",
        ),
        (
            lambda gradients: gradients.sum(axis=0),
            "Each column is added up: each row belongs to one parameter, `axis=1`.",
        ),
        (lambda gradients: gradients.mean(), "Everything is averaged into one number: each parameter keeps its own."),
        (lambda gradients: gradients.sum(), "Everything is added up into one number: each parameter keeps its own."),
        (
            lambda gradients: gradients.sum(axis=1) / len(gradients),
            "This is divided by the number of parameters: divide by the number of examples, `gradients.shape[1]`.",
        ),
        (lambda gradients: abs(gradients).mean(axis=1), "The signs are lost: slopes of opposite sign must cancel."),
        (
            lambda gradients: np.median(gradients, axis=1),
            "This is the median: take the mean, so that large slopes count more than small ones.",
        ),
        (
            lambda gradients: np.sign(gradients).mean(axis=1),
            "Only the signs are averaged: a large slope must count more than a small one.",
        ),
    ],
)

WHAT_SURVIVES = Exercise(
    what_survives,
    lambda rng, n_out, n_in, m: (rng.normal(0.3, 1, m),),
    [
        (
            lambda votes: votes.mean() / abs(votes).mean(),
            "The sign of the mean is left: take the absolute value of the mean, too.",
        ),
        (lambda votes: abs(votes.mean()), "This is the size of the mean: divide it by the mean of the sizes."),
        (lambda votes: abs(votes).mean(), "This is the mean of the sizes: divide the size of the mean by it."),
        (lambda votes: votes.mean(), "This is the mean of the votes: divide its size by the mean of their sizes."),
        (lambda votes: abs(votes).mean() / abs(votes.mean()), "The fraction is upside down: what is left goes above."),
        (
            lambda votes: 1 - abs(votes.mean()) / abs(votes).mean(),
            "This is the share that cancels: what survives is 1 minus this.",
        ),
        (
            lambda votes: abs(votes.sum()) / abs(votes).mean(),
            "A sum is divided by a mean: take the mean, or the sum, of both.",
        ),
        (
            lambda votes: abs(votes.mean()) / abs(votes).sum(),
            "A mean is divided by a sum: take the mean, or the sum, of both.",
        ),
        (
            lambda votes: abs(votes.mean()) / abs(votes).max(),
            "This is divided by the largest vote: divide by the mean of the sizes.",
        ),
        (lambda votes: abs(votes.mean()) / votes.std(), "This is divided by the spread: divide by the mean of the sizes."),
        (
            lambda votes: abs(votes.mean()) / np.sqrt((votes**2).mean()),
            "This is divided by the root of the mean square: divide by the mean of the absolute values.",
        ),
        (lambda votes: abs(votes.mean()) / abs(votes), "This is divided by each size: divide by the mean of the sizes."),
        (
            lambda votes: (votes > 0).mean(),
            "This is the share of positive votes: large votes must count more than small ones.",
        ),
        (
            lambda votes: abs(np.sign(votes).mean()),
            "Only the signs of the votes are used: a large vote must count more than a small one.",
        ),
        (lambda votes: abs(votes.sum()), "This is the size of the sum: divide it by the sum of the sizes."),
        (lambda votes: votes.sum(), "This is the sum of the votes: divide its size by the sum of their sizes."),
        (lambda votes: abs(votes).sum(), "This is the sum of the sizes: divide the size of the sum by it."),
        (
            lambda votes: abs(votes.mean()) / abs(votes.sum()),
            "This is divided by the size of the sum: divide by the mean of the sizes.",
        ),
        (lambda votes: abs(votes.mean()) - abs(votes).mean(), "The two sizes are subtracted: divide the one by the other."),
        (lambda votes: abs(votes).mean() - abs(votes.mean()), "The two sizes are subtracted: divide the one by the other."),
        (lambda votes: abs(votes.mean()) * abs(votes).mean(), "The two sizes are multiplied: divide the one by the other."),
        (lambda votes: abs(np.median(votes)) / abs(votes).mean(), "This uses the median: take the mean."),
        (lambda votes: votes.sum() ** 2 / (votes**2).sum(), "This is made of squares: take absolute values."),
    ],
)

AGREEMENT = Exercise(
    agreement,
    lambda rng, n_out, n_in, m: rng.normal(size=(2, n_in)),
    [
        (lambda a, b: a @ b, "The lengths are still in it: divide by both of them."),
        (
            lambda a, b: a @ b / np.linalg.norm(a),
            "This is divided by the length of `a` only: divide by that of `b`, too.",
        ),
        (
            lambda a, b: a @ b / np.linalg.norm(b),
            "This is divided by the length of `b` only: divide by that of `a`, too.",
        ),
        (lambda a, b: a * b, "These are the products one by one: add them up, and divide by both lengths."),
        (
            lambda a, b: a @ b / np.linalg.norm(a) * np.linalg.norm(b),
            "One length multiplies instead of dividing: put both in brackets, as in `x / (p * q)`.",
        ),
        (
            lambda a, b: a @ b / (np.linalg.norm(a) + np.linalg.norm(b)),
            "The lengths are added: divide by their product.",
        ),
        (
            lambda a, b: a @ b / ((a @ a) * (b @ b)),
            "This is divided by the squares of the lengths: a length is the root of the sum of squares.",
        ),
        (
            lambda a, b: a @ b / np.sqrt((a @ a) * (b @ b)) / len(a),
            "This is divided by the number of entries, too: divide by the two lengths only.",
        ),
        (
            lambda a, b: a @ b / (abs(a).sum() * abs(b).sum()),
            "This is divided by sums of absolute values: a length is the root of the sum of squares.",
        ),
        (lambda a, b: abs(agreement(a, b)), "The sign is lost: opposite directions give -1."),
        (lambda a, b: np.arccos(agreement(a, b)), "This is the angle: return its cosine."),
        (lambda a, b: np.degrees(np.arccos(agreement(a, b))), "This is the angle in degrees: return its cosine."),
        (lambda a, b: agreement(a, b) ** 2, "This is the square of the cosine: opposite directions must give -1."),
        (
            lambda a, b: np.linalg.norm(a - b),
            "This is the distance between the two: it should be the cosine of their angle.",
        ),
        (
            lambda a, b: agreement(a - a.mean(), b - b.mean()),
            "This is the correlation: the cosine does not subtract the means first.",
        ),
        (
            lambda a, b: a @ b / np.linalg.norm(b) * np.linalg.norm(a),
            "One length multiplies instead of dividing: put both in brackets, as in `x / (p * q)`.",
        ),
        (
            lambda a, b: a.sum() * b.sum() / np.linalg.norm(a) / np.linalg.norm(b),
            "Two sums are multiplied with each other: multiply pair by pair first, then add up.",
        ),
        (lambda a, b: a @ b / np.linalg.norm(a - b), "This is divided by the distance: divide by both lengths."),
        (lambda a, b: a @ b / np.linalg.norm(a) ** 2, "This is divided by the length of `a` twice: divide by both lengths."),
        (lambda a, b: a @ b / np.linalg.norm(b) ** 2, "This is divided by the length of `b` twice: divide by both lengths."),
        (lambda a, b: a @ b / len(a), "This is a mean of products: divide by both lengths instead."),
        (lambda a, b: a * b / np.linalg.norm(a) / np.linalg.norm(b), "The products are not added up yet."),
        (
            lambda a, b: np.linalg.norm(a) * np.linalg.norm(b),
            "These are the two lengths multiplied: they belong below the line, and the dot product above it.",
        ),
        (lambda a, b: np.sign(a @ b), "Only the sign of the dot product is left: divide it by both lengths."),
        (lambda a, b: np.sqrt(1 - agreement(a, b) ** 2), "This is the sine of the angle: return its cosine."),
        (lambda a, b: (np.sign(a) == np.sign(b)).mean(), "This is the share of equal signs: large entries must count more."),
    ],
)
