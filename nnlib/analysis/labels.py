"""Labels: how many a network needs, what wrong labels do to it, and where its answers differ from them."""

from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.digits.mnist import one_hot
from nnlib.network import Network
from nnlib.sgd import SGD

SIZES = 784, 16, 16, 10
STEPS = 2400  # the same for any number of images: four epochs of 60,000
BATCH_SIZE = 100
LEARNING_RATE = 3.0
STEPS_PER_SLICE = 50  # steps between two yields: about 10 ms
OWN_PIECE = 25  # the same when own digits are mixed in
MOST_READ = 10_000  # training images on which the accuracy is measured at the end, at most


class Outcome(NamedTuple):
    """The result of one training, as shares from 0 to 1."""

    train: float  # of the training images: those read as their labels say, right or wrong
    test: float  # of the test images: those read correctly
    right: float  # of the labels of the training images: those that are right


# ---- how many, and how many wrong ones


def shuffled(labels, share, rng):
    """The labels (m,) with a random share of them shuffled among themselves; by chance some of those stay right."""
    labels = checks.labels("labels", labels).copy()
    if not 0 <= share <= 1:
        raise ValueError(f"share must be from 0 to 1, but got {share!r}")
    # From the same rng, the labels of a smaller share are some of those of a larger one.
    chosen = rng.permutation(len(labels))[: round(share * len(labels))]
    labels[chosen] = labels[rng.permutation(chosen)]
    return labels


def training_set(train, count, share=0.0, seed=1):
    """`count` random columns of `train`, and their labels, of which a share is shuffled: both (count,).

    With the same seed, a smaller training set is part of a larger one.
    """
    checks.whole_number("count", count, 1, len(train))
    columns = np.sort(np.random.default_rng([seed, 1]).permutation(len(train))[:count])
    return columns, shuffled(train.labels[columns], share, np.random.default_rng([seed, 2]))


def learning(digits, count, share=0.0, seed=1, steps=STEPS):
    """Train a fresh network on such a training set; yield after every slice of steps, and return the Outcome at the end."""
    columns, labels = training_set(digits.train, count, share, seed)
    whole = count == len(digits.train)
    images = digits.train.part(slice(None) if whole else columns).images  # the whole set without a copy
    rng = np.random.default_rng(seed)
    network = Network(SIZES, rng=rng, dtype=np.float32)
    settings = {"batch_size": min(BATCH_SIZE, count), "learning_rate": LEARNING_RATE, "rng": rng}
    sgd = SGD(network, images, one_hot(labels), **settings)
    while sgd.steps < steps:
        for _ in range(min(STEPS_PER_SLICE, steps - sgd.steps)):
            next(sgd)
        yield
    seen = images[:, :MOST_READ], labels[:MOST_READ]
    right = float((labels == digits.train.labels[columns]).mean())
    return Outcome(network.accuracy(*seen), network.accuracy(digits.test.images, digits.test.labels), right)


# ---- where answers and labels differ


def confusion(labels, answers):
    """How often each label (row) got each answer (column): (10, 10) counts of the examples (m,)."""
    labels, answers = checks.labels("labels", labels), checks.labels("answers", answers)
    checks.same_length("answers", answers, "labels", labels)
    return np.bincount(10 * labels + answers, minlength=100).reshape(10, 10)


def margins(outputs):
    """How far the brightest of the outputs (10, m) is ahead of the second brightest: (m,)."""
    second, first = np.sort(outputs, axis=0)[-2:]
    return first - second


def least_sure(outputs, count):
    """The columns of the outputs (10, m) with the smallest margins, the smallest first: (count,)."""
    return np.argsort(margins(outputs), kind="stable")[:count]


# ---- mixed with own digits


def mixing(network, train, own, share, steps, learning_rate, rng):
    """Train `network` on mini-batches with this share of own digits, the rest from `train`; yield after every slice."""
    mine = round(share * BATCH_SIZE)
    if mine and not len(own):
        raise ValueError("own must hold digits to learn from, but there are none")
    for step in range(steps):
        theirs = rng.integers(len(train), size=BATCH_SIZE - mine)
        ours = rng.integers(max(len(own), 1), size=mine)
        x = np.hstack([train.images[:, theirs], own.images[:, ours]])
        y = np.hstack([train.targets[:, theirs], own.targets[:, ours]])
        network.parameters -= learning_rate * network.backprop(x, y).vector
        if step % OWN_PIECE == OWN_PIECE - 1:
            yield
