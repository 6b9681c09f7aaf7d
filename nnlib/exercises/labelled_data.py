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
    """Outputs and labels of which some agree and some do not, in every case.

    In image 1 output 0 is exactly 1, the brightest of all, and the label is 1: so even who takes the brightness for the
    answer, or the place among all outputs, is right at times, and can be told from others.
    """
    outputs = rng.uniform(0.05, 0.95, (n_out, m))
    outputs[0, 1] = 1
    labels, wrong = outputs.argmax(axis=0), rng.random(m) < 0.5
    wrong[:2] = False, True
    shift = np.where(rng.random(m) < 0.5, -1, rng.integers(1, n_out, m))
    labels = np.where(wrong, (labels + shift) % n_out, labels)
    labels[1] = 1
    return outputs, labels


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


def _places(labels, answers, values):
    counts = np.zeros((10, 10))
    counts[labels, answers] = values
    return counts


def _targets(outputs, labels):
    """One-hot columns with as many rows as there are outputs."""
    return one_hot(labels)[: len(outputs)]


def _only_right(labels, answers):
    return np.diag(np.diag(confusion(labels, answers)))


# ---- exercises

ROUNDED = "Rounded outputs are compared with the labels: they are 0 or 1, and `argmax` says which one is the brightest."
ROUNDED_TARGETS = "Rounded outputs are compared with targets: it matters only which output is the brightest."
SHIFTED = "Everything is shifted by one: label 0 belongs to row 0."
UPSIDE_DOWN = "The rows are upside down: label 0 belongs to row 0, the first."

ONE_HOT = Exercise(
    one_hot,
    _some_labels,
    [
        (lambda l: one_hot(l).T, "The result is transposed: one image is one column, so it has ten rows."),
        (lambda l: 1 - one_hot(l), "0 and 1 have changed places: there is a 1 where the label is."),
        (lambda l: one_hot((l - 1) % 10), SHIFTED),
        (lambda l: one_hot((l + 1) % 10), SHIFTED),
        (lambda l: one_hot(l)[::-1], UPSIDE_DOWN),
        (lambda l: one_hot(l) * l, "There is the label itself in its place: put a 1 there."),
        (lambda l: 2 * one_hot(l) - 1, "There is −1 where 0 belongs: a sigmoid cannot go below 0."),
        (_whole_rows, "Whole rows are 1: each column should hold a single 1."),
        (lambda l: one_hot(l).sum(axis=1), "This is one vector for all images: each of them has its own column."),
        (
            lambda l: one_hot(l)[: l.max() + 1],
            "There are only as many rows as the largest label needs: there should always be ten.",
        ),
        (lambda l: one_hot(l)[:-1], "The last row is missing: there should be ten, for 0 to 9."),
        (lambda l: one_hot(l)[1:], "The first row is missing: there should be ten, for 0 to 9."),
        (lambda l: np.vstack([one_hot(l), 0 * l]), "There is a row too many: there should be ten, for 0 to 9."),
        (lambda l: np.vstack([0 * l, one_hot(l)]), SHIFTED),
        (lambda l: np.vstack([one_hot(l)[1:], 0 * l]), SHIFTED),
        (lambda l: np.vstack([0 * l, one_hot(l)[:-1]]), SHIFTED),
        (
            lambda l: (np.arange(10)[:, np.newaxis] <= l) * 1,
            "Everything up to the label is 1: only the label itself should be.",
        ),
        (
            lambda l: (np.arange(10)[:, np.newaxis] >= l) * 1,
            "Everything from the label on is 1: only the label itself should be.",
        ),
        (
            lambda l: np.tile(np.arange(10)[:, np.newaxis], len(l)),
            "The numbers of the rows are everywhere: compare them with the labels.",
        ),
        (lambda l: np.tile(l, (10, 1)), "The labels are everywhere: compare them with the numbers of the rows."),
        (
            lambda l: np.arange(10)[:, np.newaxis] - l,
            "The labels are subtracted from the numbers of the rows: compare the two, with `==`.",
        ),
        (
            lambda l: (l[:, np.newaxis] == l) * 1,
            "This compares every label with every other: compare them with the numbers 0 to 9.",
        ),
        (lambda l: one_hot(l)[:, ::-1], "The images are in reverse order."),
        (lambda l: np.eye(10)[:, : len(l)], "The labels play no part: each column has its 1 where its label is."),
        (lambda l: l, "These are the labels themselves: each needs a column with a single 1."),
        (lambda l: l / 10, "The labels are only made smaller: each needs a column with a single 1."),
        (lambda l: one_hot(l)[:, 0], "This is the target of the first image alone: each image has a column."),
    ],
)

ACCURACY = Exercise(
    accuracy,
    _outputs_and_labels,
    [
        (
            lambda o, l: (o.argmax(axis=0) == l).sum(),
            "This is the number of right answers: divide it by the number of images.",
        ),
        (
            lambda o, l: (o.argmax(axis=0) != l).mean(),
            "This is the share of the wrong answers: return that of the right ones.",
        ),
        (
            lambda o, l: (o.argmax(axis=0) != l).sum(),
            "This is the number of wrong answers: return the share of the right ones.",
        ),
        (lambda o, l: 100 * accuracy(o, l), "This is in percent: the share is a number from 0 to 1."),
        (
            lambda o, l: (o.argmax(axis=0) == l) * 1,
            "These are the images one by one, each right or wrong: take the mean.",
        ),
        (lambda o, l: o.argmax(axis=0), "These are the answers: compare them with the labels, and take the mean."),
        (
            lambda o, l: (o.argmax(axis=0) == l).sum() / len(o),
            "This is divided by the number of outputs: divide by that of the images, `len(labels)`.",
        ),
        (
            lambda o, l: (o.argmax(axis=1) == l).mean(),
            "The brightest is looked for in each row: the outputs of one image are a column, `axis=0`.",
        ),
        (
            lambda o, l: (o.max(axis=0) == l).mean(),
            "How bright the brightest output is, is compared with the label: `argmax` says which one it is.",
        ),
        (
            lambda o, l: (o.argmax() == l).mean(),
            "The brightest of all outputs is looked for: each image has its own, `axis=0`.",
        ),
        (
            lambda o, l: (o.argmax() == l).sum(),
            "The brightest of all outputs is looked for: each image has its own, `axis=0`. And: divide by `len(labels)`.",
        ),
        (
            lambda o, l: (o.argmax(axis=0) == l.argmax()).mean(),
            "The labels are treated as one-hot columns: here they are the digits themselves.",
        ),
        (
            lambda o, l: (o.argmax(axis=0) == one_hot(l)).mean(),
            "The answers are compared with one-hot columns: compare them with the labels themselves.",
        ),
        (lambda o, l: (np.round(o) == _targets(o, l)).mean(), ROUNDED_TARGETS),
        (lambda o, l: (np.round(o) == _targets(o, l)).all(axis=0).mean(), ROUNDED_TARGETS),
        (lambda o, l: (np.round(o) == l).mean(), ROUNDED),
        (lambda o, l: (np.round(o) == l) * 1, ROUNDED),
        (lambda o, l: (np.round(o) == l).sum(), ROUNDED),
        (lambda o, l: (np.round(o) == l).sum() / len(l), ROUNDED),
        (lambda o, l: (np.round(o) == l).all(axis=0).mean(), ROUNDED),
        (lambda o, l: (np.round(o) == l).any(axis=0).mean(), ROUNDED),
        (
            lambda o, l: (o.argmax(axis=0) == l + 1).mean(),
            "The answers are counted from 0, but the labels from 1: both begin with 0.",
        ),
        (
            lambda o, l: (o.argmax(axis=0) + 1 == l).mean(),
            "The answers are counted from 1: they begin with 0, as the labels do.",
        ),
        (lambda o, l: (o.argmax(axis=0) - l).mean(), "Answers and labels are subtracted: compare them, with `==`."),
        (lambda o, l: abs(o.argmax(axis=0) - l).mean(), "Answers and labels are subtracted: compare them, with `==`."),
        (lambda o, l: ((o.argmax(axis=0) - l) ** 2).mean(), "Answers and labels are subtracted: compare them, with `==`."),
        (lambda o, l: ((o - _targets(o, l)) ** 2).sum(axis=0).mean(), "This is the cost: count the right answers."),
        (
            lambda o, l: (o.argmax(axis=0) == l).sum() / o.size,
            "This is divided by the number of all outputs: divide by that of the images, `len(labels)`.",
        ),
        (
            lambda o, l: o.max(axis=0).mean(),
            "This is how bright the brightest outputs are: count how often they are the right ones.",
        ),
        (
            lambda o, l: (o.argmax(axis=0)[:, np.newaxis] == l).mean(),
            "Every answer is compared with every label: compare those of the same image.",
        ),
        (lambda o, l: (o.argmax(axis=0) == np.sort(l)).mean(), "The labels are sorted: keep each with its image."),
        (
            lambda o, l: (o.argmin(axis=0) == l).mean(),
            "The darkest output is taken as the answer: it should be the brightest.",
        ),
        (
            lambda o, l: o[l, np.arange(len(l))].mean(),
            "This is the mean activation of the right output: count the right answers.",
        ),
        (
            lambda o, l: (o[l, np.arange(len(l))] > 0.5).mean(),
            "This is the share of right outputs above one half: it matters whether they are the brightest.",
        ),
    ],
)

CONFUSION = Exercise(
    confusion,
    _labels_and_answers,
    [
        (
            lambda l, a: confusion(a, l),
            "Rows and columns have changed places: there is a row for each label, and a column for each answer.",
        ),
        (
            _each_pair_once,
            "Each pair is counted once at most: an index that comes twice counts only once, unless you use `np.add.at`.",
        ),
        (
            lambda l, a: confusion(l, a) - _only_right(l, a),
            "Only the mistakes are counted: right answers belong on the diagonal.",
        ),
        (_only_right, "Only the right answers are counted: mistakes belong beside the diagonal."),
        (lambda l, a: confusion(l, a) / len(l), "These are shares of all images: return counts."),
        (lambda l, a: confusion(l, a) + confusion(a, l), "Each image is counted in two cells: its row is the label alone."),
        (lambda l, a: confusion(l, a).sum(axis=1), "This is how often each label occurs: each needs a row of answers."),
        (lambda l, a: confusion(l, a).sum(axis=0), "This is how often each answer occurs: each label needs a row of them."),
        (lambda l, a: np.diag(confusion(l, a)), "These are the right answers of each label: the mistakes are missing."),
        (lambda l, a: confusion(l, a)[::-1], UPSIDE_DOWN),
        (lambda l, a: confusion(a, a), "The labels play no part: each answer is counted with itself."),
        (
            lambda l, a: confusion(l, a) / confusion(l, a).sum(axis=1, keepdims=True).clip(1),
            "Each row is divided by its sum: return counts.",
        ),
        (
            lambda l, a: confusion(l, a) / confusion(l, a).sum(axis=0, keepdims=True).clip(1),
            "Each column is divided by its sum: return counts.",
        ),
        (
            lambda l, a: (l[:, np.newaxis] == a) * 1,
            "This compares every label with every answer: count the pairs of the same image.",
        ),
        (
            lambda l, a: (l == a) * 1,
            "These are the images one by one, each right or wrong: count how often each pair occurs.",
        ),
        (lambda l, a: (l == a).sum(), "This is the number of right answers: count each pair of label and answer."),
        (lambda l, a: (l == a).mean(), "This is the share of right answers: count each pair of label and answer."),
        (lambda l, a: (l != a).sum(), "This is the number of mistakes: count each pair of label and answer."),
        (lambda l, a: confusion(l, a) - 1, "One is missing in every cell: begin to count at 0."),
        (lambda l, a: _places(l, a, l), "Each pair holds the label: count how often it occurs."),
        (
            lambda l, a: np.outer(np.bincount(l, minlength=10), np.bincount(a, minlength=10)),
            "Labels and answers are counted apart, then multiplied: count each pair.",
        ),
        (lambda l, a: confusion(l, l), "The answers play no part: each label is counted with itself."),
    ],
)
