"""The exercises of notebook 08: six functions that build on one another, and results that are lists of arrays."""

import re

import build_notebooks
import nbformat
import numpy as np
import pytest
from learners import FORWARD, STEP, TOOLS, but, learner, slopes

from nnlib.exercises import EXERCISES, check
from nnlib.exercises.exercise import cases
from nnlib.exercises.judging.result import parts

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
OTHERS = {
    "forward": FORWARD,
    "batch_delta": "2 * (a - y) * slope(z) / a.shape[1]",
    "layer_gradient": "(delta @ a_before.T, delta.sum(axis=1))",
    "layer_back": "W.T @ delta * slope(z)",
}


def step_with(**bodies):
    """A batch_step that calls four other functions of the learner, some of which have these bodies."""
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


# ---- functions that lean on one another


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


# ---- results of several parts


def test_a_result_is_taken_apart_by_name():
    like = [np.zeros(2)], np.zeros(3)
    taken = parts(([[1, 2], np.array([3.0])], 4), like, ("zs", "a"))
    assert {name: array.tolist() for name, array in taken.items()} == {"zs[0]": [1, 2], "zs[1]": [3.0], "a": 4}
    assert list(parts((np.zeros((2, 3)), 4), like, ("zs", "a"))) == ["zs", "a"]  # one array, and no list of them
    assert list(parts(5, 6)) == [""]


@pytest.mark.parametrize("result", [None, 3, (1,), (1, 2, 3), ([None], 1), ([[1, "a"]], 1), "ab", {1: 2, 3: 4}])
def test_what_cannot_be_taken_apart_is_no_result(result):
    assert parts(result, ([np.zeros(2)], np.zeros(3)), ("zs", "a")) is None


# ---- the page of solutions, and the answers that the notebooks offer


def test_every_exercise_of_the_course_is_solved_on_the_page_of_solutions():
    page = nbformat.read(build_notebooks.NOTEBOOKS / "solutions.ipynb", as_version=4)
    checked = {}
    for cell in build_notebooks.code_cells(page):
        for name in re.findall(r"^check\((\w+)\)", cell.source, re.MULTILINE):
            checked[name] = cell.outputs[0].data["text/plain"]
    assert set(checked) == set(EXERCISES)
    assert [name for name, said in checked.items() if not said.startswith(f"✓ `{name}` is right")] == []


def test_every_exercise_stands_in_a_notebook_with_an_answer():
    assert {name for name, answer in offered_answers() if answer} == set(EXERCISES)


def test_a_fresh_notebook_says_of_each_function_that_it_is_not_written_yet():
    fresh = nbformat.read(build_notebooks.NOTEBOOKS / "08_write_it.ipynb", as_version=4)
    said = [c.outputs[0].data["text/plain"] for c in build_notebooks.code_cells(fresh) if f"\ncheck({_last(c)})" in c.source]
    assert said == [f"… `{name}` is not written yet." for name in NAMES]


def _last(cell):
    """The name of the function that a cell checks."""
    return cell.source.rpartition("check(")[2].rstrip(") \n")


def offered_answers():
    """Name of the exercise -> the folded answer below it, as a function that a learner would copy."""
    for source in build_notebooks.sources():
        text = "\n".join(line.removeprefix("# ") for line in source.read_text(encoding="utf-8").splitlines())
        for name, below in re.findall(r"^check\((\w+)\)\n(.*?)(?=^check\(|\Z)", text, re.MULTILINE | re.DOTALL):
            answer = re.search(r"<summary>Answer</summary><(?:code|pre)>(.*?)</(?:code|pre)>", below, re.DOTALL)
            if source.stem != "solutions":
                yield name, answer and answer[1]


@pytest.mark.parametrize("name, answer", list(offered_answers()))
def test_the_folded_answer_passes(name, answer):
    from nnlib.activations import sigmoid, sigmoid_slope

    tools = {"sigmoid": sigmoid, "sigmoid_slope": sigmoid_slope}
    others = {other: learner(other, body, **tools) for other, body in OTHERS.items()}
    verdict = check(learner(name, answer + "\n", **(others if name == "batch_step" else {}), **tools))
    assert verdict.passed, verdict
