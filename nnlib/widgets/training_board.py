"""Live training: play it, steer it while it runs, rewind it, compare it."""

import copy
import math
from time import perf_counter

import ipywidgets as widgets
import numpy as np
import traitlets

from nnlib import checks
from nnlib.analysis.first_epoch import after_an_epoch
from nnlib.analysis.training import Training
from nnlib.analysis.training_code import as_code
from nnlib.plots.charts import chart_figure
from nnlib.plots.training import draw_training
from nnlib.widgets.controls import controls_row
from nnlib.widgets.cooperative import SLICE, Cooperative
from nnlib.widgets.curves import Curves
from nnlib.widgets.kernel_loop import soon
from nnlib.widgets.network_view import NetworkView
from nnlib.widgets.still import Still
from nnlib.widgets.training_words import about, trouble_in_words

FRAMES = 15  # pictures per second, at most
SHARE = 1 / 40  # of all time, for pictures, and the same again for each of the two measurements
LONGEST = 2  # seconds, at most, between two pictures or two measurements of the same kind,
# unless these would then take more than this share of all time, as in the browser
MOST = {"picture": 1 / 30, "accuracy": 1 / 30, "cost": 1 / 60}
# Of all time, at most, while a measurement lasts: in the browser, an accuracy takes as long as 50 steps, and is old soon; a
# cost, as 300.
PACE = {"accuracy": 1 / 4, "cost": 1 / 16}
PATIENCE = 30  # seconds: keep training this long without a sign of life from the browser
GONE = 4  # seconds: the same after a view was closed, so that another view can give a sign
MOST_KEPT = 4
MOST_CHANGES = 20  # the last changes of settings that are marked in the picture
NAMES = "ABCD"
SPEEDS = {"5 steps/s": 5, "50 steps/s": 50, "full": math.inf}  # how fast Play takes steps, if the computer can
ROUND = 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8  # of each power of ten


class TrainingBoard(Still, widgets.VBox):
    """A network that learns before your eyes, on the digits of `training` (a Training; a new one if None).

    It trains in the event loop of the kernel, in slices of 20 ms, so that sliders act at once and other cells can run.
    `digit` says which test image the network at the right is looking at. Observe `playing`. With `both_accuracies` it
    shows the accuracy on the training images beside that on the test images. *new weights* and *other digit* draw with
    `rng`, a numpy random Generator (None: a fresh one).
    """

    playing = traitlets.Bool(read_only=True, help="whether it takes steps")
    digit = traitlets.Int(help="which test image the network is looking at")

    def __init__(self, training=None, *, digit=1, height=480, both_accuracies=False, rng=None):
        self.training = Training() if training is None else training
        self._rng = checks.generator("rng", rng)
        self.kept = []  # dicts of what is drawn and, as "training", the run itself
        self._work = Cooperative(self._ended)
        self._goal = {}
        self._measuring = {}  # what is being measured, piece by piece: "accuracy" or "cost" -> generator
        self._spent = {}  # the seconds that each has taken so far
        self._began = {}  # when each began
        self._due = {"step": 0.0, "picture": 0.0, "accuracy": 0.0, "cost": 0.0, "piece": 0.0}
        self._quarter = 0  # of an epoch in which the accuracy was measured last
        self._patience = math.inf
        self._both_accuracies, self._is_taking_over = both_accuracies, False
        self._make_controls()
        test = self.training.digits.test
        self.curves = Curves(height=height)
        self.view = NetworkView(self.training.network, test.images[:, digit], test.targets[:, digit], height=height)
        self.curves.layout.flex, self.view.layout.flex = "6 1 0", "5 1 0"
        self.curves.layout.min_width = self.view.layout.min_width = "0"
        stage = widgets.HBox([self.curves, self.view], layout={"overflow": "visible", "grid_gap": "10px"})
        self.buttons = controls_row(self._play, *self.actions.values())
        self.sliders = controls_row(*self._sliders.values(), self.speed)
        super().__init__([self.buttons, self.sliders, stage], digit=digit)
        self.layout.overflow = "visible"
        self.buttons.add_class("nnlib-tight")
        self.curves.observe(lambda _: soon(self._axis_changed), names="axis")
        self.curves.on_msg(lambda _, message, __: soon(lambda: self._heard(message)))
        self.training.measure_accuracy()
        self._show()

    # ---- controls

    def _make_controls(self):
        self._play = widgets.Button(icon="play", description="Play", tooltip="Play or pause", layout={"width": "96px"})
        self._play.on_click(lambda _: soon(self.pause if self.playing else self.play))
        actions = {
            "1 step": (lambda: self.go(1), "Take one step"),
            "10 steps": (lambda: self.go(10), "Take ten steps"),
            "1 epoch": (self.go_to_end_of_epoch, "Train until every example of this epoch has been seen"),
            "rewind": (self.rewind, "Back to the same start weights"),
            "new weights": (self.new_start, "Draw other start weights"),
            "keep run": (self.keep, f"Leave this run in the picture, for comparison: up to {MOST_KEPT}"),
            "clear kept": (self.clear_kept, "Remove the runs that were kept"),
            "copy as code": (self.copy_as_code, "A cell that repeats this run exactly"),
            "other digit": (self._other_digit, "Let the network look at another test digit"),
        }
        self.actions = {name: widgets.Button(description=name, tooltip=tip) for name, (_, tip) in actions.items()}
        for name, (action, _) in actions.items():
            self.actions[name].on_click(lambda _, action=action: soon(action))
        self.speed = widgets.Dropdown(options=SPEEDS, value=math.inf, description="speed", layout={"width": "170px"})
        rates, sizes = self._choices()
        self._sliders = {
            "learning_rate": _slider("learning rate", rates, self.training.learning_rate),
            "batch_size": _slider("batch size", sizes, self.training.batch_size),
        }
        for slider in self._sliders.values():
            slider.observe(lambda _: soon(self._settings_changed), names="value")

    def _choices(self):
        """What learning rate and batch size may be, in this training: two lists of (text, value)."""
        t = self.training
        rates, sizes = log_numbers(0.01, 100, t.learning_rate), log_numbers(1, len(t.digits.train), t.batch_size)
        return [(f"{rate:.3g}", rate) for rate in rates], [(f"{size:,}", size) for size in sizes]

    def _settings_changed(self):
        """Hand the values of the sliders to the training. This runs in the thread of the loop, so never in mid-step."""
        if self._is_taking_over:
            return
        for name, slider in self._sliders.items():
            setattr(self.training, name, slider.value)
        self._show()

    def _other_digit(self):
        self.digit = int(self._rng.integers(len(self.training.digits.test)))

    @traitlets.observe("digit")
    def _digit_changed(self, _):
        test = self.training.digits.test
        self.view.show(x=test.images[:, self.digit], y=test.targets[:, self.digit])

    # ---- what it can do. From another thread, press its buttons or use `kernel_loop.soon`.

    def play(self):
        """Train until `pause`; without a running event loop, as in a script, to the end of the epoch."""
        self.start({} if self._work.has_loop else {"examples": self.training.end_of_epoch})

    def pause(self):
        """Take no more steps, and measure how good the network is now."""
        if self.playing:
            self._goal = {"steps": self.training.steps}

    def go(self, steps):
        """Take this many steps."""
        self.start({"steps": self.training.steps + steps})

    def go_to_end_of_epoch(self):
        """Train until all examples of this epoch have been seen."""
        self.start({"examples": self.training.end_of_epoch})

    def rewind(self):
        """Go back to the same start weights and the same order of examples; the sliders keep the settings."""
        self._begin_again(self.training.rewind)

    def new_start(self, seed=None):
        """Go back to the start, with other start weights."""
        self._begin_again(lambda: self.training.new_start(seed, self._rng))

    def begin(self, training):
        """Begin again with another training, such as one of another network. Its settings go to the sliders."""
        self._begin_again(lambda: self._take_over(training))

    def _take_over(self, training):
        self.training, self._is_taking_over = training, True
        settings = training.learning_rate, training.batch_size
        for slider, choices, value in zip(self._sliders.values(), self._choices(), settings):
            if list(slider.options) != choices:
                slider.options = choices
            slider.value = value
        self._is_taking_over = False
        self.view.show(network=training.network)

    def measure(self):
        """Measure and show the accuracy again, after a change of the network that no step made."""
        self.training.measure_accuracy()
        self._show()

    def on_new_start(self, function):
        """Call the function when *new weights* is pressed."""
        self.actions["new weights"].on_click(lambda _: function())

    def keep(self):
        """Leave the run in the picture, up to four: its letter, or None if it could not be kept."""
        if not self.training.steps or len(self.kept) == MOST_KEPT:
            return None
        t = self.training
        run = {"name": next(name for name in NAMES if name not in [run["name"] for run in self.kept]), "words": in_words(t)}
        run["history"] = copy.deepcopy(t.history)
        run |= {"accuracies": list(t.accuracies), "full_costs": list(t.full_costs), "settings": list(t.settings)}
        self.kept.append(run)
        self._show()
        self._show_kept()
        return run["name"]

    def clear_kept(self):
        """Remove the kept runs."""
        self.kept.clear()
        self._show_kept()

    def copy_as_code(self):
        """Put the code that repeats this run on the browser's clipboard, and show it."""
        self.curves.send({"code": as_code(self.training)})

    # ---- work

    def stop_work(self):
        """Take no more steps."""
        self._work.stop()
        self._pause_now()

    def start(self, goal):
        """Take steps until the goal is reached: a number of "steps" or "examples" in all, or {} for no end."""
        self._goal, self._measuring, self.training.burst = goal, {}, False
        self.set_trait("playing", True)
        self._patience = perf_counter() + PATIENCE
        self._work.start(self.steps())

    def steps(self):
        """Take steps until the goal is reached, then measure; a piece of work for a Cooperative."""
        while not self._reached():
            slowly = self.speed.value < math.inf
            steps = 1 if slowly else self._steps_left()
            self.training.advance(steps, examples=self._goal.get("examples", np.inf), seconds=SLICE)
            if perf_counter() > self._patience:
                return "because no page was showing it"
            self._measure()
            if perf_counter() >= self._due["picture"]:
                self._show()
            yield self._rest() if slowly else None
        self._pause_now()
        self.training.measure_accuracy()
        yield from self.training.measuring_cost()
        self._show()

    def _rest(self):
        """Seconds until the next step is due, at the speed that was chosen."""
        now = perf_counter()
        self._due["step"] = max(now, self._due["step"] + 1 / self.speed.value)
        return self._due["step"] - now

    def _steps_left(self):
        return self._goal["steps"] - self.training.steps if "steps" in self._goal else None

    def _reached(self):
        t, goal = self.training, self._goal
        return t.burst or t.steps >= goal.get("steps", np.inf) or t.examples >= goal.get("examples", np.inf)

    def _pause_now(self):
        self.set_trait("playing", False)

    def _measure(self):
        """Take up a measurement that is due, or do a piece of one: the accuracy first, since the cost takes far longer."""
        start = perf_counter()
        if start < self._due["piece"]:
            return
        quarter = int(4 * self.training.epochs)
        # In the first epoch, where most happens, also at each quarter.
        if self._quarter < quarter <= 4:
            self._quarter, self._due["accuracy"] = quarter, start
        kinds = {"accuracy": self.training.measuring_accuracy, "cost": self.training.measuring_cost}
        what = next((kind for kind in kinds if kind in self._measuring or start >= self._due[kind]), None)
        if what is None:
            return
        if what not in self._measuring:
            self._measuring[what], self._spent[what], self._began[what] = kinds[what](), 0.0, start
        is_done = next(self._measuring[what], self) is self
        end = perf_counter()
        self._spent[what] += end - start
        self._due["piece"] = end + (end - start) * (1 / PACE[what] - 1)
        if is_done:
            del self._measuring[what]
            if self._due[what] <= self._began[what]:  # and no quarter has ended since: what was measured is not old yet
                self._put_off(what, self._spent[what])

    def _put_off(self, what, spent, least=0.0):
        """Do it again once it takes only a small share of the time, but within a few seconds even on a busy machine."""
        self._due[what] = perf_counter() + max(least, min(spent / SHARE, max(LONGEST, spent / MOST[what])))

    def _begin_again(self, begin):
        self._work.stop()
        self._pause_now()
        begin()
        self._goal, self._measuring = {}, {}
        self._due, self._quarter = dict.fromkeys(self._due, 0.0), 0
        self.training.measure_accuracy()
        self._show()

    def _ended(self, why):
        if why:
            self._pause_now()
            self._show()
            self.curves.message = f"Paused {why}. Press Play to go on from here."

    def _heard(self, message):
        self._patience = perf_counter() + (GONE if "gone" in message else PATIENCE)

    # ---- what is shown

    @traitlets.observe("playing")
    def _playing_changed(self, _):
        self._play.icon, self._play.description = ("pause", "Pause") if self.playing else ("play", "Play")

    @property
    def numbers(self):
        """The key numbers above the curves: name -> number; None while there is nothing to say."""
        return numbers_of(self.training)

    def _show(self):
        start, t, axis = perf_counter(), self.training, self.curves.axis
        run = {"history": t.history, "accuracies": t.accuracies, "full_costs": t.full_costs}
        changes = t.history.place_of([setting.first - 1 for setting in t.settings[1:][-MOST_CHANGES:]], axis)
        frame = {**_curves(run, axis), "changes": changes.tolist(), "counters": self.numbers}
        if self._both_accuracies:
            frame["train_accuracies"] = _bytes(_points(t.train_accuracies, axis))
        self.curves.frame = frame | {"words": self.summary()}
        self.curves.message = trouble_in_words(t)
        self.actions["keep run"].disabled = not t.steps or len(self.kept) == MOST_KEPT
        self.view.refresh()
        self._put_off("picture", perf_counter() - start, 1 / FRAMES)

    def _show_kept(self):
        self.curves.kept = [
            {"name": run["name"], "words": run["words"], **_curves(run, self.curves.axis)} for run in self.kept
        ]
        self.actions["keep run"].disabled = not self.training.steps or len(self.kept) == MOST_KEPT

    def _axis_changed(self):
        self._show_kept()
        self._show()

    def summary(self):
        """What the board shows, in words."""
        n = self.numbers
        accuracy = "" if n["accuracy"] is None else f"Test accuracy {100 * n['accuracy']:.1f} %. "
        return (
            f"TrainingBoard: {n['steps']:,} steps, {n['epochs']:.2f} epochs, learning rate {n['rate']:.3g}, batch size "
            f"{n['batch']:,}. {accuracy}Press Play, and drag the sliders while it trains."
        )

    def still(self):
        """A matplotlib Figure of the curves as they are now; before the first step, as they will be after an epoch."""
        figure, axis = chart_figure(1112, 460), self.curves.axis
        t = self.training if self.training.steps else after_an_epoch(self.training)
        runs = [(run["name"], run["history"].thinned(axis), _points(run["accuracies"], axis)) for run in self.kept]
        runs.append(("", t.history.thinned(axis), _points(t.accuracies, axis)))
        draw_training(figure, runs, _points(t.full_costs, axis), axis, numbers_of(t))
        return figure


def log_numbers(low, high, also):
    """Round numbers from `low` to `high`, in about equal ratios, and `also` one more; whole numbers stay whole."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    numbers = [float(f"{mantissa}e{power}") for power in range(first, last + 1) for mantissa in ROUND]
    numbers = {number for number in numbers if low <= number <= high} | {float(low), float(high), float(also)}
    whole = isinstance(also, int)
    return sorted({int(number) for number in numbers if number.is_integer()} if whole else numbers)


def _slider(description, options, value):
    return widgets.SelectionSlider(options=options, value=value, description=description, layout={"max_width": "530px"})


def numbers_of(training):
    """The key numbers of a training: name -> number; None while there is nothing to say."""
    return {
        "steps": training.steps,
        "epochs": training.epochs,
        "accuracy": training.accuracies[-1].value if training.accuracies else None,
        "train_accuracy": training.train_accuracies[-1].value if training.train_accuracies else None,
        "cost": training.mean if training.steps else None,
        "rate": training.learning_rate,
        "batch": training.batch_size,
    }


def in_words(training):
    """The settings of a run for a legend: "rate 1.5 · batch 100 · 93.8 %"."""
    *_, setting = training.settings
    changes = len(training.settings) - 1
    changed = f" (after {changes} change{'s' * (changes > 1)})" if changes else ""
    accuracy = f" · {100 * training.accuracies[-1].value:.1f} %" if training.accuracies else ""
    special = f"{about(training)} · " if about(training) else ""
    return f"{special}rate {setting.learning_rate:.3g} · batch {setting.batch_size:,}{changed}{accuracy}"


def _curves(run, axis):
    """The points of a run as float32, row after row."""
    bytes_of = {name: _points(run[name], axis) for name in ("accuracies", "full_costs")}
    bytes_of["curve"] = run["history"].thinned(axis)
    return {name: _bytes(rows) for name, rows in bytes_of.items()}


def _bytes(rows):
    return np.ascontiguousarray(rows, np.float32).tobytes()


def _points(moments, axis):
    """Where on the axis, and what was measured there: (2, moments)."""
    return np.array([[getattr(m, axis), m.value] for m in moments]).reshape(-1, 2).T
