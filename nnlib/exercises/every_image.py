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
            "This is the sum over the examples: divide by how many columns it has.",
        ),
        (
            lambda gradients: gradients.mean(axis=0),
            "This is a mean for each example, over its parameters: the examples are the columns, so take `axis=1`.",
        ),
        (
            lambda gradients: gradients.sum(axis=0),
            "This adds up down each column: each row belongs to one parameter, so use `axis=1`.",
        ),
        (lambda gradients: gradients.mean(), "Everything is averaged into one number: each parameter keeps its own."),
        (lambda gradients: gradients.sum(), "Everything is added up into one number: each parameter keeps its own."),
        (
            lambda gradients: gradients.sum(axis=1) / len(gradients),
            "This divides by the number of parameters: divide by the number of examples, `gradients.shape[1]`.",
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
        (lambda gradients: gradients[:, 0], "This is the gradient of the first example alone."),
        (
            lambda gradients: gradients[:, -1],
            "This is the gradient of the last example alone: does your loop start again each time?",
        ),
        (
            lambda gradients: gradients.mean(axis=1) ** 2,
            "There is a square too many: average the gradients as they are.",
        ),
    ],
)

WHAT_SURVIVES = Exercise(
    what_survives,
    lambda rng, n_out, n_in, m: (rng.normal(0.3, 1, m),),
    [
        (lambda votes: votes.mean() / abs(votes).mean(), "A size has no sign: take the absolute value of the mean, too."),
        (lambda votes: abs(votes.mean()), "This is the size of the mean: divide it by the mean of the sizes."),
        (lambda votes: abs(votes).mean(), "This is the mean of the sizes: divide the size of the mean by it."),
        (lambda votes: votes.mean(), "This is the mean: compare its size with the mean of the sizes."),
        (lambda votes: abs(votes).mean() / abs(votes.mean()), "The fraction is upside down: the mean goes above the line."),
        (
            lambda votes: 1 - abs(votes.mean()) / abs(votes).mean(),
            "This is the share that cancels: what survives is 1 minus this.",
        ),
        (
            lambda votes: abs(votes.sum()) / abs(votes).mean(),
            "This divides a sum by a mean: take the mean of both, or the sum of both.",
        ),
        (
            lambda votes: abs(votes.mean()) / abs(votes).sum(),
            "This divides a mean by a sum: take the mean of both, or the sum of both.",
        ),
        (
            lambda votes: abs(votes.mean()) / abs(votes).max(),
            "This divides by the largest vote: divide by the mean of the sizes.",
        ),
        (lambda votes: abs(votes.mean()) / votes.std(), "This divides by the spread: divide by the mean of the sizes."),
        (
            lambda votes: abs(votes.mean()) / np.sqrt((votes**2).mean()),
            "Below the line the sizes are squared: take the mean of the absolute values.",
        ),
        (lambda votes: abs(votes.mean()) / abs(votes), "Below the line the sizes are not averaged yet."),
        (
            lambda votes: (votes > 0).mean(),
            "This counts how many want it up: large votes must count more than small ones.",
        ),
        (
            lambda votes: abs(np.sign(votes).mean()),
            "This counts votes and forgets their sizes: a large vote must count more than a small one.",
        ),
    ],
)

AGREEMENT = Exercise(
    agreement,
    lambda rng, n_out, n_in, m: rng.normal(size=(2, n_in)),
    [
        (lambda a, b: a @ b, "The lengths are still in it: divide by both of them."),
        (
            lambda a, b: a @ b / np.linalg.norm(a),
            "This is divided by the length of `a` alone: divide by that of `b`, too.",
        ),
        (
            lambda a, b: a @ b / np.linalg.norm(b),
            "This is divided by the length of `b` alone: divide by that of `a`, too.",
        ),
        (lambda a, b: a * b, "These are the products one by one: add them up, and divide by both lengths."),
        (
            lambda a, b: a @ b / np.linalg.norm(a) * np.linalg.norm(b),
            "Brackets: `x / p * q` divides by p only, so write `x / (p * q)`.",
        ),
        (
            lambda a, b: a @ b / (np.linalg.norm(a) + np.linalg.norm(b)),
            "The lengths are added: divide by their product.",
        ),
        (
            lambda a, b: a @ b / ((a @ a) * (b @ b)),
            "These are the lengths squared: `a @ a` is the square of the length of `a`.",
        ),
        (
            lambda a, b: a @ b / np.sqrt((a @ a) * (b @ b)) / len(a),
            "This divides by the number of entries as well.",
        ),
        (
            lambda a, b: a @ b / (abs(a).sum() * abs(b).sum()),
            "A length is the root of the sum of squares.",
        ),
        (lambda a, b: abs(agreement(a, b)), "The sign is lost: opposite directions give -1."),
        (lambda a, b: np.arccos(agreement(a, b)), "This is the angle: return its cosine."),
        (lambda a, b: np.degrees(np.arccos(agreement(a, b))), "This is the angle in degrees: return its cosine."),
        (lambda a, b: agreement(a, b) ** 2, "This is the square of the cosine: opposite directions must give -1."),
        (lambda a, b: np.linalg.norm(a - b), "This is the distance between the two: their angle is what counts."),
        (
            lambda a, b: agreement(a - a.mean(), b - b.mean()),
            "This is the correlation: for the cosine, do not subtract the means.",
        ),
        (lambda a, b: (np.sign(a) == np.sign(b)).mean(), "This counts equal signs: large entries must count more."),
    ],
)
