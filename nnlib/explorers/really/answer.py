"""The whole answer in one picture: forward, δ back, sums, the average, and a step."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.analysis.wishes import neuron_wishes
from nnlib.explorers.shared.networks import first_row, network_after, network_buttons, training_digits
from nnlib.plots import style
from nnlib.plots.network import draw_network
from nnlib.widgets.controls import controls_row
from nnlib.widgets.readout import Readout
from nnlib.wording import fixed, signed

STAGES = ("forward", "δ and back", "sums", "average", "step")
MANY = 1000  # images that the average is taken over
RATE = 0.5
WEIGHT = 2, 7  # to this output, from this neuron of hidden layer 2
HEIGHT = 500  # pixels: with three rows above, it fits a JupyterLab window of 1280 × 720


def whole_answer(index=5, stage="forward"):
    """Everything that backpropagation and one step do, in five pictures of the same network."""
    chooser, network = training_digits(index), network_buttons()
    stages = widgets.ToggleButtons(options=STAGES, value=stage, description="stage")

    def compute():
        return {"stage": stages.value} | _numbers(network.value, chooser.index)

    readout = Readout(
        compute,
        lambda numbers: SAY[numbers["stage"]](numbers),
        _draw,
        "A network in five stages, from an image going forward to a step. Press the stages from left to right.",
        lambda line, pane: [first_row(chooser, network), controls_row(stages), line, pane],
    )
    readout.observe_all(chooser, network, stages)
    return readout


def _numbers(epochs, index):
    """All that the five stages show, for the network after so many epochs and one training image."""
    train, network = load_mnist().train, network_after(epochs)
    x, y = train.images[:, index], train.targets[:, index]
    trace, gradient = network.forward(x), network.backprop(x, y)
    average, after, costs = _step(epochs)
    messages = neuron_wishes(network, x, y)[2]
    loudest = int(np.abs(messages).argmax())
    return {
        "activations": trace.activations,
        "label": int(y.argmax()),
        "cost": network.cost(x, y),
        "deltas": gradient.deltas,
        "weights": network.weights,
        "neuron": loudest,
        "message": float(messages[loudest]),
        "wishes": [-W for W in gradient.weights],
        "average": [-W for W in average.weights],
        "after": after.weights,
        "activations after": after.forward(x).activations,
        "costs": costs,
    }


@functools.cache
def _step(epochs):
    """The gradient averaged over MANY images, the network after a step against it, and the costs before and after."""
    train, network = load_mnist().train, network_after(epochs)
    x, y = train.images[:, :MANY], train.targets[:, :MANY]
    average, after = network.backprop(x, y), network.copy()
    after.parameters -= RATE * average.vector
    return average, after, (network.cost(x, y), after.cost(x, y))


# ---- in words


def _say_forward(numbers):
    outputs = numbers["activations"][-1]
    seen = f"The image goes forward, and output {outputs.argmax()} is brightest. It is a {numbers['label']}"
    return f"{seen}: cost **{fixed(numbers['cost'], 2)}**"


def _say_back(numbers):
    deltas = numbers["deltas"][-1]
    j = int(np.abs(deltas).argmax())
    way = "shrink" if deltas[j] > 0 else "grow"
    number = f"**{signed(deltas[j], 3)}**"
    return f"At the outputs δ is 2 (a − y) σ′. For output {j} it is {number}: this z should {way}. And so on, back."


def _say_sums(numbers):
    way = "brighter" if numbers["message"] > 0 else "darker"
    return (
        f"Neuron {numbers['neuron']} of hidden layer 2 is asked by all ten outputs. The sum is its message: "
        f"**{signed(numbers['message'], 2)}**, become {way}."
    )


def _say_average(numbers):
    j, k = WEIGHT
    one, all_of_them = (numbers[name][-1][j, k] for name in ("wishes", "average"))
    return (
        f"For the weight to output {j} from neuron {k}, this image wishes {signed(one, 3)}. "
        f"{MANY:,} images on average: **{signed(all_of_them, 3)}**"
    )


def _say_step(numbers):
    before, after = numbers["costs"]
    moved = f"All 13,002 move by {RATE} times the average wish"
    return f"{moved}. The average cost goes from {fixed(before, 3)} to **{fixed(after, 3)}**"


SAY = dict(zip(STAGES, (_say_forward, _say_back, _say_sums, _say_average, _say_step)))

# ---- as a picture


def _draw(numbers):
    stage = numbers["stage"]
    figure, ax = style.stage_figure(1200, HEIGHT)
    activations, edges, wishes = numbers["activations"], numbers["weights"], None
    if stage in ("δ and back", "sums"):
        wishes = [-delta for delta in numbers["deltas"]]
    if stage == "sums":
        edges = _asking(numbers)
    if stage == "average":
        edges = numbers["average"]
    if stage == "step":
        activations, edges = numbers["activations after"], numbers["after"]
    shown = {"edge_name": "wishes" if stage == "average" else "weights", "target": numbers["label"]}
    draw_network(ax, activations, edges, wishes=wishes, **shown)
    return figure


def _asking(numbers):
    """The weights without all lines but those through which the outputs ask the neuron."""
    edges = [np.zeros_like(W) for W in numbers["weights"]]
    edges[-1][:, numbers["neuron"]] = numbers["weights"][-1][:, numbers["neuron"]]
    return edges
