"""What the pictures of the test show: real numbers of the course's network, drawn by nnlib.plots.questions."""

from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure

from nnlib.analysis.landscape import cost_along
from nnlib.analysis.wishes import wishes_table
from nnlib.explorers.shared.networks import example, network_after
from nnlib.parameters import index_of
from nnlib.plots import questions
from nnlib.wording import fixed, signed

TWO, HARD_TWO = 5, 28  # training images


class Picture(NamedTuple):
    """A Figure, and the same in words for those who cannot see it."""

    figure: Figure
    words: str


def asks():
    """One output of the untrained network, and a neuron before it, with a negative weight."""
    before, after, (_, W) = _last_layer(0, TWO)
    neuron = ("neuron 7", before[7], W[9, 7])
    figure = questions.connections_figure([neuron], ("output 9", after[9], "should be 0"))
    return Picture(figure, f"{_said(neuron)} leads to output 9, which is {fixed(after[9], 2)} and should be 0.")


def pushes():
    """Two outputs of the network after an epoch on their sigmoid: one surely wrong, one not so sure."""
    zs, activations = network_after(1).forward(example(HARD_TWO)[0])
    z, a = zs[-1], activations[-1]
    points = [(f"output {j}", z[j], a[j], target) for j, target in ((2, 1), (7, 0))]
    said = [
        f"{name} at z = {fixed(at, 1)} is {fixed(value, 2)} and should be {wanted}" for name, at, value, wanted in points
    ]
    return Picture(questions.sigmoid_figure(points), f"Two points on the sigmoid: {said[0]}; {said[1]}.")


def weights():
    """Four of the neurons before output 2 after an epoch: the brightest, the darkest, and two with large weights."""
    before, after, (_, W) = _last_layer(1, TWO)
    neurons = [(f"neuron {k}", before[k], W[2, k]) for k in (1, 2, 4, 15)]
    figure = questions.connections_figure(neurons, ("output 2", after[2], "should be 1"))
    return Picture(figure, f"Four neurons lead to output 2. {' '.join(f'{_said(neuron)}.' for neuron in neurons)}")


def message():
    """What the ten outputs of the untrained network ask of neuron 1 of hidden layer 2."""
    wishes = wishes_table(network_after(0), *example(TWO))[:, 1]
    figure = questions.arrows_figure(wishes, "what outputs 0 to 9 ask of this neuron; up: become brighter")
    said = ", ".join(f"{j}: {signed(wish, 3)}" for j, wish in enumerate(wishes))
    return Picture(figure, f"Ten arrows, one for each output. Up, a plus, means: become brighter. {said}.")


def curve():
    """The cost of an image after an epoch over the weight to output 2 from neuron 7."""
    network, (x, y) = network_after(1), example(TWO)
    index = index_of("weights[2][2, 7]", network.sizes)
    now, values = network.parameters[index], np.linspace(-4, 6, 201)
    costs = cost_along(network, x, y, index, values)
    figure = questions.curve_figure(values, costs, now, network.cost(x, y))
    said = f"The cost over one weight falls from {fixed(costs[0], 2)} at the left to {fixed(costs[-1], 2)} at the right."
    return Picture(figure, f"{said} The weight is now at {fixed(now, 2)}, where the curve is still falling.")


PICTURES = {"asks": asks, "pushes": pushes, "weights": weights, "message": message, "curve": curve}


def _last_layer(epochs, index):
    """Activations of hidden layer 2 and of the outputs, and the biases and weights between them."""
    network = network_after(epochs)
    *_, before, after = network.forward(example(index)[0]).activations
    return before, after, (network.biases[-1], network.weights[-1])


def _said(neuron):
    name, activation, weight = neuron
    return f"{name.capitalize()} with activation {fixed(activation, 2)} and a weight of {signed(weight, 2)}"
