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
    ],
    "confusion": [
        "counts = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    counts[l, a] += 1\nreturn counts",
        "np.bincount(10 * labels + answers, minlength=100).reshape(10, 10)",
        "np.eye(10)[labels].T @ np.eye(10)[answers]",
        "[[sum(1 for l, a in zip(labels, answers) if (l, a) == (i, j)) for j in range(10)] for i in range(10)]",
    ],
}

WRONG = {
    "one_hot": {
        "np.eye(10)[labels]": "transposed",
        "1 - np.eye(10)[labels].T": "0 and 1 are swapped",
        "np.eye(10)[labels - 1].T": "shifted by one",
        "np.eye(10)[labels].T * labels": "label itself",
        "t = np.zeros((10, len(labels)))\nt[labels] = 1\nreturn t": "Whole rows",
        "np.eye(10)[labels].sum(axis=0)": "one vector for all",
        "np.eye(labels.max() + 1)[labels].T": "always ten",
        "np.flipud(np.eye(10)[labels].T)": "upside down",
        "np.eye(10)[labels[0]]": "first image alone",
        "labels": "shape",
    },
    "accuracy": {
        "np.sum(np.argmax(outputs, axis=0) == labels)": "divide by how many images",
        "np.mean(np.argmax(outputs, axis=0) != labels)": "share of the wrong ones",
        "100 * np.mean(np.argmax(outputs, axis=0) == labels)": "percent",
        "(np.argmax(outputs, axis=0) == labels).astype(int)": "one by one",
        "np.argmax(outputs, axis=0)": "These are the answers",
        "np.mean(np.argmax(outputs, axis=1) == labels)": "outputs of one image are a column",
        "np.mean(np.max(outputs, axis=0) == labels)": "`argmax` says which",
        "np.mean(outputs[labels, np.arange(len(labels))])": "mean activation",
        "np.mean(outputs[labels, np.arange(len(labels))] > 0.5)": "above one half",
        "np.sum(outputs.argmax(axis=0) == labels) / outputs.shape[0]": "number of outputs",
        "np.argmax(outputs, axis=0) == labels": "does not hold plain numbers",
    },
    "confusion": {
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[a, l] += 1\nreturn c": "swapped",
        "c = np.zeros((10, 10))\nc[labels, answers] += 1\nreturn c": "once at most",
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[l, a] += l != a\nreturn c": "Only the mistakes",
        "c = np.zeros((10, 10))\nfor l, a in zip(labels, answers):\n    c[l, a] += l == a\nreturn c": "Only the right",
        "np.eye(10)[labels].T @ np.eye(10)[answers] / len(labels)": "asks for counts",
        "np.bincount(labels, minlength=10)": "counts the labels",
        "np.bincount(answers, minlength=10)": "counts the answers",
        "np.bincount(labels[labels == answers], minlength=10)": "mistakes are missing",
        "np.diag(np.bincount(labels, minlength=10))": "answers are not used",
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
