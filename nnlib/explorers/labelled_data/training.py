"""Train with the learner's own digits, and see how the network reads those that it has not learned from."""

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.analysis.labels import OWN_PIECE, mixing
from nnlib.explorers.labelled_data.mistakes import answers_after
from nnlib.explorers.labelled_data.own import MyDigits
from nnlib.explorers.shared.networks import network_after
from nnlib.widgets.controls import controls_row
from nnlib.widgets.cooperative import Cooperative
from nnlib.widgets.drawing_pad import DrawingPad
from nnlib.widgets.gallery import Gallery
from nnlib.widgets.kernel_loop import soon
from nnlib.widgets.latest import Latest
from nnlib.widgets.stack import Stack
from nnlib.widgets.words import Line, Status
from nnlib.wording import percent

BEFORE = 20  # epochs: the network that is compared
STARTS = {"the trained network": (20, 600, 1.5), "a fresh one": (0, 2400, 3.0)}  # epochs, steps, learning rate
SHARES = 0.01, 0.05, 0.1, 0.2, 0.5
SEED = 1


class OwnTraining(Stack):
    """Mini-batches of MNIST with some of the digits of `mine` (a MyDigits) mixed in; every second of each kind is held out.

    `numbers` says how many it reads as they are labelled, before and after; `network` is the trained one, or None.
    """

    def __init__(self, mine):
        if not isinstance(mine, MyDigits):
            raise TypeError(f"mine must be what my_digits() returned, but got {mine!r}")
        self._mine = mine
        self.network = None
        self._work = Cooperative(self._ended)
        self.start = widgets.ToggleButtons(options=list(STARTS), description="start from")
        options = [(percent(share, 0), share) for share in SHARES]
        self.share = widgets.SelectionSlider(options=options, value=0.1, description="share of mine")
        self.button = widgets.Button(icon="play", description="Train", tooltip="Train with my digits")
        self.progress, self.line = Status(), Line(layout={"margin": "0 0 4px"})
        self.pad, self.reading = DrawingPad(preview=False), Line()
        self.gallery = Gallery(side=60, height=340, empty="Draw and label some digits above, and some of them twice.")
        self.gallery.layout.flex, self.gallery.layout.min_width = "1 1 0", "0"
        left = widgets.VBox([self.pad, self.reading], layout={"overflow": "visible", "flex": "0 0 308px"})
        stage = widgets.HBox([left, self.gallery], layout={"overflow": "visible", "grid_gap": "12px"})
        rows = [controls_row(self.start, self.share, self.button, self.progress), self.line, stage]
        super().__init__(rows, self.gallery)
        self.button.on_click(lambda _: soon(self.stop if self._work.running else self.train))
        mine.observe(self._follow, names="digits")
        self._read = Latest(self._show_reading)
        self.pad.observe(self._read, names="image")
        self._show()

    # ---- work

    def train(self):
        """Train from the chosen start; the digits that are held out stay unseen."""
        own = self._mine.digits
        learned = own.taken(~own.held_out)
        if not len(learned):
            self.progress.say("There is nothing to learn from yet.")
            return
        self.network = None
        self._work.start(self._steps(learned, *STARTS[self.start.value]))
        self._show()

    def stop(self):
        """Stop the training and drop what the network has learned."""
        self._work.stop()
        self._show()

    def stop_work(self):
        """Stop training, and following the digits of `mine`, which may stay."""
        self._work.stop()
        self._mine.unobserve(self._follow, names="digits")

    def _steps(self, learned, epochs, steps, rate):
        """Train a copy of the network after so many epochs; a piece of work for a Cooperative."""
        network, rng = network_after(epochs).copy(dtype=np.float32), np.random.default_rng(SEED)
        pieces = mixing(network, load_mnist().train, learned, self.share.value, steps, rate, rng)
        for done, _ in enumerate(pieces, 1):
            self.progress.say(f"{100 * done * OWN_PIECE // steps} %")
            yield
        self.network = network

    def _ended(self, why):
        self._show()
        if why:
            self.progress.say(f"Stopped {why}.")

    def _follow(self, _):
        soon(self._forget)

    def _forget(self):
        """With other digits, others are held out: an earlier training could not be tested honestly."""
        self.network = None
        self.stop()

    # ---- what is shown

    @property
    def numbers(self):
        """Name -> how many are read as labelled: pairs (before, after); after is None before the training."""
        own = self._mine.digits
        mnist = load_mnist().test
        parts = {"held out": own.taken(own.held_out), "learned": own.taken(~own.held_out)}
        counts = {
            name: (_read_right(network_after(BEFORE), part), _read_right(self.network, part)) for name, part in parts.items()
        }
        before = float((answers_after(BEFORE)[0] == mnist.labels).mean())
        after = None if self.network is None else self.network.accuracy(mnist.images, mnist.labels)
        return counts | {"sizes": {name: len(part) for name, part in parts.items()}, "mnist": (before, after)}

    def _show(self):
        running = self._work.running
        self.button.icon, self.button.description = ("stop", "Stop") if running else ("play", "Train")
        own = self._mine.digits
        self.button.disabled = not len(own)
        if not running:
            self.progress.say("")
        self.line.say(*_numbers_in_words(self.numbers))
        order = np.argsort(~own.held_out, kind="stable")
        captions, marks = self._captions(own)
        self.gallery.title = "you · before → after: first those that are held out" if len(own) else ""
        self.gallery.show(own.images[:, order], [captions[i] for i in order], [marks[i] for i in order])
        self._read()

    def _captions(self, own):
        """The text below each digit, and its mark: right or wrong now."""
        if not len(own):
            return [], []
        before, after = (_answers(network, own.images) for network in (network_after(BEFORE), self.network))
        now = before if after is None else after
        arrows = [f"{b}" if after is None else f"{b} → {after[i]}" for i, b in enumerate(before)]
        parts = ["test" if held else "learned" for held in own.held_out]
        captions = [f"{label} · {arrow}\n{part}" for label, arrow, part in zip(own.labels, arrows, parts)]
        return captions, ["right" if label == answer else "wrong" for label, answer in zip(own.labels, now)]

    def _show_reading(self):
        if not self.pad.image.any():
            self.reading.say("Draw a new one, just to see how it is read.")
            return
        outputs = [network.output(self.pad.image) for network in (network_after(BEFORE), self.network) if network]
        answers = [f"**{output.argmax()}** ({output.max():.2f})" for output in outputs]
        self.reading.say(f"It reads: {' → '.join(answers)}")

    def summary(self):
        """What it is for."""
        return "Training with your own digits. Draw and label some in the cell above, then press Train."


def _answers(network, images):
    return None if network is None else network.output(images).argmax(axis=0)


def _read_right(network, part):
    return None if network is None else int((_answers(network, part.images) == part.labels).sum()) if len(part) else 0


def _numbers_in_words(numbers):
    for name, words in (("held out", "your test digits"), ("learned", "those it learned from")):
        (before, after), size = numbers[name], numbers["sizes"][name]
        yield f"{words}\n**{f'{_arrow(before, after)} of {size}' if size else 'none yet'}**"
    shares = [percent(value, 1) for value in numbers["mnist"] if value is not None]
    yield f"MNIST test digits\n**{' → '.join(shares)}**"


def _arrow(before, after):
    return f"{before}" if after is None else f"{before} → {after}"


def train_with(mine):
    """Train with the digits of `mine`, and test on those that are held out."""
    return OwnTraining(mine)
