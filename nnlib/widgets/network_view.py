"""The star of the course: a picture of a network that answers the pointer without asking the kernel."""

import re

import anywidget
import numpy as np
import traitlets

from nnlib import checks
from nnlib.network import Network
from nnlib.parameters import split
from nnlib.plots import style
from nnlib.plots.network import draw_network
from nnlib.widgets import assets
from nnlib.widgets.presented import Presented
from nnlib.widgets.still import Still

NEURONS = "activations", "wishes"
GIVEN = "changes", "average wishes"  # what is given for each parameter, and not worked out from one example
EDGES = "weights", "wishes", *GIVEN
NAME = re.compile(r"(activations|weights)\[(\d+)\](?:\[(\d+)(?:, ?(\d+))?\])?")
UNCHANGED = object()


def parse(name, sizes):
    """Where `name` points in a network of these sizes: "weights[2][4, 7]" gives ("weights", 2, 4, 7).

    "activations[0]" is the input. Without an index a name means the whole layer or matrix, and
    "weights[2][4]" the row that leads to neuron 4. Anything else is a ValueError.
    """
    found = NAME.fullmatch(name) if isinstance(name, str) else None
    if not found:
        raise ValueError(f"a name must look like 'activations[1][3]' or 'weights[2][4, 7]', but got {name!r}")
    kind, *numbers = found.groups()
    place = [int(number) for number in numbers if number is not None]
    limits = _limits(kind, place[0], sizes)
    if len(place) > len(limits) or any(number >= limit for number, limit in zip(place, limits)):
        raise ValueError(f"{name!r} is outside this network, whose layer sizes are {list(sizes)}")
    return kind, *place


def _limits(kind, layer, sizes):
    if kind == "activations":
        return len(sizes), *sizes[layer : layer + 1]
    return len(sizes) - 1, *sizes[layer : layer + 2][::-1]


def _written(kind, layer, *place):
    return f"{kind}[{layer}]" + (f"[{', '.join(map(str, place))}]" if place else "")


class NetworkView(Still, Presented, anywidget.AnyWidget):
    """A live picture of `network` looking at the single example `x` (n_in,).

    `neurons` chooses what the neurons show: "activations" as brightness, or "wishes" for their z, −∂C/∂z, as arrows.
    `edges` chooses what the lines show: "weights", the "wishes" for them, −∂C/∂w, or `changes`, a vector like
    `network.parameters`: as "changes" what a step has made, as "average wishes" −∂C/∂w averaged over many images. Wishes
    need the target `y` (n_out,). A click on a neuron or a line, or a walk there with the arrow keys, sets `selected` to
    its name, "activations[1][3]" or "weights[2][4, 7]" (to, from); "" means nothing. The names in `lit` may also be
    whole layers, rows or matrices; everything else is dimmed, unless `lit` is empty.
    """

    _esm = assets.script("network_view")
    _css = assets.style("network_view")

    parameters = traitlets.Bytes().tag(sync=True)  # network.parameters as float32; sent only when they have changed
    changed = traitlets.Bytes().tag(sync=True)  # the changes as float32; empty if there are none
    frame = traitlets.Dict().tag(sync=True)  # what this example makes of them
    neurons = traitlets.Unicode(NEURONS[0]).tag(sync=True)
    edges = traitlets.Unicode(EDGES[0]).tag(sync=True)
    selected = traitlets.Unicode().tag(sync=True)
    lit = traitlets.List(traitlets.Unicode()).tag(sync=True)
    caption = traitlets.Unicode(help="a short title, top left").tag(sync=True)
    height = traitlets.Int(help="in pixels; 0 lets it follow from the width").tag(sync=True)

    def __init__(self, network, x, y=None, *, changes=None, neurons="activations", edges="weights", **traits):
        self._network, self._x, self._y, self._changes = _checked(network, x, y, changes, neurons, edges)
        super().__init__(neurons=neurons, edges=edges, **self._state(), **traits)

    # ---- what it shows

    @property
    def network(self):
        """The Network that is shown. After a change of its parameters, call `refresh`."""
        return self._network

    @network.setter
    def network(self, network):
        self.show(network=network)

    @property
    def x(self):
        """The input (n_in,); 784 numbers are drawn as an image of 28 rows."""
        return self._x

    @x.setter
    def x(self, x):
        self.show(x=x)

    @property
    def y(self):
        """The target (n_out,), or None."""
        return self._y

    @y.setter
    def y(self, y):
        self.show(y=y)

    def show(self, *, network=UNCHANGED, x=UNCHANGED, y=UNCHANGED, changes=UNCHANGED):
        """Show another network, input, target or changes, or several of them, in one repaint."""
        given = zip((network, x, y, changes), (self._network, self._x, self._y, self._changes))
        shown = _checked(*(old if new is UNCHANGED else new for new, old in given), self.neurons, self.edges)
        network = shown[0]
        with self.hold_sync():
            if network.sizes != self._network.sizes:
                self.selected, self.lit = "", []
            self._network, self._x, self._y, self._changes = shown
            self.refresh()

    def refresh(self):
        """Compute and paint again, after the network's parameters (or the numbers in `x` or `y`) have changed."""
        with self.hold_sync():
            for name, value in self._state().items():
                setattr(self, name, value)

    def _state(self):
        trace = self._network.forward(self._x)
        deltas = [] if self._y is None else self._network.backprop(self._x, self._y).deltas
        frame = {
            "sizes": list(self._network.sizes),
            "activation_function": self._network.activation,
            "activations": _float32(*trace.activations),
            "zs": _float32(*trace.zs),
            "deltas": _float32(*deltas),
            "target": _float32(*([] if self._y is None else [self._y])),
        }
        changed = [] if self._changes is None else [self._changes]
        return {"parameters": _float32(self._network.parameters), "changed": _float32(*changed), "frame": frame}

    # ---- what may be set

    @traitlets.validate("neurons")
    def _check_neurons(self, proposal):
        return _choice("neurons", proposal.value, NEURONS, self._y)

    @traitlets.validate("edges")
    def _check_edges(self, proposal):
        return _edge_choice(proposal.value, self._y, self._changes)

    @traitlets.validate("selected")
    def _check_selected(self, proposal):
        if not proposal.value:
            return ""
        kind, *place = parse(proposal.value, self._network.sizes)
        if len(place) != (2 if kind == "activations" else 3):
            raise ValueError(f"selected must name one neuron or one weight, but got {proposal.value!r}")
        return _written(kind, *place)

    @traitlets.validate("lit")
    def _check_lit(self, proposal):
        return [_written(*parse(name, self._network.sizes)) for name in proposal.value]

    @traitlets.validate("height")
    def _check_height(self, proposal):
        return checks.whole_number("height", proposal.value, 0)

    # ---- where nothing moves

    def summary(self):
        """What the view shows, in words."""
        output = self._network.output(self._x)
        answer = int(output.argmax())
        target = "" if self._y is None else f", target {int(np.argmax(self._y))}"
        is_blank = len(self._x) == 784 and not self._x.any()
        said = (
            "A blank image: nothing to read" if is_blank else f"Answer {answer} with activation {output[answer]:.2f}{target}"
        )
        selected = f" Selected: {self.selected}." if self.selected else ""
        return (
            f"NetworkView, layers of {'-'.join(map(str, self._network.sizes))}, showing {self.neurons} and {self.edges}. "
            f"{said}.{selected} "
            "Run this cell to point at neurons and lines, click them, or walk with the arrow keys."
        )

    def still(self):
        """A matplotlib Figure of what the view shows now."""
        figure, ax = style.stage_figure(1200, 560)
        gradient = None if self._y is None else self._network.backprop(self._x, self._y)
        draw_network(
            ax,
            self._network.forward(self._x).activations,
            self._edge_values(gradient),
            wishes=[-delta for delta in gradient.deltas] if self.neurons == "wishes" else None,
            target=None if self._y is None else int(np.argmax(self._y)),
            selected=parse(self.selected, self._network.sizes) if self.selected else (),
            title=self.caption,
            edge_name=self.edges,
        )
        return figure

    def _edge_values(self, gradient):
        if self.edges in GIVEN:
            return split(self._changes, self._network.sizes)[0]
        return self._network.weights if self.edges == "weights" else [-W for W in gradient.weights]


def _checked(network, x, y, changes, neurons, edges):
    if not isinstance(network, Network):
        raise TypeError(f"network must be an nnlib.Network, but got {type(network).__name__}")
    x = _vector("x", x, network.sizes[0])
    y = None if y is None else _vector("y", y, network.sizes[-1])
    _choice("neurons", neurons, NEURONS, y)
    if changes is not None:
        changes = np.asarray(changes)
        if changes.shape != network.parameters.shape:
            raise ValueError(
                f"changes must have the shape {network.parameters.shape} of the parameters, but got {changes.shape}"
            )
    _edge_choice(edges, y, changes)
    return network, x, y, changes


def _vector(name, value, size):
    array = checks.examples(name, value, size)
    if array.ndim != 1:
        raise ValueError(f"{name} must be a plain vector of shape ({size},), but got {array.shape}: try {name}[:, 0]")
    return array


def _choice(name, value, choices, y):
    if value not in choices:
        raise ValueError(f"{name} must be one of {', '.join(choices)}, but got {value!r}")
    if value != choices[0] and y is None:
        raise ValueError(f"{name}={value!r} needs a target y, such as y=nnlib.one_hot(2), but y is None")
    return value


def _edge_choice(value, y, changes):
    if value not in GIVEN:
        return _choice("edges", value, EDGES, y)
    if changes is None:
        raise ValueError(f"edges={value!r} needs a number for each parameter, but changes is None")
    return value


def _float32(*arrays):
    return b"".join(np.asarray(array, np.float32).tobytes() for array in arrays)
