"""A function with blanks is not written yet, whichever of them are filled."""

import linecache

import numpy as np

from nnlib.activations import sigmoid
from nnlib.exercises import check
from nnlib.exercises.judging.reading import holds_dots

COST = "def batch_cost(a, y):\n    squares = {}\n    return squares.sum(axis={}).mean()\n"
FORWARD = """def forward(weights, biases, x):
    zs, activations = [], [x]
    for W, b in zip(weights, biases):
        z = W @ {} + b[:, np.newaxis]
        zs.append(z)
        activations.append(sigmoid({}))
    return zs, activations
"""


def written(text, **given):
    """The function with this text, which Python can look up as in a notebook."""
    name = f"<cell {hash(text)}>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    names = {"np": np, "sigmoid": sigmoid, **given}
    exec(compile(text, name, "exec"), names)
    return names[text.split("(")[0].removeprefix("def ")]


def test_a_function_is_not_written_until_its_last_blank_is_filled():
    cases = ((COST, ("(a - y) ** 2", "0")), (FORWARD, ("activations[-1]", "z")))
    for text, (first, second) in cases:
        for blanks in (("...", "..."), (first, "..."), ("...", second)):
            verdict = check(written(text.format(*blanks)))
            assert verdict.passed is None and "is not written yet" in verdict.sentence, blanks
        assert check(written(text.format(first, second))).passed


def test_a_blank_filled_wrongly_is_judged():
    assert check(written(COST.format("(a - y) ** 2", "1"))).passed is False
    assert check(written(FORWARD.format("x", "z"))).passed is False


def test_a_skeleton_is_not_written_even_if_what_it_calls_is_not():
    head = "def batch_step(weights, biases, x, y, learning_rate):\n"
    step = f"{head}    zs, activations = forward(weights, biases, x)\n    return ...\n"
    nothing = written("def forward(weights, biases, x):\n    ...\n")
    assert check(written(step, forward=nothing)).sentence.startswith("`batch_step` is not written yet")


def test_dots_that_are_no_blank_do_not_count():
    assert not holds_dots(written("def f(a):\n    return a[..., 0]\n"))
    assert not holds_dots(written("def f(a):\n    return a\n    ...\n"))
    assert holds_dots(written("def f(a):\n    b = ...\n    return b\n")) and holds_dots(
        written("def f(a):\n    return g(...)\n")
    )
    assert not holds_dots(len)
