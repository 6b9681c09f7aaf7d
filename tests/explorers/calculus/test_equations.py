"""Notebook 09: the four equations give what backprop and nudging say."""

import re
from pathlib import Path

import numpy as np
import pytest
from helpers import control

import nnlib
from nnlib import load_mnist, snapshot
from nnlib.analysis.steps import strongest_path
from nnlib.explorers import calculus
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of

TRAIN = load_mnist().train
X, Y = TRAIN.images[:, 5], TRAIN.targets[:, 5]


@pytest.fixture
def four():
    return calculus.four_equations()


@pytest.mark.parametrize("layer", [2, 1])
@pytest.mark.parametrize("epochs", [0, 1])
def test_the_four_equations_give_what_backprop_and_nudging_say(four, layer, epochs):
    control(four, "network").value = epochs
    control(four, "2 to 4").value = layer
    network = snapshot(epochs)
    gradient, path = network.backprop(X, Y), strongest_path(network, X, Y)
    l, j, k, i = layer - 1, path[-1], path[layer], path[layer - 1]
    values = [equation.value for equation in four.current]
    expected = [gradient.deltas[2][j], gradient.deltas[l][k], gradient.biases[l][k], gradient.weights[l][k, i]]
    assert values == pytest.approx(expected, rel=1e-12)
    for value, name in zip(values[2:], (f"biases[{l}][{k}]", f"weights[{l}][{k}, {i}]")):
        index = index_of(name, network.sizes)
        assert value == pytest.approx(nudge(network, X[:, np.newaxis], Y[:, np.newaxis], index), abs=1e-6)
    assert all(f'">{shown}</b>' in four.pane for shown in (number_of(equation) for equation in four.current))


def number_of(equation):
    return equation.steps[-1].filled.rsplit("= ", 1)[1]


def test_the_lines_of_code_are_those_of_the_file(four):
    lines = (Path(nnlib.__file__).parent / "backprop.py").read_text(encoding="utf-8").splitlines()
    shown = re.findall(r"<code><i>(\d+)</i>  (.+?)</code>", four.pane)
    assert len(shown) == 9  # two lines for the slope of the cost and for each δ, one for the rest
    for number, text in shown:
        assert lines[int(number) - 1].strip().startswith(text.replace("&quot;", '"'))


def test_each_equation_lights_what_goes_in_and_what_comes_out(four):
    light, path = control(four, "light up"), four.path
    j, k, i = path[3], path[2], path[1]
    expected = {
        1: {"activations[3]"},
        2: {"activations[3]", "activations[2]", f"weights[2][0, {k}]", f"weights[2][9, {k}]"},
        3: {"activations[2]"},
        4: {"activations[2]", "weights[1]"},
    }
    for number, lit in expected.items():
        light.value = number
        assert lit <= set(four.view.lit) and four.pane.count("shown") == 1
        assert f'shown" data-equation="{number}"' in four.pane
    assert four.view.edges == "wishes" and four.view.selected == f"weights[1][{k}, {i}]"
    light.value = 1
    assert four.view.selected == f"activations[3][{j}]"


def test_a_click_leads_the_equations_through_a_neuron_or_a_line(four):
    gradient = snapshot(0).backprop(X, Y)
    four.view.selected = "activations[3][8]"
    assert four.current[0].value == pytest.approx(gradient.deltas[2][8])
    four.view.selected = "activations[2][3]"
    assert [e.value for e in four.current[1:3]] == pytest.approx([gradient.deltas[1][3]] * 2)
    four.view.selected = "weights[1][6, 11]"
    assert four.current[3].value == pytest.approx(gradient.weights[1][6, 11])
    control(four, "image").value = 100
    assert four.path == strongest_path(snapshot(0), TRAIN.images[:, 100], TRAIN.targets[:, 100])
