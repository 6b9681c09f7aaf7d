"""Everything at once: build a network, train it, draw digits for it, teach it, keep it."""

import contextlib
import html
from pathlib import Path

import ipywidgets as widgets

from nnlib import load_mnist
from nnlib.activations import ACTIVATIONS
from nnlib.analysis.first_epoch import after_an_epoch
from nnlib.analysis.training import STARTS
from nnlib.explorers.playground.experiments import EXPERIMENTS, FREE, SEED, settings_of, training_for
from nnlib.explorers.playground.files import MOST_LAYERS, MOST_NEURONS, Files
from nnlib.explorers.playground.teach import Teacher
from nnlib.plots.playground import stacked
from nnlib.widgets.controls import controls_row
from nnlib.widgets.kernel_loop import soon
from nnlib.widgets.latest import Latest
from nnlib.widgets.network_view import NetworkView
from nnlib.widgets.still import Still
from nnlib.widgets.training_board import TrainingBoard, log_numbers
from nnlib.wording import percent

CSS = Path(__file__).with_name("playground.css").read_text("utf-8")
CURVES, TEACH, FILES = "learning curves", "teach it one digit", "save and load"
HEIGHT = 400  # pixels of the stage


def playground(experiment=FREE, digits=None, rng=None):
    """The playground, set up for one of EXPERIMENTS, on `digits` (load_mnist() if None); see Playground."""
    board = Playground(load_mnist() if digits is None else digits, rng)
    board.experiment.value = experiment
    return board


class Playground(Still, widgets.VBox):
    """Controls for the network, the board that trains it, a digit to teach it, and files.

    A change of the network stops the training and begins a new one; what was trained before stays in the picture if there
    is room. `message` says so, and why something could not be done. Setting a control has the same effect as moving it.
    *new weights* and *other digit* draw with `rng`, a numpy random Generator (None: a fresh one).
    """

    def __init__(self, digits, rng=None):
        self._digits, self.message, self._note = digits, "", ""
        self._quiet = False  # while controls are set together
        first = training_for((16, 16), digits, SEED, batch_size=min(100, len(digits.train)))
        self.board = TrainingBoard(first, height=HEIGHT - 40, both_accuracies=True, rng=rng)
        self.board.view.height = HEIGHT
        self.board.view.layout.flex = "1 1 0"
        self._make_controls(len(digits.train))
        self.teacher, self.files = Teacher(self.board, self.say), Files(self.board, self.open_network)
        self._settings = self.settings
        super().__init__(self._rows(), layout={"overflow": "visible"})
        self.add_class("nnlib-playground")
        self._changed = Latest(self._follow_controls)
        self._observe()
        self._show_pane()
        self.say(self._in_words())

    def hidden_parts(self):
        """The board, as only its parts are on the page."""
        return [self.board]

    # ---- controls

    def _make_controls(self, n):
        self.layers = widgets.Dropdown(options=range(MOST_LAYERS + 1), value=2, description="hidden layers")
        self.neurons = [
            widgets.BoundedIntText(16, min=1, max=MOST_NEURONS, tooltip="1 to 64", layout={"width": "58px"})
            for _ in range(MOST_LAYERS)
        ]
        self.activation = widgets.ToggleButtons(options=list(ACTIVATIONS), description="activation")
        self.start = widgets.Dropdown(options=list(STARTS), description="start weights", layout={"width": "300px"})
        counts = [(f"{count:,}", count) for count in log_numbers(min(10, n), n, n)]
        self.images = widgets.SelectionSlider(options=counts, value=n, description="images")
        self.experiment = widgets.Dropdown(options=[FREE, *EXPERIMENTS], description="experiment")
        self.pane = widgets.ToggleButtons(options=[CURVES, TEACH, FILES])

    def _rows(self):
        self._says = widgets.HTML()
        self._says.add_class("nnlib-says")
        self._neurons = widgets.HBox([widgets.Label("neurons"), *self.neurons], layout={"overflow": "visible"})
        network = controls_row(self.layers, self._neurons, self.activation, self.start)
        speed = self.board.speed
        self.board.sliders.children = *(c for c in self.board.sliders.children if c is not speed), self.images
        words = controls_row(self.experiment, speed, self._says)
        style = widgets.HTML(f"<style>{CSS}</style>", layout={"display": "none"})
        left = [controls_row(self.pane), self.board.curves, self.teacher, self.files]
        self._left = widgets.VBox(left, layout={"flex": "6 1 0", "min_width": "0", "overflow": "visible"})
        self.board.view.layout.flex = "5 1 0"
        layout = {"overflow": "visible", "grid_gap": "10px", "min_height": f"{HEIGHT}px"}
        return [
            style,
            network,
            self.board.sliders,
            self.board.buttons,
            words,
            widgets.HBox([self._left, self.board.view], layout=layout),
        ]

    def _observe(self):
        for control in (self.layers, *self.neurons, self.activation, self.start, self.images):
            control.observe(self._asked, names="value")
        self.experiment.observe(lambda _: soon(self._set_up), names="value")
        self.pane.observe(lambda _: self._show_pane(), names="value")
        self.board.curves.observe(lambda _: self._show_message(), names="message")
        self.board.on_new_start(lambda: soon(self._explain_new_start))

    def _asked(self, _):
        self._show_neurons()
        if not self._quiet:
            self._changed()

    def _show_neurons(self):
        for k, control in enumerate(self.neurons):
            control.layout.display = "" if k < self.layers.value else "none"
        self._neurons.layout.display = "" if self.layers.value else "none"

    def _show_pane(self):
        panes = {CURVES: self.board.curves, TEACH: self.teacher, FILES: self.files}
        shown = panes.pop(self.pane.value)
        for pane in panes.values():
            pane.layout.display = "none"
        shown.layout.display = ""  # after the others: two at a time would push the page down for a moment
        self._show_neurons()
        self._show_message()

    # ---- what network is asked for

    @property
    def settings(self):
        """What the controls ask for: hidden (a tuple of sizes), activation, start, images."""
        hidden = tuple(control.value for control in self.neurons[: self.layers.value])
        return {
            "hidden": hidden,
            "activation": self.activation.value,
            "start": self.start.value,
            "images": self.images.value,
        }

    @contextlib.contextmanager
    def _together(self):
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _set_controls(self, hidden, activation, start, images):
        with self._together():
            self.layers.value = len(hidden)
            for control, size in zip(self.neurons, hidden):
                control.value = size
            if start not in self.start.options:
                self.start.options = [*STARTS, start]
            self.activation.value, self.start.value, self.images.value = activation, start, images

    def _follow_controls(self):
        """Begin a new training if the controls ask for another network."""
        before, asked, why = self._settings, self.settings, ""
        if asked == before:
            return
        fits = all(asked[name] == before[name] for name in ("hidden", "activation"))
        if asked["start"] not in STARTS and not fits:
            why = f"The weights in {asked['start']} belong to other layers, so the start weights are now 1/√n."
            asked["start"] = next(iter(STARTS))
            self._set_controls(**asked)
        with self._together():
            self.experiment.value = FREE
        self._begin(asked, why)

    def _set_up(self):
        """What the chosen experiment asks for."""
        if self._quiet or self.experiment.value == FREE:
            return
        asked = settings_of(self.experiment.value)
        rates = {name: asked.pop(name) for name in ("learning_rate", "batch_size")}
        asked["images"] = min(asked["images"] or len(self._digits.train), len(self._digits.train))
        self._set_controls(**asked)
        self._begin(self.settings, **rates)

    def open_network(self, path, network):
        """Go on with this network, which is in the file at `path`, as the start of a new training."""
        hidden = network.sizes[1:-1]
        settings = {"hidden": hidden, "activation": network.activation, "start": str(path), "images": self.images.value}
        training = self._training(settings)  # an error is raised before anything has changed
        self._set_controls(**settings)
        self._take(training, settings, "")

    def _begin(self, settings, why="", **rates):
        try:
            training = self._training(settings, **rates)
        except (OSError, ValueError) as error:
            self._set_controls(**self._settings)
            self.say(f"⚠ That did not work, and nothing has changed. {error}")
            return
        self._take(training, settings, why)

    def _training(self, settings, **rates):
        old = self.board.training
        rates = {"learning_rate": old.learning_rate, "batch_size": old.batch_size} | rates
        rates["batch_size"] = min(rates["batch_size"], settings["images"])
        return training_for(digits=self._digits, seed=old.seed, **settings, **rates)

    def _take(self, training, settings, why):
        old, was_playing = self.board.training, self.board.playing
        farewell = self._farewell(old, was_playing)
        fewer = "" if training.batch_size == old.batch_size else f"The batch size is now {training.batch_size:,}."
        self._settings = settings
        self.board.begin(training)
        self.teacher.forget()
        self.say(" ".join(filter(None, [self._in_words(), why, fewer, farewell])))
        self._changed()  # a control may have been moved in another thread in the meantime

    def _farewell(self, old, was_playing):
        """Say what happens to the training that ends; it stays in the picture if there is room."""
        if not old.steps:
            return ""
        accuracy = f", {percent(old.accuracies[-1].value, 1)}" if old.accuracies else ""
        stopped = "was stopped" if was_playing else "is over"
        name = self.board.keep()
        stays = f"and stays in the picture as {name}" if name else "and leaves no curve, since four are kept already"
        return f"The training before ({old.steps:,} steps{accuracy}) {stopped} {stays}."

    def _explain_new_start(self):
        start = self.board.training.start
        if start == "all zero" or start not in STARTS:
            self.say(f"Start weights “{start}” are the same each time. Only the order of the images is new.")

    # ---- words

    def _in_words(self):
        network, n = self.board.training.network, len(self.board.training.digits.train)
        sizes = "-".join(map(str, network.sizes))
        return f"{sizes}: {network.parameters.size:,} parameters, {n:,} image{'s' * (n > 1)}."

    def say(self, text):
        """Tell the learner."""
        self._note = text
        self._show_message()

    def _show_message(self):
        # What the board says is shown above its curves; if they are hidden, it is said here.
        warning = self.board.curves.message if self.pane.value != CURVES else ""
        self.message = f"⚠ {warning}" if warning else self._note
        self._says.value = f'<div role="status">{html.escape(self.message)}</div>'

    @property
    def numbers(self):
        """What is on the screen: the key numbers of the board and, under "lesson", those of the last lesson."""
        return self.board.numbers | {"lesson": self.teacher.numbers}

    # ---- where nothing moves

    def summary(self):
        """What the playground shows, in words."""
        return f"Playground. {self.board.summary()} Build other networks, draw digits, teach them, save and load."

    def still(self):
        """The network above its curves as they are now; before the first step, as they will be after an epoch."""
        training, view = self.board.training, self.board.view
        network = (training if training.steps else after_an_epoch(training)).network
        curves = self.board.still()
        curves.set_size_inches(12, 4)
        curves.subplots_adjust(bottom=0.15)
        with contextlib.closing(NetworkView(network, view.x, view.y)) as picture:
            return stacked(picture.still(), curves)
