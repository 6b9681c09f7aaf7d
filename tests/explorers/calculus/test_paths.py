"""Notebook 09: the paths add up to what backprop and nudging say."""

import numpy as np
import pytest
from helpers import control, inside

from nnlib import load_mnist, snapshot
from nnlib.explorers import calculus
from nnlib.explorers.calculus.paths import paths_from, paths_numbers, slope_by_backprop
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of
from nnlib.wording import change

TRAIN = load_mnist().train
X, Y = TRAIN.images[:, 5], TRAIN.targets[:, 5]


def cost_from(network, layer, activations, y):
    """The cost when this layer has these activations."""
    for l in range(layer, len(network.weights)):
        activations = network.layers[l].f(network.weights[l] @ activations + network.biases[l])
    return ((activations - y) ** 2).sum()


@pytest.mark.parametrize("epochs", [0, 1])
@pytest.mark.parametrize("layer, index, count", [(3, 2, 1), (2, 4, 10), (2, 0, 10), (1, 4, 160), (0, 235, 2560)])
def test_the_paths_of_a_neuron_add_up_to_what_backprop_and_nudging_say(epochs, layer, index, count):
    network, start = snapshot(epochs), f"activations[{layer}][{index}]"
    routes, links = paths_from(network, X, Y, start)
    assert links.shape == (count, 2 * (3 - layer) + 1) and len(set(routes)) == count
    total = links.prod(axis=1).sum()
    assert total == pytest.approx(slope_by_backprop(network, X, Y, start), rel=1e-9, abs=1e-15)
    a = network.forward(X).activations[layer]
    step = 1e-5 * np.eye(len(a))[index]
    nudged = (cost_from(network, layer, a + step, Y) - cost_from(network, layer, a - step, Y)) / 2e-5
    assert total == pytest.approx(nudged, abs=1e-6)


@pytest.mark.parametrize("name, count", [("weights[2][4, 7]", 1), ("weights[1][3, 8]", 10), ("weights[0][3, 235]", 160)])
def test_the_paths_of_a_weight_add_up_to_what_backprop_and_nudging_say(name, count):
    network = snapshot(1)
    _, links = paths_from(network, X, Y, name)
    index = index_of(name, network.sizes)
    total = links.prod(axis=1).sum()
    assert len(links) == count and total == pytest.approx(network.backprop(X, Y).vector[index], rel=1e-9)
    assert total == pytest.approx(nudge(network, X[:, np.newaxis], Y[:, np.newaxis], index), abs=1e-6)


def test_the_links_of_one_path_are_weight_slope_and_error():
    network = snapshot(0)
    routes, links = paths_from(network, X, Y, "activations[2][4]")
    zs, activations = network.forward(X)
    j = routes.index((6,))
    a = activations[3][6]
    assert links[j] == pytest.approx([network.weights[2][6, 4], a * (1 - a), 2 * (a - Y[6])], rel=1e-12)


def test_the_rows_are_sorted_and_end_at_the_sum():
    for start, rows in (("activations[2][4]", 10), ("activations[1][3]", 12)):
        n = paths_numbers(snapshot(0), X, Y, start, 0)
        assert (np.diff(np.abs(n["products"])) <= 0).all()
        assert len(n["names"]) == len(n["listed"]) == rows
        assert n["listed"].sum() == pytest.approx(n["backprop"], rel=1e-9)
    assert n["names"][-1] == "149 others"


@pytest.fixture
def paths():
    return calculus.paths()


def view_of(explorer):
    return next(w for w in inside(explorer) if type(w).__name__ == "NetworkView")


def test_a_click_on_a_neuron_or_a_line_leads_the_paths_from_there(paths):
    view = view_of(paths)
    assert view.selected == "activations[2][4]" and "weights[2][6, 4]" in view.lit
    view.selected = "activations[2][0]"
    n = paths.numbers
    assert n["start"] == "activations[2][0]" and n["sum"] == pytest.approx(slope_by_backprop(snapshot(0), X, Y, n["start"]))
    assert change(n["sum"]) in paths.line.value and f"backprop: {change(n['backprop'])}" in paths.line.value
    assert {f"weights[2][{j}, 0]" for j in range(10)} < set(view.lit) and "weights[2][6, 4]" not in view.lit
    view.selected = "weights[2][6, 0]"
    assert len(paths.numbers["routes"]) == 1 and "One path only" in paths.line.value
    assert control(paths, "start in").value is None
    control(paths, "start in").value = 1
    assert view.selected == "activations[1][4]" and len(paths.numbers["routes"]) == 160
    assert {"weights[2]", "activations[2]", "activations[3]"} < set(view.lit)
    view.selected = ""  # a click beside everything
    assert paths.numbers["start"] == "activations[1][4]"


def test_one_path_alone_is_lit_and_written_out(paths):
    view, path = view_of(paths), control(paths, "path")
    assert path.max == 10
    path.value = 1
    n = paths.numbers
    (output,) = n["routes"][0]
    assert view.lit == ["activations[2][4]", f"activations[3][{output}]", f"weights[2][{output}, 4]"]
    assert f"output {output}: " in paths.line.value and change(n["products"][0]) in paths.line.value
    control(paths, "start in").value = 1
    assert path.value == 0 and path.max == 11
    path.value = 11
    k, j = paths.numbers["routes"][10]
    assert {f"weights[1][{k}, 4]", f"weights[2][{j}, {k}]"} < set(view.lit)
    assert f"neuron {k} → output {j}" in paths.line.value


def test_another_digit_or_network_gives_other_paths_from_the_same_neuron(paths):
    control(paths, "network").value = 1
    assert paths.numbers["sum"] == pytest.approx(slope_by_backprop(snapshot(1), X, Y, "activations[2][4]"))
    control(paths, "image").value = 100
    x, y = TRAIN.images[:, 100], TRAIN.targets[:, 100]
    assert paths.numbers["sum"] == pytest.approx(slope_by_backprop(snapshot(1), x, y, "activations[2][4]"))
    np.testing.assert_array_equal(view_of(paths).x, x)


def test_what_the_notebook_says_of_two_neurons():
    n = paths_numbers(snapshot(0), X, Y, "activations[2][0]", 0)
    assert abs(n["sum"]) < 0.05 * np.abs(n["products"]).sum()
