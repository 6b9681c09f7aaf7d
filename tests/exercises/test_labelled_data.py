"""The exercises of 10_labelled_data: right answers pass however they are written, wrong ones hear what is wrong."""

import numpy as np
from learners import each_right, each_wrong, fails, passes

import nnlib
from nnlib.analysis.labels import confusion
from nnlib.exercises import labelled_data

RIGHT = {
    "one_hot": [
        "np.eye(10)[labels].T",
        "targets = np.zeros((10, len(labels)))\ntargets[labels, np.arange(len(labels))] = 1\nreturn targets",
        "[[1.0 if label == row else 0.0 for label in labels] for row in range(10)]",
        "(np.arange(10).reshape(-1, 1) == labels) * np.float32(1)",
        "np.arange(10)[:, None] == labels",
        "np.equal.outer(np.arange(10), labels)",
        "np.array([labels == digit for digit in range(10)])",
        "np.identity(10)[:, labels]",
        "np.stack([np.bincount([label], minlength=10) for label in labels], axis=1)",
        "[[bool(label == row) for label in labels] for row in range(10)]",
    ],
    "accuracy": [
        "np.mean(np.argmax(outputs, axis=0) == labels)",
        "right = 0\n"
        "for i in range(len(labels)):\n"
        "    column = list(outputs[:, i])\n"
        "    right += column.index(max(column)) == labels[i]\n"
        "return right / len(labels)",
        "1 - np.count_nonzero(outputs.T.argmax(axis=1) - labels) / outputs.shape[1]",
        "np.mean(outputs[labels, np.arange(len(labels))] == outputs.max(axis=0))",
        "(outputs.argmax(0) == labels).sum() / labels.size",
        "np.count_nonzero(outputs.argmax(axis=0) == labels) / len(labels)",
        "np.trace(np.eye(len(outputs))[outputs.argmax(axis=0)] @ np.eye(len(outputs))[labels].T) / len(labels)",
        "np.average([np.argsort(column)[-1] == label for column, label in zip(outputs.T, labels)])",
    ],
    "confusion": [
        "counts = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    counts[l, a] += 1\nreturn counts",
        "np.bincount(10 * labels + answers, minlength=100).reshape(10, 10)",
        "np.eye(10)[labels].T @ np.eye(10)[answers]",
        "[[sum(1 for l, a in zip(labels, answers) if (l, a) == (i, j)) for j in range(10)] for i in range(10)]",
        "np.histogram2d(labels, answers, bins=10, range=[[-0.5, 9.5], [-0.5, 9.5]])[0]",
        "c = np.zeros((10, 10), int)\nnp.add.at(c, (labels, answers), 1)\nreturn c",
        "[[np.sum((labels == i) & (answers == j)) for j in range(10)] for i in range(10)]",
    ],
}

WRONG = {
    "one_hot": {
        "np.eye(10)[labels]": "transposed",
        "1 - np.eye(10)[labels].T": "0 and 1 have changed places",
        "np.eye(10)[labels - 1].T": "shifted by one",
        "np.eye(10)[labels].T * labels": "label itself",
        "t = np.zeros((10, len(labels)))\nt[labels] = 1\nreturn t": "Whole rows",
        "np.eye(10)[labels].sum(axis=0)": "one vector for all",
        "np.eye(labels.max() + 1)[labels].T": "always be ten",
        "np.flipud(np.eye(10)[labels].T)": "upside down",
        "np.eye(10)[labels[0]]": "first image alone",
        "labels": "These are the labels themselves",
        "np.arange(10)[:, None] != labels": "0 and 1 have changed places",
        "np.arange(1, 11)[:, None] == labels": "shifted by one",
        "np.arange(9)[:, None] == labels": "last row is missing",
        "np.arange(11)[:, None] == labels": "row too many",
        "np.arange(10)[:, None] <= labels": "up to the label",
        "np.arange(10)[:, None] >= labels": "from the label on",
        "np.arange(10)[:, None] - labels": "subtracted",
        "np.arange(10) == labels": "with ValueError",
        "np.arange(10)[:, None] * labels": "is wrong in",
        "labels[:, None] == labels": "every other",
        "labels == np.arange(10)[:, None][::-1]": "upside down",
        "np.eye(10)[:, : len(labels)]": "labels play no part",
        "np.eye(10)": "always the same",
        "np.zeros((10, len(labels)))": "zero everywhere",
        "np.ones((10, len(labels)))": "is wrong in",
        "np.eye(10)[:, labels][:, ::-1]": "reverse order",
        "np.eye(len(labels))[labels]": "out of bounds",
        "np.eye(10)[labels + 1].T": "out of bounds",
        "np.eye(10)[9 - labels].T": "upside down",
        "2 * np.eye(10)[labels].T - 1": "−1",
        "labels / 10": "made smaller",
        "t = np.zeros((10, len(labels)))\nt[labels, :] = 1\nreturn t": "Whole rows",
        "t = np.zeros((len(labels), 10))\nfor i, label in enumerate(labels):\n    t[i, label] = 1\nreturn t": "transposed",
        "t = np.zeros((10, len(labels)))\nfor i, label in enumerate(labels):\n"
        "    t[label, i] = label\nreturn t": "label itself",
        "t = np.zeros((10, len(labels)))\nfor i, label in enumerate(labels):\n    t[label, i] = 1\n"
        "    return t": "inside the loop",
        "t = np.zeros(10)\nfor label in labels:\n    t[label] += 1\nreturn t": "one vector for all",
        "t = np.zeros(10)\nfor label in labels:\n    t[label] = 1\nreturn t": "The result has the wrong shape",
        "t = np.zeros((10, len(labels)))\nfor i, label in enumerate(labels):\n    t[i, label] = 1\n"
        "return t": "out of bounds",
        "t = np.zeros((10, len(labels)))\nt[labels, 0] = 1\nreturn t": "wrong in",
        "t = np.zeros((10, len(labels)), bool)\nt[labels, np.arange(len(labels))] = True\nreturn t.T": "transposed",
        "[label == labels for label in range(9)]": "The last row is missing",
    },
    "accuracy": {
        "np.sum(np.argmax(outputs, axis=0) == labels)": "divide it by the number of images",
        "np.mean(np.argmax(outputs, axis=0) != labels)": "share of the wrong answers",
        "100 * np.mean(np.argmax(outputs, axis=0) == labels)": "percent",
        "(np.argmax(outputs, axis=0) == labels).astype(int)": "one by one",
        "np.argmax(outputs, axis=0)": "These are the answers",
        "np.mean(np.argmax(outputs, axis=1) == labels)": "outputs of one image are a column",
        "np.mean(np.max(outputs, axis=0) == labels)": "`argmax` says which",
        "np.mean(outputs[labels, np.arange(len(labels))])": "mean activation",
        "np.mean(outputs[labels, np.arange(len(labels))] > 0.5)": "above one half",
        "np.sum(outputs.argmax(axis=0) == labels) / outputs.shape[0]": "number of outputs",
        "np.argmax(outputs, axis=0) == labels": "one by one, each right or wrong",
        "np.sum(np.argmax(outputs) == labels) / len(labels)": "brightest of all outputs",
        "np.mean(np.argmax(outputs) == labels)": "brightest of all outputs",
        "np.mean(np.argmax(outputs, axis=0) == np.argmax(labels))": "one-hot columns",
        "np.mean(np.argmax(outputs, axis=0) == np.argmax(labels, axis=0))": "one-hot columns",
        "np.mean(np.argmax(outputs, axis=0) == np.argmax(labels, axis=1))": "AxisError",
        "np.mean(np.round(outputs) == labels)": "Rounded outputs",
        "np.round(outputs) == labels": "Rounded outputs",
        "np.mean((outputs > 0.5) == labels)": "Rounded outputs",
        "np.mean(np.round(outputs) == np.eye(10)[labels].T[: len(outputs)])": "targets",
        "np.mean(outputs.max(axis=0) == labels)": "How bright",
        "np.sum(outputs.max(axis=0) == labels) / len(labels)": "How bright",
        "np.mean(outputs.max() == labels)": "brightest of all outputs",
        "np.mean(outputs.argmin(axis=0) == labels)": "darkest",
        "np.mean(outputs.argmax(axis=0) == labels + 1)": "but the labels from 1",
        "np.mean(outputs.argmax(axis=0) + 1 == labels)": "from 1",
        "np.mean(outputs.argmax(axis=0) - labels)": "subtracted",
        "np.mean(abs(outputs.argmax(axis=0) - labels))": "subtracted",
        "np.mean(outputs.argmax(axis=0) - labels == 0) * 100": "percent",
        "np.mean(outputs.argmax(axis=0)[:, None] == labels)": "every label",
        "(outputs.argmax(axis=0) == labels).all()": "The result is zero everywhere, whatever the arguments are",
        "(outputs.argmax(axis=0) == labels).any()": "always the same",
        "(outputs.argmax(axis=0) == labels)[0]": "always the same",
        "np.mean(outputs.argmax(axis=0) is labels)": "zero everywhere",
        "np.mean(outputs.argmax(axis=0)) == np.mean(labels)": "is too large",
        "sum(outputs.argmax(axis=0) == labels) / outputs.size": "all outputs",
        "sum(outputs.argmax(axis=0) == labels) / 10": "Two things",
        "outputs.max(axis=0).mean()": "how bright",
        "right = 0\nfor i in range(len(labels)):\n    if outputs[:, i].argmax() == labels[i]:\n"
        "        right += 1\n    return right / len(labels)": "inside the loop",
        "right = 0\nfor i in range(len(labels)):\n    if outputs[:, i].argmax() == labels[i]:\n"
        "        right += 1\nreturn right": "number of right answers",
        "right = 0\nfor i in range(len(labels)):\n    if outputs[i].argmax() == labels[i]:\n"
        "        right += 1\nreturn right / len(labels)": "`outputs` ends with",
        "right = 0\nfor i in range(len(labels)):\n    if outputs[:, i].argmax() != labels[i]:\n"
        "        right += 1\nreturn right / len(labels)": "wrong answers",
        "1 - np.mean(outputs.argmax(axis=0) == labels)": "wrong answers",
    },
    "confusion": {
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[a, l] += 1\nreturn c": "changed places",
        "c = np.zeros((10, 10))\nc[labels, answers] += 1\nreturn c": "once at most",
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[l, a] += l != a\nreturn c": "Only the mistakes",
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[l, a] += l == a\nreturn c": "Only the right",
        "np.eye(10)[labels].T @ np.eye(10)[answers] / len(labels)": "return counts",
        "np.bincount(labels, minlength=10)": "how often each label occurs",
        "np.bincount(answers, minlength=10)": "how often each answer occurs",
        "np.bincount(labels[labels == answers], minlength=10)": "mistakes are missing",
        "np.diag(np.bincount(labels, minlength=10))": "answers play no part",
        "labels == answers": "each right or wrong",
        "np.sum(labels == answers)": "number of right",
        "np.mean(labels == answers)": "share of right",
        "np.sum(labels != answers)": "number of mistakes",
        "labels[:, None] == answers": "every answer",
        "np.bincount(10 * answers + labels, minlength=100).reshape(10, 10)": "changed places",
        "np.bincount(10 * labels + answers, minlength=100)": "one long row",
        "np.bincount(10 * labels + answers).reshape(10, 10)": "with ValueError",
        "np.bincount(10 * labels + answers, minlength=100).reshape(10, 10).astype(bool)": "once at most",
        "np.bincount(10 * labels + answers, minlength=100).reshape(10, 10) / len(labels)": "shares of all images",
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[l, a] = 1\nreturn c": "once at most",
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[l, a] = l\nreturn c": "holds the label",
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[l, a] += 1\n    return c": "inside the loop",
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[l, a] += 1\n"
        "    c[a, l] += 1\nreturn c": "two cells",
        "c = np.zeros((10, 10))\nfor l in labels:\n    for a in answers:\n        c[l, a] += 1\nreturn c": "counted apart",
        "c = np.ones((10, 10))\nfor l, a in zip(labels, answers):\n    c[l, a] += 1\nreturn c": "too large by 1",
        "c = np.zeros((9, 9))\nfor l, a in zip(labels, answers):\n    c[l, a] += 1\nreturn c": "out of bounds",
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[l - 1, a - 1] += 1\nreturn c": "wrong in",
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[l][l] += 1\nreturn c": "answers play no part",
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[a, a] += 1\nreturn c": "labels play no part",
        "c = np.zeros((10, 10))\nfor l, a in zip(labels[1:], answers[1:]):\n    c[l, a] += 1\n"
        "return c": "The first entry of",
        "c = np.zeros(10)\nfor l, a in zip(labels, answers):\n    c[l] += l == a\nreturn c": "mistakes are missing",
        "c = np.zeros(10)\nfor l, a in zip(labels, answers):\n    c[l] += l != a\nreturn c": "The result has the wrong",
        "c = [[0] * 10] * 10\nfor l, a in zip(labels, answers):\n    c[l][a] += 1\nreturn c": "is wrong in",
        "c = np.zeros((10, 10))\nc[labels][answers] += 1\nreturn c": "zero everywhere",
        "c = np.zeros((10, 10))\nc[labels, answers] = labels == answers\nreturn c": "is wrong in",
    },
}


@each_right(RIGHT)
def test_a_right_answer_passes_however_it_is_written(name, body):
    passes(name, body)


@each_wrong(WRONG)
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    fails(name, body, words)


def test_the_references_agree_with_the_library():
    test = nnlib.load_mnist().test
    network = nnlib.snapshot(1)
    outputs = network.output(test.images[:, :500])
    labels, answers = test.labels[:500], outputs.argmax(axis=0)
    assert labelled_data.accuracy(outputs, labels) == network.accuracy(test.images[:, :500], labels)
    np.testing.assert_array_equal(labelled_data.one_hot(labels), test.targets[:, :500])
    np.testing.assert_array_equal(labelled_data.confusion(labels, answers), confusion(labels, answers))
