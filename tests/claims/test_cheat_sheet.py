"""What the cheat sheet says is so: each of its lines of code runs, and gives what stands beside it."""

import re

import numpy as np
import pytest
from claims.course import ROOT, digits

from nnlib import SGD, snapshot

ROWS = [
    [cell.strip() for cell in re.split(r"(?<!\\)\|", line.removeprefix("# "))[1:-1]]
    for line in (ROOT / "notebooks" / "source" / "cheat_sheet.py").read_text(encoding="utf-8").splitlines()
    if line.startswith("# |")
]
LAYERS = 3
M = 7


def network_and_batch():
    network = snapshot(1).copy(dtype=float)
    x, y = digits().train.images[:, :M].astype(float), digits().train.targets[:, :M].astype(float)
    return {"network": network, "x": x, "y": y, "gradient": network.backprop(x, y), "trace": network.forward(x)}


def code_of(words):
    """The line of code in the row that begins with these words."""
    (code,) = [re.findall(r"`(.+)`", row[-1]) for row in ROWS if row[0].startswith(words)]
    return code[-1]


SYMBOLS = [row for row in ROWS if len(row) == 4 and row[2].startswith("`")]


@pytest.mark.parametrize("symbol, what, code, shape", SYMBOLS)
@pytest.mark.parametrize("l", range(LAYERS))
def test_each_symbol_has_the_shape_beside_it(symbol, what, code, shape, l):
    names = network_and_batch() | {"l": l}
    sizes = names["network"].sizes
    got = np.shape(eval(code.strip("`"), names))
    said = () if shape == "one number" else eval(shape, {"m": M, "n": sizes[l], "n_in": sizes[l], "n_out": sizes[l + 1]})
    assert got == said and len(SYMBOLS) == 8


def test_the_layers_hold_as_many_neurons_weights_and_biases_as_the_sheet_says():
    network = snapshot(0)
    for l, count in enumerate(network.sizes):
        assert int(ROWS[3][2 * l]) == count
    for l, (W, b) in enumerate(zip(network.weights, network.biases)):
        assert ROWS[3][2 * l + 1] == f"{W.size:,} weights, {b.size} biases"


def test_the_four_equations_give_the_gradient():
    names = network_and_batch()
    trace, gradient, network = names["trace"], names["gradient"], names["network"]
    names |= {"a": trace.activations[3], "m": M}
    exec(code_of("1."), names)
    for l in (2, 1, 0):
        names |= {"W": network.weights[l], "a_before": trace.activations[l]}
        np.testing.assert_allclose(names["delta"], gradient.deltas[l], rtol=1e-12)
        np.testing.assert_allclose(eval(code_of("3."), names), gradient.biases[l], rtol=1e-9, atol=1e-15)
        np.testing.assert_allclose(eval(code_of("4."), names), gradient.weights[l], rtol=1e-9, atol=1e-15)
        exec(code_of("2."), names)
        names["delta"] = names["delta_before"]


def test_the_lines_of_a_step_and_an_epoch_run_and_go_downhill():
    names = network_and_batch() | {"learning_rate": 0.1, "SGD": SGD}
    network, before = names["network"], names["network"].cost(names["x"], names["y"])
    for words in ("forward", "**backpropagation", "**gradient descent"):
        exec(code_of(words), names)
    assert network.cost(names["x"], names["y"]) < before
    train = digits().train
    names |= {"images": train.images[:, :200], "targets": train.targets[:, :200]}
    exec(code_of("**learning"), names)


def test_the_steepness_is_largest_in_the_middle():
    a = np.linspace(0, 1, 1001)
    assert (a * (1 - a)).max() == 0.25 and a[(a * (1 - a)).argmax()] == 0.5
