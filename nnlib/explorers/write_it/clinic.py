"""Notebook 08, the clinic: from its cost curve and its gradient check, find the line that is wrong."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib.analysis.clinic import PATIENTS, RIGHT, STEPS, examine, overall_cosine, run
from nnlib.explorers.write_it.clinic_words import factor_in_words, findings_in_words, verdict_html
from nnlib.explorers.write_it.diagnoses import DIAGNOSES
from nnlib.plots.charts import chart_figure
from nnlib.plots.clinic import draw_check, draw_check_frame
from nnlib.plots.training import draw_running_costs, draw_running_costs_frame
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.widgets.words import Status
from nnlib.wording import percent

LETTERS = "ABCDEFGHIJK"
WIDTH, HEIGHT = 1112, 286  # pixels
NAMES = {  # without the name of the patient, which is the answer
    "letter": "patient",
    "run.accuracy": "accuracy",
    "healthy.accuracy": "accuracy of the healthy one",
    "cosine": "cosine of its gradient to the right one",
    "run.means": "running cost",
    "healthy.means": "running cost of the healthy one",
}


@functools.cache
def beds():
    """Letter -> name of the patient, in an order that gives nothing away."""
    names = np.random.default_rng(1).permutation(list(PATIENTS))
    return dict(zip(LETTERS, map(str, names), strict=True))


class Clinic(Readout):
    """The explorer. `answers` holds the diagnosis that was last given to each patient, letter -> name.

    What is shown follows from `patient`, the chosen letter, and from `answers`.
    """

    def __init__(self, letter):
        self.answers, self._layers = {}, Layers(_ground, _moving)
        self.patient = widgets.ToggleButtons(options=list(beds()), value=letter, description="patient")
        options = [("choose a diagnosis", ""), *((words.diagnosis, name) for name, words in DIAGNOSES.items())]
        self.diagnosis = widgets.Dropdown(options=options, value="", description="what is wrong?")
        self.diagnose = widgets.Button(description="diagnose", tooltip="Is it this?", disabled=True)
        self.next = widgets.Button(description="next patient", tooltip="The next one that is not solved")
        self.tally, self.verdict = Status(), widgets.HTML()
        summary = "A cost curve and a gradient check: find the mistake."
        super().__init__(self._numbers_now, _said, self._drawn, summary, self._rows, names=NAMES)

        self.patient.observe(self._patient_changed, names="value")
        self.diagnosis.observe(self._diagnosis_changed, names="value")
        self.diagnose.on_click(lambda _: self._answer())
        self.next.on_click(lambda _: self._go_on())
        self.pane.describe(self.summary())

    def _rows(self, line, pane):
        first = controls_row(self.patient, self.tally)
        return [first, controls_row(self.diagnosis, self.diagnose, self.next), line, pane, self.verdict]

    # ---- what is shown

    @property
    def solved(self):
        """The letters of the patients whose mistake was found."""
        return [letter for letter, name in beds().items() if self.answers.get(letter) == name]

    def summary(self):
        """The gradient check of this patient in words."""
        letter = self.patient.value
        return f"Patient {letter}, of {len(LETTERS)}. {findings_in_words(beds()[letter])} Try: name the mistake."

    def _numbers_now(self):
        letter = self.patient.value
        name = beds()[letter]
        numbers = {"letter": letter, "name": name, "answer": self.answers.get(letter, ""), "solved": self.solved}
        numbers |= {"run": run(name), "healthy": run("healthy"), "findings": examine(name)}
        return numbers | {"cosine": overall_cosine(name)}

    def _drawn(self, numbers):
        solved = numbers["solved"]
        self.verdict.value = verdict_html(numbers["name"], numbers["answer"])
        self.tally.say(f"solved: {len(solved)} of {len(LETTERS)} \N{NO-BREAK SPACE}{' '.join(solved)}")
        self.next.disabled = len(solved) == len(LETTERS)
        return self._layers(numbers)

    # ---- what the learner does

    def _patient_changed(self, change):
        self.diagnosis.value = self.answers.get(change.new, "")
        self.pane.describe(self.summary())
        self.redraw()

    def _diagnosis_changed(self, change):
        self.diagnose.disabled = not change.new

    def _answer(self):
        if self.diagnosis.value:
            self.answers[self.patient.value] = self.diagnosis.value
            self.redraw()

    def _go_on(self):
        here = LETTERS.index(self.patient.value) + 1
        unsolved = [letter for letter in LETTERS[here:] + LETTERS[:here] if letter not in self.solved]
        if unsolved:
            self.patient.value = unsolved[0]


def clinic(patient="A"):
    """Eleven training steps, ten of them broken: find the line that is wrong from curve and gradient check."""
    if patient not in beds():
        raise ValueError(f"patient must be one of {', '.join(LETTERS)}, but got {patient!r}")
    return Clinic(patient)


def _said(numbers):
    accuracy, healthy = (percent(numbers[name].accuracy, 1) for name in ("run", "healthy"))
    overflow = np.isnan(numbers["run"].costs)
    burst = f" · its numbers overflow after {overflow.argmax()} steps" if overflow.any() else ""
    after = f"of the test digits after {STEPS} steps · the healthy one {healthy}{burst}"
    return f"Patient {numbers['letter']} reads **{accuracy}** {after}"


def _ground(numbers):
    figure = chart_figure(WIDTH, HEIGHT)
    chart, stage = figure.add_axes((0.065, 0.2, 0.215, 0.76)), figure.add_axes((0, 0, 1, 1))
    draw_running_costs_frame(chart, {name: _curve(run(name).means) for name in PATIENTS})
    chart.set_xlim(0, STEPS)
    stage.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0), xticks=[], yticks=[])
    stage.set_axis_off()
    draw_check_frame(stage, [place.split(", ") for place in numbers["findings"]], RIGHT)
    return figure


def _moving(figure, numbers):
    chart, stage = figure.axes
    name = f"patient {numbers['letter']}"
    curves = {name: _curve(numbers["run"].means), "healthy": _curve(numbers["healthy"].means)}
    draw_running_costs(chart, curves, name, numbers["run"].costs)
    findings = numbers["findings"].values()
    errors, cosines = ([getattr(finding, kind) for finding in findings] for kind in ("error", "cosine"))
    draw_check(stage, errors, RIGHT, list(map(factor_in_words, findings)), cosines, numbers["cosine"])


def _curve(means):
    """Steps and running mean (2, k), up to where the numbers overflow."""
    means = means[np.isfinite(means)]
    return np.array([np.arange(1, len(means) + 1), means])
