import pytest

from nnlib import load_mnist
from nnlib.widgets.labeller import Labeller

MNIST = load_mnist()
TEST = MNIST.test


def test_the_labeller_takes_only_digits_and_no_more_than_there_are():
    labeller = Labeller(TEST.images[:, :2])
    with pytest.raises(Exception, match="answers must be at most 2"):
        labeller.answers = [1, 2, 3]
    with pytest.raises(Exception, match="from 0 to 9"):
        labeller.answers = [10]
    assert labeller.answers == [] and not labeller.done
