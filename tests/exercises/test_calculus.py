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
        NEURON + "-2 * (y - a) * (a - a ** 2) * a_before",
        NEURON + "2 * a_before * a * sigmoid(-z) * (a - y)",
        NEURON + "np.prod([2, a_before, a, 1 - a, a - y])",
        "import functools\nz = w * a_before + b\n"
        "return functools.reduce(lambda p, q: p * q, [a_before, slope(z), 2 * (sigmoid(z) - y)])",
    ],
    "sum_over_paths": [
        "np.dot(w, slope(z) * 2 * (sigmoid(z) - y))",
        "total = 0\nfor j in range(len(w)):\n    total += w[j] * slope(z[j]) * 2 * (sigmoid(z[j]) - y[j])\nreturn total",
        "a = sigmoid(z)\nreturn float(np.einsum('j,j,j', w, a - a**2, 2 * (a - y)))",
        "w @ np.diag(slope(z)) @ (2 * (sigmoid(z) - y))",
        "sum(2 * wj * slope(zj) * (sigmoid(zj) - yj) for wj, zj, yj in zip(w, z, y))",
        "step = 1e-5\nreturn sum((sigmoid(z + step * w) - y) ** 2 - (sigmoid(z - step * w) - y) ** 2) / (2 * step)",
        "np.linalg.multi_dot([w, np.diag(slope(z)), 2 * (sigmoid(z) - y)])",
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
        "def cost(first):\n    a = x\n    for i in range(len(w)):\n"
        "        a = sigmoid((w[i] if i else first) * a + b[i])\n    return (a - y) ** 2\n"
        "return (cost(w[0] + 1e-5) - cost(w[0] - 1e-5)) / 2e-5",
        CHAIN + "x * np.prod(s * np.append(w[1:], 2 * (a[-1] - y)))",
    ],
}

WRONG = {
    "weight_slope": {
        "slope(w * a_before + b) * 2 * (sigmoid(w * a_before + b) - y)": "This is ∂C/∂b",
        "w * slope(w * a_before + b) * 2 * (sigmoid(w * a_before + b) - y)": "This is the slope of the activation before",
        "a_before * 2 * (sigmoid(w * a_before + b) - y)": "σ′(z) is missing",
        "a_before * slope(w * a_before + b)": "last link is missing",
        "a_before * slope(w * a_before + b) * (sigmoid(w * a_before + b) - y)": "factor 2 is missing",
        "a_before * slope(sigmoid(w * a_before + b)) * 2 * (sigmoid(w * a_before + b) - y)": "taken at the activation",
        "z = w * a_before + b\nreturn a_before * z * (1 - z) * 2 * (sigmoid(z) - y)": "is not σ′(z)",
        "z = w * a_before + b\nreturn a_before + slope(z) + 2 * (sigmoid(z) - y)": "product",
        "z = w * a_before\nreturn a_before * slope(z) * 2 * (sigmoid(z) - y)": "bias is missing",
        "z = w * a_before + b\nreturn a_before * slope(z) * 2 * (z - y)": "compared with z",
        "z = w * a_before + b\nreturn a_before * slope(z) * 2 * (y - sigmoid(z))": "The sign is the wrong way round",
        "z = w * a_before + b\nreturn [a_before * slope(z) * 2 * (sigmoid(z) - y)]": "list of one number",
        "z = w * a_before + b\nreturn (sigmoid(z) - y) ** 2": "This is the cost",
        **{
            NEURON + result: words
            for result, words in {
                "2 * (a - y)": "σ′(z) is missing",
                "a - y": "σ′(z) and the factor 2",
                "slope(z)": "This is σ′(z) alone",
                "a_before": "first link alone",
                "a_before * a * (1 - a)": "last link is missing",
                "slope(z) * 2 * (a - y)": "∂C/∂b",
                "b * slope(z) * 2 * (a - y)": "b in place of the first link",
                "z * slope(z) * 2 * (a - y)": "z in place of the first link",
                "a * slope(z) * 2 * (a - y)": "one before",
                "w * a_before * slope(z) * 2 * (a - y)": "w too many",
                "a_before * a * 2 * (a - y)": "should be the slope",
                "a_before * (1 - a) * 2 * (a - y)": "Half of σ′",
                "a_before * slope(a_before) * 2 * (a - y)": "at `a_before`",
                "a_before * slope(z) ** 2 * 2 * (a - y)": "σ′(z) is squared",
                "a_before * slope(z) * (a - y) ** 2": "cost itself",
                "a_before * slope(z) * 2 * (a_before - y)": "compared with `a_before`",
                "a_before * slope(z) * 2 * (y - a)": "The sign is the wrong way round",
                "a_before * slope(z) + 2 * (a - y)": "is too large",
                "a_before + slope(z) * 2 * (a - y)": "The links are added",
                "a_before * (slope(z) + 2 * (a - y))": "The links are added",
                "slope(z) * 2 * (a - y) / a_before": "divided by `a_before`",
                "a_before * 2 * (a - y) / slope(z)": "This is divided by σ′",
                "a": "return the slope of the cost",
                "(a_before, slope(z), 2 * (a - y))": "has the wrong shape: (3,) instead of a single number",
                "a_before * slope(z) * 2 * a - y": "has wrong signs and wrong sizes",
                "a_before * slope(z) * 2 * (a + y)": "`y` has the wrong sign",
                "a_before ** 2 * slope(z) * 2 * (a - y)": "is too small",
                "-a_before * slope(z) * (a - y)": "It is half as large as it should be, and its sign is the wrong way round",
            }.items()
        },
    },
    "sum_over_paths": {
        "w * slope(z) * 2 * (sigmoid(z) - y)": "one by one",
        "np.mean(w * slope(z) * 2 * (sigmoid(z) - y))": "This is a mean",
        "np.prod(w * slope(z) * 2 * (sigmoid(z) - y))": "paths are added",
        "np.max(w * slope(z) * 2 * (sigmoid(z) - y))": "largest path alone",
        "np.sum(w) * np.sum(slope(z)) * 2 * np.sum(sigmoid(z) - y)": "added up before they are multiplied",
        "np.sum(slope(z) * 2 * (sigmoid(z) - y))": "weights are missing",
        "np.sum(w * 2 * (sigmoid(z) - y))": "σ′(z) is missing",
        "np.sum(w * slope(z))": "last link is missing",
        "np.sum(w * slope(z) * (sigmoid(z) - y))": "factor 2 is missing",
        "np.sum(w * slope(z) * 2 * (z - y))": "compared with z",
        "-np.sum(w * slope(z) * 2 * (sigmoid(z) - y))": "The sign is the wrong way round",
        "np.sum(abs(w * slope(z) * 2 * (sigmoid(z) - y)))": "paths may cancel",
        "slope(z) * 2 * (sigmoid(z) - y)": "so is the sum",
        "np.sum(2 * (sigmoid(z) - y))": "Only the last links",
        "np.sum(w)": "Only the first links",
        "np.sum(slope(z))": "Only the middle links",
        "w @ sigmoid(z)": "has wrong signs and wrong sizes",
        "np.sum(w) * np.sum(slope(z) * 2 * (sigmoid(z) - y))": "before they are multiplied",
        "np.sum(w * slope(z)) * np.sum(2 * (sigmoid(z) - y))": "has wrong signs and wrong sizes",
        "np.sum(w ** 2 * slope(z) * 2 * (sigmoid(z) - y))": "twice",
        "np.sum(w * slope(w * z) * 2 * (sigmoid(w * z) - y))": "w · z",
        "np.sum(w * sigmoid(z) * 2 * (sigmoid(z) - y))": "should be the slope",
        "np.sum(w * z * (1 - z) * 2 * (sigmoid(z) - y))": "z (1 − z)",
        "np.sum(w * slope(sigmoid(z)) * 2 * (sigmoid(z) - y))": "at the activation",
        "np.sum(w * slope(z) * (sigmoid(z) - y) ** 2)": "cost itself",
        "np.sum((sigmoid(z) - y) ** 2)": "This is the cost",
        "np.sum(w * slope(z) * 2 * (sigmoid(z) + y))": "`y` has the wrong sign",
        "np.sum(w * slope(z) * 2 * (y - sigmoid(z)))": "The sign is the wrong way round",
        "np.sum(w + slope(z) + 2 * (sigmoid(z) - y))": "The links are added",
        "np.sum(slope(z) * 2 * (sigmoid(z) - y) / w)": "divided by the weights",
        "np.sqrt(np.sum((w * slope(z) * 2 * (sigmoid(z) - y)) ** 2))": "sides of a triangle",
        "total = 0\nfor j in range(len(w)):\n"
        "    total = w[j] * slope(z[j]) * 2 * (sigmoid(z[j]) - y[j])\nreturn total": "last output alone",
        "total = 0\nfor j in range(len(w)):\n"
        "    total += w[j] * slope(z[j]) * 2 * (sigmoid(z[j]) - y[j])\n    return total": "inside the loop",
        "total = 0\nfor j in range(len(w) - 1):\n"
        "    total += w[j] * slope(z[j]) * 2 * (sigmoid(z[j]) - y[j])\nreturn total": "The last entry of `w`, `z` and `y`",
        "total = 1\nfor j in range(len(w)):\n"
        "    total *= w[j] * slope(z[j]) * 2 * (sigmoid(z[j]) - y[j])\nreturn total": "paths are multiplied",
        "total = 1\nfor j in range(len(w)):\n"
        "    total += w[j] * slope(z[j]) * 2 * (sigmoid(z[j]) - y[j])\nreturn total": "too large by 1",
        "w * slope(z) @ (2 * (sigmoid(z) - y)) / len(w)": "This is a mean",
    },
    "first_weight": {
        **{
            f"z, a = [], [x]\nfor i in range(len(w)):\n    z.append(w[i] * a[-1] + b[i])\n    a.append(sigmoid(z[-1]))\n"
            f"s = slope(np.array(z))\nreturn {result}": words
            for result, words in {
                "x * np.prod(s) * np.prod(w) * 2 * (a[-1] - y)": "There is a `w[0]` too many",
                "np.prod(s) * np.prod(w) * 2 * (a[-1] - y)": "∂C/∂x",
                "np.prod(s) * np.prod(w[1:]) * 2 * (a[-1] - y)": "input x. (This is ∂C/∂b[0].)",
                "x * np.prod(s) * 2 * (a[-1] - y)": "weights are missing",
                "x * np.prod(w[1:]) * 2 * (a[-1] - y)": "σ′ is missing",
                "x * s[-1] * np.prod(w[1:]) * 2 * (a[-1] - y)": "Only the last neuron",
                "x * np.prod(s[1:]) * np.prod(w[1:]) * 2 * (a[-1] - y)": "first neuron's σ′ is missing",
                "x * np.prod(s) * np.prod(w[1:]) * (a[-1] - y)": "factor 2 is missing",
                "x * np.prod(s) * np.prod(w[1:])": "last link is missing",
                "a[-2] * s[-1] * 2 * (a[-1] - y)": "slope of the last weight",
                "-x * np.prod(s) * np.prod(w[1:]) * 2 * (a[-1] - y)": "The sign is the wrong way round",
                "x * np.prod(slope(np.array(a[1:]))) * np.prod(w[1:]) * 2 * (a[-1] - y)": "taken at the activation",
            }.items()
        },
        **{
            CHAIN + result: words
            for result, words in {
                "x * 2 * (a[-1] - y)": "Only the first and the last link",
                "(a[-1] - y) ** 2": "This is the cost",
                "a[-1]": "output of the chain",
                "x * np.sum(s) * np.prod(w[1:]) * 2 * (a[-1] - y)": "σ′ are added up",
                "x * np.prod(s) * np.sum(w[1:]) * 2 * (a[-1] - y)": "weights are added up",
                "x * np.prod(s) * np.prod(w[:-1]) * 2 * (a[-1] - y)": "wrong weight",
                "x * np.prod(s) * np.prod(w[1:-1]) * 2 * (a[-1] - y)": "last weight is missing",
                "x * np.prod(s) * np.prod(w[1:]) * (a[-1] - y) ** 2": "cost itself",
                "x * np.prod(s) * np.prod(w[1:]) * 2 * (z[-1] - y)": "compared with z",
                "x * s[0] * np.prod(w[1:]) * 2 * (a[-1] - y)": "Only the first neuron",
                "x * np.prod(s[:-1]) * np.prod(w[1:]) * 2 * (a[-1] - y)": "last neuron's σ′",
                "x * np.prod(s ** 2) * np.prod(w[1:]) * 2 * (a[-1] - y)": "twice",
                "x * np.prod(a[1:]) * np.prod(w[1:]) * 2 * (a[-1] - y)": "should be the slope",
                "a[1] * np.prod(s) * np.prod(w[1:]) * 2 * (a[-1] - y)": "first link",
                "np.prod(a[:-1]) * np.prod(s) * np.prod(w[1:]) * 2 * (a[-1] - y)": "is too close to zero",
                "x * s * w * 2 * (a[-1] - y)": "single number",
                "x * np.prod(s) * np.prod(w[1:]) * 2 * (y - a[-1])": "The sign is the wrong way round",
                "x * np.prod(s) * np.prod(w[1:]) * 2 * (a[1] - y)": "has wrong signs and wrong sizes",
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
