"""A 2-2-1 network to work out on paper: every entry is checked, and what is wrong with it is named."""

import ipywidgets as widgets
import numpy as np

from nnlib.exercises import by_hand as paper
from nnlib.exercises.by_hand import BY_NAME, ENTRIES, FIRST, GIVEN, PARTS, judge
from nnlib.exercises.by_hand_mistakes import on_paper
from nnlib.plots import by_hand as plot
from nnlib.plots import style
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.widgets.sheet import Sheet
from nnlib.wording import amount

MARKS = {True: "right", False: "wrong", None: "open"}
NAMES = {name: on_paper(name) for name in [*GIVEN, *BY_NAME]}


class ByHand(Readout):
    """The network, a sheet for its numbers, and what is wrong with the one that was entered last.

    `numbers` holds the numbers "given", the "values" that are right so far (with those given), the "last" entry, its
    "verdict", and what is "lit". *another network* draws other numbers with `rng` and takes the formulas away.
    """

    def __init__(self, rng):
        self._rng, self.given, self._last, self._before = rng, FIRST, "", {}
        fields = {part: [(e.name, NAMES[e.name], e.formula) for e in ENTRIES if e.part == part] for part in PARTS}
        self.sheet = Sheet(fields.items())
        self.formulas = widgets.ToggleButton(True, description="formulas", tooltip="How each number is worked out")
        self.another = widgets.Button(description="another network", tooltip="Other numbers, and no formulas")
        figure = Layers(lambda _: style.stage_figure(plot.WIDTH, plot.HEIGHT)[0], _draw)
        super().__init__(self._numbers_now, _in_words, figure, "A network to work out on paper.", self._arranged)
        self.pane.describe(self.summary())  # who cannot see the picture needs its numbers
        self.sheet.observe(self._entered, names="typed")
        self.sheet.observe(self.redraw, names="current")
        self.formulas.observe(self._hints_changed, names="value")
        self.another.on_click(lambda _: self.draw_another())

    def draw_another(self):
        """Other numbers, nothing entered, no formulas."""
        self.given = paper.another(self._rng)
        self._last, self._before = "", {}
        self.sheet.typed = {}
        self.formulas.value = False
        self.pane.describe(self.summary())
        self.redraw()

    def summary(self):
        """The numbers that are given, and what there is to do."""
        given = ", ".join(f"{NAMES[name]} = {amount(value)}" for name, value in self.given.items())
        tasks = ", ".join(NAMES[name] for name in BY_NAME)
        return f"A network with two inputs, two hidden neurons and one output: {given}. Work out on paper: {tasks}."

    def _arranged(self, line, pane):
        return [controls_row(self.formulas, self.another), pane, line, self.sheet]

    def _hints_changed(self, _):
        self.sheet.hints = self.formulas.value
        self.redraw()

    def _entered(self, change):
        changed = [name for name in BY_NAME if change.new.get(name, "") != self._before.get(name, "")]
        self._last, self._before = (changed or [self._last])[-1], dict(change.new)
        self.sheet.marks = {name: MARKS[verdict.passed] for name, verdict in judge(change.new, self.given).items()}
        self.redraw()

    def _numbers_now(self):
        typed, current = self.sheet.typed, self.sheet.current
        right = [name for name, mark in self.sheet.marks.items() if mark == "right" and name in typed]
        true = paper.worked_out(self.given)
        # Without the formulas, what an entry is made of is the question.
        lit = {current, *BY_NAME[current].uses} if current and self.formulas.value else set()
        return {
            "given": self.given,
            "values": self.given | {name: true[name] for name in right},
            "last": self._last,
            "verdict": judge(typed, self.given).get(self._last),
            "lit": lit,
            "costs": _costs(self.given),
        }


def by_hand(rng=None):
    """A 2-2-1 network to work out by hand; *another network* draws with `rng`, a numpy Generator (None: seeded with 1)."""
    return ByHand(np.random.default_rng(1) if rng is None else rng)


def _costs(given):
    """The cost before a step and after it, of all weights and biases."""
    network, x, y = paper.network_of(given)
    stepped = network.copy()
    stepped.parameters -= given["rate"] * network.backprop(x, y).vector
    return network.cost(x, y), stepped.cost(x, y)


def _draw(figure, numbers):
    (ax,) = figure.axes
    plot.draw_by_hand(ax, numbers["values"], NAMES, numbers["lit"])


def _in_words(numbers):
    done, verdict = sum(name in numbers["values"] for name in BY_NAME), numbers["verdict"]
    if done == len(BY_NAME):
        before, after = numbers["costs"]
        return f"All right. A step of all nine parameters takes the cost from {amount(before)} to **{amount(after)}**."
    count = f"**{done} of {len(BY_NAME)}** right"
    if verdict is None:
        return f"{count} · Work out {NAMES[_next(numbers)]} on paper, and enter it below"
    return f"{count} · {verdict.sign} {NAMES[numbers['last']]}: {verdict.sentence}"


def _next(numbers):
    return next(name for name in BY_NAME if name not in numbers["values"])
