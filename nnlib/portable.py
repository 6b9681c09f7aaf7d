"""Networks as text that other programs read: a PyTorch program, or JSON. Neither needs nnlib."""

import json

import numpy as np

from nnlib import checks

MODULES = {"sigmoid": "nn.Sigmoid()", "relu": "nn.ReLU()"}

PROGRAM = '''"""A network {words}, trained in the course "Backpropagation you can touch".

    model(torch.tensor([image])).argmax(dim=1)      the answer to an image: {n_in} numbers from 0 (paper) to 1 (ink)
"""

import torch
from torch import nn

model = nn.Sequential(
{layers}
)


def fill(model, weights, biases):
    """Give the layers their numbers."""
    linear = [layer for layer in model if isinstance(layer, nn.Linear)]
    with torch.no_grad():
        for layer, W, b in zip(linear, weights, biases):
            layer.weight.copy_(torch.tensor(W))
            layer.bias.copy_(torch.tensor(b))


# WEIGHTS[l][j] are the weights that lead to neuron j of layer l + 1, and BIASES[l][j] is its bias.
WEIGHTS = [
{weights}
]
BIASES = [
{biases}
]
fill(model, WEIGHTS, BIASES)
'''


def as_pytorch(network):
    """`network` as the text of a program in Python: it makes a PyTorch model with the same outputs, one example per row."""
    numbers = _numbers(network)
    activations = [MODULES[network.activation]] * (len(network.sizes) - 2) + [MODULES["sigmoid"]]
    return PROGRAM.format(
        words=f"of {'-'.join(map(str, network.sizes))} neurons",
        n_in=network.sizes[0],
        layers="\n".join(
            f"    nn.Linear({n_in}, {n_out}),\n    {activation},"
            for n_in, n_out, activation in zip(network.sizes, network.sizes[1:], activations)
        ),
        weights="\n".join(_lines(W) for W in numbers["weights"]),
        biases="\n".join(f"    {b}," for b in numbers["biases"]),
    )


def _lines(W):
    """A matrix as text, a line for each neuron."""
    return "\n".join(["    [", *(f"        {row}," for row in W), "    ],"])


def as_json(network):
    """`network` as JSON: sizes, activation of the hidden layers and of the outputs, weights[l][j][k] and biases[l][j]."""
    about = {"sizes": list(network.sizes), "activation": network.activation, "output_activation": "sigmoid"}
    return json.dumps(about | _numbers(network)) + "\n"


def _numbers(network):
    """Weights and biases as lists, each number with as many digits as tell it from its neighbours."""
    checks.finite_parameters(network.parameters, network.sizes)
    return {
        "weights": [[_short(row) for row in W] for W in network.weights],
        "biases": [_short(b) for b in network.biases],
    }


def _short(values):
    return [float(np.format_float_scientific(value)) for value in values]
