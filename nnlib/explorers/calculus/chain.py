"""A chain of single neurons: each link of the chain rule as a number, as a slope, and as a nudge that travels."""

import ipywidgets as widgets
import numpy as np

from nnlib import Network, checks
from nnlib.plots.chain import Link, Quantity, chain_figure, draw_chain
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.player import Player
from nnlib.widgets.readout import Readout
from nnlib.wording import change

MOST = 3  # neurons
FARTHEST = 3.0  # weights and biases can be set from -3 to 3
WIDEST = 2.0  # nudge
START = {"w": [1.5, -2.0, 2.5], "b": [-0.5, 1.0, -0.5]}
KNOBS = {"weight w": "w", "bias b": "b", "activation before": "a"}
LIMITS = {"w": (-5.2, 5.2), "b": (-5.2, 5.2), "z": (-8.4, 8.4), "a": (-0.12, 1.12), "C": (-0.3, 1.06)}


def chain(neurons=1, knob="w", nudge=0.5):
    """A chain of one, two or three neurons. Nudge a weight "w", a bias "b" or an activation "a", and follow the nudge."""
    neurons = checks.whole_number("neurons", neurons, 1, MOST)
    if knob not in KNOBS.values():
        raise ValueError(f"knob must be one of {', '.join(KNOBS.values())}, but got {knob!r}")
    return _Chain(neurons, knob, nudge).readout


class _Chain:
    """The controls. Two sliders serve all neurons: they show the weight and the bias of the chosen one."""

    def __init__(self, neurons, knob, nudge):
        self.parameters = {name: list(values) for name, values in START.items()}
        self.moving = False  # controls that we move ourselves change nothing
        self.neurons = widgets.ToggleButtons(options=range(1, MOST + 1), value=neurons, description="neurons")
        self.at = widgets.ToggleButtons(options=range(1, neurons + 1), description="nudge at neuron")
        self.knob = widgets.ToggleButtons(options=KNOBS, value=knob, description="its")
        self.nudge = widgets.FloatSlider(nudge, min=-WIDEST, max=WIDEST, step=0.01, description="nudge by")
        limits = {"min": -FARTHEST, "max": FARTHEST, "step": 0.05}
        self.sliders = {name: widgets.FloatSlider(values[0], **limits) for name, values in START.items()}
        self.before = widgets.FloatSlider(0.8, max=1, step=0.01, description="a₀ before")
        self.target = widgets.FloatSlider(1, max=1, step=0.01, description="target y")
        self.passed = widgets.IntSlider(self.links(), max=self.links())  # a number of links; only the player moves it
        self.player = Player(self.passed, 0.6)
        self.name_sliders()
        self.readout = Readout(
            self.compute,
            _in_words,
            Layers(
                lambda n: chain_figure(n["quantities"], n["links"]),
                lambda figure, n: draw_chain(figure.axes[0], n["quantities"], n["links"], n["passed"]),
                ["names", "formulas"],
                on_top=True,
            ),
            "A chain of single neurons. Each link of the chain rule is the slope of a curve; their product is that of the "
            "cost. Try: drag the nudge, then each of the other sliders.",
            self.arrange,
            names={
                "product": "product of all links",
                "nudge": "nudge",
                "passed": "links passed",
                "names": "quantity",
                "values": "value",
                "true": "true change",
                "predicted": "predicted change",
                "formulas": "link",
                "slopes": "its slope",
            },
        )
        self.connect()

    def arrange(self, line, pane):
        sliders = *self.sliders.values(), self.before, self.target
        for slider in sliders:
            slider.layout.flex = "1 1 210px"
        self.nudge.layout.flex, self.nudge.layout.max_width = "1 1 240px", "none"
        choices = controls_row(self.neurons, self.at, self.knob, self.player)
        return [choices, controls_row(*sliders), controls_row(self.nudge, line), pane]

    def connect(self):
        self.neurons.observe(self.another_chain, names="value")
        self.at.observe(self.another_neuron, names="value")
        for slider in self.sliders.values():
            slider.observe(self.edited, names="value")
        for control in (self.neurons, self.at, self.knob, self.nudge, self.before, self.target, *self.sliders.values()):
            control.observe(self.arrive, names="value")
        self.passed.observe(self.on_its_way, names="value")

    # ---- what the learner does

    def another_chain(self, _):
        chosen = min(self.at.value, self.neurons.value)
        self.moving = True
        self.at.options = range(1, self.neurons.value + 1)
        self.at.value = chosen
        self.moving = False
        self.another_neuron()

    def another_neuron(self, _=None):
        if self.moving:
            return
        self.moving = True
        for name, slider in self.sliders.items():
            slider.value = self.parameters[name][self.at.value - 1]
        self.moving = False
        self.name_sliders()

    def name_sliders(self):
        for name, slider in self.sliders.items():
            slider.description = f"{name}{_below(self.at.value)}"

    def edited(self, _):
        if not self.moving:
            for name, slider in self.sliders.items():
                self.parameters[name][self.at.value - 1] = slider.value

    def arrive(self, _):
        """After any change the whole journey is shown: the nudge has passed all links."""
        if not self.moving:
            self.player.playing = False
            self.moving = True  # one picture for all of it
            self.passed.max = self.links()
            self.passed.value = self.passed.max
            self.moving = False
            self.readout.redraw()

    def on_its_way(self, _):
        if not self.moving:
            self.readout.redraw()

    # ---- what follows

    def layer(self):
        """The layer of the neuron where the nudge begins. (While the choices change, none is chosen.)"""
        return (self.at.value or 1) - 1

    def links(self):
        """How many links lead from the nudge to the cost: two for each neuron on the path, and the last one."""
        return 2 * (self.neurons.value - self.layer()) + 1

    def compute(self):
        n = self.neurons.value
        network = network_of(self.parameters["w"][:n], self.parameters["b"][:n])
        knob, nudge = self.knob.value, self.nudge.value
        numbers = chain_numbers(network, self.before.value, self.target.value, self.layer(), knob, nudge)
        return numbers | {"passed": self.passed.value}


def network_of(w, b):
    """A Network of single neurons, one after the other, with these weights (n,) and biases (n,)."""
    network = Network([1] * (len(w) + 1))
    for l, (weight, bias) in enumerate(zip(w, b)):
        network.weights[l][:], network.biases[l][:] = weight, bias
    return network


def along(network, x, y, layer, knob, values):
    """All quantities from the knob of this layer to the cost, for each of `values` (m,) of the knob: (n, m)."""
    quantities = [np.asarray(values, float)]
    at = _settings(network, x, layer) | {knob: quantities[0]}
    z = at["w"] * at["a"] + at["b"]
    for l in range(layer, len(network.weights)):
        if l > layer:
            z = network.weights[l][0, 0] * quantities[-1] + network.biases[l][0]
        quantities += [z, network.layers[l].f(z)]
    return np.array([*quantities, (quantities[-1] - y) ** 2])


def _settings(network, x, layer):
    """Weight, bias and activation before one of the neurons."""
    a = network.forward(np.array([x])).activations[layer][0]
    return {"w": network.weights[layer][0, 0], "b": network.biases[layer][0], "a": a}


def chain_numbers(network, x, y, layer, knob, nudge):
    """What is shown: all quantities with their moves, the links between them, and the one link that joins them all."""
    now = _settings(network, x, layer)[knob]
    if knob == "a":
        nudge = np.clip(now + nudge, 0, 1) - now  # no activation is below 0 or above 1
    start, end = along(network, x, y, layer, knob, [now, now + nudge]).T
    names = _names(layer, len(network.weights), knob)
    formulas, slopes = _slopes(network, x, layer, knob, start, y)
    predicted = nudge * np.cumprod([1, *slopes])
    kinds = [name[0] for name in names]
    return {
        "quantities": [
            Quantity(*described, kind == "a") for *described, kind in zip(names, start, end - start, predicted, kinds)
        ],
        "links": _links(network, x, y, layer, names, formulas, slopes),
        "names": names,
        "formulas": formulas,
        "values": start,
        "slopes": slopes,
        "product": float(np.prod(slopes)),
        "nudge": float(nudge),
        "true": end - start,
        "predicted": predicted,
    }


def _names(layer, count, knob):
    first = f"{knob}{_below(layer if knob == 'a' else layer + 1)}"
    neurons = [f"{kind}{_below(l + 1)}" for l in range(layer, count) for kind in "za"]
    return [first, *neurons, "C"]


def _slopes(network, x, layer, knob, values, y):
    """The formula and the value of each link: from the knob, through z and a of each neuron, to the cost."""
    now, n = _settings(network, x, layer), layer + 1
    formulas = [{"w": f"a{_below(layer)}", "b": "1", "a": f"w{_below(n)}"}[knob]]
    slopes = [{"w": now["a"], "b": 1.0, "a": now["w"]}[knob]]
    for l in range(layer, len(network.weights)):
        z, a = values[2 * (l - layer) + 1 :][:2]
        formulas += [f"σ′(z{_below(l + 1)})", f"w{_below(l + 2)}"]
        slopes += [network.layers[l].f_prime(z, a), network.weights[l + 1][0, 0] if l + 1 < len(network.weights) else None]
    formulas[-1], slopes[-1] = f"2 (a{_below(len(network.weights))} − y)", 2 * (a - y)
    return formulas, np.array(slopes, float)


def _links(network, x, y, layer, names, formulas, slopes):
    """A Link for each pair of neighbours, and one from the first quantity to the cost."""
    knob, links = names[0][0], []
    for i, (formula, slope) in enumerate(zip(formulas, slopes)):
        kind, then = names[i][0], names[i + 1][0]
        grid = np.linspace(*LIMITS[kind], 121)
        if i == 0:
            curve = along(network, x, y, layer, knob, grid)[1]
        else:
            curve = _step(network, y, layer + (i - 1) // 2, kind, then, grid)
        links.append(Link(_ratio(names[i + 1], names[i]), formula, slope, grid, curve, LIMITS[kind], LIMITS[then]))
    grid = np.linspace(*LIMITS[knob], 121)
    costs = along(network, x, y, layer, knob, grid)[-1]
    ratio = _ratio(names[-1], names[0])
    return [*links, Link(ratio, "", float(np.prod(slopes)), grid, costs, LIMITS[knob], LIMITS["C"])]


def _step(network, y, layer, kind, then, grid):
    """The next quantity for each value of this one, in the neuron of this layer or after it."""
    if kind == "z":
        return network.layers[layer].f(grid)
    if then == "C":
        return (grid - y) ** 2
    return network.weights[layer + 1][0, 0] * grid + network.biases[layer + 1][0]


def _below(number):
    """The number as an index: ₀ to ₉."""
    return chr(ord("₀") + number)


def _ratio(above, below):
    return f"∂{above}/∂{below}"


def _in_words(numbers):
    slope = f"{_ratio('C', numbers['names'][0])} = **{change(numbers['product'])}**"
    if not numbers["nudge"]:
        return f"{slope} · nothing is nudged"
    return f"{slope} · C moves by {change(numbers['true'][-1])}, predicted {change(numbers['predicted'][-1])}"
