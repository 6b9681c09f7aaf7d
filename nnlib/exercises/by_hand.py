"""A network of two inputs, two hidden neurons and one output, to be worked out on paper: every entry, right or wrong.

Everything goes by a short name. Neurons 1 and 2 are hidden and 3 is the output: `w31` leads to 3 from 1, and `w12` to 1
from input 2. `z1`, `a1`, `b1` and `d1` = ∂C/∂z1 belong to neuron 1; `da1`, `dw31` and `db3` are slopes of the cost, and
`new w31` is the weight after the step. An Entry knows how it follows from what comes before it, and what goes wrong.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from nnlib.exercises import by_hand_mistakes as mistakes
from nnlib.exercises.by_hand_mistakes import on_paper
from nnlib.exercises.exercise import sigmoid
from nnlib.exercises.verdict import Verdict
from nnlib.network import Network

GIVEN = "x1 x2 w11 w12 w21 w22 w31 w32 b1 b2 b3 y rate".split()
SQUISHED = {-2.2: 0.1, -1.4: 0.2, -1.1: 0.25, -0.4: 0.4, 0.0: 0.5, 0.4: 0.6, 1.1: 0.75, 1.4: 0.8, 2.2: 0.9}  # z: σ(z)
FIRST = dict(zip(GIVEN, (2, 0.5, -0.4, 1.2, 2, -2, 1.5, -2, 1.6, -0.8, -0.5, 1, 2)))


class Entry(NamedTuple):
    """One number to work out: `right(v)` from the values before it, and the mistakes (function of v, sentence)."""

    name: str
    part: str  # one of PARTS
    formula: str
    right: Callable
    mistakes: list
    exact: float  # it counts as right if it is off by no more than this, apart from RELATIVE

    @property
    def uses(self):
        """The names of the values that it is computed from, in order."""
        seen = _Watched(dict.fromkeys([*GIVEN, *(entry.name for entry in ENTRIES)], 0.5))
        self.right(seen)
        return seen.seen


RELATIVE = 0.02  # rounding to two places on the way costs up to so much
PARTS = "forward and cost", "back: output", "back: neuron 2", "back: neuron 1", "step"


# ---- what there is to work out


def _z(to, before):
    w, v = (f"w{to}1", f"w{to}2"), (f"{before}1", f"{before}2")
    formula = f"{on_paper(w[0])} {on_paper(v[0])} + {on_paper(w[1])} {on_paper(v[1])} + {on_paper(f'b{to}')}"
    return Entry(
        f"z{to}",
        PARTS[0],
        formula,
        lambda n: n[w[0]] * n[v[0]] + n[w[1]] * n[v[1]] + n[f"b{to}"],
        mistakes.of_a_sum(to, before),
        0.006,
    )


def _a(of):
    right = lambda n: sigmoid(n[f"z{of}"])  # noqa: E731
    return Entry(f"a{of}", PARTS[0], f"σ({on_paper(f'z{of}')})", right, mistakes.of_an_activation(of), 0.006)


def _back(neuron):
    """The part with the slopes of this neuron."""
    return PARTS[4 - neuron]


def _delta(of):
    a, da = f"a{of}", f"da{of}"
    formula = f"{on_paper(da)} · {on_paper(a)} (1 − {on_paper(a)})"
    return Entry(f"d{of}", _back(of), formula, lambda n: n[da] * n[a] * (1 - n[a]), mistakes.of_a_delta(of), 0.0006)


def _message(to):
    w = f"w3{to}"
    right = lambda n: n["d3"] * n[w]  # noqa: E731
    return Entry(f"da{to}", _back(to), f"δ₃ · {on_paper(w)}", right, mistakes.of_a_message(to), 0.0006)


def _weight_slope(to, start):
    before = f"a{start}" if to == 3 else f"x{start}"
    right = lambda n: n[f"d{to}"] * n[before]  # noqa: E731
    formula = f"{on_paper(f'd{to}')} · {on_paper(before)}"
    return Entry(f"dw{to}{start}", _back(to), formula, right, mistakes.of_a_weight(to, start), 0.0006)


def _step(name, slope):
    right = lambda n: n[name] - n["rate"] * n[slope]  # noqa: E731
    formula = f"{on_paper(name)} − learning rate · {on_paper(slope)}"
    return Entry(f"new {name}", PARTS[-1], formula, right, mistakes.of_a_step(name, slope), 0.006)


ENTRIES = [
    *(_z(1, "x"), _a(1), _z(2, "x"), _a(2), _z(3, "a"), _a(3)),
    Entry("C", PARTS[0], "(a₃ − y)²", lambda n: (n["a3"] - n["y"]) ** 2, mistakes.OF_THE_COST, 0.006),
    Entry("da3", PARTS[1], "2 (a₃ − y)", lambda n: 2 * (n["a3"] - n["y"]), mistakes.OF_THE_ERROR, 0.006),
    *(_delta(3), _weight_slope(3, 1), _weight_slope(3, 2)),
    Entry("db3", PARTS[1], "δ₃", lambda n: n["d3"], mistakes.OF_A_BIAS, 0.0006),
    *(_message(2), _delta(2)),
    *(_message(1), _delta(1), _weight_slope(1, 1), _weight_slope(1, 2)),
    *(_step("w31", "dw31"), _step("w12", "dw12"), _step("b2", "d2")),
]
BY_NAME = {entry.name: entry for entry in ENTRIES}


# ---- the numbers


def worked_out(given):
    """All values, by name: those `given` (GIVEN) and every entry, unrounded."""
    values = dict(given)
    for entry in ENTRIES:
        values[entry.name] = float(entry.right(values))
    return values


def network_of(given):
    """The nnlib.Network with these numbers, its input (2,) and its target (1,)."""
    network = Network([2, 2, 1])
    network.weights = [
        np.array([[given["w11"], given["w12"]], [given["w21"], given["w22"]]]),
        [[given["w31"], given["w32"]]],
    ]
    network.biases = [[given["b1"], given["b2"]], [given["b3"]]]
    return network, np.array([given["x1"], given["x2"]]), np.array([given["y"]], float)


def another(rng):
    """Other friendly numbers, a dict of GIVEN: every z is one of SQUISHED, and no mistake gives the right number."""
    while True:
        given = _drawn(rng)
        if given and not any(hidden_mistakes(given)):
            return given


def _drawn(rng):
    """Friendly numbers, or None if the bias of the output would have more than one decimal.

    The target is 1, since a square less 0² hides mistakes; σ and σ′ of −2.2 are nearly the same, and σ(2.2) nearly 1.
    """
    *hidden, z = (float(z) for z in rng.permutation([-1.4, -1.1, -0.4, 0.4, 1.1, 1.4, 2.2])[:3])
    x = np.array([(1, 0.5), (0.5, 1), (1, 2), (2, 1), (2, 0.5), (0.5, 2)][rng.integers(6)])
    W = rng.permutation([-2, -1.6, -1.2, -0.8, -0.4, 0.4, 0.8, 1.2, 1.6, 2])[:4].reshape(2, 2)
    v = rng.permutation([-3, -2.5, -2, -1.5, -1, 1, 1.5, 2, 2.5, 3])[:2]
    biases = np.array([*(hidden - W @ x), z - v @ [SQUISHED[z] for z in hidden]])
    rounded = np.round(biases, 1)
    if z == 2.2 or np.abs(biases - rounded).max() > 1e-9 or not 0.05 < np.abs(rounded).min() <= np.abs(rounded).max() <= 3:
        return None
    numbers = [*x, *W.ravel(), *v, *rounded, 1, 2]
    return {name: round(float(number), 1) for name, number in zip(GIVEN, numbers, strict=True)}


def hidden_mistakes(given):
    """What would go unnoticed with these numbers: the name of an entry and a mistake in it, one pair after the other."""
    values = worked_out(given)
    for entry in ENTRIES:
        for mistake, words in entry.mistakes:
            if _is_near(entry, mistake(values), values[entry.name]):
                yield entry.name, words


# ---- the diagnosis


def judge(typed, given):
    """The Verdict on each entry in `typed`, a learner's numbers by name, where None is text that is no number: a dict.

    Right is what follows from the numbers `given`, and rounding on the way is allowed. An entry that only follows from a
    wrong entry before it is neither right nor wrong (`passed` is None), and the sentence says which one to mend first.
    """
    unknown = [name for name in typed if name not in BY_NAME]
    if unknown:
        raise ValueError(f"the names must be among {', '.join(BY_NAME)}, but one is {unknown[0]!r}")
    true, verdicts = worked_out(given), {}
    theirs = true | {name: number for name, number in typed.items() if number is not None}
    for entry in (entry for entry in ENTRIES if entry.name in typed):
        wrong = [name for name in entry.uses if name in verdicts and not verdicts[name].passed]
        verdicts[entry.name] = _verdict(entry, typed[entry.name], true, theirs, wrong)
    return verdicts


def _verdict(entry, number, true, theirs, wrong):
    """The Verdict on one entry, which uses those that are `wrong`."""
    if number is None:
        return Verdict("That is not a number. Write, for example, -0.25.")
    follows = _is_near(entry, number, entry.right(theirs))
    if _is_near(entry, number, true[entry.name]) or (follows and not wrong):
        return Verdict("Right.", True)
    if follows:
        return Verdict(f"This follows from your {on_paper(wrong[0])}, which is not right yet: mend that first.", None)
    for values in (theirs, true):
        named = [words for mistake, words in entry.mistakes if _is_near(entry, number, mistake(values))]
        if named:
            return Verdict(" Or: ".join(dict.fromkeys(named[:2])))
    for values in (theirs, true):
        if (general := _general(entry, number, entry.right(values))) is not None:
            return Verdict(general)
    return Verdict("Not right, and none of the usual mistakes. Write the formula down, then put in one number at a time.")


def _general(entry, number, right):
    if _is_near(entry, number, right, 4):
        return "Nearly: you have rounded too early, or too much. Keep three digits."
    if _is_near(entry, number, -right):
        return "The size is right, and the sign is the other way round."
    for power, way in ((10, "left"), (0.1, "right")):
        if any(_is_near(entry, number, sign * power * right) for sign in (1, -1)):
            return f"The digits are right, but the decimal point is not: move it one place to the {way}."
    return None


def _is_near(entry, number, value, times=1):
    """Whether both are the same within the rounding that is allowed, or so many times that."""
    relative = 0 if entry.part == PARTS[-1] else RELATIVE
    return abs(number - value) <= times * (entry.exact + relative * abs(value))


class _Watched(Mapping):
    """Values that remember which of them were looked at, in order."""

    def __init__(self, values):
        self._values, self.seen = values, []

    def __getitem__(self, name):
        self.seen += [name] if name not in self.seen else []
        return self._values[name]

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)
