"""Labels: how many a network needs, what wrong ones do to it, and where its answers differ from them."""

from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.digits.mnist import one_hot
from nnlib.network import Network
from nnlib.sgd import SGD

SIZES = 784, 16, 16, 10
STEPS = 2400  # as many for all, however few images there are: four epochs of 60,000
BATCH_SIZE = 100
LEARNING_RATE = 3.0
PIECE = 50  # steps in one go: about 10 ms
OWN_PIECE = 25  # the same with own digits among them
LOOKED_AT = 10_000  # training images that are read again at the end, at most


class Outcome(NamedTuple):
    """What became of one training. All are shares, 0 to 1."""

    train: float  # training images that it reads as their labels say, whether these are right or not
    test: float  # test images that it reads correctly
    right: float  # labels of the training images that are right


# ---- how many, and how many wrong ones


def shuffled(labels, share, rng):
    """The labels (m,), of which this share, drawn at random, have changed places among themselves. Some land right again."""
    labels = checks.labels("labels", labels).copy()
    if not 0 <= share <= 1:
        raise ValueError(f"share must be from 0 to 1, but got {share!r}")
    chosen = rng.permutation(len(labels))[: round(share * len(labels))]  # a smaller share is some of a larger one
    labels[chosen] = labels[rng.permutation(chosen)]
    return labels


def training_set(train, count, share=0.0, seed=1):
    """Which columns of `train`, drawn at random, and the labels that they get: both (count,).

    With the same seed, fewer images are some of the more. A share of the labels is shuffled.
    """
    checks.whole_number("count", count, 1, len(train))
    columns = np.sort(np.random.default_rng([seed, 1]).permutation(len(train))[:count])
    return columns, shuffled(train.labels[columns], share, np.random.default_rng([seed, 2]))


def learning(digits, count, share=0.0, seed=1, steps=STEPS):
    """Train a fresh network on such a training set: a generator of short pieces, which returns the Outcome."""
    columns, labels = training_set(digits.train, count, share, seed)
    # All of them are taken as they are, not copied.
    images = digits.train.images if count == len(digits.train) else digits.train.images.T[columns].T
    rng = np.random.default_rng(seed)
    network = Network(SIZES, rng=rng, dtype=np.float32)
    settings = {"batch_size": min(BATCH_SIZE, count), "learning_rate": LEARNING_RATE, "rng": rng}
    sgd = SGD(network, images, one_hot(labels), **settings)
    while sgd.steps < steps:
        for _ in range(min(PIECE, steps - sgd.steps)):
            next(sgd)
        yield
    seen = images[:, :LOOKED_AT], labels[:LOOKED_AT]
    right = float((labels == digits.train.labels[columns]).mean())
    return Outcome(network.accuracy(*seen), network.accuracy(digits.test.images, digits.test.labels), right)


# ---- where answers and labels differ


def confusion(labels, answers):
    """How often each label (row) got each answer (column): (10, 10) counts of the examples (m,)."""
    labels, answers = checks.labels("labels", labels), checks.labels("answers", answers)
    checks.same_length("answers", answers, "labels", labels)
    return np.bincount(10 * labels + answers, minlength=100).reshape(10, 10)


def margins(outputs):
    """By how much the brightest of the outputs (10, m) is ahead of the second: (m,)."""
    second, first = np.sort(outputs, axis=0)[-2:]
    return first - second


def least_sure(outputs, count):
    """The columns of the outputs (10, m) with the smallest margins, the smallest first: (count,)."""
    return np.argsort(margins(outputs), kind="stable")[:count]


# ---- mixed with one's own


def mixing(network, train, own, share, steps, learning_rate, rng):
    """Train `network` on mini-batches of which this share are own digits, the rest of `train`: a generator of pieces."""
    mine = round(share * BATCH_SIZE)
    if mine and not len(own):
        raise ValueError("own must hold digits to learn from, but there are none")
    for step in range(steps):
        theirs = rng.integers(len(train), size=BATCH_SIZE - mine)
        ours = rng.integers(max(len(own), 1), size=mine)
        x = np.hstack([train.images.T[theirs].T, own.images[:, ours]])
        y = np.hstack([train.targets.T[theirs].T, own.targets[:, ours]])
        network.parameters -= learning_rate * network.backprop(x, y).vector
        if step % OWN_PIECE == OWN_PIECE - 1:
            yield
