"""What learners write into their cells, for the tests of the exercises and of 08_write_it."""

import linecache

import numpy as np
import pytest

from nnlib.exercises import EXERCISES, check

TOOLS = {"np": np, "sigmoid": lambda z: 1 / (1 + np.exp(-z)), "slope": lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2}


def learner(name, body, **given):
    """The function that a learner writes into a cell, given its result or the lines of its body.

    Its text goes into `linecache`, as that of a cell does, so that verdicts can quote the line that raised an error.
    """
    body = body if "\n" in body or body.startswith(("return", "raise", "pass", "...")) else f"return {body}"
    lines = [f"def {name}({', '.join(EXERCISES[name].arguments)}):", *(f"    {line}" for line in body.splitlines())]
    file = f"<cell {body!r}>"
    linecache.cache[file] = (len(body), None, [f"{line}\n" for line in lines], file)
    namespace = TOOLS | given
    exec(compile("\n".join(lines), file, "exec"), namespace)
    return namespace[name]


def each_right(table):
    """Run a test for each right answer in a table: name -> bodies."""
    return pytest.mark.parametrize("name, body", [(name, body) for name, bodies in table.items() for body in bodies])


def each_wrong(table):
    """Run a test for each wrong answer in a table: name -> {body: words of the verdict}."""
    rows = [(name, body, words) for name, wrong in table.items() for body, words in wrong.items()]
    return pytest.mark.parametrize("name, body, words", rows)


def passes(name, body):
    """Assert that this answer is right."""
    verdict = check(learner(name, body))
    assert verdict.passed is True and verdict.sentence.startswith(f"`{name}` is right"), verdict


def fails(name, body, words):
    """Assert that this answer is wrong, and that the verdict says so in these words."""
    verdict = check(learner(name, body))
    assert verdict.passed is False and words in verdict.sentence, verdict


FORWARD = """zs, activations = [], [x]
for W, b in zip(weights, biases):
    zs.append(W @ activations[-1] + b[:, np.newaxis])
    activations.append(sigmoid(zs[-1]))
return zs, activations"""

STEP = """zs, activations = [], [x]
for W, b in zip(weights, biases):
    zs.append(W @ activations[-1] + b[:, np.newaxis])
    activations.append(sigmoid(zs[-1]))
weights, biases = list(weights), list(biases)
delta = 2 * (activations[-1] - y) * slope(zs[-1]) / x.shape[1]
for l in reversed(range(len(weights))):
    dC_dW, dC_db = delta @ activations[l].T, delta.sum(axis=1)
    if l > 0:
        delta = weights[l].T @ delta * slope(zs[l - 1])
    weights[l] = weights[l] - learning_rate * dC_dW
    biases[l] = biases[l] - learning_rate * dC_db
return weights, biases"""


# Right answers to the other exercises of 08_write_it, which a batch_step may call.
OTHERS = {
    "forward": FORWARD,
    "batch_delta": "2 * (a - y) * slope(z) / a.shape[1]",
    "layer_gradient": "(delta @ a_before.T, delta.sum(axis=1))",
    "layer_back": "W.T @ delta * slope(z)",
}


# A right answer to each exercise.
REFERENCES = OTHERS | {
    "weighted_sum": "w @ a + b",
    "layer": "sigmoid(W @ a + b)",
    "count_parameters": "sum(m * n + n for m, n in zip(sizes, sizes[1:]))",
    "cost": "np.sum((a - y) ** 2)",
    "average_cost": "np.sum((a - y) ** 2) / a.shape[1]",
    "predicted_change": "gradient @ nudge",
    "output_wishes": "2 * (y - a)",
    "output_delta": "2 * (a - y) * slope(z)",
    "weight_gradient": "np.outer(delta, a_before)",
    "send_back": "W.T @ delta",
    "hidden_delta": "W.T @ delta * slope(z)",
    "average_gradient": "gradients.mean(axis=1)",
    "what_survives": "abs(votes.mean()) / abs(votes).mean()",
    "agreement": "a @ b / (np.linalg.norm(a) * np.linalg.norm(b))",
    "take_step": "parameters - learning_rate * gradients.mean(axis=1)",
    "steps_per_epoch": "-(-n // batch_size)",
    "downhill_part": "-step @ gradient / np.linalg.norm(gradient)",
    "each_step": "1 - 2 * c * learning_rate",
    "trade_places": "W = W.copy()\nW[:, [j, k]] = W[:, [k, j]]\nreturn W",
    "batch_cost": "np.sum((a - y) ** 2) / a.shape[1]",
    "batch_step": STEP,
    "weight_slope": "a_before * slope(w * a_before + b) * 2 * (sigmoid(w * a_before + b) - y)",
    "sum_over_paths": "np.sum(w * slope(z) * 2 * (sigmoid(z) - y))",
    "first_weight": "a, link = x, x\nfor i in range(len(w)):\n    a = sigmoid(w[i] * a + b[i])\n"
    "    link = link * a * (1 - a) * (w[i] if i else 1)\nreturn link * 2 * (a - y)",
    "one_hot": "np.eye(10, dtype=int)[labels].T",
    "accuracy": "np.mean(np.argmax(outputs, axis=0) == labels)",
    "confusion": "np.bincount(10 * labels + answers, minlength=100).reshape(10, 10)",
}


def but(body, old, new):
    """The body with `old`, which must occur once, replaced by `new`."""
    assert body.count(old) == 1
    return body.replace(old, new)


def slopes(function, at):
    """The slopes of a function of one array, by central differences: the shape of `at`."""
    nudges = 1e-6 * np.eye(at.size).reshape(at.size, *at.shape)
    return np.array([(function(at + nudge) - function(at - nudge)) / 2e-6 for nudge in nudges]).reshape(at.shape)
