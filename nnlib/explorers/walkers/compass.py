"""A compass: how well the gradient of a mini-batch knows the way downhill."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.analysis.stored import stored
from nnlib.analysis.walks import Compass
from nnlib.digits.snapshots import EPOCHS
from nnlib.explorers.shared.networks import network_after, training_buttons
from nnlib.plots.charts import chart_figure
from nnlib.plots.landscape import draw_cosines, draw_rose, needles, set_needles
from nnlib.plots.style import INK, INK_MUTED
from nnlib.widgets.controls import controls_row
from nnlib.widgets.readout import Readout
from nnlib.wording import fixed

SIZES = [n * power for power in (1, 10, 100, 1000) for n in (1, 2, 5)] + [10_000, 20_000, 60_000]
SEED = 7
SEEDS = range(SEED, SEED + 5)  # those of the first batches, and of the other ones that a learner asks for
COUNT = 50


@functools.cache
def compass_at(epochs):
    """The Compass over all 60,000 training images, at the network after this many epochs."""
    train = load_mnist().train
    return Compass(network_after(epochs), train.images, train.targets, rng=np.random.default_rng(SEED))


def drawn(epochs, batch_size, seed=SEED):
    """The cosines of 50 random mini-batches with the full gradient, (50,); the batch size is one of SIZES."""
    return cosines(epochs, seed)[SIZES.index(batch_size)]


@stored("compass", [(epochs, seed) for seed in SEEDS for epochs in EPOCHS])
def cosines(epochs, seed):
    """For each of SIZES, the cosines of 50 random mini-batches with the full gradient: (len(SIZES), 50)."""
    needle = compass_at(epochs)
    return np.array([needle.cosines(size, np.random.default_rng(seed), COUNT) for size in SIZES])


@stored("steepness", [(epochs,) for epochs in EPOCHS])
def steepness(epochs):
    """The length of the full gradient after this many epochs."""
    return float(np.linalg.norm(compass_at(epochs).full))


def compass(epochs=0, batch_size=100):
    """Fifty mini-batches, and how far from straight downhill each of them points."""
    training = training_buttons(epochs)
    size = widgets.SelectionSlider(options=[(f"{n:,}", n) for n in SIZES], value=batch_size, description="batch size")
    others = widgets.Button(description="other batches")
    seed = SEED

    def compute():
        cosines = drawn(training.value, size.value, seed)
        angles = np.degrees(np.arccos(cosines))
        numbers = {"epochs": training.value, "batch_size": size.value, "cosines": cosines, "angles": angles}
        return numbers | {"mean_cosine": cosines.mean(), "mean_angle": angles.mean(), "uphill": int((angles > 90).sum())}

    def draw_others(_):
        nonlocal seed
        seed += 1
        readout.redraw()

    readout = Readout(
        compute,
        _angle_in_words,
        _CompassFigure(),
        "A compass: 50 mini-batches, and the angle of each one's gradient to straight downhill. Drag the batch size.",
        lambda line, pane: [controls_row(training, size, others), line, pane],
        names={
            "batch_size": "batch size",
            "mean_cosine": "mean cosine",
            "mean_angle": "mean angle in degrees",
            "uphill": "points uphill",
            "cosines": "cosine",
            "angles": "angle in degrees",
        },
    )
    others.on_click(draw_others)
    readout.observe_all(training, size)
    return readout


def _angle_in_words(numbers):
    cosine = f"Mean cosine: **{fixed(numbers['mean_cosine'], 3)}**"
    if numbers["batch_size"] == SIZES[-1]:
        return f"{cosine} · every batch holds all 60,000 images, so all needles are one"
    count = numbers["uphill"]
    wrong = f"{count or 'none'} of 50 {'points' if count < 2 else 'point'} uphill"
    return f"{cosine} · on average {numbers['mean_angle']:.0f}° off · {wrong}"


class _CompassFigure:
    """Draws the numbers. The rose and the thin curves stay; the needles, the chosen curve and the point on it move."""

    def __init__(self):
        self.curves = {epochs: np.array([drawn(epochs, n).mean() for n in SIZES]) for epochs in EPOCHS}
        self.figure = chart_figure(1112, 440)
        rose = self.figure.add_axes((0.01, 0.01, 0.42, 0.98))
        draw_rose(rose)
        self.needles = rose.add_collection(needles())
        right = self.figure.add_axes((0.52, 0.16, 0.46, 0.78))
        draw_cosines(right, SIZES, self.curves)
        (self.curve,) = right.plot([], [], color=INK, linewidth=3, animated=True)
        (self.point,) = right.plot([], [], "o", markersize=13, color=INK, markeredgecolor="white", animated=True)
        self.name = right.text(4.78, 0.02, "", animated=True, fontsize=13, color=INK, ha="right")
        self.fresh = right.text(1, 0.88, "before any training", animated=True, fontsize=11, color=INK_MUTED)
        right.text(3.1, 0.45, "after 1, 5 and 20 epochs", fontsize=11, color=INK_MUTED)

    def __call__(self, numbers):
        set_needles(self.needles, numbers["angles"])
        self.curve.set_data(np.log10(SIZES), self.curves[numbers["epochs"]])
        self.point.set_data([np.log10(numbers["batch_size"])], [numbers["mean_cosine"]])
        epochs = numbers["epochs"]
        self.fresh.set_visible(epochs > 0)
        self.name.set_position((4.78, 0.02) if epochs else (2.3, 0.86))
        self.name.set_text(f"after {epochs} epoch{'s' * (epochs > 1)} of training" if epochs else "before any training")
        return self.figure
