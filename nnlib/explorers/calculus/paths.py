"""The sum over paths: all paths from a neuron or a weight to the cost, and what each of them contributes."""

from itertools import pairwise, product

import ipywidgets as widgets
import numpy as np

from nnlib.explorers.shared.networks import first_row, network_after, network_buttons, training_digits
from nnlib.plots import style
from nnlib.plots.bitmap import paste
from nnlib.plots.charts import chart_figure
from nnlib.plots.paths import draw_paths, paths_frame, routes_figure
from nnlib.widgets.controls import controls_row
from nnlib.widgets.latest import Latest
from nnlib.widgets.layers import Layers
from nnlib.widgets.network_view import NetworkView, parse
from nnlib.widgets.readout import Readout
from nnlib.widgets.stack import side_by_side
from nnlib.wording import change, factor

LISTED = 11  # how many paths get a row of their own
LAYERS = {"hidden layer 1": 1, "hidden layer 2": 2}


def paths(index=5, epochs=0, selected="activations[2][4]"):
    """All paths from a neuron or a weight to the cost: click another one."""
    return _Paths(index, epochs, selected).readout


class _WithNetwork(Readout):
    """A Readout whose still picture shows the paths in the network, too."""

    def still(self):
        """The network at the left, the bars at the right."""
        bars, n = style.pixels(super().still()), self.numbers
        network = style.pixels(routes_figure(n["network"], n["lit"], *bars.shape[1::-1]))
        still = chart_figure(2 * bars.shape[1], len(bars))
        paste(still, network, 0, 0)
        paste(still, bars, bars.shape[1], 0)
        return still


class _Paths:
    """The controls, the network in which one clicks, and the bars beside it."""

    def __init__(self, index, epochs, selected):
        self.chooser, self.network = training_digits(index), network_buttons(epochs)
        self.view = NetworkView(*self.example(), height=400)
        self.view.selected = self.start = selected
        self.layer = widgets.ToggleButtons(options=LAYERS, value=self.hidden_layer(), description="start in")
        self.path = widgets.IntSlider(0, 0, LISTED, description="path (0: all)")
        self.readout = _WithNetwork(
            self.compute,
            _in_words,
            Layers(
                lambda n: paths_frame(),
                lambda figure, n: draw_paths(figure.axes[0], n["names"], n["listed"], n["chosen"]),
                on_top=True,
            ),
            "All paths from one neuron to the cost. Each path has its product of links, and their sum is ∂C/∂a. "
            "Try: click another neuron or a line in the network.",
            self.arrange,
            names={
                "start": "start",
                "sum": "sum of the paths",
                "backprop": "by backprop",
                "names": "path through",
                "listed": "its product",
            },
        )
        self.refresh = Latest(self.show)
        self.show()
        self.connect()

    def arrange(self, line, pane):
        rows = first_row(self.chooser, self.network), controls_row(self.layer, self.path), line
        return [*rows, side_by_side(self.view, pane, (1, 1))]

    def connect(self):
        self.chooser.observe(self.refresh, names="index")
        for control in (self.network, self.path):
            control.observe(self.refresh, names="value")
        self.layer.observe(self.another_layer, names="value")
        self.view.observe(self.clicked, names="selected")

    # ---- what the learner does

    def clicked(self, change):
        if change.new and change.new != self.start:
            self.begin_at(change.new)

    def another_layer(self, change):
        if change.new not in (None, self.hidden_layer()):
            self.begin_at(f"activations[{change.new}][4]")

    def begin_at(self, name):
        self.start = name
        self.path.value = 0
        self.layer.value = self.hidden_layer()
        self.refresh()

    # ---- what follows

    def hidden_layer(self):
        """The hidden layer of the neuron where the paths begin; None if it is not a hidden neuron."""
        kind, layer, *_ = parse(self.start, self.view.network.sizes)
        return layer if kind == "activations" and layer in LAYERS.values() else None

    def example(self):
        return network_after(self.network.value), self.chooser.image, self.chooser.target

    def compute(self):
        return paths_numbers(*self.example(), self.start, self.path.value)

    def show(self):
        self.readout.redraw()
        numbers = self.readout.numbers
        self.path.max = numbers["most"]
        network, x, y = self.example()
        with self.view.hold_sync():
            self.view.show(network=network, x=x, y=y)
            self.view.selected = self.start
            self.view.lit = numbers["lit"]


# ---- the paths themselves


def paths_from(network, x, y, start):
    """All paths from this neuron or weight to the cost: their neurons after it, and their links (n, k), in order.

    A path is the list of the neurons that it passes, one in each layer up to the output. Its links are: from a weight
    to z, a · from z to a, σ′(z) · from a to the next z, w · … · from the output to the cost, 2 (a − y).
    """
    kind, layer, *place = parse(start, network.sizes)
    zs, activations = network.forward(x)
    slopes = [layer.f_prime(z, a) for layer, z, a in zip(network.layers, zs, activations[1:])]
    to_cost, first = 2 * (activations[-1] - y), []
    if kind == "weights":
        first, layer = [activations[layer][place[1]], slopes[layer][place[0]]], layer + 1
    routes = list(product(*map(range, network.sizes[layer + 1 :])))
    passed = np.array([(place[0], *route) for route in routes]).T
    between = []
    for l, (k, j) in enumerate(pairwise(passed), layer):
        between += [network.weights[l][j, k], slopes[l][j]]
    links = [*first, *between, to_cost[passed[-1]]]
    return routes, np.stack(np.broadcast_arrays(*links), axis=1)


def slope_by_backprop(network, x, y, start):
    """∂C/∂start by backpropagation."""
    kind, layer, *place = parse(start, network.sizes)
    gradient = network.backprop(x, y)
    if kind == "weights":
        return gradient.weights[layer][tuple(place)]
    if layer == len(network.weights):
        return 2 * (network.output(x) - y)[place[0]]
    return network.weights[layer][:, place[0]] @ gradient.deltas[layer]


def paths_numbers(network, x, y, start, path):
    """What is shown: all paths, the largest first; `path` counts from 1, and 0 means all of them."""
    routes, links = paths_from(network, x, y, start)
    products = links.prod(axis=1)
    order = np.argsort(-np.abs(products), kind="stable")
    listed, rest = order[:LISTED], order[LISTED:]
    names = [_route_in_words(routes[i]) for i in listed] + [f"{len(rest):,} others"] * bool(len(rest))
    path = 1 if len(routes) == 1 else path
    chosen = path - 1 if 0 < path <= len(listed) else None
    return {
        "start": start,
        "routes": [routes[i] for i in order],
        "links": links[order],
        "products": products[order],
        "sum": products.sum(),
        "backprop": slope_by_backprop(network, x, y, start),
        "names": names,
        "listed": np.array([*products[listed], *[products[rest].sum()] * bool(len(rest))]),
        "most": len(listed) if len(routes) > 1 else 0,
        "chosen": chosen,
        "lit": _lit(network.sizes, start, None if chosen is None else routes[order[chosen]]),
        "is_weight": start.startswith("weights"),
        "network": network,
    }


def _lit(sizes, start, route):
    """The names of everything that the paths pass, or that this one passes."""
    kind, layer, *place = parse(start, sizes)
    lit, last = [start], len(sizes) - 1
    if kind == "weights":
        lit, layer = [start, f"activations[{layer}][{place[1]}]", f"activations[{layer + 1}][{place[0]}]"], layer + 1
    if route is not None:
        passed = [place[0], *route]
        neurons = [f"activations[{l}][{j}]" for l, j in enumerate(route, layer + 1)]
        return [*lit, *neurons, *(f"weights[{layer + i}][{j}, {k}]" for i, (k, j) in enumerate(zip(passed, route)))]
    if layer < last:
        lit += [f"weights[{layer}][{j}, {place[0]}]" for j in range(sizes[layer + 1])]
    return [
        *lit,
        *(f"activations[{l}]" for l in range(layer + 1, last + 1)),
        *(f"weights[{l}]" for l in range(layer + 1, last)),
    ]


# ---- in words


def _route_in_words(route):
    if not route:
        return "to the cost"
    *neurons, output = route
    noun = "neuron" if len(neurons) == 1 else "neurons"
    return f"{noun} {', '.join(map(str, neurons))} → output {output}" if neurons else f"output {output}"


def _in_words(numbers):
    quantity = "w" if numbers["is_weight"] else "a"
    backprop, count, chosen = f" · backprop: {change(numbers['backprop'])}", len(numbers["routes"]), numbers["chosen"]
    if chosen is None:
        wish = f" · wish: {change(-numbers['sum'])}"
        return f"{count:,} paths: ∂C/∂{quantity} = **{change(numbers['sum'])}**{backprop}{wish}"
    links = numbers["links"][chosen]
    name = "One path only" if count == 1 else f"Through {numbers['names'][chosen]}"
    product = f"{' × '.join(map(factor, links))} = **{change(numbers['products'][chosen])}**"
    return f"{name}: {product} · {_symbols(links, quantity)}{backprop if count == 1 else ''}"


def _symbols(links, quantity):
    """Which link is which."""
    first = "a × σ′ × " if quantity == "w" else ""
    return first + "w × σ′ × " * ((len(links) - 1) // 2 - (quantity == "w")) + "2 (a − y)"
