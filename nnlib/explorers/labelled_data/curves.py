"""Accuracy against the number of labels, and against the share of wrong ones, and the same measured while you watch."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.analysis.labels import Outcome, learning, training_set
from nnlib.analysis.stored import stored
from nnlib.plots.charts import chart_figure
from nnlib.plots.labelled_data import draw_chosen_count, draw_chosen_share, draw_learning, draw_shuffled
from nnlib.widgets.controls import controls_row
from nnlib.widgets.cooperative import Cooperative
from nnlib.widgets.kernel_loop import soon
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.widgets.words import Status
from nnlib.wording import percent

SEEDS = 1, 2, 3
COUNTS = [100 * 2**k for k in range(10)] + [60_000]
SHARES = [k / 10 for k in range(11)]
NOISY = [1_000, 10_000, 60_000]  # training images with shuffled labels
SHOWN = 12  # training images that are shown with their labels
OUTCOMES = {}  # (count, share, seed) -> Outcome: those that were worked out before, or measured here

KEYS = [(n, 0.0, seed) for seed in SEEDS for n in COUNTS] + [(n, s, seed) for n in NOISY for seed in SEEDS for s in SHARES]


@stored("labels", list(dict.fromkeys(KEYS)), Outcome)
def measured(count, share=0.0, seed=1):
    """The Outcome of this training; it takes a third of a second if it was not worked out before."""
    key, found = (count, share, seed), {}
    run = learning(load_mnist(), *key)
    while not found:
        _take_a_piece(run, key, found)
    return found[key]


def _take_a_piece(run, key, found):
    try:
        next(run)
    except StopIteration as end:
        found[key] = end.value


SPREAD = {  # what the rows of `summarised` are
    "train": tuple(f"{kind} accuracy on training images" for kind in ("mean", "lowest", "highest")),
    "test": tuple(f"{kind} accuracy on test images" for kind in ("mean", "lowest", "highest")),
}


class Measuring(Readout):
    """A Readout whose numbers were worked out before; on request, the event loop measures all of them again.

    `chosen()` returns the key of the measurement that is needed, `keys()` all keys in the order in which they are wanted.
    The chosen one comes first.
    """

    def __init__(self, chosen, keys, compute, say, draw, summary, arrange, names):
        self._chosen, self._keys = chosen, keys
        self._work = Cooperative(self._ended)
        OUTCOMES.update((key, measured(*key)) for key in [*measured.kept, chosen()] if key not in OUTCOMES)
        self.progress = Status()
        self.button = widgets.Button(icon="play", tooltip="Train a network for each point, on this computer")
        self.button.on_click(lambda _: soon(self.pause if self.measuring else self.measure_all))
        self.measuring = False  # all, not only what is chosen
        super().__init__(compute, say, draw, summary, lambda line, pane: arrange(self, line, pane), names=names)
        self._show_progress()

    def measure_all(self):
        """Measure whatever is still missing; if nothing is, everything again."""
        if not self.left:
            for key in self._keys():
                del OUTCOMES[key]
            self.redraw()
        self.measuring = True
        self._start()

    def pause(self):
        """Stop for now; what was measured stays."""
        self.measuring = False
        self._work.stop()
        self._show_progress()

    def look(self, *_):
        """Something else is chosen: measure it if necessary, and show it."""
        soon(self._start)
        self.redraw()

    @property
    def left(self):
        """How many of all measurements are still missing."""
        return sum(key not in OUTCOMES for key in self._keys())

    def _wanted(self):
        keys = [self._chosen(), *(self._keys() if self.measuring else [])]
        return next((key for key in keys if key not in OUTCOMES), None)

    def _start(self):
        self._show_progress()
        if not self._work.running and self._wanted() is not None:
            self._work.start(self._measurements())

    def stop_work(self):
        """Measure no more."""
        self._work.stop()

    def _measurements(self):
        """Train one network after the other, while any is wanted; a piece of work for a Cooperative."""
        while (key := self._wanted()) is not None:
            run = learning(load_mnist(), *key)
            while key not in OUTCOMES:
                _take_a_piece(run, key, OUTCOMES)
                yield
            self._show_progress()
            self.redraw()

    def _ended(self, why):
        self.pause()
        if why:
            self._show_progress(f"Paused {why}. ")

    def _show_progress(self, before=""):
        everything = len(self._keys())
        self.button.icon, self.button.description = ("pause", "Pause") if self.measuring else ("play", self._offer())
        self.progress.say(f"{before}{everything - self.left} of {everything} done")

    def _offer(self):
        return "Measure all" if self.left else "Measure again"


def summarised(keys_of, places, which):
    """Mean, lowest and highest of an Outcome's `which` over the seeds, (3, k); NaN where nothing is measured."""
    values = np.full((3, len(places)), np.nan)
    for k, place in enumerate(places):
        known = [getattr(OUTCOMES[key], which) for key in map(keys_of(place), SEEDS) if key in OUTCOMES]
        if known:
            values[:, k] = np.mean(known), min(known), max(known)
    return values


# ---- how many


def _count_key(count):
    return lambda seed: (count, 0.0, seed)


def how_many(count=1600):
    """Test and training accuracy against the number of training images, 100 to 60,000."""
    options = [(f"{n:,}", n) for n in COUNTS]
    slider = widgets.SelectionSlider(options=options, value=count, description="training images")
    readout = Measuring(
        lambda: (slider.value, 0.0, SEEDS[0]),
        lambda: [(n, 0.0, seed) for seed in SEEDS for n in COUNTS],
        lambda: curve(slider.value),
        _accuracy_in_words,
        Layers(_count_ground, _count_moving, ["train", "test"], on_top=True),
        "Test and training accuracy against the number of training images. Drag the slider, or press Measure again.",
        lambda self, line, pane: [controls_row(slider, self.button, self.progress), line, pane],
        names={
            "count": "training images",
            "train": SPREAD["train"],
            "test": SPREAD["test"],
            "gains": "gained by doubling, in percent",
        },
    )
    slider.observe(readout.look, names="value")
    return readout


def curve(count):
    """All that is shown when this number of training images is chosen."""
    train, test = (summarised(_count_key, COUNTS, which) for which in ("train", "test"))
    gains = np.full(len(COUNTS), np.nan)
    gains[1:-1] = 100 * np.diff(test[0])[:-1]  # the last step, to 60,000, is no doubling
    place = COUNTS.index(count)
    runs = sum((count, 0.0, seed) in OUTCOMES for seed in SEEDS)
    return {"count": count, "place": place, "train": train, "test": test, "gains": gains, "runs": runs}


def _accuracy_in_words(numbers):
    k, count = numbers["place"], numbers["count"]
    if not numbers["runs"]:
        return f"{count:,} images: **…** being measured"
    train, (mean, low, high) = numbers["train"][0, k], numbers["test"][:, k]
    runs = f"{numbers['runs']} runs, {100 * low:.1f} to {percent(high, 1)}" if numbers["runs"] > 1 else "one run"
    own = f"on its own training images {percent(train, 1)}"
    return f"{count:,} images: test accuracy **{percent(mean, 1)}** · {own} · {runs}"


def _count_ground(numbers):
    figure = chart_figure(1112, 410)
    draw_learning(figure, COUNTS, numbers["train"], numbers["test"])
    return figure


def _count_moving(figure, numbers):
    draw_chosen_count(figure, COUNTS, *(numbers[name] for name in ("train", "test", "place", "gains")))


# ---- how many wrong ones


def how_wrong(share=0.5, count=60_000):
    """Test and training accuracy against the share of training labels that are shuffled."""
    options = [(percent(s, 0), s) for s in SHARES]
    slider = widgets.SelectionSlider(options=options, value=share, description="shuffled labels")
    counts = widgets.ToggleButtons(options=[(f"{n:,}", n) for n in NOISY], value=count, description="training images")
    readout = Measuring(
        lambda: (counts.value, slider.value, SEEDS[0]),
        lambda: [(counts.value, s, seed) for seed in SEEDS for s in SHARES],
        lambda: noise(slider.value, counts.value),
        _noise_in_words,
        Layers(_share_ground, _share_moving, ["train", "test", "examples"], on_top=True),
        "Test and training accuracy against the share of shuffled labels. Drag the slider, or press Measure again.",
        lambda self, line, pane: [controls_row(counts, slider, self.button, self.progress), line, pane],
        names={
            "count": "training images",
            "share": "share of shuffled labels",
            "given_right": "share of right labels",
            "right": "right labels, on average",
            "train": SPREAD["train"],
            "test": SPREAD["test"],
        },
    )
    for control in (slider, counts):
        control.observe(readout.look, names="value")
    return readout


def noise(share, count):
    """All that is shown when this share of this many labels is chosen."""
    numbers = {which: summarised(lambda s: lambda seed: (count, s, seed), SHARES, which) for which in ("train", "test")}
    train = load_mnist().train
    # By luck, about a tenth of the shuffled labels are still right.
    chance = ((np.bincount(train.labels) / len(train)) ** 2).sum()
    columns, given, wrong = _given(count, share)
    key = count, share, SEEDS[0]
    return numbers | {
        "share": share,
        "count": count,
        "place": SHARES.index(share),
        "right": 1 - np.array(SHARES) * (1 - chance),
        "given_right": float(1 - wrong.mean()),
        "examples": train.images[:, columns[:SHOWN]],
        "captions": [f"{label} ✗" if bad else f"{label}" for label, bad in zip(given[:SHOWN], wrong)],
        "known": key in OUTCOMES,
    }


@functools.lru_cache(maxsize=len(SHARES) * len(NOISY))
def _given(count, share):
    """Columns and given labels of the examples that are shown, and which of all the labels are wrong."""
    train = load_mnist().train
    columns, given = training_set(train, count, share, SEEDS[0])
    return columns[:SHOWN], given[:SHOWN], given != train.labels[columns]


def _noise_in_words(numbers):
    right = f"{percent(numbers['given_right'], 0)} of the labels are right:"
    if not numbers["known"]:
        return f"{right} **…** being measured"
    test, train = (percent(numbers[name][0, numbers["place"]], 1) for name in ("test", "train"))
    return f"{right} test accuracy **{test}** · it repeats {train} of the labels it was given"


def _share_ground(numbers):
    figure = chart_figure(1112, 400)
    draw_shuffled(figure, SHARES, *(numbers[name] for name in ("train", "test", "right", "examples")))
    return figure


def _share_moving(figure, numbers):
    here = [numbers[name][0, numbers["place"]] for name in ("train", "test")]
    draw_chosen_share(figure, numbers["share"], *here, numbers["captions"])
