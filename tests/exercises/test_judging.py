"""The judge of the exercises: it names mistakes, lets nothing escape, accepts no help, and leaves everything as it was."""

import cProfile
import functools
import re
import runpy
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learners import learner

from nnlib.activations import sigmoid
from nnlib.exercises import EXERCISES, check
from nnlib.exercises.exercise import Exercise, cases

each_exercise = pytest.mark.parametrize("name", EXERCISES)


# ---- the exercises


@functools.cache
def tables(which):
    """The tables called RIGHT or WRONG of all test files in this folder."""
    return [runpy.run_path(str(path)).get(which, {}) for path in Path(__file__).parent.glob("test_*.py")]


@each_exercise
def test_every_exercise_is_tested_with_two_right_and_six_wrong_answers_at_least(name):
    right, wrong = (sum(len(table.get(name, ())) for table in tables(which)) for which in ("RIGHT", "WRONG"))
    assert right >= 2 and wrong >= 6


def test_no_two_sizes_of_a_case_are_equal():
    sizes = Exercise(correct=len, case=lambda rng, n_out, n_in, m: (n_out, n_in, m), mistakes=[])
    for (n_out, n_in, m), examples in cases(sizes, np.random.default_rng(1), 50):
        assert len({n_out, n_in, m}) == 3 and min(n_out, n_in, m) > 1 and examples == m


# ---- what is wrong


@each_exercise
def test_each_known_mistake_is_told_from_all_the_others(name, monkeypatch):
    # The functions that make the mistakes are part of nnlib, so calling them would be refused.
    monkeypatch.setattr("nnlib.exercises.judging.attempt.NNLIB", "nowhere")
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
        ("cost", "np.sum(a > y)", "is too large"),
        ("cost", "a > y", "Is a sum missing?"),
        ("cost", "np.sum", "Are brackets missing after a name"),
        ("cost", "np.log(-np.sum(a))", "NaN"),
        ("cost", "np.float64(1) / 0", "infinity"),
        (
            "cost",
            "a -= y\nreturn np.sum(a**2)",
            "changes `a` in place, which belongs to the caller. Begin with a copy, `a = a.copy()`",
        ),
        ("cost", "y[:] = 0\na[0] = 1\nreturn 3", "changes `a` and `y` in place"),
        ("count_parameters", "n = sizes.pop(0)\nreturn n", "`sizes = list(sizes)`"),
        ("send_back", "delta *= 2\nreturn W.T @ delta / 2", "`delta = delta.copy()`"),
        ("forward", "weights[0] -= 1\nreturn [x], [x]", "`weights = [each.copy() for each in weights]`"),
        ("cost", "np.random.random()", "random numbers"),
        ("cost", "total.append(np.sum((a - y) ** 2))\nreturn sum(total)", "earlier call"),
        ("cost", "return np.sum((a - y) ** 2) if len(a) > 3 else 0", "only"),
        ("cost", "0.0", "zero everywhere"),
        ("layer", "np.zeros(len(b))", "zero everywhere"),
        ("layer", "a", "(7,), like `a`, instead of (5,), like `b`"),
        ("weight_gradient", "np.ones((len(a_before), len(delta))) * np.sum(delta)", "looks transposed"),
        ("output_delta", "a", "It does not use `z` and `y`. The result has the right shape"),
        ("output_delta", "(-1) ** np.arange(len(z)) * 2 * (a - y) * slope(z)", "has wrong signs. For example, entry ["),
        ("output_delta", "2 * (a - y) * slope(z) * np.exp(abs(z))", "is too far from zero"),
        (
            "output_delta",
            "np.append(5, (2 * (a - y) * slope(z))[1:])",
            "is wrong in 1 of 5 entries. For example, entry [0] is 5 where",
        ),
        ("output_delta", "return 2 * (a - y) * slope(z) if len(a) > 3 else 0 * a", "is right in only"),
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
        ("return np.sum((a - y) ^ 2)", "Powers are written `**`"),
        ("two = 2\nreturn two(a - y)", "Is a `*` missing in front of a bracket?"),
        ("return abs(np.sum)", "Are the brackets missing after the name of a function"),
        ("return max(a, y)", "need single numbers"),
        ("return float(a - y)", "This function takes single numbers"),
        ("return a.sum() @ 2", "for a single number, write `*`"),
        ("return list(a) - list(y)", "lists cannot be subtracted"),
        ("for j in range(len(a)):\n    d = a[j + 1]\nreturn d", "There `j` is 4, but `a` ends with `a[4]`"),
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


def test_an_index_that_turns_negative_is_named():
    body = "total = [1]\nfor j in range(1):\n    total[j - 1] = np.ones(2) + np.ones(3)\nreturn total[0]"
    assert "There `j` is 0, and so `total[j - 1]` is `total[-1]`" in check(learner("cost", body)).sentence


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


# ---- what may be called


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
    assert check(learner("layer", "f(W @ a + b)", f=sigmoid)).passed


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


def test_the_learners_own_names_for_the_arguments_are_used():
    function = eval("lambda V, d: V.T @ abs(d)")
    function.__name__ = "send_back"
    assert "The signs of `d` are lost" in check(function).sentence
    function = eval("lambda V, d: V @ d")
    function.__name__ = "send_back"
    assert "you need `V.T @ d`" in check(function).sentence


@pytest.mark.parametrize("body", ["lambda W, d: W.T @ delta", "lambda W, d: [w @ delta for w in W.T]"])
def test_a_variable_of_the_notebook_in_place_of_an_argument_is_named(body):
    function = eval(body, {"delta": np.ones(3)})
    function.__name__ = "send_back"
    assert check(function).sentence == (
        "`send_back`: It uses `delta`, which is a variable of the notebook: its own arguments are called (W, d)."
    )


def test_a_right_function_may_use_variables_of_the_notebook():
    assert check(learner("cost", "np.sum((a - y) ** power)", power=np.array(2))).passed


# ---- what a sentence says


def claims():
    """What each sentence says of the result or the code, before the colon with the advice."""
    for exercise in EXERCISES.values():
        for _, sentence in exercise.mistakes:
            parts = [part for part in sentence.split(" And: ") if not part[0].islower()]
            yield from ((exercise, part.partition(":")[0]) for part in parts)


def test_a_claim_quotes_no_code_that_the_learner_may_not_have_written():
    for exercise, claim in claims():
        quoted = re.findall(r"`(\w+)(?:\[.*?\])?`|(`.*?`)", claim)
        assert all(name in (*exercise.arguments, *exercise.results) for name, _ in quoted), claim


def test_sentences_use_the_words_of_the_course():
    for exercise in EXERCISES.values():
        for _, sentence in exercise.mistakes:
            assert "nudge" not in sentence or exercise.name == "predicted_change", sentence
            assert not re.search(r"layer [3-9]|derivative|swapped|is asked|stands", sentence), sentence
            assert sentence[-1] in ".?)" and ".." not in sentence, sentence


def test_booleans_are_numbers():
    assert check(learner("one_hot", "np.arange(10)[:, np.newaxis] == labels")).passed
    assert "take the mean" in check(learner("accuracy", "outputs.argmax(axis=0) == labels")).sentence


# ---- what a check leaves behind


@pytest.mark.parametrize("body", ["raise ValueError", "return np.exp(a * 1e9)", "return np.sum((a - y) ** 2)"])
def test_everything_is_as_before(body):
    before = np.geterr(), warnings.filters[:], sys.getprofile(), sys.gettrace(), np.random.get_state()[1].tolist()
    check(learner("cost", f"np.seterr(all='raise')\nimport warnings\nwarnings.simplefilter('error')\n{body}"))
    after = np.geterr(), warnings.filters[:], sys.getprofile(), sys.gettrace(), np.random.get_state()[1].tolist()
    assert before == after


def test_a_profiler_that_was_already_set_comes_back():
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
