"""An independent judge: HIPS autograd differentiates a cost that is written here in its own words."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given
from strategies import problems

from nnlib import load_mnist, snapshot
from nnlib.parameters import split


def cost_of(vector, network, x, y):
    a = x
    weights, biases = split(vector, network.sizes)
    for layer, (W, b) in enumerate(zip(weights, biases)):
        z = anp.dot(W, a) + anp.reshape(b, (-1, 1))
        hidden = layer < len(weights) - 1
        a = anp.where(z > 0, z, 0.0) if hidden and network.activation == "relu" else 1 / (1 + anp.exp(-z))
    return anp.sum((a - y) ** 2) / x.shape[1]


def agree(network, x, y):
    expected = autograd.grad(cost_of)(network.parameters, network, x, y)
    np.testing.assert_allclose(network.backprop(x, y).vector, expected, rtol=1e-10, atol=1e-13)


@given(problems())
def test_backprop_agrees_with_autograd(problem):
    agree(*problem)


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
@pytest.mark.parametrize("epochs", [0, 1, 5])
def test_backprop_agrees_with_autograd_on_real_digits(epochs, activation):
    train = load_mnist().train
    agree(snapshot(epochs, activation), train.images[:, :30].astype(float), train.targets[:, :30].astype(float))
