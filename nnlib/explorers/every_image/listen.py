"""Listen to only some of the images, and see what becomes of the network."""

import ipywidgets as widgets
import numpy as np

from nnlib import SGD, load_mnist
from nnlib.explorers.shared.networks import network_after, training_digits
from nnlib.plots.charts import chart_figure
from nnlib.plots.listening import HEIGHT, draw_listening, draw_listening_frame
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import percent

STARTS = {"20 epochs": 20, "5 epochs": 5, "a fresh network": 0}
DIGIT = 2
ONLY, ONE, ALL = f"only the {DIGIT}s", "this one image", "all images"
RATES = 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0
BATCH_SIZE = 100
SEED = 2


class Listener:
    """A network that starts where training left it and then hears only some of the training images."""

    def __init__(self, epochs):
        self.reset(epochs)

    def reset(self, epochs):
        """The network after this many epochs of normal training; it forgets everything it has heard since."""
        self.network = network_after(epochs).copy(dtype=np.float32)  # as training does
        self.steps = 0
        self._voters = self._sgd = None
        self.answers = self._answers()

    def listen(self, voters, steps, learning_rate):
        """Take this many steps on mini-batches of the columns `voters` of the training images; None means all of them."""
        if self._sgd is None or voters is not self._voters:
            self._voters, self._sgd = voters, self._begin(voters)
        self._sgd.learning_rate = learning_rate
        for _ in range(steps):
            next(self._sgd)
        self.steps += steps
        self.answers = self._answers()

    def _begin(self, voters):
        train = load_mnist().train
        examples = (train.images, train.targets) if voters is None else (train.images[:, voters], train.targets[:, voters])
        batch_size = min(BATCH_SIZE, examples[0].shape[1])
        return SGD(self.network, *examples, batch_size=batch_size, rng=np.random.default_rng(SEED))

    def _answers(self):
        return self.network.output(load_mnist().test.images).argmax(axis=0)


def listen_only_to(epochs=20, index=28):
    """Mini-batches from the 2s alone, from one image, or from all: how the network answers after a few steps."""
    train = load_mnist().train
    start = widgets.ToggleButtons(options=STARTS, value=epochs, description="start from")
    rate = widgets.SelectionSlider(options=RATES, value=1.5, description="learning rate")
    source = widgets.ToggleButtons(options=[ONLY, ONE, ALL], description="listen to")
    digits = [(f"{digit}s", digit) for digit in range(10)]
    shown = widgets.Dropdown(options=digits, value=7, description="what becomes of the")
    chooser = training_digits(index)
    buttons = {steps: widgets.Button(description=f"step ×{steps}") for steps in (1, 10, 100)}
    reset = widgets.Button(description="reset", tooltip="Back to the network that you started from")
    voters = {ONLY: np.flatnonzero(train.labels == DIGIT), ONE: np.array([index]), ALL: None}
    listener = Listener(epochs)

    def compute():
        now = state(listener, source.value, voters[source.value], shown.value)
        return now | {"image": chooser.index} if source.value == ONE else now

    readout = Readout(
        compute,
        _accuracy_in_words,
        Layers(_ground, _moving, on_top=True),
        "How a network answers that listens only to some of the images. Take steps, and watch its answers.",
        lambda line, pane: [
            controls_row(start, rate),
            controls_row(source, *buttons.values(), reset),
            chooser,
            widgets.HBox([line, controls_row(shown)], layout={"justify_content": "space-between", "overflow": "visible"}),
            pane,
        ],
        names={
            "source": "listening to",
            "image": "image",
            "steps": "steps",
            "accuracy": "accuracy",
            "digit": "digit",
            "predicted": "answers",
            "true": "images",
            "becomes": "answers to this digit",
        },
    )

    def step(steps):
        listener.listen(voters[source.value], steps, rate.value)
        readout.redraw()

    def begin_again(*_):
        listener.reset(start.value)
        readout.redraw()

    def other_voters(*_):
        chooser.layout.display = "" if source.value == ONE else "none"
        voters[ONE] = np.array([chooser.index])
        readout.redraw()

    for steps, button in buttons.items():
        button.on_click(lambda _, steps=steps: step(steps))
    reset.on_click(begin_again)
    start.observe(begin_again, names="value")
    source.observe(other_voters, names="value")
    chooser.observe(other_voters, names="index")
    readout.observe_all(shown)
    other_voters()
    return readout


def state(listener, source, voters, digit):
    """All that is shown of the listener and of what becomes of the true `digit`."""
    digits = load_mnist()
    labels, answers = digits.test.labels, listener.answers
    columns = np.arange(9) if voters is None else voters[:9]
    return {
        "steps": listener.steps,
        "source": source,
        "voters": digits.train.images[:, columns],
        "accuracy": (answers == labels).mean(),
        "predicted": np.bincount(answers, minlength=10),
        "true": np.bincount(labels, minlength=10),
        "digit": digit,
        "becomes": np.bincount(answers[labels == digit], minlength=10),
    }


def _ground(numbers):
    figure = chart_figure(1112, HEIGHT)
    draw_listening_frame(figure, numbers["true"])
    return figure


def _moving(figure, numbers):
    names = "source", "voters", "steps", "predicted", "true", "digit", "becomes"
    draw_listening(figure, *(numbers[name] for name in names))


def _accuracy_in_words(numbers):
    steps, common = numbers["steps"], numbers["predicted"].argmax()
    after = "Before the first step" if not steps else f"After {steps:,} step{'s' * (steps > 1)}"
    share = percent(numbers["predicted"][common] / numbers["predicted"].sum())
    return f"{after}: accuracy **{percent(numbers['accuracy'], 1)}** · its most common answer: “{common}”, {share}"
