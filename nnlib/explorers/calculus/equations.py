"""The four equations of backpropagation: each with the numbers of one image, its line of code, and its picture."""

import html
from typing import NamedTuple

import ipywidgets as widgets

from nnlib.analysis.steps.example import Walk
from nnlib.explorers.shared.along_path import AlongPath
from nnlib.explorers.shared.formula import indexed
from nnlib.plots import style
from nnlib.plots.equations import equations_figure
from nnlib.widgets.controls import controls_row

HIDDEN = {"hidden layer 2": 2, "hidden layer 1": 1}
NAMES = {"1  δ of the outputs": 1, "2  δ one layer back": 2, "3  biases": 3, "4  weights": 4}
STYLE = """<style>
.nnlib-equation { color: var(--nnlib-page-ink); padding: 2px 12px 3px; margin: 0 0 4px;
  border-left: 5px solid var(--nnlib-page-rule) }
.nnlib-equation.shown { border-left-color: var(--nnlib-page-ink); background: var(--nnlib-page-shade) }
.nnlib-equation .head { display: flex; justify-content: space-between; align-items: center; gap: 16px }
.nnlib-equation .formula { font: italic 20px/1.2 Georgia, "DejaVu Serif", serif; white-space: nowrap }
.nnlib-equation .formula b { font: bold 18px sans-serif; margin-right: 10px }
.nnlib-equation .place { font-size: 13px; line-height: 1.2; text-align: right;
  color: var(--nnlib-page-muted) }
.nnlib-equation .filled { font-size: 14px; line-height: 1.35 }
.nnlib-equation .filled span { white-space: nowrap }
.nnlib-equation .result { font-size: 18px; line-height: 1.2; font-weight: bold }
div.nnlib-equation code { display: block; font-size: 12px; line-height: 1.15; background: none; padding: 0 0 0 3em;
  text-indent: -3em; white-space: pre-wrap }
.nnlib-equation code i { color: var(--nnlib-page-muted); font-style: normal }
</style>"""


class Equation(NamedTuple):
    """One of the four, written out for one neuron or weight."""

    number: int
    formula: str
    steps: list  # of nnlib.analysis.steps.Step: its parts, in the order of the code

    @property
    def value(self):
        """Its result."""
        return self.steps[-1].value

    @property
    def view(self):
        """What the picture of the network shows: what goes in, such as the weights, and what comes out."""
        first, last = self.steps[0].view, self.steps[-1].view
        return last | {"edges": first["edges"], "lit": list(dict.fromkeys([*first["lit"], *last["lit"]]))}


def equations(network, x, y, path, layer):
    """The four Equations of one example: the first for the outputs, the others for hidden layer number `layer`.

    `path` holds one index per layer, input first: the neurons for which they are written out.
    """
    walk, last = Walk(network, x, y, path), len(network.weights) - 1
    f = {"sigmoid": "σ"}.get(network.activation, network.activation)
    return [
        Equation(1, "δ_j = 2 (a_j − y_j) · σ′(z_j)", [walk.slope_of_cost(), walk.delta(last)]),
        Equation(2, f"δ_k = (Σ_j w_jk · δ_j) · {f}′(z_k)", [walk.message(layer), walk.delta(layer - 1)]),
        Equation(3, "∂C/∂b_k = δ_k", [walk.biases(layer - 1)]),
        Equation(4, "∂C/∂w_ki = δ_k · a_i", [walk.weights(layer - 1)]),
    ]


class FourEquations(AlongPath):
    """The four equations beside the network. `current` are the Equations that are shown."""

    def __init__(self, index):
        super().__init__(index, height=430)
        self.number = widgets.ToggleButtons(options=NAMES, description="light up")
        self.layer = widgets.ToggleButtons(options=HIDDEN, description="2 to 4 for")
        self.lay_out(controls_row(self.number, self.layer), [self.number, self.layer], STYLE, (1, 1))

    def summary(self):
        """The four equations with their numbers, in words."""
        lines = [f"({e.number}) {e.formula}: {' and '.join(step.filled for step in e.steps)}" for e in self.current]
        return "\n".join(["The four equations.", *(" ".join(line.split()) for line in lines), "Try: click a neuron."])

    def still(self):
        """The network, and below it the equations."""
        return equations_figure(style.pixels(self.view.still()), self.current, self.number.value)

    def look(self):
        """The equations, the network, and how both are shown."""
        four = equations(*self.example, self.path, self.layer.value)
        text = "".join(_equation_html(e, e.number == self.number.value) for e in four)
        return four, self.example[0], four[self.number.value - 1].view, text


def four_equations(index=5):
    """The four equations of backpropagation, with the numbers of one image, their lines of code and their picture."""
    return FourEquations(index)


def _equation_html(equation, is_shown):
    filled = "<br>".join(_filled(step.filled) for step in equation.steps)
    codes = "".join(_code(step.code) for step in equation.steps)
    return (
        f'<div class="nnlib-equation{" shown" * is_shown}" data-equation="{equation.number}">'
        f'<div class="head"><div class="formula"><b>{equation.number}</b>{indexed(equation.formula)}</div>'
        f'<div class="place">{html.escape(equation.steps[-1].place)}</div></div>'
        f'<div class="filled">{filled}</div>{codes}</div>'
    )


def _code(line):
    """The numbers and the text of lines of the source."""
    texts = enumerate(line.text.splitlines(), line.number)
    return "".join(f"<code><i>{number}</i>  {html.escape(text)}</code>" for number, text in texts)


def _filled(filled):
    """The formula with its numbers on one line; the result, after the last =, is larger."""
    terms, result = " ".join(filled.split()).rsplit("= ", 1)
    return f'{indexed(terms)}<span>= <b class="result">{html.escape(result)}</b></span>'
