"""The exercises of 08_write_it: six functions that build on one another, and results that are lists of arrays."""

import re

import numpy as np
import pytest
from learners import FORWARD, OTHERS, STEP, TOOLS, but, each_right, each_wrong, fails, learner, passes, slopes

from nnlib.exercises import EXERCISES, check
from nnlib.exercises.exercise import cases

NAMES = "batch_cost", "forward", "batch_delta", "layer_gradient", "layer_back", "batch_step"
REFERENCES = {name: EXERCISES[name].correct for name in NAMES}

BASED_ON_OTHERS = """zs, activations = forward(weights, biases, x)
weights, biases = list(weights), list(biases)
delta = batch_delta(activations[-1], zs[-1], y)
for l in reversed(range(len(weights))):
    dC_dW, dC_db = layer_gradient(delta, activations[l])
    if l > 0:
        delta = layer_back(weights[l], delta, zs[l - 1])
    weights[l] = weights[l] - learning_rate * dC_dW
    biases[l] = biases[l] - learning_rate * dC_db
return weights, biases"""

UPDATE = "    weights[l] = weights[l] - learning_rate * dC_dW\n"
EARLY = but(but(STEP, UPDATE, ""), "    if l > 0", UPDATE + "    if l > 0")

RIGHT = {
    "batch_cost": [
        "np.sum((a - y) ** 2) / a.shape[1]",
        "total = 0\nfor i in range(a.shape[1]):\n    total += sum((a[:, i] - y[:, i]) ** 2)\nreturn total / a.shape[1]",
        "np.mean([np.dot(d, d) for d in (a - y).T])",
        "np.einsum('nm,nm', a - y, a - y) / len(a.T)",
        "np.average(np.square(np.linalg.norm(a - y, axis=0)))",
    ],
    "forward": [
        FORWARD,
        "zs, activations = (), (x,)\nfor l in range(len(weights)):\n"
        "    zs += (np.dot(weights[l], activations[-1]) + biases[l].reshape(-1, 1),)\n"
        "    activations += (slope(zs[-1]) / (1 - sigmoid(zs[-1])),)\nreturn zs, activations",
        "zs, activations = [], [x.tolist()]\nfor W, b in zip(weights, biases):\n    a = activations[-1]\n"
        "    zs.append([[sum(W[j, k] * a[k][i] for k in range(len(a))) + b[j] for i in range(len(a[0]))]"
        " for j in range(len(b))])\n"
        "    activations.append([[sigmoid(z) for z in row] for row in zs[-1]])\nreturn [zs, activations]",
        "zs, a = [], x\nactivations = [x]\nfor l, W in enumerate(weights):\n"
        "    a = np.vstack([a, np.ones(a.shape[1])])\n"
        "    zs.append(np.column_stack([W, biases[l]]) @ a)\n    a = sigmoid(zs[-1])\n"
        "    activations.append(a)\nreturn zs, activations",
    ],
    "batch_delta": [
        "2 / a.shape[1] * (a - y) * a * (1 - a)",
        "delta = np.zeros_like(a)\nfor j in range(a.shape[0]):\n    for i in range(a.shape[1]):\n"
        "        delta[j, i] = 2 * (a[j, i] - y[j, i]) * slope(z[j, i]) / a.shape[1]\nreturn delta",
        "np.column_stack([2 * (a[:, i] - y[:, i]) * slope(z[:, i]) for i in range(len(a.T))]).astype('f4') / len(a.T)",
        "np.multiply(a - y, slope(z)) * (2 / a.shape[1])",
        "(a - y + (a - y)) * np.exp(-z) * a ** 2 / len(a[0])",
    ],
    "layer_gradient": [
        "np.dot(delta, np.transpose(a_before)), np.sum(delta, axis=1)",
        "[sum(np.outer(d, a) for d, a in zip(delta.T, a_before.T)), [sum(row) for row in delta]]",
        "np.einsum('jm,km->jk', delta, a_before), delta @ np.ones(delta.shape[1])",
        "np.tensordot(delta, a_before, axes=([1], [1])), delta.sum(1)",
        "(a_before @ delta.T).T, sum(delta.T)",
    ],
    "layer_back": [
        "sigmoid(z) * (1 - sigmoid(z)) * np.dot(W.T, delta)",
        "np.array([[sum(W[j, k] * delta[j, i] for j in range(len(W))) * slope(z[k, i]) for i in range(z.shape[1])]"
        " for k in range(len(z))])",
        "np.einsum('jk,jm->km', W, delta) * slope(z)",
        "(delta.T @ W).T * sigmoid(z) * sigmoid(-z)",
        "sum(np.outer(row, d) for row, d in zip(W, delta)) * slope(z)",
    ],
    "batch_step": [
        STEP,
        "import copy\nold, weights, biases = weights, copy.deepcopy(weights), copy.deepcopy(biases)\n"
        + STEP.replace("weights[l].T", "old[l].T"),
        "new_weights, new_biases = weights, biases\nfor i in range(x.shape[1]):\n    a = [x[:, i]]\n"
        "    for W, b in zip(weights, biases):\n        a.append(sigmoid(W @ a[-1] + b))\n"
        "    delta = 2 * (a[-1] - y[:, i]) * a[-1] * (1 - a[-1]) / x.shape[1]\n"
        "    for l in reversed(range(len(weights))):\n"
        "        step = learning_rate * np.outer(delta, a[l])\n"
        "        new_weights = [*new_weights[:l], new_weights[l] - step, *new_weights[l + 1 :]]\n"
        "        new_biases = [*new_biases[:l], new_biases[l] - learning_rate * delta, *new_biases[l + 1 :]]\n"
        "        delta = weights[l].T @ delta * a[l] * (1 - a[l])\nreturn tuple(new_weights), tuple(new_biases)",
        "old = weights\n" + STEP,
    ],
}

WRONG = {
    "batch_cost": {
        "np.sum((a - y) ** 2)": "sum over the examples, not their mean",
        "np.mean((a - y) ** 2)": "mean over outputs and examples",
        "np.sum((a - y) ** 2) / len(a)": "examples are the columns",
        "np.sum((a - y) ** 2, axis=0)": "take their mean",
        "np.sum((a - y) ** 2) / a.shape[1] / 2": "some texts put a ½",
        "-np.sum((a - y) ** 2) / a.shape[1]": "The sign is the wrong way round",
        "[np.sum((a - y) ** 2) / a.shape[1]]": "list of one number",
        "a -= y\nreturn np.sum(a**2) / a.shape[1]": "changes `a` in place",
        "np.linalg.norm(a - y) ** 2": "sum over the examples",
        "np.mean(np.sum((a - y) ** 2, axis=1))": "This is divided by the number of outputs",
        "np.mean(np.sum(abs(a - y), axis=0))": "absolute",
        "np.mean(np.sum(a - y, axis=0) ** 2)": "added up first",
        "np.mean(np.sum((a - y) ** 2, axis=0, keepdims=True), axis=1)": "plain number",
        "np.sum((a - y) ** 2, axis=0) / a.shape[1]": "costs of the examples",
    },
    "forward": {
        but(FORWARD, " + b[:, np.newaxis]", ""): "biases are missing",
        but(FORWARD, "[:, np.newaxis]", ""): "column",
        but(FORWARD, "W @", "W.T @"): "W is used transposed",
        but(FORWARD, "sigmoid(zs[-1])", "zs[-1]"): "σ is missing",
        but(FORWARD, "sigmoid(zs[-1])", "np.maximum(0, zs[-1])"): "ReLU",
        but(FORWARD, "[x]", "[]").replace("activations[-1]", "(activations or [x])[-1]"): "The input is missing",
        but(FORWARD, "return zs, activations", "return activations, zs"): "changed places",
        but(FORWARD, "return zs, activations", "return activations[-1]"): "it should `return zs, activations`",
        but(FORWARD, "return zs, activations", "return zs[-1], activations[-1]"): "`zs` is one array",
        but(FORWARD, "return zs, activations", "return zs"): "it should `return",
        but(FORWARD, "zs, activations = [], [x]", "zs, activations = [x], [x]"): "begins with the input",
        but(FORWARD, "zip(weights, biases)", "zip(weights[:-1], biases)"): "last layer is missing",
        but(FORWARD, "W @ activations[-1]", "W @ (zs or [x])[-1]"): "next layer gets z",
        but(FORWARD, "zs.append(", "x += 1\n    zs.append("): "changes `x` in place",
        but(FORWARD, "return", "biases[0] = biases[0] + 1\nreturn"): "`biases = [each.copy() for each in biases]`",
        but(FORWARD, "return zs, activations", "return [z.T for z in zs], activations"): "In `zs`: The result is transposed",
        but(FORWARD, "sigmoid(zs[-1])", "sigmoid(zs[-1])[0]"): "stops in the line `zs.append(W @ activations[-1]",
        but(FORWARD, "return zs, activations", "return [3 * z for z in zs], activations"): "In `zs`: It is 3 times as large",
        but(FORWARD, " + b[:, np.newaxis]", " - b[:, np.newaxis]"): "biases are subtracted",
        but(FORWARD, " + b[:, np.newaxis]", " * b[:, np.newaxis]"): "biases are multiplied",
        but(FORWARD, "sigmoid(zs[-1])", "np.tanh(zs[-1])"): "tanh",
        but(FORWARD, "sigmoid(zs[-1])", "slope(zs[-1])"): "slope of the sigmoid",
        but(FORWARD, "sigmoid(zs[-1])", "sigmoid(-zs[-1])"): "σ(−z)",
        but(FORWARD, "sigmoid(zs[-1])", "sigmoid(sigmoid(zs[-1]))"): "twice",
        but(FORWARD, "W @ activations[-1]", "W @ x"): "Each layer gets the input again",
        but(FORWARD, "W @ activations[-1]", "activations[-1] @ W"): "with ValueError",
        but(FORWARD, "W @ activations[-1]", "W * activations[-1]"): "with ValueError",
        but(FORWARD, "W @ activations[-1]", "W @ sigmoid(activations[-1])"): "wrong signs and wrong sizes",
        but(FORWARD, "[x]", "[sigmoid(x)]"): "The input is squished",
        but(FORWARD, "zs, activations = [], [x]", "zs, activations = [], []"): "list index out of range",
        but(FORWARD, "return zs, activations", "return zs, activations[1:]"): "input is missing",
        but(FORWARD, "return zs, activations", "return zs, activations[:-1]"): "outputs are missing",
        but(FORWARD, "return zs, activations", "return zs[::-1], activations[::-1]"): "reverse order",
        but(FORWARD, "return zs, activations", "return activations[1:], activations"): "holds activations",
        but(FORWARD, "return zs, activations", "return zs[:-1], activations[:-1]"): "last layer is missing",
        but(FORWARD, "return zs, activations", "    return zs, activations"): "inside the loop",
        but(FORWARD, "return zs, activations", "return np.array(zs[-1]), np.array(activations[-1])"): "is one array",
        but(FORWARD, "return zs, activations", "return zs, [x, activations[-1]]"): "holds 2 arrays",
        but(FORWARD, "b[:, np.newaxis]", "b.sum()"): "all biases",
        but(FORWARD, "b[:, np.newaxis]", "b[0]"): "first bias",
        but(FORWARD, "b[:, np.newaxis]", "b[np.newaxis]"): "column",
        but(FORWARD, "zip(weights, biases)", "zip(weights[1:], biases[1:])"): "with ValueError",
        but(FORWARD, "zip(weights, biases)", "zip(weights[::-1], biases[::-1])"): "with ValueError",
        but(FORWARD, "zip(weights, biases)", "zip(biases, weights)"): "with ValueError",
        "zs, activations = [], [x]\nfor l in range(len(weights) + 1):\n"
        "    zs.append(weights[l] @ activations[l] + biases[l][:, None])\n"
        "    activations.append(sigmoid(zs[l]))\nreturn zs, activations": "`weights` ends with",
        "zs, activations = [], [x]\nfor l in range(len(weights)):\n"
        "    zs.append(weights[l] @ activations[l - 1] + biases[l][:, None])\n"
        "    activations.append(sigmoid(zs[l]))\nreturn zs, activations": "with ValueError",
        "zs, activations = [], [x]\nfor W, b in zip(weights, biases):\n"
        "    zs.append(sigmoid(W @ activations[-1] + b[:, None]))\n    activations.append(zs[-1])\n"
        "return zs, activations": "holds activations",
    },
    "batch_delta": {
        "2 * (a - y) / a.shape[1]": "σ′(z) is missing",
        "2 * (a - y) * z * (1 - z) / a.shape[1]": "is not σ′(z)",
        "2 * (a - y) * slope(a) / a.shape[1]": "taken at the activation",
        "2 * (a - y) * slope(a - y) / a.shape[1]": "at the difference",
        "(a - y) * slope(z) / a.shape[1]": "factor 2 is missing",
        "2 * (a - y) * slope(z)": "division by the number of examples is missing",
        "2 * (y - a) * slope(z) / a.shape[1]": "The sign is the wrong way round",
        "2 * (a - y) * slope(z) / len(a)": "divided by the number of outputs",
        "2 * (a - y)": "And: The division by the number of examples is missing",
        "(2 * (a - y) * slope(z)).mean(axis=1)": "each keeps its own column",
        "(2 * (a - y) * slope(z)).T / a.shape[1]": "transposed",
        "2 * (a - y) * slope(z) / a.size": "number of outputs",
        "a -= y\nreturn 2 * a * slope(z) / a.shape[1]": "changes `a` in place",
        "2 * (a - y) * slope(z) / len(y)": "number of outputs",
        "(a - y) * slope(z)": "division by the number of examples is missing",
        "a - y": "σ′(z) is missing",
        "(a - y) / a.shape[1]": "σ′(z) is missing",
        "2 * (a - y) * a / a.shape[1]": "should be the slope",
        "2 * (a - y) * (1 - a) / a.shape[1]": "Half of σ′",
        "2 * (a - y) * (z > 0) / a.shape[1]": "ReLU",
        "2 * (a - y) * slope(z) * a.shape[1]": "number of examples multiplies",
        "2 * (a - y) / slope(z) / a.shape[1]": "This is divided by σ′",
        "2 * (a - y) @ slope(z).T / a.shape[1]": "matrix product",
        "2 * (a - y).T @ slope(z) / a.shape[1]": "matrix product",
        "(2 * (a - y) * slope(z)).sum(axis=1) / a.shape[1]": "added up",
        "(2 * (a - y) * slope(z)).sum(axis=0) / a.shape[1]": "added up",
        "(2 * (a - y) * slope(z)).mean()": "is too small by a",
        "(a - y) ** 2 * slope(z) / a.shape[1]": "The difference is squared",
        "(a - y) ** 2 / a.shape[1]": "cost of each output",
        "2 * (z - y) * slope(z) / a.shape[1]": "compared with the target",
        "2 * (a - y.mean(axis=1, keepdims=True)) * slope(z) / a.shape[1]": "targets are averaged",
        "2 * (a - y) + slope(z) / a.shape[1]": "too far from zero",
        "2 * (a[0] - y[0]) * slope(z[0]) / a.shape[1]": "This is only the beginning of the right result, its first entry or",
        "2 * (a - y) * slope(z) / 100": "Two things",
    },
    "layer_gradient": {
        "(delta @ a_before.T / delta.shape[1], delta.mean(axis=1))": "the number of examples",
        "(delta @ a_before.T, delta.mean(axis=1))": "`dC_db` is a mean",
        "(delta @ a_before.T, delta.sum(axis=0))": "added up along the wrong axis",
        "(delta @ a_before.T, delta)": "not added up yet",
        "(a_before @ delta.T, delta.sum(axis=1))": "In `dC_dW`: The result is transposed",
        "(delta @ a_before.T, delta.sum(axis=1, keepdims=True))": "In `dC_db`: The result is a column",
        "(-delta @ a_before.T, -delta.sum(axis=1))": "The sign is the wrong way round",
        "(delta @ a_before, delta.sum(axis=1))": "not transposed",
        "(delta * a_before, delta.sum(axis=1))": "multiplied entry by entry",
        "delta @ a_before.T": "it should `return dC_dW, dC_db`",
        "(delta.sum(axis=1), delta @ a_before.T)": "changed places",
        "(2 * delta @ a_before.T, 2 * delta.sum(axis=1))": "twice as large",
        "(delta @ (a_before * (1 - a_before)).T, delta.sum(axis=1))": "σ′ of the layer before",
        "delta *= 2\nreturn delta @ a_before.T / 2, delta.sum(axis=1) / 2": "changes `delta` in place",
        "(delta @ a_before.T, a_before.sum(axis=1))": "adds up the activations",
        "(delta @ a_before.T, delta.sum())": "one number",
        "(delta @ a_before.T, delta[:, 0])": "first example alone",
        "(delta @ a_before.T, delta[:, -1])": "last example alone",
        "(delta @ a_before.T, -delta.sum(axis=1))": "wrong sign",
        "(delta @ a_before.T / len(delta), delta.sum(axis=1))": "In `dC_dW`: It is too small by a factor",
        "(np.outer(delta[:, 0], a_before[:, 0]), delta.sum(axis=1))": "first example alone",
        "(np.outer(delta.sum(axis=1), a_before.sum(axis=1)), delta.sum(axis=1))": "added up too early",
        "(np.outer(delta.sum(axis=1), a_before.mean(axis=1)), delta.sum(axis=1))": "averaged too early",
        "(np.outer(delta, a_before), delta.sum(axis=1))": "`dC_dW` has the wrong shape",
        "([np.outer(d, a) for d, a in zip(delta.T, a_before.T)], delta.sum(axis=1))": "`dC_dW` has the wrong shape",
        "(delta[:, np.newaxis] * a_before, delta.sum(axis=1))": "table for each example",
        "(delta.T @ a_before, delta.sum(axis=1))": "with ValueError",
        "(delta @ a_before.T).sum(axis=1), delta.sum(axis=1)": "In `dC_dW`: Each row",
        "(a_before, delta)": "two arguments",
        "for d, a in zip(delta.T, a_before.T):\n    dC_dW, dC_db = np.outer(d, a), d\n"
        "return dC_dW, dC_db": "round of a loop",
        "for d, a in zip(delta.T, a_before.T):\n    dC_dW, dC_db = np.outer(d, a), d\n"
        "    return dC_dW, dC_db": "inside the loop",
        "(delta @ np.ones(a_before.T.shape), delta.sum(axis=1))": "activations play no part",
        "(delta @ sigmoid(a_before).T, delta.sum(axis=1))": "squished again",
        "(delta @ a_before.T, abs(delta).sum(axis=1))": "signs are lost in `dC_db`",
    },
    "layer_back": {
        "W.T @ delta": "σ′(z) is missing",
        "W.T @ delta * z * (1 - z)": "is not σ′(z)",
        "W.T @ delta * slope(sigmoid(z))": "taken at the activation",
        "W @ delta * slope(z)": "not transposed",
        "W.T @ (delta * slope(z))": "comes after",
        "-(W.T @ delta) * slope(z)": "The sign is the wrong way round",
        "(W.T @ delta * slope(z)) / z.shape[1]": "the number of examples. Is something divided by it once too often?",
        "2 * (W.T @ delta) * slope(z)": "twice as large",
        "(delta.T @ W) * slope(z).T": "transposed",
        "delta * slope(z)": "weights play no part",
        "(W.T @ delta * slope(z)).sum(axis=1)": "Each row of the right table is added up",
        "W.T @ delta @ slope(z).T": "matrix product",
        "(W.T @ delta).T @ slope(z)": "matrix product",
        "W.T @ delta * slope(W.T @ delta)": "at what comes back",
        "sigmoid(W.T @ delta)": "forward",
        "W.T @ delta * (z > 0)": "ReLU",
        "W.T @ delta * sigmoid(z)": "should be the slope",
        "W.T @ delta + slope(z)": "σ′ is added",
        "W.T @ delta / slope(z)": "This is divided by σ′",
        "slope(z)": "This is σ′(z) alone",
        "W @ delta": "not transposed",
        "W.T @ delta.mean(axis=1, keepdims=True) * slope(z)": "averaged over the examples",
        "W.T @ delta.sum(axis=1, keepdims=True) * slope(z)": "added up over the examples",
        "W.T @ delta * slope(z).mean(axis=1, keepdims=True)": "averaged over the examples",
        "(W.T @ delta * slope(z)).sum()": "added up",
        "(W.T @ delta * slope(z)).mean(axis=1)": "Each row of the right table is averaged",
        "abs(W).T @ delta * slope(z)": "signs of the weights",
        "W.T @ np.sign(delta) * slope(z)": "sign of `delta`",
        "W.T @ delta[:, 0] * slope(z)": "with ValueError",
        "W.T @ delta * slope(z) * z.shape[1]": "number of examples",
    },
    "batch_step": {
        EARLY: "updated too early",
        but(STEP, " * slope(zs[l - 1])", ""): "In a hidden layer: σ′(z) is missing",
        but(STEP, "slope(zs[l - 1])", "slope(activations[l])"): "In a hidden layer: σ′ is taken at the activation",
        but(STEP, " * slope(zs[-1])", ""): "In the outputs: σ′(z) is missing",
        but(STEP, "2 * (", "("): "factor 2 is missing",
        but(STEP, " / x.shape[1]", ""): "sum over the mini-batch",
        STEP.replace("] - learning", "] + learning"): "climbs",
        but(STEP, "weights, biases = list(weights), list(biases)\n", ""): "changes `weights` and `biases` in place",
        but(STEP, "weights[l] = weights[l] - ", "weights[l] -= "): "changes `weights` in place",
        STEP.replace("learning_rate * ", ""): "learning rate plays no part",
        but(STEP, "    biases[l] = biases[l] - learning_rate * dC_db\n", ""): "biases are the old ones",
        but(STEP, "delta.sum(", "delta.mean("): "biases step by a mean",
        but(STEP, "reversed(range(len(weights)))", "[len(weights) - 1]"): "Only the last layer has taken a step",
        but(STEP, "range(len(weights))", "range(1, len(weights))"): "first layer has taken no step",
        but(STEP, "return weights, biases", "return weights[::-1], biases[::-1]"): "order of the way back",
        but(STEP, "return weights, biases", "return biases, weights"): "changed places",
        but(STEP, "return weights, biases", "return weights"): "it should `return new_weights, new_biases`",
        but(STEP, ".T, delta", ", delta"): "stops in the line `dC_dW, dC_db = delta @ activations[l], delta.sum(axis=1)`",
        but(STEP, " + b[:, np.newaxis]", ""): "On the way forward: The biases are missing",
        but(STEP, "    if l > 0:\n        delta", "    delta"): "`l` is 0, and so `zs[l - 1]` is `zs[-1]`",
        but(STEP, "slope(zs[l - 1])", "slope(zs[l])"): "with ValueError",
        but(STEP, "slope(zs[l - 1])", "slope(zs[l + 1])"): "ends with",
        but(STEP, "activations[l].T", "activations[l + 1].T"): "with ValueError",
        but(STEP, "weights[l].T @ delta", "weights[l] @ delta"): "with ValueError",
        but(STEP, "activations[-1] - y", "y - activations[-1]"): "climbs",
        but(STEP, "slope(zs[-1])", "slope(activations[-1])"): "In the outputs: σ′ is taken at the activation",
        but(STEP, "slope(zs[-1])", "zs[-1] * (1 - zs[-1])"): "In the outputs: z (1 − z)",
        but(STEP, " / x.shape[1]", " / len(y)"): "number of outputs",
        but(STEP, " / x.shape[1]", " / len(x)"): "has wrong signs and wrong sizes",
        but(STEP, " / x.shape[1]", " / x.shape[1] ** 2"): "once too often",
        but(STEP, "    weights[l] = weights[l] - learning_rate * dC_dW\n", ""): "weights are the old ones",
        STEP.replace("] - learning_rate * ", "] - "): "learning rate plays no part",
        STEP.replace("] - learning_rate * ", "] + "): "learning rate plays no part",
        but(STEP, "biases[l] = biases[l] - ", "biases[l] = biases[l] + "): "For the biases: This climbs",
        but(STEP, "weights[l] = weights[l] - ", "weights[l] = weights[l] + "): "For the weights: This climbs",
        but(STEP, "return weights, biases", "    return weights, biases"): "inside the loop",
        but(STEP, "delta.sum(axis=1)", "delta.sum(axis=0)"): "with ValueError",
        but(STEP, "delta.sum(axis=1)", "delta.sum(axis=1, keepdims=True)"): "`new_biases[0]` has the wrong shape",
        but(STEP, "reversed(range(len(weights)))", "range(len(weights))"): "with ValueError",
        but(STEP, "sigmoid(zs[-1])", "zs[-1]"): "σ is missing",
        but(STEP, "return weights, biases", "return dC_dW, dC_db"): "one array",
        but(STEP, "return weights, biases", "print(weights)"): "returns nothing",
        but(STEP, "delta @ activations[l].T", "delta @ sigmoid(activations[l]).T"): "squished again",
        but(STEP, "delta @ activations[l].T", "delta @ activations[l].T / x.shape[1]"): "weights step by a mean",
        but(STEP, "* slope(zs[l - 1])", "* slope(zs[l - 1]) / x.shape[1]"): "divided by m again",
        but(STEP, "2 * (activations", "4 * (activations"): "factor 2 too many",
    },
}


@each_right(RIGHT)
def test_a_right_answer_passes_however_it_is_written(name, body):
    passes(name, body)


@each_wrong(WRONG)
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    fails(name, body, words)


def step_with(**bodies):
    """A batch_step that calls four other functions of the learner: those of OTHERS, some with these bodies instead."""
    return learner("batch_step", BASED_ON_OTHERS, **{name: learner(name, body) for name, body in (OTHERS | bodies).items()})


# ---- the references


def network(rng, sizes=(4, 3, 5, 2), m=7):
    weights = [rng.normal(size=(after, before)) for before, after in zip(sizes, sizes[1:])]
    return weights, [rng.normal(size=size) for size in sizes[1:]], rng.random((sizes[0], m)), rng.random((sizes[-1], m))


def cost(weights, biases, x, y):
    return REFERENCES["batch_cost"](REFERENCES["forward"](weights, biases, x)[1][-1], y)


def with_one(arrays, l, array):
    return [*arrays[:l], array, *arrays[l + 1 :]]


def test_forward_and_cost_are_those_worked_out_by_hand():
    weights, biases = [np.array([[1.0, -1.0]]), np.array([[2.0], [0.0]])], [np.array([0.5]), np.array([0.0, -1.0])]
    zs, (x, hidden, output) = REFERENCES["forward"](weights, biases, np.array([[0.5, 1.0], [1.0, 0.5]]))
    np.testing.assert_allclose(zs[0], [[0.0, 1.0]])
    np.testing.assert_allclose(hidden, [[0.5, 1 / (1 + np.exp(-1))]])
    np.testing.assert_allclose(zs[1], [[1.0, 2 * hidden[0, 1]], [-1.0, -1.0]])
    assert REFERENCES["batch_cost"](np.array([[1.0, 0.5], [0.0, 0.5]]), np.array([[0.0, 0.5], [0.0, 0.0]])) == (1 + 0.25) / 2


def test_the_references_agree_with_nudging():
    weights, biases, x, y = network(np.random.default_rng(3))
    zs, activations = REFERENCES["forward"](weights, biases, x)
    delta = REFERENCES["batch_delta"](activations[-1], zs[-1], y)
    sigmoid, by_nudging = TOOLS["sigmoid"], dict(rel=1e-6, abs=1e-8)
    assert delta == pytest.approx(slopes(lambda z: REFERENCES["batch_cost"](sigmoid(z), y), zs[-1]), **by_nudging)
    for l in (2, 1, 0):
        dC_dW, dC_db = REFERENCES["layer_gradient"](delta, activations[l])
        nudged_W = slopes(lambda W, l=l: cost(with_one(weights, l, W), biases, x, y), weights[l])
        nudged_b = slopes(lambda b, l=l: cost(weights, with_one(biases, l, b), x, y), biases[l])
        assert dC_dW == pytest.approx(nudged_W, **by_nudging) and dC_db == pytest.approx(nudged_b, **by_nudging)
        if l:
            delta = REFERENCES["layer_back"](weights[l], delta, zs[l - 1])
            rest = weights[l:], biases[l:]
            nudged_z = slopes(lambda z, rest=rest: cost(*rest, sigmoid(z), y), zs[l - 1])
            assert delta == pytest.approx(nudged_z, **by_nudging)


def test_the_step_of_the_reference_is_learning_rate_times_the_nudged_gradient():
    weights, biases, x, y = network(np.random.default_rng(4))
    new_weights, new_biases = REFERENCES["batch_step"](weights, biases, x, y, 0.3)
    for l in range(3):
        nudged_W = slopes(lambda W, l=l: cost(with_one(weights, l, W), biases, x, y), weights[l])
        nudged_b = slopes(lambda b, l=l: cost(weights, with_one(biases, l, b), x, y), biases[l])
        np.testing.assert_allclose((weights[l] - new_weights[l]) / 0.3, nudged_W, rtol=1e-5, atol=1e-8)
        np.testing.assert_allclose((biases[l] - new_biases[l]) / 0.3, nudged_b, rtol=1e-5, atol=1e-8)


def test_the_hidden_cases_have_several_numbers_of_layers_and_no_two_equal_sizes():
    tried = list(cases(EXERCISES["batch_step"], np.random.default_rng(20), 50))
    assert {len(case.arguments[0]) for case in tried} == {1, 2, 3, 4}
    for (weights, biases, x, y, _), m in tried:
        sizes = [len(x), *map(len, biases)]
        assert [W.shape for W in weights] == list(zip(sizes[1:], sizes)) and y.shape == (sizes[-1], m)
        assert len({*sizes, m}) == len(sizes) + 1


# ---- functions that call one another


def test_a_step_may_call_the_learners_other_functions():
    assert check(step_with()).passed


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("body", ["...", "raise NotImplementedError"])
def test_a_step_says_which_of_them_is_not_written_yet(name, body):
    assert check(step_with(**{name: body})).sentence == f"`batch_step`: It calls `{name}`, which is not written yet."


@pytest.mark.parametrize(
    "name, body",
    [
        ("forward", but(FORWARD, " + b[:, np.newaxis]", "")),
        ("batch_delta", "2 * (a - y) * slope(z)"),
        ("layer_gradient", "(delta @ a_before.T, delta.mean(axis=1))"),
        ("layer_back", "W.T @ delta"),
        ("layer_back", "W @ delta * slope(z)"),
        ("layer_back", "1 / 0"),
    ],
)
def test_a_step_says_which_of_them_is_wrong(name, body):
    sentence = check(step_with(**{name: body})).sentence
    assert sentence == f"`batch_step`: It calls `{name}`, which is not right yet: mend that first."


def test_a_wrong_step_that_calls_right_functions_hears_its_own_mistake():
    others = {name: learner(name, body) for name, body in OTHERS.items()}
    body = but(BASED_ON_OTHERS, "] - learning_rate * dC_dW", "] + learning_rate * dC_dW")
    verdict = check(learner("batch_step", body, **others))
    assert verdict.passed is False and "calls" not in verdict.sentence


def test_functions_that_call_one_another_for_ever_are_told_so():
    given = {}
    given["forward"] = learner("forward", "batch_step(weights, biases, x, x, 1)", **given)
    given["forward"].__globals__["batch_step"] = step = learner("batch_step", "forward(weights, biases, x)", **given)
    assert check(step).passed is False


def test_a_step_that_stops_in_another_function_names_its_own_line():
    def helper(a):
        return a.undefined

    sentence = check(learner("batch_step", "z = helper(x)\nreturn z, z", helper=helper)).sentence
    assert "in the line `z = helper(x)` with AttributeError" in sentence


def test_an_error_tells_the_shapes_of_all_weights():
    sentence = check(learner("batch_step", but(STEP, "delta @ activations[l].T", "activations[l] @ delta"))).sentence
    assert re.search(r"`weights` holds the shapes \(\d, \d\)", sentence), sentence


def test_a_step_without_nnlib_only():
    import nnlib

    verdict = check(learner("batch_step", "nnlib.Network([2, 2])\n" + STEP, nnlib=nnlib))
    assert verdict.passed is False and "Write it yourself" in verdict.sentence


@pytest.mark.parametrize("body", ["return weights, ...", "return [...]  * 2", "return (..., ...)"])
def test_a_result_with_a_gap_never_passes(body):
    assert check(learner("batch_step", body)).passed is not True
