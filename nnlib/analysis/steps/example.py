"""Every kind of step, with its words, its formula and its numbers."""

from typing import NamedTuple

import numpy as np

from nnlib.analysis.steps.source import Line, line_of
from nnlib.analysis.steps.words import column, sum_of_products, sum_of_squares
from nnlib.wording import factor, written


class Step(NamedTuple):
    """One step of `walk`."""

    part: str  # "forward", "cost", "backward" or "update"
    title: str
    words: str  # a sentence or two on what happens
    formula: str
    place: str  # the neuron or weight on the path
    filled: str  # the formula with its numbers, in one or more lines
    value: float  # the result of the formula
    result: np.ndarray  # the result of the whole step, for all neurons or weights of the layer
    shapes: str
    code: Line
    view: dict  # what a picture of the network should show: neurons, edges, lit, selected
    learned: bool = False  # whether the picture should show the network after the update


def updated(network, x, y, learning_rate):
    """A copy of the network after one step against the gradient of this one example."""
    twin = network.copy()
    twin.parameters -= learning_rate * network.backprop(x, y).vector
    return twin


class Walk:
    """All numbers of one example, with a method for each kind of step. Layer l leads from activations[l] to [l + 1].

    `path` holds one index per layer, input first, for the neurons and weights in the formulas.
    """

    def __init__(self, network, x, y, path):
        self.network, self.x, self.y, self.path = network, x, y, path
        self.zs, self.activations = network.forward(x)
        self.gradient = network.backprop(x, y)
        self.error = self.activations[-1] - y
        self.last = len(network.weights)

    # ---- forward

    def input(self):
        k = self.path[0]
        return Step(
            part="forward",
            title="The image goes in" if self._is_image() else "The input goes in",
            words=f"{len(self.x)} numbers, one per {self._noun(0)}: they are the first activations.",
            formula="a_k = x_k",
            place=self._place(0),
            filled=f"a_{k} = {written(self.x[k])}",
            value=self.x[k],
            result=self.x,
            shapes=f"x {column(self.x)}",
            code=line_of("input"),
            view=self._view(lit=["activations[0]"]),
        )

    def z(self, l):
        j = self.path[l + 1]
        w, a, b, z = self.network.weights[l], self.activations[l], self.network.biases[l][j], self.zs[l]
        return Step(
            part="forward",
            title=f"{self._layer(l + 1)}: weighted sums",
            words="Each neuron adds up weight × activation over the layer before it, and adds its bias.",
            formula="z_j = Σ_k w_jk · a_k + b_j",
            place=self._place(l + 1),
            filled=f"z_{j} = {sum_of_products(w[j], a)}\n+ bias {written(b)}\n= {written(z[j])}",
            value=z[j],
            result=z,
            shapes=f"W {w.shape} @ a {column(a)} + b {column(z)} → z {column(z)}",
            code=line_of("z"),
            view=self._view(lit=[f"activations[{l}]", f"weights[{l}][{j}]"], selected=self._neuron(l + 1)),
        )

    def a(self, l):
        j = self.path[l + 1]
        z, a, f = self.zs[l], self.activations[l + 1], self._f_name(l)
        return Step(
            part="forward",
            title=f"{self._layer(l + 1)}: activations",
            words="Each sum is squished. The result says how bright the neuron is.",
            formula=f"a_j = {f}(z_j)",
            place=self._place(l + 1),
            filled=f"a_{j} = {f}({written(z[j])}) = {written(a[j])}",
            value=a[j],
            result=a,
            shapes=f"z {column(z)} → a {column(a)}",
            code=line_of("a"),
            view=self._view(lit=[f"activations[{l + 1}]"], selected=self._neuron(l + 1)),
        )

    # ---- cost

    def cost(self):
        return Step(
            part="cost",
            title="The cost",
            words="How far the outputs are from their targets, squared and added up. The smaller, the better.",
            formula="C = Σ_j (a_j − y_j)²",
            place="all outputs",
            filled=f"C = {sum_of_squares(self.activations[-1], self.y)}\n= {written(self.gradient.cost)}",
            value=self.gradient.cost,
            result=np.array(self.gradient.cost),
            shapes=f"a {column(self.y)} and y {column(self.y)} → one number",
            code=line_of("cost"),
            view=self._view(lit=[f"activations[{self.last}]"]),
        )

    # ---- backward

    def slope_of_cost(self):
        j = self.path[-1]
        a, y, slopes = self.activations[-1], self.y, 2 * self.error
        return Step(
            part="backward",
            title="Outputs: slope of the cost",
            words="Now backwards. How fast does the cost change with each output? Minus this slope is the wish for it.",
            formula="∂C/∂a_j = 2 (a_j − y_j)",
            place=self._place(self.last),
            filled=f"∂C/∂a_{j} = 2 × ({written(a[j])} − {written(y[j])}) = {written(slopes[j])}",
            value=slopes[j],
            result=slopes,
            shapes=f"a {column(y)} and y {column(y)} → ∂C/∂a {column(y)}",
            code=line_of("slope of cost"),
            view=self._view(lit=[f"activations[{self.last}]"], selected=self._neuron(self.last)),
        )

    def delta(self, l):
        j = self.path[l + 1]
        delta, asked, slope = self.gradient.deltas[l], self._asked(l + 1), self._slope(l)
        return Step(
            part="backward",
            title=f"{self._layer(l + 1)}: back through the squish",
            words=f"Multiply by {self._f_name(l)}′(z), how steep the squish is: where it is flat, little gets through. The "
            "product is called δ. The arrowheads show −δ, the wish for z.",
            formula=f"δ_j = ∂C/∂z_j = ∂C/∂a_j · {self._f_name(l)}′(z_j)",
            place=self._place(l + 1),
            filled=f"δ_{j} = {factor(asked[j])} × {written(slope[j])} = {written(delta[j])}",
            value=delta[j],
            result=delta,
            shapes=f"∂C/∂a {column(delta)} and slope {column(delta)} → δ {column(delta)}",
            code=line_of("delta"),
            view=self._backward(edges="wishes", lit=[f"activations[{l + 1}]"], selected=self._neuron(l + 1)),
        )

    def weights(self, l):
        j, k = self.path[l + 1], self.path[l]
        delta, a, gradient = self.gradient.deltas[l], self.activations[l], self.gradient.weights[l]
        return Step(
            part="backward",
            title=f"{self._layer(l + 1)}: gradient of the weights",
            words=f"Each weight gets the δ that it leads to, times the {self._what(l)} that it comes from. The lines show "
            "the wishes: minus this gradient.",
            formula="∂C/∂w_jk = δ_j · a_k",
            place=f"from {self._place(l)} to {self._place(l + 1)}",
            filled=f"∂C/∂w_{j},{k} = {factor(delta[j])} × {written(a[k])} = {written(gradient[j, k])}",
            value=gradient[j, k],
            result=gradient,
            shapes=f"δ {column(delta)} @ aᵀ (1, {len(a)}) → ∂C/∂W {gradient.shape}",
            code=line_of("weights"),
            view=self._backward(
                edges="wishes", lit=[f"activations[{l + 1}]", f"weights[{l}]"], selected=f"weights[{l}][{j}, {k}]"
            ),
        )

    def biases(self, l):
        j, delta = self.path[l + 1], self.gradient.deltas[l]
        return Step(
            part="backward",
            title=f"{self._layer(l + 1)}: gradient of the biases",
            words="A bias is like a weight whose neuron is always at 1, so it gets δ itself.",
            formula="∂C/∂b_j = δ_j · 1",
            place=self._place(l + 1),
            filled=f"∂C/∂b_{j} = {written(delta[j])}",
            value=delta[j],
            result=self.gradient.biases[l],
            shapes=f"δ {column(delta)}, added up along each row → ∂C/∂b {delta.shape}",
            code=line_of("biases"),
            view=self._backward(edges="wishes", lit=[f"activations[{l + 1}]"], selected=self._neuron(l + 1)),
        )

    def message(self, l):
        k = self.path[l]
        w, delta, asked = self.network.weights[l], self.gradient.deltas[l], self._asked(l)
        return Step(
            part="backward",
            title=f"The message to {self._layer(l).lower()}",
            words="Each neuron adds up weight × δ over all that it leads to. This is ∂C/∂a, a slope. The message is minus "
            "this number, as at the foot of the wishes table.",
            formula="∂C/∂a_k = Σ_j w_jk · δ_j",
            place=self._place(l),
            filled=f"∂C/∂a_{k} = {sum_of_products(w[:, k], delta)}\n= {written(asked[k])}",
            value=asked[k],
            result=asked,
            shapes=f"Wᵀ {w.T.shape} @ δ {column(delta)} → ∂C/∂a {column(asked)}",
            code=line_of("message"),
            view=self._backward(lit=[f"activations[{l + 1}]", *(f"weights[{l}][{j}, {k}]" for j in range(len(delta)))]),
        )

    # ---- update

    def update(self, learning_rate):
        (j, k), parameters = (self.path[-1], self.path[-2]), self.network.parameters
        w, slope = self.network.weights[-1][j, k], self.gradient.weights[-1][j, k]
        new = updated(self.network, self.x, self.y, learning_rate)
        moved = new.weights[-1][j, k]
        return Step(
            part="update",
            title="The step downhill",
            words="All weights and biases move at once, each a little the way it is wished to: against its slope.",
            formula="w ← w − learning rate · ∂C/∂w",
            place=f"from {self._place(self.last - 1)} to {self._place(self.last)}",
            filled=f"w_{j},{k} ← {written(w)} − {learning_rate:g} × {factor(slope)}\n= {written(moved)}",
            value=moved,
            result=new.parameters,
            shapes=f"parameters {parameters.shape} − learning rate · gradient {parameters.shape}",
            code=line_of("update"),
            view=self._view(
                edges="wishes",
                lit=[*map("weights[{}]".format, range(self.last)), *map("activations[{}]".format, range(self.last + 1))],
                selected=f"weights[{self.last - 1}][{j}, {k}]",
            ),
        )

    def cost_after(self, learning_rate):
        new = updated(self.network, self.x, self.y, learning_rate)
        output, cost = new.output(self.x), new.cost(self.x, self.y)
        return Step(
            part="update",
            title="The cost after the step",
            words=f"The same example through the new network: the cost was {written(self.gradient.cost)}.",
            formula="C = Σ_j (a_j − y_j)²",
            place="all outputs",
            filled=f"C = {sum_of_squares(output, self.y)}\n= {written(cost)}",
            value=cost,
            result=np.array(cost),
            shapes=f"a {column(self.y)} and y {column(self.y)} → one number",
            code=line_of("cost"),
            view=self._view(lit=[f"activations[{self.last}]"]),
            learned=True,
        )

    # ---- numbers between the steps

    def _asked(self, l):
        """∂C/∂a of activations[l]."""
        return 2 * self.error if l == self.last else self.network.weights[l].T @ self.gradient.deltas[l]

    def _slope(self, l):
        return self.network.layers[l].f_prime(self.zs[l], self.activations[l + 1])

    # ---- names

    def _kind(self, l):
        return "sigmoid" if l == self.last - 1 else self.network.activation

    def _f_name(self, l):
        return {"sigmoid": "σ"}.get(self._kind(l), self._kind(l))

    def _is_image(self):
        return len(self.x) == 784

    def _noun(self, l):
        return "output" if l == self.last else "neuron" if l > 0 else "pixel" if self._is_image() else "input"

    def _what(self, l):
        return "activation" if l > 0 else self._noun(0)

    def _layer(self, l):
        return "Outputs" if l == self.last else f"Hidden layer {l}"

    def _place(self, l):
        return f"{self._noun(l)} {self.path[l]}" + (f" of hidden layer {l}" if 0 < l < self.last else "")

    def _neuron(self, l):
        return f"activations[{l}][{self.path[l]}]"

    # ---- pictures

    def _view(self, neurons="activations", edges="weights", lit=(), selected=""):
        return {"neurons": neurons, "edges": edges, "lit": list(lit), "selected": selected}

    def _backward(self, **view):
        return self._view("wishes", **view)
