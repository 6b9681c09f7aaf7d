"""The whole answer in one picture: forward, δ back, sums, the average, and a step."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.analysis.wishes import neuron_wishes
from nnlib.explorers.shared.networks import first_row, network_after, network_buttons, training_digits
from nnlib.plots import style
from nnlib.widgets.controls import controls_row
from nnlib.widgets.latest import Latest
from nnlib.widgets.network_view import NetworkView
from nnlib.widgets.readout import with_line
from nnlib.widgets.stack import Stack
from nnlib.widgets.words import Line
from nnlib.wording import fixed, signed

STAGES = ("forward", "δ and back", "sums", "average", "step")
MANY = 1000  # images that the average is taken over
RATE = 0.5
WEIGHT = 2, 7  # to this output, from this neuron of hidden layer 2
HEIGHT = 480  # pixels: with three rows above, it fits a JupyterLab window of 1280 × 720


class WholeAnswer(Stack):
    """The picture `view` of a network in five stages, and the `line` above it. Both follow from the controls alone."""

    def __init__(self, index, stage):
        self.chooser, self.network = training_digits(index), network_buttons()
        self.stages = widgets.ToggleButtons(options=STAGES, value=stage, description="stage")
        self.line = Line()
        self.view = NetworkView(network_after(self.network.value), self.chooser.image, self.chooser.target, height=HEIGHT)
        rows = first_row(self.chooser, self.network), controls_row(self.stages)
        super().__init__([*rows, self.line, self.view], self.view)
        self._show()
        self.refresh = Latest(self._show)
        for control in (self.network, self.stages):
            control.observe(self.refresh, names="value")
        self.chooser.observe(self.refresh, names="index")

    @property
    def numbers(self):
        """What the stages show, exactly and unrounded: name -> number or array."""
        self.refresh.flush()
        return self._numbers

    def summary(self):
        """What it says, and what to try."""
        self.refresh.flush()
        return (
            f"A network in five stages, from an image going forward to a step. {self.line.sentence.rstrip('.')}. "
            "Press the stages from left to right."
        )

    def words(self):
        """The alternative text of the still picture."""
        return f"{self.summary()} {self.view.summary()}"

    def still(self):
        """The network with the line above it."""
        self.refresh.flush()
        return with_line(style.pixels(self.view.still()), self._sentence)

    def _show(self):
        stage, view, epochs = self.stages.value, self.view, self.network.value
        self._numbers = _numbers(epochs, self.chooser.index)
        self._sentence = SAY[stage](self._numbers)
        with view.hold_sync():  # one repaint
            view.edges = "weights"  # whatever is shown next, these are there
            view.show(x=self.chooser.image, y=self.chooser.target, **_shown(stage, epochs))
            view.edges = "average wishes" if stage == "average" else "weights"
            view.neurons = "wishes" if stage in ("δ and back", "sums") else "activations"
            view.lit = _asking(self._numbers["neuron"]) if stage == "sums" else []
        self.line.say(self._sentence)


def whole_answer(index=5, stage="forward"):
    """Everything that backpropagation and one step do, in five pictures of the same network."""
    return WholeAnswer(index, stage)


def _shown(stage, epochs):
    """The network of this stage, and what is known of all its parameters by then."""
    average, after, _ = _step(epochs)
    if stage == "step":
        return {"network": after, "changes": -RATE * average.vector}
    return {"network": network_after(epochs), "changes": -average.vector if stage == "average" else None}


def _asking(neuron):
    """The names of the neuron, of the outputs, and of the weights through which they ask it."""
    return [f"activations[2][{neuron}]", "activations[3]", *(f"weights[2][{j}, {neuron}]" for j in range(10))]


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
        "neuron": loudest,
        "message": float(messages[loudest]),
        "wishes": [-W for W in gradient.weights],
        "average": [-W for W in average.weights],
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
