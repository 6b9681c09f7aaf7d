"""The still picture of a network."""

import numpy as np
import pytest

from nnlib import load_mnist, one_hot, snapshot
from nnlib.widgets.network_view import NetworkView

TEST = load_mnist().test


def written(x, y=None, network=None):
    figure = NetworkView(network or snapshot(20), x, y).still()
    return [text.get_text() for text in figure.axes[0].texts]


def test_a_right_answer_is_written_alone_and_a_wrong_one_beside_the_right_one():
    assert "answer: 2" in written(TEST.images[:, 1], TEST.targets[:, 1])
    assert "answer: 2 ✗ should be 7" in written(TEST.images[:, 1], one_hot([7])[:, 0])
    assert "answer: 2" in written(TEST.images[:, 1])  # a drawing has no label


@pytest.mark.parametrize("epochs", (0, 20))
def test_a_blank_image_gets_no_answer(epochs):
    words = written(np.zeros(784), network=snapshot(epochs))
    assert "nothing to read" in words and not any("answer" in word for word in words)
