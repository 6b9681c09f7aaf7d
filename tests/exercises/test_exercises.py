"""The judge of the exercises: right answers pass, wrong ones hear what is wrong, and nothing else happens."""

import cProfile
import runpy
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learners import FORWARD, STEP, but, learner, slopes

from nnlib import Network
from nnlib.activations import sigmoid
from nnlib.exercises import EXERCISES, check
from nnlib.exercises.exercise import Exercise, cases

UPDATE = "    weights[l] = weights[l] - learning_rate * dC_dW\n"
EARLY = but(but(STEP, UPDATE, ""), "    if l > 0", UPDATE + "    if l > 0")

RIGHT = {
    "weighted_sum": [
        "np.dot(w, a) + b",
        "z = b\nfor k in range(len(w)):\n    z += w[k] * a[k]\nreturn z",
        "np.float32(sum(w_k * a_k for w_k, a_k in zip(w, a)) + b)",
    ],
    "layer": [
        "sigmoid(W.dot(a) + b)",
        "[sigmoid(sum(W[j, k] * a[k] for k in range(len(a))) + b[j]) for j in range(len(b))]",
        "(0.5 * (1 + np.tanh(0.5 * (W @ a + b)))).astype(np.float32)",
    ],
    "count_parameters": [
        "sum((sizes[l] + 1) * sizes[l + 1] for l in range(len(sizes) - 1))",
        "total = 0\nfor n_in, n_out in zip(sizes[:-1], sizes[1:]):\n    total += n_in * n_out + n_out\nreturn float(total)",
        "np.array(sum(np.zeros((n_out, n_in + 1)).size for n_in, n_out in zip(sizes, sizes[1:])))",
    ],
    "cost": [
        "np.sum(np.square(y - a))",
        "sum((a_j - y_j) ** 2 for a_j, y_j in zip(a, y))",
        "np.linalg.norm(a - y) ** 2",
        "a = a - y\na *= a\nreturn a.sum()",
    ],
    "average_cost": [
        "np.sum((a - y) ** 2) / a.shape[1]",
        "costs = []\nfor i in range(a.shape[1]):\n    costs.append(sum((a[:, i] - y[:, i]) ** 2))\nreturn np.mean(costs)",
        "len(a) * ((a - y) ** 2).mean()",
    ],
    "predicted_change": [
        "np.sum(gradient * nudge)",
        "sum(g * n for g, n in zip(gradient, nudge))",
        "float(np.einsum('i,i', gradient, nudge))",
    ],
    "output_wishes": ["2 * (y - a)", "-2 * (a - y)", "[2 * (y_j - a_j) for a_j, y_j in zip(a, y)]", "(y - a) + (y - a)"],
    "output_delta": [
        "2 * (a - y) * a * (1 - a)",
        "[2 * (a[j] - y[j]) * slope(z[j]) for j in range(len(a))]",
        "2 * (a - y) * (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5",
    ],
    "weight_gradient": [
        "delta[:, np.newaxis] * a_before",
        "[[d * a for a in a_before] for d in delta]",
        "delta.reshape(-1, 1).astype(np.float32) @ a_before.reshape(1, -1)",
    ],
    "send_back": [
        "delta @ W",
        "[sum(W[j, k] * delta[j] for j in range(len(delta))) for k in range(W.shape[1])]",
        "(W * delta[:, None]).sum(axis=0)",
    ],
    "hidden_delta": [
        "delta @ W * sigmoid(z) * (1 - sigmoid(z))",
        "a = sigmoid(z)\nreturn np.dot(W.transpose(), delta) * (a - a**2)",
        "[sum(W[j, k] * delta[j] for j in range(len(delta))) * slope(z[k]) for k in range(len(z))]",
    ],
    "take_step": [
        "parameters - learning_rate * np.mean(gradients, axis=1)",
        "p = 1 * parameters\nfor g in gradients.T:\n    p -= learning_rate * g / gradients.shape[1]\nreturn p",
        "parameters - learning_rate * gradients @ np.ones(gradients.shape[1]) / gradients.shape[1]",
    ],
    "steps_per_epoch": [
        "int(np.ceil(n / batch_size))",
        "len(range(0, n, batch_size))",
        "(n + batch_size - 1) // batch_size",
    ],
    "average_gradient": [
        "np.mean(gradients, axis=1)",
        "gradients.sum(axis=1) / gradients.shape[1]",
        "[sum(row) / len(row) for row in gradients]",
    ],
    "what_survives": [
        "abs(sum(votes)) / sum(abs(votes))",
        "abs(np.mean(votes)) / np.mean(np.abs(votes))",
        "np.linalg.norm(np.mean(votes)) * len(votes) / sum(abs(v) for v in votes)",
    ],
    "agreement": [
        "np.dot(a, b) / np.sqrt(np.dot(a, a) * np.dot(b, b))",
        "(a / np.linalg.norm(a)) @ (b / np.linalg.norm(b))",
        "sum(p * q for p, q in zip(a, b)) / (sum(a**2) * sum(b**2)) ** 0.5",
    ],
    "between": [
        "(1 - share) * start + share * end",
        "[s + share * (e - s) for s, e in zip(start, end)]",
        "end - (1 - share) * (end - start)",
    ],
    "distance": [
        "np.sqrt(((a - b) ** 2).sum())",
        "sum((p - q) ** 2 for p, q in zip(a, b)) ** 0.5",
        "np.sqrt((b - a) @ (b - a))",
    ],
    "trade_places": [
        "W = W.copy()\nW[:, [j, k]] = W[:, [k, j]]\nreturn W",
        "order = list(range(W.shape[1]))\norder[j], order[k] = k, j\nreturn W[:, order]",
        "V = np.array(W)\nV[:, j], V[:, k] = W[:, k], W[:, j]\nreturn V",
    ],
    "batch_cost": [
        "np.sum((a - y) ** 2) / a.shape[1]",
        "total = 0\nfor i in range(a.shape[1]):\n    total += sum((a[:, i] - y[:, i]) ** 2)\nreturn total / a.shape[1]",
        "np.mean([np.dot(d, d) for d in (a - y).T])",
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
    ],
    "batch_delta": [
        "2 / a.shape[1] * (a - y) * a * (1 - a)",
        "delta = np.zeros_like(a)\nfor j in range(a.shape[0]):\n    for i in range(a.shape[1]):\n"
        "        delta[j, i] = 2 * (a[j, i] - y[j, i]) * slope(z[j, i]) / a.shape[1]\nreturn delta",
        "np.column_stack([2 * (a[:, i] - y[:, i]) * slope(z[:, i]) for i in range(len(a.T))]).astype('f4') / len(a.T)",
    ],
    "layer_gradient": [
        "np.dot(delta, np.transpose(a_before)), np.sum(delta, axis=1)",
        "[sum(np.outer(d, a) for d, a in zip(delta.T, a_before.T)), [sum(row) for row in delta]]",
        "np.einsum('jm,km->jk', delta, a_before), delta @ np.ones(delta.shape[1])",
    ],
    "layer_back": [
        "sigmoid(z) * (1 - sigmoid(z)) * np.dot(W.T, delta)",
        "np.array([[sum(W[j, k] * delta[j, i] for j in range(len(W))) * slope(z[k, i]) for i in range(z.shape[1])]"
        " for k in range(len(z))])",
        "np.einsum('jk,jm->km', W, delta) * slope(z)",
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
    ],
}

WRONG = {
    "weighted_sum": {
        "np.dot(w, a)": "bias is missing",
        "w * a + b": "add up the products first",
        "np.sum(w * a + b)": "once for each product",
        "sigmoid(np.dot(w, a) + b)": "squished already",
        "np.sum(w) + b": "activations are not used",
        "np.dot(w, a) - b": "bias is subtracted",
        "np.mean(w * a) + b": "mean of the products",
        "[np.dot(w, a) + b]": "list of one number",
        "-(np.dot(w, a) + b)": "sign",
    },
    "layer": {
        "np.dot(W, a) + b": "σ is missing",
        "sigmoid(np.dot(W, a))": "bias is missing",
        "1 / 1 + np.exp(-(W @ a + b))": "brackets",
        "1 / (1 + np.exp(W @ a + b))": "σ(-z)",
        "sigmoid(a @ W + b)": "transposed",
        "sigmoid(W @ a) + b": "after σ",
        "np.tanh(W @ a + b)": "tanh",
        "sigmoid((W @ a + b).reshape(-1, 1))": "column",
        "sigmoid(W @ a + b[:, None])": "make a table",
    },
    "count_parameters": {
        "sum(m * n for m, n in zip(sizes, sizes[1:]))": "biases are missing",
        "sum(sizes)": "neurons",
        "sum(m * n for m, n in zip(sizes, sizes[1:])) + sum(sizes)": "pixels have none",
        "sum(m * n + m for m, n in zip(sizes, sizes[1:]))": "not the one before",
        "sum(m * n + 1 for m, n in zip(sizes, sizes[1:]))": "not each layer",
        "int(np.prod(sizes))": "All sizes are multiplied",
        "sum(m * n + n for m, n in zip(sizes[:-2], sizes[1:-1]))": "last layer is left out",
        "13002": "always the same",
        "sum(m * n + n for m, n in zip(sizes, sizes[1:])) + 1": "its numbers are wrong",
        "round(sum((m + 1) * n for m, n in zip(sizes, sizes[1:])), -1)": "right in only",
        "sizes[1:]": "wrong shape",
    },
    "cost": {
        "np.sum(a - y)": "not squared",
        "np.sum(abs(a - y))": "absolute",
        "np.sum((a - y) ** 2) / 2": "½ too many",
        "np.mean((a - y) ** 2)": "mean over the outputs",
        "(a - y) ** 2": "one by one",
        "np.sum(a - y) ** 2": "added up first",
        "np.sqrt(np.sum((a - y) ** 2))": "root",
        "-np.sum(y * np.log(a))": "cross-entropy",
        "-np.sum((a - y) ** 2)": "sign",
        "[np.sum((a - y) ** 2)]": "list of one number",
    },
    "average_cost": {
        "np.sum((a - y) ** 2)": "sum over the examples, not their mean",
        "np.mean((a - y) ** 2)": "number of outputs as well",
        "np.sum((a - y) ** 2) / len(a)": "examples are the columns",
        "np.sum((a - y) ** 2, axis=0)": "take their mean",
        "np.sum((a - y) ** 2, axis=1)": "along the rows",
        "np.sum((a - y) ** 2) / a.shape[1] / 2": "½ too many",
        "np.sum((a - y) ** 2) / 2": "Two things. This is the sum over the examples",
        "np.sum((a - y) ** 2) / a.shape[1] ** 2": "once too often",
        "np.sum(np.mean(a - y, axis=1) ** 2)": "averaged before squaring",
        "for i in range(a.shape[1]):\n    cost = np.sum((a[:, i] - y[:, i]) ** 2)\nreturn cost": "last example",
    },
    "predicted_change": {
        "gradient * nudge": "add them up",
        "np.mean(gradient * nudge)": "mean of the changes",
        "-np.sum(gradient * nudge)": "sign",
        "np.sum(abs(gradient * nudge))": "signs are lost",
        "np.sum(gradient + nudge)": "added: multiply",
        "np.linalg.norm(gradient) * np.linalg.norm(nudge)": "Two lengths",
        "np.outer(gradient, nudge)": "table",
        "np.sum(gradient * nudge) / 2": "half as large",
        "np.sum(gradient) * np.sum(nudge)": "two sums",
    },
    "output_wishes": {
        "2 * (a - y)": "minus the gradient",
        "y - a": "factor 2 is missing",
        "a - y": "sign is the wrong way round, and a factor 2 is missing",
        "(y - a) ** 2": "derivative",
        "2 * (y - a) * a * (1 - a)": "σ′ too many",
        "2 * abs(y - a)": "signs are lost",
        "2 * np.sign(y - a)": "Only the direction",
        "2 * np.sum(y - a)": "added up",
        "y": "target itself",
        "4 * (y - a)": "twice as large",
        "2 * (y - a)[:, None]": "column",
    },
    "output_delta": {
        "2 * (a - y)": "σ′(z) is missing",
        "2 * (a - y) * z * (1 - z)": "is not σ′(z)",
        "2 * (a - y) * sigmoid(a) * (1 - sigmoid(a))": "taken of the activation",
        "(a - y) * slope(z)": "factor 2 is missing",
        "(a - y) * z * (1 - z)": "Two things. `z * (1 - z)` is not σ′(z)",
        "2 * (y - a) * slope(z)": "sign",
        "(y - a) * slope(z)": "sign",
        "2 * (a - y) * sigmoid(z)": "should be the slope",
        "2 * (a - y) * slope(a - y)": "of the difference",
        "(a - y) ** 2 * slope(z)": "difference is squared",
        "np.dot(2 * (a - y), slope(z))": "entry by entry",
        "4 * (a - y) * slope(z)": "twice as large",
    },
    "weight_gradient": {
        "np.outer(a_before, delta)": "transposed",
        "delta * a_before": "entry by entry",
        "np.dot(delta, a_before)": "single number",
        "-np.outer(delta, a_before)": "sign",
        "2 * np.outer(delta, a_before)": "twice",
        "np.outer(delta, a_before * (1 - a_before))": "σ′ of the layer before",
        "np.outer(delta, a_before) / len(delta)": "divides by the number of neurons",
        "delta[:, None] + a_before": "are added",
        "np.outer(delta, a_before).sum(axis=0)": "table is added up",
        "np.repeat(delta[:, None], len(a_before), axis=1)": "activations are not used",
        "np.outer(a_before, delta) / 2": "Two things",
    },
    "send_back": {
        "W @ delta": "not transposed",
        "np.dot(W, delta)": "not transposed",
        "-W.T @ delta": "sign",
        "W.T * delta": "whole table",
        "np.mean(W * delta[:, None], axis=0)": "mean",
        "np.sum(W, axis=0)": "`delta` is not used",
        "np.sum(W * delta[:, None], axis=1)": "along its rows",
        "W.T @ np.sign(delta)": "Only the sign of `delta`",
        "abs(W.T) @ delta": "signs of the weights are lost",
        "(W.T @ delta).reshape(-1, 1)": "column",
        "W.T @ delta / 2": "half as large",
    },
    "hidden_delta": {
        "W.T @ delta": "σ′(z) is missing",
        "W.T @ delta * z * (1 - z)": "is not σ′(z)",
        "W.T @ delta * slope(sigmoid(z))": "taken of the activation",
        "W.T @ delta * sigmoid(z)": "should be the slope",
        "W @ delta * slope(z)": "not transposed",
        "W @ delta": "not transposed",
        "W.T @ (delta * slope(z))": "comes after",
        "-(W.T @ delta) * slope(z)": "sign",
        "2 * (W.T @ delta) * slope(z)": "twice",
        "W.sum(axis=0) * slope(z)": "`delta` is not used",
        "W.T @ delta @ slope(z)": "adds up",
        "W.T @ delta + slope(z)": "chain rule multiplies",
        "-(W.T @ delta)": "Two things. σ′(z) is missing",
    },
    "take_step": {
        "parameters - learning_rate * np.sum(gradients, axis=1)": "by the sum",
        "parameters + learning_rate * np.mean(gradients, axis=1)": "climbs",
        "parameters - np.mean(gradients, axis=1)": "learning rate is not used",
        "-learning_rate * np.mean(gradients, axis=1)": "step alone",
        "parameters - learning_rate * np.mean(gradients)": "one mean for all",
        "parameters - learning_rate * gradients[:, 0]": "first example alone",
        "parameters[:, None] - learning_rate * gradients": "side by side",
    },
    "steps_per_epoch": {
        "n // batch_size": "takes a step, too",
        "n // batch_size + 1": "nothing is left over",
        "n / batch_size": "fraction",
        "n % batch_size": "what is left",
        "n * batch_size": "multiplies",
        "n": "batch size 1",
        "round(n / batch_size)": "round up",
    },
    "average_gradient": {
        "np.sum(gradients, axis=1)": "divide by how many columns",
        "np.mean(gradients, axis=0)": "take `axis=1`",
        "np.mean(gradients)": "into one number",
        "gradients.sum(axis=1) / len(gradients)": "number of parameters",
        "-gradients.mean(axis=1)": "sign",
        "np.mean(abs(gradients), axis=1)": "signs are lost",
        "for i in range(gradients.shape[1]):\n    g = gradients[:, i]\nreturn g": "last example alone",
        "gradients.mean(axis=1)[:, None]": "column",
        "gradients.mean(axis=1) / 2": "half as large",
    },
    "what_survives": {
        "np.mean(votes) / np.mean(abs(votes))": "absolute value of the mean",
        "abs(np.mean(votes))": "divide it by",
        "np.mean(abs(votes)) / abs(np.mean(votes))": "upside down",
        "1 - abs(np.mean(votes)) / np.mean(abs(votes))": "share that cancels",
        "abs(np.sum(votes)) / np.mean(abs(votes))": "sum and below a mean",
        "np.mean(votes > 0)": "how many want it up",
        "100 * abs(np.mean(votes)) / np.mean(abs(votes))": "its numbers are wrong",
    },
    "agreement": {
        "a @ b": "lengths are still in it",
        "a @ b / np.linalg.norm(a)": "too",
        "a @ b / np.linalg.norm(a) * np.linalg.norm(b)": "Brackets",
        "a * b": "one by one",
        "a @ b / (sum(a**2) * sum(b**2))": "lengths squared",
        "np.corrcoef(a, b)[0, 1]": "correlation",
        "np.degrees(np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b)))": "angle in degrees",
        "-(a @ b) / np.linalg.norm(a) / np.linalg.norm(b)": "sign",
    },
    "between": {
        "share * start + (1 - share) * end": "share is 0 at the start",
        "share * (end - start)": "add it to the start",
        "start + end - start": "only a share",
        "(start + end) / 2": "the middle",
        "start + share * end": "adds the end",
        "start - share * (end - start)": "away from the end",
        "share * start + share * end": "share of the sum",
        "-(start + share * (end - start))": "sign",
    },
    "distance": {
        "np.sum((a - b) ** 2)": "root is missing",
        "np.sum(a - b)": "not squared",
        "np.sum(abs(a - b))": "absolute",
        "np.max(abs(a - b))": "largest difference alone",
        "np.sqrt(np.mean((a - b) ** 2))": "root of a mean",
        "a - b": "one by one",
        "np.linalg.norm(a) - np.linalg.norm(b)": "two lengths",
        "np.dot(a, b)": "dot product",
    },
    "trade_places": {
        "W = W.copy()\nW[[j, k]] = W[[k, j]]\nreturn W": "rows",
        "W": "Nothing has changed places",
        "W = W.copy()\nW[:, j] = W[:, k]\nW[:, k] = W[:, j]\nreturn W": "keep a copy of the first",
        "W[:, [k, j]]": "two columns alone",
        "np.fliplr(W)": "whole order",
        "W[:, [j, k]] = W[:, [k, j]]\nreturn W": "in place",
    },
    "batch_cost": {
        "np.sum((a - y) ** 2)": "sum over the examples, not their mean",
        "np.mean((a - y) ** 2)": "number of outputs as well",
        "np.sum((a - y) ** 2) / len(a)": "examples are the columns",
        "np.sum((a - y) ** 2, axis=0)": "take their mean",
        "np.sum((a - y) ** 2) / a.shape[1] / 2": "½ too many",
        "-np.sum((a - y) ** 2) / a.shape[1]": "sign",
        "[np.sum((a - y) ** 2) / a.shape[1]]": "list of one number",
        "a -= y\nreturn np.sum(a**2) / a.shape[1]": "changes `a` in place",
    },
    "forward": {
        but(FORWARD, " + b[:, np.newaxis]", ""): "biases are missing",
        but(FORWARD, "[:, np.newaxis]", ""): "column",
        but(FORWARD, "W @", "W.T @"): "W is used transposed",
        but(FORWARD, "sigmoid(zs[-1])", "zs[-1]"): "σ is missing",
        but(FORWARD, "sigmoid(zs[-1])", "np.maximum(0, zs[-1])"): "ReLU",
        but(FORWARD, "[x]", "[]").replace("activations[-1]", "(activations or [x])[-1]"): "The input is missing",
        but(FORWARD, "return zs, activations", "return activations, zs"): "swapped",
        but(FORWARD, "return zs, activations", "return activations[-1]"): "`return zs, activations` is asked",
        but(FORWARD, "return zs, activations", "return zs[-1], activations[-1]"): "`zs` is one array",
        but(FORWARD, "return zs, activations", "return zs"): "is asked",
        but(FORWARD, "zs, activations = [], [x]", "zs, activations = [x], [x]"): "begins with the input",
        but(FORWARD, "zip(weights, biases)", "zip(weights[:-1], biases)"): "holds 2 arrays where a list of 3 is asked",
        but(FORWARD, "W @ activations[-1]", "W @ (zs or [x])[-1]"): "next layer is fed with z",
        but(FORWARD, "zs.append(", "x += 1\n    zs.append("): "changes `x` in place",
        but(FORWARD, "return", "biases[0] = biases[0] + 1\nreturn"): "Work on a copy of the list, `list(biases)`",
        but(FORWARD, "return zs, activations", "return [z.T for z in zs], activations"): "In `zs`: The result is transposed",
        but(FORWARD, "sigmoid(zs[-1])", "sigmoid(zs[-1])[0]"): "stops in the line `zs.append(W @ activations[-1]",
        but(FORWARD, "return zs, activations", "return [3 * z for z in zs], activations"): "`zs[0]` is of the right shape",
    },
    "batch_delta": {
        "2 * (a - y) / a.shape[1]": "σ′(z) is missing",
        "2 * (a - y) * z * (1 - z) / a.shape[1]": "is not σ′(z)",
        "2 * (a - y) * slope(a) / a.shape[1]": "taken of the activation",
        "2 * (a - y) * slope(a - y) / a.shape[1]": "of the difference",
        "(a - y) * slope(z) / a.shape[1]": "factor 2 is missing",
        "2 * (a - y) * slope(z)": "sum over the examples, not their mean",
        "2 * (y - a) * slope(z) / a.shape[1]": "sign",
        "2 * (a - y) * slope(z) / len(a)": "divides by the number of outputs: ",
        "2 * (a - y)": "Two things. σ′(z) is missing",
        "(2 * (a - y) * slope(z)).mean(axis=1)": "each keeps its own column",
        "(2 * (a - y) * slope(z)).T / a.shape[1]": "transposed",
        "2 * (a - y) * slope(z) / a.size": "number of outputs",
        "a -= y\nreturn 2 * a * slope(z) / a.shape[1]": "changes `a` in place",
    },
    "layer_gradient": {
        "(delta @ a_before.T / delta.shape[1], delta.mean(axis=1))": "number of examples once too often",
        "(delta @ a_before.T, delta.mean(axis=1))": "`dC_db` is a mean",
        "(delta @ a_before.T, delta.sum(axis=0))": "summed over the wrong axis",
        "(delta @ a_before.T, delta)": "not summed yet",
        "(a_before @ delta.T, delta.sum(axis=1))": "In `dC_dW`: The result is transposed",
        "(delta @ a_before.T, delta.sum(axis=1, keepdims=True))": "In `dC_db`: The result is a column",
        "(-delta @ a_before.T, -delta.sum(axis=1))": "sign",
        "(delta @ a_before, delta.sum(axis=1))": "turned round",
        "(delta * a_before, delta.sum(axis=1))": "`*` is no matrix product",
        "delta @ a_before.T": "`return dC_dW, dC_db` is asked",
        "(delta.sum(axis=1), delta @ a_before.T)": "swapped",
        "(2 * delta @ a_before.T, 2 * delta.sum(axis=1))": "factor 2 too many",
        "(delta @ (a_before * (1 - a_before)).T, delta.sum(axis=1))": "σ′ of the layer before",
        "delta *= 2\nreturn delta @ a_before.T / 2, delta.sum(axis=1) / 2": "changes `delta` in place",
    },
    "layer_back": {
        "W.T @ delta": "σ′(z) is missing",
        "W.T @ delta * z * (1 - z)": "is not σ′(z)",
        "W.T @ delta * slope(sigmoid(z))": "taken of the activation",
        "W @ delta * slope(z)": "not transposed",
        "W.T @ (delta * slope(z))": "comes after",
        "-(W.T @ delta) * slope(z)": "sign",
        "(W.T @ delta * slope(z)) / z.shape[1]": "number of examples once too often",
        "2 * (W.T @ delta) * slope(z)": "factor 2 too many",
        "(delta.T @ W) * slope(z).T": "transposed",
        "delta * slope(z)": "weights are not used",
        "(W.T @ delta * slope(z)).sum(axis=1)": "wrong shape: (7,) instead of (7, 3), like `z`",
    },
    "batch_step": {
        EARLY: "updated before they were used",
        but(STEP, " * slope(zs[l - 1])", ""): "In a hidden layer: σ′(z) is missing",
        but(STEP, "slope(zs[l - 1])", "slope(activations[l])"): "In a hidden layer: σ′ is taken of the activation",
        but(STEP, " * slope(zs[-1])", ""): "In the outputs: σ′(z) is missing",
        but(STEP, "2 * (", "("): "factor 2 is missing",
        but(STEP, " / x.shape[1]", ""): "sum over the mini-batch",
        STEP.replace("] - learning", "] + learning"): "climbs",
        but(STEP, "weights, biases = list(weights), list(biases)\n", ""): "changes `weights` and `biases` in place",
        but(STEP, "weights[l] = weights[l] - ", "weights[l] -= "): "changes `weights` in place",
        STEP.replace("learning_rate * ", ""): "learning rate is not used",
        but(STEP, "    biases[l] = biases[l] - learning_rate * dC_db\n", ""): "biases are not updated",
        but(STEP, "delta.sum(", "delta.mean("): "biases step by a mean",
        but(STEP, "reversed(range(len(weights)))", "[len(weights) - 1]"): "Only the last layer is updated",
        but(STEP, "range(len(weights))", "range(1, len(weights))"): "first layer is left out",
        but(STEP, "return weights, biases", "return weights[::-1], biases[::-1]"): "order of the way back",
        but(STEP, "return weights, biases", "return biases, weights"): "swapped",
        but(STEP, "return weights, biases", "return weights"): "`return new_weights, new_biases` is asked",
        but(STEP, ".T, delta", ", delta"): "stops in the line `dC_dW, dC_db = delta @ activations[l], delta.sum(axis=1)`",
        but(STEP, " + b[:, np.newaxis]", ""): "On the way forward: The biases are missing",
    },
}

each_exercise = pytest.mark.parametrize("name", EXERCISES)


def listed(table):
    return [(name, *(entry if isinstance(entry, tuple) else (entry,))) for name in table for entry in table[name]]


def diagnoses():
    return [(name, body, words) for name, wrong in WRONG.items() for body, words in wrong.items()]


# ---- what is right


@pytest.mark.parametrize("name, body", listed(RIGHT))
def test_a_right_answer_passes_however_it_is_written(name, body):
    verdict = check(learner(name, body))
    assert verdict.passed is True and verdict.sentence.startswith(f"`{name}` is right"), verdict


@each_exercise
def test_every_exercise_is_tested_with_two_right_and_six_wrong_answers_at_least(name):
    files = [runpy.run_path(str(path)) for path in Path(__file__).parent.glob("test_*.py")]
    right, wrong = (sum(len(file.get(table, {}).get(name, ())) for file in files) for table in ("RIGHT", "WRONG"))
    assert right >= 2 and wrong >= 6


def test_the_references_agree_with_the_network():
    rng = np.random.default_rng(7)
    network = Network([4, 3, 2], rng=rng)
    network.parameters += rng.normal(size=network.parameters.size)
    x, y = rng.random((4, 7)), rng.random((2, 7))
    trace, gradient = network.forward(x[:, 0]), network.backprop(x[:, 0], y[:, 0])
    (W, V), (b, _) = network.weights, network.biases
    (hidden_z, z), (_, hidden, a) = trace
    hidden_delta, delta = gradient.deltas
    right = {name: exercise.correct for name, exercise in EXERCISES.items()}

    assert right["weighted_sum"](W[2], x[:, 0], b[2]) == pytest.approx(hidden_z[2], rel=1e-12)
    assert right["layer"](W, x[:, 0], b) == pytest.approx(hidden, rel=1e-12)
    assert right["count_parameters"](network.sizes) == network.parameters.size
    assert right["count_parameters"]([784, 16, 16, 10]) == 13002
    assert right["cost"](a, y[:, 0]) == pytest.approx(network.cost(x[:, 0], y[:, 0]), rel=1e-12)
    assert right["average_cost"](network.output(x), y) == pytest.approx(network.cost(x, y), rel=1e-12)
    assert right["output_delta"](a, z, y[:, 0]) == pytest.approx(delta, rel=1e-12)
    assert right["weight_gradient"](delta, hidden) == pytest.approx(gradient.weights[1], rel=1e-12)
    assert right["hidden_delta"](V, delta, hidden_z) == pytest.approx(hidden_delta, rel=1e-12)
    assert right["send_back"](V, delta) * hidden * (1 - hidden) == pytest.approx(hidden_delta, rel=1e-12)


def test_the_references_agree_with_nudging():
    rng = np.random.default_rng(8)
    V, z_before, y = rng.normal(size=(4, 3)), rng.normal(size=3), rng.random(4)
    before = sigmoid(z_before)
    z = V @ before
    a = sigmoid(z)
    right = {name: exercise.correct for name, exercise in EXERCISES.items()}
    cost = right["cost"]

    def cost_after(W, activations):
        return cost(sigmoid(W @ activations), y)

    delta = right["output_delta"](a, z, y)
    assert right["output_wishes"](a, y) == pytest.approx(-slopes(lambda a: cost(a, y), a), rel=1e-6)
    assert delta == pytest.approx(slopes(lambda z: cost(sigmoid(z), y), z), rel=1e-6)
    assert right["weight_gradient"](delta, before) == pytest.approx(slopes(lambda V: cost_after(V, before), V), rel=1e-6)
    assert right["send_back"](V, delta) == pytest.approx(slopes(lambda a: cost_after(V, a), before), rel=1e-6)
    nudged = slopes(lambda z: cost_after(V, sigmoid(z)), z_before)
    assert right["hidden_delta"](V, delta, z_before) == pytest.approx(nudged, rel=1e-6)
    gradients = rng.normal(size=(4, 3))
    assert right["average_gradient"](gradients) == pytest.approx(sum(gradients.T) / 3, rel=1e-12)
    assert right["what_survives"](np.array([3.0, -1, 0])) == pytest.approx(0.5)
    assert right["agreement"](np.array([1.0, 0]), np.array([-3.0, 3])) == pytest.approx(-np.sqrt(0.5))
    gradient, nudge = slopes(lambda a: cost(a, y), a), 1e-5 * rng.normal(size=4)
    assert right["predicted_change"](gradient, nudge) == pytest.approx(cost(a + nudge, y) - cost(a, y), rel=1e-3)


def test_no_two_sizes_of_a_case_are_equal():
    sizes = Exercise(correct=len, case=lambda rng, n_out, n_in, m: (n_out, n_in, m), mistakes=[])
    for (n_out, n_in, m), examples in cases(sizes, np.random.default_rng(1), 50):
        assert len({n_out, n_in, m}) == 3 and min(n_out, n_in, m) > 1 and examples == m


# ---- what is wrong


@pytest.mark.parametrize("name, body, words", diagnoses())
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    verdict = check(learner(name, body))
    assert verdict.passed is False and words in verdict.sentence, verdict


@each_exercise
def test_each_known_mistake_is_told_from_all_the_others(name, monkeypatch):
    monkeypatch.setattr("nnlib.exercises.judging.attempt.NNLIB", "nowhere")  # these stand in nnlib, and must be let through here
    exercise = EXERCISES[name]
    for mistake, sentence in exercise.mistakes:
        arguments = ", ".join(exercise.arguments)
        verdict = check(learner(name, f"mistake({arguments})", mistake=mistake))
        assert verdict.passed is False and sentence in verdict.sentence, (sentence, verdict)


@pytest.mark.parametrize(
    "body",
    [
        "...",
        "pass",
        "return",
        "return None",
        "return ...",
        "raise NotImplementedError",
        'raise NotImplementedError("later")',
    ],
)
@each_exercise
def test_what_is_not_written_yet_is_no_mistake(name, body):
    verdict = check(learner(name, body))
    assert verdict.passed is None and verdict.sentence == f"`{name}` is not written yet."


@pytest.mark.parametrize(
    "body", ["gap = ...\nreturn gap", "gap = ...\nreturn gap * a", "return a @ ...", "return [...] + 1"]
)
def test_a_gap_left_open_is_not_written_yet(body):
    assert check(learner("output_delta", body)).passed is None


def test_a_docstring_alone_is_not_written_yet():
    assert check(learner("cost", '"""The cost."""\n')).passed is None


@pytest.mark.parametrize(
    "name, body, words",
    [
        ("cost", "z = np.sum((a - y) ** 2)\n", "Is there a `return`"),
        ("cost", "str(np.sum((a - y) ** 2))", "type str"),
        ("cost", "(np.sum(a), np.sum(y), 'total')", "type tuple"),
        ("cost", "{'cost': 3}", "type dict"),
        ("cost", "(x for x in a)", "type generator"),
        ("cost", "np.sum((a - y) ** 2) + 0j", "complex"),
        ("cost", "[[1, 2], [3]]", "type list"),
        ("cost", "np.sum(a > y)", "its numbers are wrong"),
        ("cost", "a > y", "does not hold plain numbers"),
        ("cost", "np.log(-np.sum(a))", "NaN"),
        ("cost", "np.float64(1) / 0", "infinity"),
        ("cost", "a -= y\nreturn np.sum(a**2)", "changes `a` in place"),
        ("cost", "y[:] = 0\na[0] = 1\nreturn 3", "changes `a` and `y` in place"),
        ("count_parameters", "n = sizes.pop(0)\nreturn n", "changes `sizes` in place"),
        ("cost", "np.random.random()", "nothing random"),
        ("cost", "total.append(np.sum((a - y) ** 2))\nreturn sum(total)", "earlier call"),
        ("cost", "return np.sum((a - y) ** 2) if len(a) > 3 else 0", "only"),
        ("cost", "0.0", "zero everywhere"),
        ("layer", "np.zeros(len(b))", "zero everywhere"),
        ("layer", "a", "(7,), like `a`, instead of (5,), like `b`"),
        ("weight_gradient", "np.ones((len(a_before), len(delta))) * np.sum(delta)", "looks transposed"),
        ("output_delta", "a", "its numbers are wrong"),
    ],
)
def test_other_mistakes_have_their_sentences(name, body, words):
    verdict = check(learner(name, body, total=[]))
    assert verdict.passed is False and words in verdict.sentence, verdict


@pytest.mark.parametrize(
    "body, words",
    [
        ("z = a - y\nreturn z.total()", "line `return z.total()` with AttributeError: 'numpy.ndarray' object has no"),
        ("return W.T @ delta", "line `return W.T @ delta` with NameError: name 'W' is not defined"),
        ("return cost(a, y)", "RecursionError"),
        ("raise ValueError('no')", "`y` has shape"),
        ("raise KeyboardInterrupt", "never ends"),
        ("raise SystemExit", "SystemExit"),
        ("return np.sum((a - y[:-1]) ** 2)", "could not be broadcast"),
    ],
)
def test_an_exception_names_the_line_and_does_not_escape(body, words):
    verdict = check(learner("cost", body))
    assert verdict.passed is False and words in verdict.sentence, verdict


def test_an_exception_without_source_is_told_as_well():
    function = eval("lambda a, y: 1 / 0")
    function.__name__ = "cost"
    assert "stops with ZeroDivisionError" in check(function).sentence


def test_an_error_that_cannot_even_be_printed_does_not_escape():
    body = "class Sly(Exception):\n    def __str__(self):\n        raise self\nraise Sly"
    assert "Sly" in check(learner("cost", body)).sentence


@each_exercise
@settings(max_examples=25)
@given(constant=st.one_of(st.integers(-5, 5), st.floats(), st.lists(st.floats(-2, 2), max_size=4)))
def test_a_constant_never_passes(name, constant):
    assert check(learner(name, "constant", constant=constant)).passed is False


class Sly:
    """An object that answers every question with an error."""

    def __getattr__(self, name):
        raise RuntimeError(name)

    def __array__(self, *args, **kwargs):
        raise RuntimeError("array")

    def __len__(self):
        raise RuntimeError("len")

    def __repr__(self):
        raise RuntimeError("repr")


leaves = st.one_of(
    *(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.complex_numbers(),
        st.text(max_size=3),
        st.binary(max_size=3),
    ),
    *(st.dates(), st.decimals(), st.fractions(), st.builds(Sly), st.just(...), st.just(np.ma.masked), st.just(object)),
)
junk = (
    leaves
    | st.lists(leaves | st.lists(leaves, max_size=2), max_size=3)
    | st.dictionaries(st.text(max_size=2), leaves, max_size=2)
)


@given(name=st.sampled_from(list(EXERCISES)), result=junk, raised=st.booleans())
def test_whatever_comes_back_check_answers_in_a_sentence(name, result, raised):
    verdict = check(learner(name, "raise result" if raised else "result", result=result))
    assert verdict.passed is not True and verdict.sentence[-1] in ".?"
    assert verdict.sentence.count("\n") == 0 and len(verdict.sentence) < 500


# ---- who may be asked


@pytest.mark.parametrize(
    "body",
    [
        "nnlib.exercises.EXERCISES['send_back'].correct(W, delta)",
        "try:\n    nnlib.Network([2, 2]).backprop(W, delta)\nexcept Exception:\n    pass\nreturn W.T @ delta",
        "nnlib.Network([2, 3])\nreturn W.T @ delta",
        "nnlib.load_mnist\nfrom nnlib.analysis.wishes import _layer\n_layer(nnlib.Network([2, 3]), 0)\nreturn W.T @ delta",
    ],
)
def test_calling_nnlib_never_passes(body):
    import nnlib

    verdict = check(learner("send_back", body, nnlib=nnlib))
    assert verdict.passed is False and "write it yourself" in verdict.sentence.lower()


@each_exercise
def test_the_references_themselves_do_not_pass(name):
    assert "Write it yourself" in check(EXERCISES[name].correct).sentence


def test_the_sigmoid_of_nnlib_is_allowed():
    assert check(learner("layer", "squish(W @ a + b)", squish=sigmoid)).passed


@pytest.mark.parametrize("what", [3, "cost", None, np.ones(3), st])
def test_what_is_no_function_is_no_exercise(what):
    assert "the function itself" in check(what).sentence


def test_an_unknown_name_hears_the_known_ones():
    def cots(a, y):
        return 3

    verdict = check(cots)
    assert verdict.passed is False and all(name in verdict.sentence for name in [*EXERCISES, "cots"])
    assert "no exercise called" in check(lambda: 3).sentence and "no exercise called" in check(len).sentence


@pytest.mark.parametrize("arguments", ["", "a", "a, y, z, x", "y, a", "*, a, y"])
def test_other_arguments_are_refused_in_a_sentence(arguments):
    function = eval(f"lambda {arguments}: 3")
    function.__name__ = "cost"
    assert "must take the arguments (a, y)" in check(function).sentence


def test_arguments_may_have_other_names():
    function = eval("lambda output, target, power=2: ((output - target) ** power).sum()")
    function.__name__ = "cost"
    assert check(function).passed


# ---- what is left behind


@pytest.mark.parametrize("body", ["raise ValueError", "return np.exp(a * 1e9)", "return np.sum((a - y) ** 2)"])
def test_everything_is_as_before(body):
    before = np.geterr(), warnings.filters[:], sys.getprofile(), sys.gettrace(), np.random.get_state()[1].tolist()
    check(learner("cost", f"np.seterr(all='raise')\nimport warnings\nwarnings.simplefilter('error')\n{body}"))
    after = np.geterr(), warnings.filters[:], sys.getprofile(), sys.gettrace(), np.random.get_state()[1].tolist()
    assert before == after


def test_the_profiler_of_somebody_else_comes_back():
    def profiler(*_):
        pass

    sys.setprofile(profiler)
    try:
        check(learner("cost", "raise ValueError"))
        assert sys.getprofile() is profiler
    finally:
        sys.setprofile(None)


def test_a_check_may_be_timed_by_the_profiler_of_python():
    assert cProfile.Profile().runcall(check, learner("cost", "np.sum((a - y) ** 2)")).passed


def test_warnings_stay_inside(recwarn, capsys):
    check(learner("cost", "np.float64(1) / np.zeros(3)\nreturn np.sqrt(-a)"))
    assert not recwarn.list and capsys.readouterr() == ("", "")


def test_the_same_function_hears_the_same_verdict():
    assert repr(check(learner("cost", "np.sum(a)"))) == repr(check(learner("cost", "np.sum(a)")))


# ---- how it is said


def test_a_verdict_is_a_sign_and_a_sentence():
    assert repr(check(learner("cost", "np.sum((a - y) ** 2)"))).startswith("✓ `cost` is right")
    assert repr(check(learner("cost", "np.sum(a - y)"))).startswith("✗ `cost`: The differences")
    assert repr(check(learner("cost", "..."))) == "… `cost` is not written yet."


def test_a_verdict_in_html_is_escaped_and_shows_code_as_code():
    shown = check(learner("cost", "raise ValueError('<script>')"))._repr_html_()
    assert "<script>" not in shown and "&lt;script&gt;" in shown and ">cost</code>" in shown and ">✗</span>" in shown
