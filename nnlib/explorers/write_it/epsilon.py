"""How small should a nudge be? The error of differences against ε, for real parameters of the network."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib import snapshot
from nnlib.backprop import forward
from nnlib.explorers.shared.networks import example
from nnlib.parameters import index_of, place_of
from nnlib.plots.charts import chart_figure
from nnlib.plots.errors import draw_chosen_epsilon, draw_epsilons, draw_zoom, draw_zoom_frame
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import rough

INDEX = 5  # of the image: the 2 of notebooks 03 and 04
EPOCHS = 1  # of training
PARAMETERS = "weights[2][2, 6]", "weights[1][1, 6]", "weights[0][0, 407]", "biases[1][14]"
POWERS = np.round(np.arange(1, -15.01, -0.1), 1)  # of ten
EPSILONS = 10**POWERS
POINTS = 201  # of the curve


@functools.cache
def _network():
    """The network whose parameters are nudged."""
    return snapshot(EPOCHS).copy(dtype=np.float64)


def cost_after(network, index, steps):
    """The cost of the image after the parameter at `index` has moved by each of the steps (n,), in float64: (n,).

    A parameter of layer l changes nothing before it, and in layer l one z alone. So a column for each step will do, from
    there on.
    """
    (x, y), (l, to, start) = example(INDEX), place_of(index, network.sizes)
    zs, activations = network.forward(x)
    p, comes_in = network.parameters[index], 1 if start is None else activations[l][start]
    z = np.repeat(zs[l][:, np.newaxis], len(steps), axis=1)
    z[to] += (p + steps) * comes_in - p * comes_in
    outputs = forward(network.layers[l + 1 :], network.layers[l].f(z)).activations[-1]
    return ((outputs - y[:, np.newaxis]) ** 2).sum(axis=0)


@functools.cache
def differences(name):
    """The slope by backprop, and the relative errors of central and of one-sided differences for each of EPSILONS."""
    network, (x, y) = _network(), example(INDEX)
    index = index_of(name, network.sizes)
    slope = float(network.backprop(x.astype(float), y.astype(float)).vector[index])
    above, below = (cost_after(network, index, side * EPSILONS) for side in (1, -1))
    here = cost_after(network, index, np.zeros(1))
    quotients = (above - below) / (2 * EPSILONS), (above - here) / EPSILONS
    return slope, *(np.abs(quotient - slope) / abs(slope) for quotient in quotients)


def epsilon(parameter=PARAMETERS[0], power=-5.0):
    """A slider for ε: what a nudge of this size sees of the cost, and by how much it gets the slope wrong."""
    chosen = widgets.Dropdown(options=PARAMETERS, value=parameter, description="parameter")
    options = [(rough(10**p), p) for p in POWERS[::-1]]
    size = widgets.SelectionSlider(options=options, value=power, description="ε")
    readout = Readout(
        lambda: _numbers(chosen.value, int(np.flatnonzero(size.value == POWERS)[0])),
        _said,
        Layers(_ground, _moving, ["central", "one_sided"], on_top=True),
        "The error of nudging against the size ε of the nudge. Try: drag ε from one end to the other.",
        lambda line, pane: [controls_row(chosen, size), line, pane],
        names={
            "epsilon": "ε",
            "slope": "slope",
            "epsilons": "nudge of size",
            "central": "error of central differences",
            "one_sided": "error of one-sided differences",
            "steps": "nudge",
            "changes": "change of the cost",
        },
    )
    readout.observe_all(chosen, size)
    return readout


def _numbers(name, at):
    """What is shown of the parameter of this name, for EPSILONS[at]."""
    network = _network()
    slope, central, one_sided = differences(name)
    steps = np.linspace(-1, 1, POINTS) * EPSILONS[at]
    costs = cost_after(network, index_of(name, network.sizes), steps)
    numbers = {"epsilon": EPSILONS[at], "epsilons": EPSILONS, "at": at, "slope": slope}
    numbers |= {"central": central, "one_sided": one_sided}
    return numbers | {"steps": steps, "changes": costs - costs[POINTS // 2]}


def _said(numbers):
    at = numbers["at"]
    epsilon, central, one_sided = map(rough, (numbers["epsilon"], numbers["central"][at], numbers["one_sided"][at]))
    return f"With ε = {epsilon} nudging is off by **{central}** of the slope (one-sided {one_sided})"


def _ground(numbers):
    figure = chart_figure(1112, 400)
    left, right = figure.add_axes((0.08, 0.16, 0.36, 0.72)), figure.add_axes((0.54, 0.16, 0.45, 0.8))
    draw_zoom_frame(left)
    draw_epsilons(right, EPSILONS, numbers["central"], numbers["one_sided"])
    return figure


def _moving(figure, numbers):
    left, right = figure.axes
    draw_zoom(left, *(numbers[name] for name in ("steps", "changes", "slope", "epsilon")))
    errors = [numbers[name][numbers["at"]] for name in ("one_sided", "central")]
    draw_chosen_epsilon(right, numbers["epsilon"], errors)
