"""Activation functions: what turns a weighted sum z into an activation a = f(z), each with its derivative f′.

All work on arrays of any shape, element by element, and keep their dtype; the result goes into `out` if it is given.
A derivative takes z and a = f(z), and uses whichever of the two makes it shorter.
"""

import numpy as np


def sigmoid(z, out=None):
    """σ(z) = 1 / (1 + exp(-z)), between 0 and 1."""
    # exp(88) is the largest power of e that fits into float32; beyond it the sigmoid is 0 to 38 decimal places.
    e = np.exp(np.minimum(np.negative(z, out=out), 88, out=out), out=out)
    return np.reciprocal(np.add(e, 1, out=out), out=out)


def sigmoid_slope(z, a, out=None):
    """σ′(z) = a (1 - a): at most 1/4, and close to 0 where a is close to 0 or 1."""
    return np.multiply(a, np.subtract(1, a, out=out), out=out)


def relu(z, out=None):
    """max(0, z): the rectified linear unit."""
    return np.maximum(z, 0, out=out)


def relu_slope(z, a, out=None):
    """1 where z > 0, else 0. ReLU has a kink at z = 0 and no slope there: we choose 0."""
    return np.heaviside(z, 0, out=out)


ACTIVATIONS = {"sigmoid": (sigmoid, sigmoid_slope), "relu": (relu, relu_slope)}  # name -> (f, f′), for a Network
