"""The explorers of notebook 09: their numbers are those of backprop and of nudging, and each control changes them."""

import re
from pathlib import Path

import numpy as np
import pytest

import nnlib
from nnlib import load_mnist, snapshot
from nnlib.analysis.steps import strongest_path
from nnlib.explorers import calculus
from nnlib.explorers.calculus.chain import START, along, chain_numbers, network_of
from nnlib.explorers.calculus.paths import paths_from, paths_numbers, slope_by_backprop
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of
from nnlib.plots.wiggle import written

TRAIN = load_mnist().train
X, Y = TRAIN.images[:, 5], TRAIN.targets[:, 5]


def below(widget):
    """A widget and all that it holds."""
    return [widget, *(found for child in getattr(widget, "children", ()) for found in below(child))]


def control(explorer, name):
    """The control whose description begins like this."""
    return next(w for w in below(explorer) if str(getattr(w, "description", "")).startswith(name))


def random_chain(rng, n):
    return rng.uniform(-3, 3, n), rng.uniform(-3, 3, n), rng.uniform(), rng.uniform()


# ---- a chain of single neurons


@pytest.mark.parametrize("n", [1, 2, 3])
def test_the_product_of_the_links_is_what_backprop_and_nudging_say(n):
    rng = np.random.default_rng(n)
    for layer in range(n):
        w, b, x, y = random_chain(rng, n)
        network, inputs = network_of(w, b), (np.array([x]), np.array([y]))
        gradient = network.backprop(*inputs)
        message = network.weights[layer][0, 0] * gradient.deltas[layer][0]
        expected = {"w": gradient.weights[layer][0, 0], "b": gradient.biases[layer][0], "a": message}
        for knob, slope in expected.items():
            numbers = chain_numbers(network, x, y, layer, knob, 0.1)
            assert len(numbers["slopes"]) == 2 * (n - layer) + 1
            assert numbers["product"] == pytest.approx(slope, rel=1e-12)
            now = numbers["values"][0]
            above, under = along(network, x, y, layer, knob, [now + 1e-5, now - 1e-5])[-1]
            assert numbers["product"] == pytest.approx((above - under) / 2e-5, abs=1e-6)
        for knob, kind in (("w", "weights[{}][0, 0]"), ("b", "biases[{}][0]")):
            nudged = nudge(network, *(array[:, np.newaxis] for array in inputs), index_of(kind.format(layer), network.sizes))
            assert expected[knob] == pytest.approx(nudged, abs=1e-6)


def test_each_link_is_the_slope_of_its_curve_and_each_curve_goes_through_the_point_where_we_are():
    network = network_of(START["w"], START["b"])
    for knob in "wba":
        numbers = chain_numbers(network, 0.8, 1, 0, knob, 0.5)
        values, links = numbers["values"], numbers["links"]
        ends = [*zip(values, values[1:]), (values[0], values[-1])]
        for link, (start, end) in zip(links, ends, strict=True):
            at = np.interp(start, link.x, link.y)
            assert at == pytest.approx(end, abs=0.003)
            near = slice(np.searchsorted(link.x, start) - 3, np.searchsorted(link.x, start) + 3)
            *_, fitted, _ = np.polyfit(link.x[near] - start, link.y[near], 3)
            assert fitted == pytest.approx(link.slope, rel=1e-3, abs=1e-4), link.name


def test_a_small_nudge_goes_as_far_as_predicted_and_a_large_one_does_not():
    network = network_of([1.5], [-0.5])
    small, large = (chain_numbers(network, 0.8, 1, 0, "w", size) for size in (0.001, 2))
    np.testing.assert_allclose(small["true"], small["predicted"], rtol=2e-3)
    assert large["true"][1] == pytest.approx(large["predicted"][1])  # a straight line
    assert large["predicted"][-1] / large["true"][-1] > 2  # what the notebook says
    moved = network_of([3.5], [-0.5])
    assert large["true"][-1] == pytest.approx(
        moved.cost(np.array([0.8]), np.ones(1)) - network.cost(np.array([0.8]), np.ones(1))
    )


def test_an_activation_is_nudged_no_farther_than_from_0_to_1():
    network = network_of([1.5], [-0.5])
    assert chain_numbers(network, 0.8, 1, 0, "a", 2)["nudge"] == pytest.approx(0.2)
    assert chain_numbers(network, 0.8, 1, 0, "a", -2)["nudge"] == pytest.approx(-0.8)


def test_each_control_of_the_chain_changes_what_it_should():
    explorer = calculus.chain()
    assert explorer.numbers["names"] == ["w₁", "z₁", "a₁", "C"]
    settings = {"w₁": -1.2, "b₁": 0.7, "a₀": 0.35, "target": 0.25, "nudge by": -0.4}
    for name, value in settings.items():
        before = explorer.line.value, explorer.figure
        control(explorer, name).value = value
        assert (explorer.line.value, explorer.figure) != before
    numbers = explorer.numbers
    network, x, y = network_of([-1.2], [0.7]), np.array([0.35]), np.array([0.25])
    gradient = network.backprop(x, y)
    assert numbers["product"] == pytest.approx(gradient.weights[0][0, 0], rel=1e-12)
    assert numbers["values"][-1] == pytest.approx(network.cost(x, y), rel=1e-12)
    assert numbers["true"][-1] == pytest.approx(network_of([-1.6], [0.7]).cost(x, y) - network.cost(x, y), rel=1e-9)
    said = [written(numbers["product"]), written(numbers["true"][-1]), written(numbers["predicted"][-1])]
    assert all(number in explorer.line.value for number in said)

    control(explorer, "its").value = "b"
    assert explorer.numbers["product"] == pytest.approx(gradient.biases[0][0], rel=1e-12)
    assert "∂C/∂b₁" in explorer.line.value
    control(explorer, "its").value = "a"
    assert explorer.numbers["product"] == pytest.approx(-1.2 * gradient.deltas[0][0], rel=1e-12)
    assert "∂C/∂a₀" in explorer.line.value


def test_only_the_first_link_depends_on_what_is_nudged():
    slopes = [calculus.chain(3, knob).numbers["slopes"] for knob in "wba"]
    assert len({link[0] for link in slopes}) == 3
    np.testing.assert_array_equal(slopes[0][1:], slopes[1][1:])
    np.testing.assert_array_equal(slopes[0][1:], slopes[2][1:])


def test_each_neuron_keeps_its_own_weight_and_bias():
    explorer = calculus.chain(3)
    neuron, weight, bias = (control(explorer, name) for name in ("nudge at", "w", "b"))
    neuron.value = 2
    assert (weight.description, weight.value, bias.value) == ("w₂", START["w"][1], START["b"][1])
    weight.value, bias.value = 0.6, -2
    neuron.value = 3
    assert (weight.value, bias.value) == (START["w"][2], START["b"][2])
    neuron.value = 1
    network = network_of([1.5, 0.6, 2.5], [-0.5, -2, -0.5])
    expected = network.backprop(np.array([0.8]), np.ones(1)).weights
    assert explorer.numbers["product"] == pytest.approx(expected[0][0, 0], rel=1e-12)
    control(explorer, "neurons").value = 2
    assert list(neuron.options) == [1, 2] and len(explorer.numbers["slopes"]) == 5
    neuron.value = 2
    shorter = network_of([1.5, 0.6], [-0.5, -2]).backprop(np.array([0.8]), np.ones(1))
    assert explorer.numbers["product"] == pytest.approx(shorter.weights[1][0, 0], rel=1e-12)
    control(explorer, "neurons").value = 1
    assert neuron.value == 1 and weight.value == 1.5 and explorer.numbers["names"][0] == "w₁"


def test_a_broken_chain_lets_nothing_through():
    explorer = calculus.chain(3)
    control(explorer, "nudge at").value = 2
    control(explorer, "w").value = 0
    control(explorer, "nudge at").value = 1
    assert explorer.numbers["product"] == 0 and explorer.numbers["true"][-1] == 0


def test_play_sends_the_nudge_along_the_chain_and_any_change_shows_the_whole_way():
    explorer = calculus.chain(2)
    seen = []
    explorer.pane.redraw._function, draw = (
        lambda: (draw(), seen.append(explorer.numbers["passed"])),
        explorer.pane.redraw._function,
    )
    control(explorer, "Play").click()
    assert seen == [0, 1, 2, 3, 4, 5]
    control(explorer, "nudge by").value = 1
    assert explorer.numbers["passed"] == 5
    control(explorer, "nudge at").value = 2
    assert explorer.numbers["passed"] == 3


def test_a_chain_that_cannot_be_is_refused_in_words():
    with pytest.raises(ValueError, match="neurons must be from 1 to 3, but got 4"):
        calculus.chain(4)
    with pytest.raises(ValueError, match="knob must be one of w, b, a, but got 'weight'"):
        calculus.chain(knob="weight")


def test_what_the_notebook_says_of_a_chain_of_ones():
    gradient = network_of([1, 1, 1], [0, 0, 0]).backprop(np.array([0.8]), np.ones(1))
    first, _, last = (abs(W[0, 0]) for W in gradient.weights)
    assert first < last / 10


# ---- the sum over paths


def cost_from(network, layer, activations, y):
    """The cost when this layer has these activations."""
    for l in range(layer, len(network.weights)):
        activations = network._functions[l][0](network.weights[l] @ activations + network.biases[l])
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
    return next(w for w in below(explorer) if type(w).__name__ == "NetworkView")


def test_a_click_on_a_neuron_or_a_line_leads_the_paths_from_there(paths):
    view = view_of(paths)
    assert view.selected == "activations[2][4]" and "weights[2][6, 4]" in view.lit
    view.selected = "activations[2][0]"
    n = paths.numbers
    assert n["start"] == "activations[2][0]" and n["sum"] == pytest.approx(slope_by_backprop(snapshot(0), X, Y, n["start"]))
    assert written(n["sum"]) in paths.line.value and f"backprop: {written(n['backprop'])}" in paths.line.value
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
    assert f"output {output}: " in paths.line.value and written(n["products"][0]) in paths.line.value
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


# ---- the four equations


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
    lines = (Path(nnlib.__file__).parent / "network.py").read_text(encoding="utf-8").splitlines()
    shown = re.findall(r"<code><i>(\d+)</i>  (.+?)</code>", four.pane)
    assert len(shown) == 6
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
    assert four.view.edges == "gradient" and four.view.selected == f"weights[1][{k}, {i}]"
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


# ---- all of them


@pytest.mark.parametrize("make", [calculus.chain, lambda: calculus.chain(3), calculus.paths, calculus.four_equations])
def test_every_explorer_has_a_still_picture(make):
    data, _ = make()._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
    assert "0x" not in data["text/plain"]
