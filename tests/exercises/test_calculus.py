"""The exercises of 09_calculus: right answers pass however they are written, wrong ones hear what is wrong."""

import numpy as np
import pytest
from learners import each_right, each_wrong, fails, passes

from nnlib import Network
from nnlib.activations import sigmoid
from nnlib.exercises import calculus
from nnlib.explorers.calculus.chain import network_of

# How an answer begins that computes z and a, of one neuron or of a chain, before its result.
NEURON = "z = w * a_before + b\na = sigmoid(z)\nreturn "
CHAIN = (
    "z, a = [], [x]\nfor i in range(len(w)):\n    z.append(w[i] * a[-1] + b[i])\n    a.append(sigmoid(z[-1]))\n"
    "s = slope(np.array(z))\nreturn "
)

RIGHT = {
    "weight_slope": [
        "z = w * a_before + b\na = sigmoid(z)\nreturn a_before * a * (1 - a) * 2 * (a - y)",
        "links = [a_before, slope(w * a_before + b), 2 * (sigmoid(w * a_before + b) - y)]\nreturn np.prod(links)",
        "cost = lambda w: (sigmoid(w * a_before + b) - y) ** 2\nreturn (cost(w + 1e-5) - cost(w - 1e-5)) / 2e-5",
    ],
    "sum_over_paths": [
        "np.dot(w, slope(z) * 2 * (sigmoid(z) - y))",
        "total = 0\nfor j in range(len(w)):\n    total += w[j] * slope(z[j]) * 2 * (sigmoid(z[j]) - y[j])\nreturn total",
        "a = sigmoid(z)\nreturn float(np.einsum('j,j,j', w, a - a**2, 2 * (a - y)))",
    ],
    "first_weight": [
        "z, a = [], [x]\n"
        "for i in range(len(w)):\n    z.append(w[i] * a[-1] + b[i])\n    a.append(sigmoid(z[-1]))\n"
        "delta = 2 * (a[-1] - y) * slope(z[-1])\n"
        "for i in reversed(range(len(w) - 1)):\n    delta = delta * w[i + 1] * slope(z[i])\n"
        "return delta * x",
        "slope_so_far, a = x, x\n"
        "for i in range(len(w)):\n"
        "    z = w[i] * a + b[i]\n"
        "    slope_so_far *= slope(z) * (w[i] if i else 1)\n"
        "    a = sigmoid(z)\n"
        "return slope_so_far * 2 * (a - y)",
    ],
}

WRONG = {
    "weight_slope": {
        "slope(w * a_before + b) * 2 * (sigmoid(w * a_before + b) - y)": "This is ∂C/∂b",
        "w * slope(w * a_before + b) * 2 * (sigmoid(w * a_before + b) - y)": "activation before, and this is its slope",
        "a_before * 2 * (sigmoid(w * a_before + b) - y)": "σ′(z) is missing",
        "a_before * slope(w * a_before + b)": "last link is missing",
        "a_before * slope(w * a_before + b) * (sigmoid(w * a_before + b) - y)": "factor 2 is missing",
        "a_before * slope(sigmoid(w * a_before + b)) * 2 * (sigmoid(w * a_before + b) - y)": "taken of the activation",
        "z = w * a_before + b\nreturn a_before * z * (1 - z) * 2 * (sigmoid(z) - y)": "is not σ′(z)",
        "z = w * a_before + b\nreturn a_before + slope(z) + 2 * (sigmoid(z) - y)": "product",
        "z = w * a_before\nreturn a_before * slope(z) * 2 * (sigmoid(z) - y)": "bias is missing",
        "z = w * a_before + b\nreturn a_before * slope(z) * 2 * (z - y)": "compared with z",
        "z = w * a_before + b\nreturn a_before * slope(z) * 2 * (y - sigmoid(z))": "sign",
        "z = w * a_before + b\nreturn [a_before * slope(z) * 2 * (sigmoid(z) - y)]": "list of one number",
        "z = w * a_before + b\nreturn (sigmoid(z) - y) ** 2": "This is the cost",
    },
    "sum_over_paths": {
        "w * slope(z) * 2 * (sigmoid(z) - y)": "one by one",
        "np.mean(w * slope(z) * 2 * (sigmoid(z) - y))": "mean",
        "np.prod(w * slope(z) * 2 * (sigmoid(z) - y))": "paths are added",
        "np.max(w * slope(z) * 2 * (sigmoid(z) - y))": "largest path alone",
        "np.sum(w) * np.sum(slope(z)) * 2 * np.sum(sigmoid(z) - y)": "added up before they are multiplied",
        "np.sum(slope(z) * 2 * (sigmoid(z) - y))": "weights are missing",
        "np.sum(w * 2 * (sigmoid(z) - y))": "σ′(z) is missing",
        "np.sum(w * slope(z))": "last link is missing",
        "np.sum(w * slope(z) * (sigmoid(z) - y))": "factor 2 is missing",
        "np.sum(w * slope(z) * 2 * (z - y))": "compared with z",
        "-np.sum(w * slope(z) * 2 * (sigmoid(z) - y))": "sign",
        "np.sum(abs(w * slope(z) * 2 * (sigmoid(z) - y)))": "paths may cancel",
    },
    "first_weight": {
        **{
            f"z, a = [], [x]\nfor i in range(len(w)):\n    z.append(w[i] * a[-1] + b[i])\n    a.append(sigmoid(z[-1]))\n"
            f"s = slope(np.array(z))\nreturn {result}": words
            for result, words in {
                "x * np.prod(s) * np.prod(w) * 2 * (a[-1] - y)": "`w[0]` is among the links",
                "np.prod(s) * np.prod(w) * 2 * (a[-1] - y)": "∂C/∂x",
                "np.prod(s) * np.prod(w[1:]) * 2 * (a[-1] - y)": "input x. (This is ∂C/∂b[0].)",
                "x * np.prod(s) * 2 * (a[-1] - y)": "weights are missing",
                "x * np.prod(w[1:]) * 2 * (a[-1] - y)": "σ′ is missing",
                "x * s[-1] * np.prod(w[1:]) * 2 * (a[-1] - y)": "Only the last neuron",
                "x * np.prod(s[1:]) * np.prod(w[1:]) * 2 * (a[-1] - y)": "first neuron's σ′ is missing",
                "x * np.prod(s) * np.prod(w[1:]) * (a[-1] - y)": "factor 2 is missing",
                "x * np.prod(s) * np.prod(w[1:])": "last link is missing",
                "a[-2] * s[-1] * 2 * (a[-1] - y)": "slope of the last weight",
                "-x * np.prod(s) * np.prod(w[1:]) * 2 * (a[-1] - y)": "sign",
                "x * np.prod(slope(np.array(a[1:]))) * np.prod(w[1:]) * 2 * (a[-1] - y)": "taken of the activation",
            }.items()
        },
    },
}


@each_right(RIGHT)
def test_a_right_answer_passes_however_it_is_written(name, body):
    passes(name, body)


@each_wrong(WRONG)
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    fails(name, body, words)


def test_the_references_agree_with_backprop_on_real_networks():
    rng = np.random.default_rng(9)
    w, b, x, y = rng.normal(0, 1.5, 4), rng.normal(size=4), 0.7, 0.2
    gradient = network_of(w, b).backprop(np.array([x]), np.array([y]))
    assert calculus.first_weight(w, b, x, y) == pytest.approx(gradient.weights[0][0, 0], rel=1e-12)
    assert calculus.first_weight(w[:1], b[:1], x, y) == pytest.approx(calculus.weight_slope(x, w[0], b[0], y), rel=1e-12)

    network = Network([3, 4, 2], rng=rng)
    x, y = rng.random(3), np.array([1.0, 0.0])
    zs, deltas = network.forward(x).zs, network.backprop(x, y).deltas
    for k in range(4):
        own = calculus.sum_over_paths(network.weights[1][:, k], zs[1], y)
        assert own == pytest.approx(network.weights[1][:, k] @ deltas[1], rel=1e-12)


def test_the_references_agree_with_nudging():
    w, z, y, nudge = np.array([0.7, -1.2, 0.4]), np.array([0.3, -0.5, 1.1]), np.array([0.0, 1.0, 0.0]), 1e-6
    costs = [((sigmoid(z + w * step) - y) ** 2).sum() for step in (nudge, -nudge)]
    assert calculus.sum_over_paths(w, z, y) == pytest.approx((costs[0] - costs[1]) / 2 / nudge, rel=1e-6)
    costs = [(sigmoid((1.3 + step) * 0.8 - 0.4) - 1) ** 2 for step in (nudge, -nudge)]
    assert calculus.weight_slope(0.8, 1.3, -0.4, 1) == pytest.approx((costs[0] - costs[1]) / 2 / nudge, rel=1e-6)
