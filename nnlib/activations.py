"""The functions that squish a weighted sum into an activation, each with its slope.

Both work on arrays of any shape, element by element, and keep their dtype.
"""

import numpy as np


def sigmoid(z):
    """1 / (1 + exp(-z)): any number, squished into the range from 0 to 1."""
    # exp(88) is the largest power of e that fits into float32; beyond it the sigmoid is 0 to 38 digits.
    return 1 / (1 + np.exp(np.minimum(-z, 88)))


def sigmoid_slope(z, a=None):
    """σ′(z) = a (1 - a), where a = sigmoid(z) saves computing it again: at most 1/4, near 0 when saturated."""
    a = sigmoid(z) if a is None else a
    return a * (1 - a)


def relu(z):
    """max(0, z): the rectified linear unit."""
    return np.maximum(z, 0)


def relu_slope(z, a=None):
    """1 where z > 0 and 0 elsewhere (at the kink itself we choose 0); `a` is not needed."""
    return np.heaviside(z, 0)


# name -> (function, slope): what `Network(activation=...)` may be.
ACTIVATIONS = {"sigmoid": (sigmoid, sigmoid_slope), "relu": (relu, relu_slope)}
