"""Activation functions: what turns a weighted sum z into an activation a = f(z), each with its derivative f′.

All work on arrays of any shape, element by element, and keep their dtype. A derivative takes z and a = f(z), and uses
whichever of the two makes it short.
"""

import numpy as np


def sigmoid(z):
    """σ(z) = 1 / (1 + exp(-z)), between 0 and 1."""
    # exp(88) is the largest power of e that fits into float32; beyond it the sigmoid is 0 to 38 digits.
    return 1 / (1 + np.exp(np.minimum(-z, 88)))


def sigmoid_slope(z, a):
    """σ′(z) = a (1 - a): at most 1/4, and close to 0 where a is close to 0 or 1."""
    return a * (1 - a)


def relu(z):
    """max(0, z): the rectified linear unit."""
    return np.maximum(z, 0)


def relu_slope(z, a):
    """1 where z > 0, else 0. ReLU has a kink at z = 0 and no slope there: we choose 0."""
    return np.heaviside(z, 0)


# name -> (f, f′): what `Network(activation=...)` may be.
ACTIVATIONS = {"sigmoid": (sigmoid, sigmoid_slope), "relu": (relu, relu_slope)}
