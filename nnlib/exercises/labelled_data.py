"""The exercises of 10_labelled_data: labels as targets, and how well a network's answers agree with them."""

import numpy as np

from nnlib.exercises.exercise import Exercise


def one_hot(labels):
    """Targets (10, m) for the labels (m,), 0 to 9: a 1 where the label is, 0 elsewhere; one image is one column."""
    return (np.arange(10)[:, np.newaxis] == labels).astype(int)


def accuracy(outputs, labels):
    """The share, 0 to 1, of the m images whose brightest output, in its column of outputs (n, m), is that of its label."""
    return (outputs.argmax(axis=0) == labels).mean()


def confusion(labels, answers):
    """How often each label (row) got each answer (column): (10, 10) counts for labels and answers (m,), 0 to 9."""
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, answers), 1)
    return counts


# ---- cases


def _some_labels(rng, n_out, n_in, m):
    return (rng.integers(0, 10, m),)


def _outputs_and_labels(rng, n_out, n_in, m):
    """Outputs and labels of which some agree and some do not, in every case."""
    outputs = rng.uniform(0.05, 0.95, (n_out, m))
    labels, wrong = outputs.argmax(axis=0), rng.integers(1, m)
    labels[:wrong] = (labels[:wrong] + rng.integers(1, n_out, wrong)) % n_out
    order = rng.permutation(m)
    return outputs[:, order], labels[order]


def _labels_and_answers(rng, n_out, n_in, m):
    """Only a few different labels, so that some pairs occur several times."""
    labels = rng.choice(rng.choice(10, 3, replace=False), 6 * m)
    return labels, np.where(rng.random(6 * m) < 0.5, labels, rng.choice(rng.choice(10, 2, replace=False), 6 * m))


def _whole_rows(labels):
    targets = np.zeros((10, len(labels)), int)
    targets[labels] = 1
    return targets


def _each_pair_once(labels, answers):
    counts = np.zeros((10, 10), int)
    counts[labels, answers] += 1
    return counts


def _only_right(labels, answers):
    return np.diag(np.diag(confusion(labels, answers)))


# ---- exercises

SHIFTED = "It is shifted by one: label 0 belongs to row 0."
UPSIDE_DOWN = "It is upside down: label 0 belongs to row 0, the first."

ONE_HOT = Exercise(
    one_hot,
    _some_labels,
    [
        (lambda l: one_hot(l).T, "It is transposed: one image is one column, so the result has 10 rows."),
        (lambda l: 1 - one_hot(l), "0 and 1 are swapped: the 1 belongs where the label is."),
        (lambda l: one_hot((l - 1) % 10), SHIFTED),
        (lambda l: one_hot((l + 1) % 10), SHIFTED),
        (lambda l: one_hot(l)[::-1], UPSIDE_DOWN),
        (lambda l: one_hot(l) * l, "You put the label itself in its place: a 1 belongs there."),
        (lambda l: 2 * one_hot(l) - 1, "There is −1 where 0 belongs: a sigmoid cannot go below 0."),
        (_whole_rows, "Whole rows are 1: each column holds a single 1."),
        (lambda l: one_hot(l).sum(axis=1), "This is one vector for all images: each image needs a column of its own."),
        (lambda l: one_hot(l)[: l.max() + 1], "It has only as many rows as the largest label needs: there are always ten."),
        (lambda l: one_hot(l)[:, 0], "This is the target of the first image alone: each image has a column."),
    ],
)

ACCURACY = Exercise(
    accuracy,
    _outputs_and_labels,
    [
        (lambda o, l: (o.argmax(axis=0) == l).sum(), "This counts the right ones: divide by how many images there are."),
        (lambda o, l: (o.argmax(axis=0) != l).mean(), "This is the share of the wrong ones."),
        (
            lambda o, l: (o.argmax(axis=0) != l).sum(),
            "This counts the wrong ones: take the share of the right ones.",
        ),
        (lambda o, l: 100 * accuracy(o, l), "This is in percent: the share is a number from 0 to 1."),
        (
            lambda o, l: (o.argmax(axis=0) == l) * 1,
            "These are the images one by one, 1 for right and 0 for wrong: take the mean.",
        ),
        (lambda o, l: o.argmax(axis=0), "These are the answers: compare them with the labels, and take the mean."),
        (
            lambda o, l: (o.argmax(axis=0) == l).sum() / len(o),
            "This divides by the number of outputs: divide by the number of images, `len(labels)`.",
        ),
        (
            lambda o, l: (o.argmax(axis=1) == l).mean(),
            "This looks for the brightest along the rows: the outputs of one image are a column, `axis=0`.",
        ),
        (lambda o, l: (o.max(axis=0) == l).mean(), "`max` says how bright the brightest is: `argmax` says which one it is."),
        (lambda o, l: (o.argmin(axis=0) == l).mean(), "This takes the darkest output as the answer: it is the brightest."),
        (
            lambda o, l: o[l, np.arange(len(l))].mean(),
            "This is the mean activation of the right output: count the right answers.",
        ),
        (
            lambda o, l: (o[l, np.arange(len(l))] > 0.5).mean(),
            "This asks whether the right output is above one half: it has to be brighter than the others.",
        ),
    ],
)

CONFUSION = Exercise(
    confusion,
    _labels_and_answers,
    [
        (lambda l, a: confusion(a, l), "Rows and columns are swapped: a row for each label, a column for each answer."),
        (
            _each_pair_once,
            "Each pair is counted once at most: `counts[labels, answers] += 1` adds only once where a place comes twice.",
        ),
        (
            lambda l, a: confusion(l, a) - _only_right(l, a),
            "Only the mistakes are counted: the right answers belong on the diagonal.",
        ),
        (_only_right, "Only the right answers are counted: the mistakes belong off the diagonal."),
        (lambda l, a: confusion(l, a) / len(l), "These are shares of all images: the task asks for counts."),
        (
            lambda l, a: confusion(l, a) + confusion(a, l),
            "Each image is counted twice: the label alone decides its row.",
        ),
        (lambda l, a: confusion(l, a).sum(axis=1), "This counts the labels: each needs a row of answers."),
        (lambda l, a: confusion(l, a).sum(axis=0), "This counts the answers: each label needs a row of them."),
        (lambda l, a: np.diag(confusion(l, a)), "These are the right answers for each label: the mistakes are missing."),
        (lambda l, a: confusion(l, a)[::-1], UPSIDE_DOWN),
        (lambda l, a: confusion(l, l), "The answers are not used: each label is counted with itself."),
    ],
)
