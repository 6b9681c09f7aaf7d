"""Notebook 10: digits that are hard to label."""

import numpy as np

from nnlib import load_mnist, snapshot
from nnlib.explorers import labelled_data
from nnlib.explorers.labelled_data.hard import agreements, hard_digits

MNIST = load_mnist()
TEST = MNIST.test
OUTPUTS = snapshot(20).output(TEST.images)
ANSWERS = OUTPUTS.argmax(axis=0)


def test_the_hard_digits_are_those_with_the_smallest_margin():
    columns, labels, network = hard_digits()
    first, second = np.sort(OUTPUTS, axis=0)[[-1, -2]]
    assert (first - second)[columns].max() <= np.sort(first - second)[20]
    np.testing.assert_array_equal(labels, TEST.labels[columns])
    np.testing.assert_array_equal(network, ANSWERS[columns])
    assert (labels == network).sum() == 5  # the answer to the notebook's question


def test_after_the_last_label_you_are_compared_with_database_and_network():
    explorer = labelled_data.label_hard_digits(4)
    columns, labels, network = hard_digits(4)
    answers = [int(labels[0]), int(network[1]), int((labels[2] + 5) % 10)]
    explorer.labeller.answers = answers
    assert explorer.numbers is None and explorer.children[1].layout.display == "none"
    explorer.labeller.answers = answers = [*answers, int(labels[3])]
    assert explorer.children[1].layout.display == ""
    agreed = {
        "you and the database": int((answers == labels).sum()),
        "you and the network": int((answers == network).sum()),
        "the network and the database": int((labels == network).sum()),
    }
    assert explorer.numbers == agreed == agreements(answers, labels, network)
    assert all(f"{count} of 4" in explorer.line.value for count in agreed.values())
    differ = [i for i in range(4) if not answers[i] == labels[i] == network[i]]
    assert explorer.gallery.captions == [f"you {answers[i]}\nlabel {labels[i]}\nnetwork {network[i]}" for i in differ]
    np.testing.assert_array_equal(explorer.gallery.images, TEST.images[:, columns[differ]])
    explorer.labeller.answers = answers[:3]
    assert explorer.numbers is None and explorer.children[1].layout.display == "none"
