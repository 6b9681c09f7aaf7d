"""Notebook 10: the network's mistakes."""

import numpy as np
from helpers import control

from nnlib import load_mnist, snapshot
from nnlib.analysis.labels import confusion
from nnlib.explorers import labelled_data

MNIST = load_mnist()
TEST = MNIST.test
OUTPUTS = snapshot(20).output(TEST.images)
ANSWERS = OUTPUTS.argmax(axis=0)


def test_the_matrix_counts_and_a_cell_shows_its_images_the_surest_first():
    explorer = labelled_data.mistakes()
    np.testing.assert_array_equal(explorer.matrix.counts, confusion(TEST.labels, ANSWERS))
    wrong = np.flatnonzero(TEST.labels != ANSWERS)
    assert len(explorer.columns) == len(wrong) == 519
    assert (np.diff(OUTPUTS.max(axis=0)[explorer.columns]) <= 0).all()
    explorer.matrix.selected = [4, 9]
    there = np.flatnonzero((TEST.labels == 4) & (ANSWERS == 9))
    assert sorted(explorer.columns) == there.tolist() and len(there) == explorer.matrix.counts[4, 9]
    np.testing.assert_array_equal(explorer.gallery.images, TEST.images[:, explorer.columns[:28]])
    first = explorer.columns[0]
    assert explorer.gallery.captions[0] == f"4 → 9\n{OUTPUTS[9, first]:.3f}"
    assert f"{len(there)} of 10,000" in explorer.gallery.title
    control(explorer, "all mistakes").click()
    assert explorer.matrix.selected == [] and len(explorer.columns) == 519
    control(explorer, "epochs of training").value = 0
    assert explorer.matrix.counts.sum() == 10_000
    np.testing.assert_array_equal(
        explorer.matrix.counts, confusion(TEST.labels, snapshot(0).output(TEST.images).argmax(axis=0))
    )


def test_what_the_notebook_says_of_the_mistakes():
    worst = labelled_data.worst(20)[:2]
    assert TEST.labels[worst].tolist() == [7, 7] and ANSWERS[worst].tolist() == [2, 2]
    assert f"{OUTPUTS[2, worst[0]]:.3f}" == "1.000"
