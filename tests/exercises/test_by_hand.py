"""The network on paper: its numbers are those of nnlib.backprop, and every mistake is called by its name."""

import numpy as np
import pytest

from nnlib.exercises.by_hand import ENTRIES, FIRST, SQUISHED, another, hidden_mistakes, judge, network_of, worked_out

# Worked out on paper, with σ(1.4) = 0.8, σ(2.2) = 0.9 and σ(−1.1) = 0.25.
ON_PAPER = {
    **{"z1": 1.4, "a1": 0.8, "z2": 2.2, "a2": 0.9, "z3": -1.1, "a3": 0.25, "C": 0.5625},
    **{"da3": -1.5, "d3": -0.28125, "dw31": -0.225, "dw32": -0.253125, "db3": -0.28125},
    **{"da2": 0.5625, "d2": 0.050625, "da1": -0.421875, "d1": -0.0675, "dw11": -0.135, "dw12": -0.03375},
    **{"new w31": 1.95, "new w12": 1.2675, "new b2": -0.90125},
}


def others(n):
    return [another(np.random.default_rng(seed)) for seed in range(n)]


def judged(digits):
    """The verdict on each number worked out on paper, rounded to so many digits."""
    rounded = {name: float(f"{value:.{digits}g}") for name, value in ON_PAPER.items()}
    return judge(rounded, FIRST)


def test_what_is_worked_out_on_paper_is_right_to_three_digits():
    assert list(ON_PAPER) == [entry.name for entry in ENTRIES]
    for digits in (3, 4):
        assert [str(verdict) for verdict in judged(digits).values() if not verdict.passed] == []


def test_with_two_digits_it_is_at_least_nearly_right():
    verdicts = [verdict for name, verdict in judged(2).items() if not name.startswith("new")]  # these need the third
    assert all(verdict.passed or "rounded too early" in verdict.sentence for verdict in verdicts)
    assert sum(verdict.passed is True for verdict in verdicts) >= 17


@pytest.mark.parametrize("given", [FIRST, *others(8)])
def test_all_numbers_are_those_of_backprop_and_of_a_step(given):
    values, (network, x, y) = worked_out(given), network_of(given)
    trace, gradient = network.forward(x), network.backprop(x, y)
    assert [*trace.zs[0], *trace.zs[1]] == pytest.approx([values[f"z{k}"] for k in (1, 2, 3)])
    assert [*trace.activations[1], *trace.activations[2]] == pytest.approx([values[f"a{k}"] for k in (1, 2, 3)])
    assert gradient.cost == pytest.approx(values["C"])
    assert [*gradient.deltas[0], *gradient.deltas[1]] == pytest.approx([values[f"d{k}"] for k in (1, 2, 3)])
    assert gradient.weights[1][0] == pytest.approx([values["dw31"], values["dw32"]])
    assert gradient.weights[0][0] == pytest.approx([values["dw11"], values["dw12"]])
    assert gradient.biases[1][0] == pytest.approx(values["db3"])
    assert network.weights[1].T @ gradient.deltas[1] == pytest.approx([values["da1"], values["da2"]])
    network.parameters -= given["rate"] * gradient.vector
    stepped = network.weights[1][0, 0], network.weights[0][0, 1], network.biases[0][1]
    assert stepped == pytest.approx([values[f"new {name}"] for name in ("w31", "w12", "b2")])


@pytest.mark.parametrize("given", [FIRST, *others(8)])
def test_the_numbers_are_friendly_and_hide_no_mistake(given):
    assert list(hidden_mistakes(given)) == []
    values = worked_out(given)
    assert all(float(value) == round(value, 1) for value in given.values())
    for k in (1, 2, 3):
        z = min(SQUISHED, key=lambda z: abs(z - values[f"z{k}"]))
        assert (values[f"z{k}"], values[f"a{k}"]) == pytest.approx((z, SQUISHED[z]), abs=0.01)


def test_another_network_is_the_same_for_the_same_seed_only():
    assert others(2)[0] == others(1)[0] != others(2)[1]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_mistake_is_named(entry):
    values = worked_out(FIRST)
    for mistake, words in entry.mistakes:
        verdict = judge({entry.name: mistake(values)}, FIRST)[entry.name]
        assert verdict.passed is False
        # Two mistakes may give the same number: then one or both of them are named.
        same = [other for made, other in entry.mistakes if abs(made(values) - mistake(values)) < 0.03]
        assert words in verdict.sentence or any(other in verdict.sentence for other in same)


def test_the_usual_mistakes_are_told_apart():
    said = {
        ("C", 0.28): "one-half",
        ("da3", 1.5): "wish",
        ("da3", -0.75): "factor 2",
        ("d3", -1.5): "σ′ is missing",
        ("dw31", -0.253): "wrong neuron",
        ("dw31", 0.52): "added",
        ("da1", -0.225): "multiply by the weight instead",
        ("new w31", 1.05): "uphill",
        ("new w31", 1.725): "learning rate is missing",
        ("a1", 8.0): "decimal point",
        ("d2", 0.053): "rounded too early",
        ("z1", 17): "none of the usual",
        ("z1", None): "not a number",
    }
    for (name, number), words in said.items():
        verdict = judge({name: number}, FIRST)[name]
        assert verdict.passed is False and words in verdict.sentence, (name, number, verdict)


def test_an_entry_that_only_follows_from_a_wrong_one_is_neither_right_nor_wrong():
    first, second = judge({"z1": -0.2, "a1": 0.45}, FIRST).values()  # the bias is missing, and σ(−0.2) = 0.45
    assert first.passed is False and second.passed is None and "your z₁" in second.sentence
    assert judge({"z1": -0.2, "a1": 0.8}, FIRST)["a1"].passed  # right all the same
    assert judge({"z1": 1.4, "a1": 0.45}, FIRST)["a1"].passed is False


def test_what_is_not_entered_is_not_judged_and_an_unknown_name_is_an_error():
    assert judge({}, FIRST) == {}
    with pytest.raises(ValueError, match="names must be among z1, a1.* but one is 'z9'"):
        judge({"z9": 1.0}, FIRST)


def test_an_entry_knows_what_it_is_made_of():
    assert {entry.name: entry.uses for entry in ENTRIES if entry.name in ("z3", "d1", "new b2")} == {
        "z3": ["w31", "a1", "w32", "a2", "b3"],
        "d1": ["da1", "a1"],
        "new b2": ["b2", "rate", "d2"],
    }
