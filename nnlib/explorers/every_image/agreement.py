"""How well the average over few images points along the average over all of them."""

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.analysis.stored import stored
from nnlib.analysis.votes import agreement, mean_gradients
from nnlib.explorers.shared.networks import TRAINED, network_after, training_buttons
from nnlib.plots.charts import chart_figure
from nnlib.plots.votes import draw_agreement, draw_agreement_at
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import fixed

# How many images can vote: 1 to 10, then ten round numbers in each power of ten, up to all training images.
STEPS = 10, 12, 15, 20, 25, 30, 40, 50, 60, 80
COUNTS = [*range(1, 10), *(step * 10**power for power in range(4) for step in STEPS if step * 10**power <= 60_000)]


def agreement_curve(n=100, epochs=20):
    """The cosine between the mean gradient of n shuffled images and that of all, for n from 1 to 60,000."""
    training = training_buttons(epochs)
    voters = voters_slider(n)
    shuffle = widgets.Button(description="shuffle the images", tooltip="Put the images in another order")
    seed, cosines = 0, _cosines(0)

    def compute():
        place, chosen = COUNTS.index(voters.value), list(TRAINED.values()).index(training.value)
        numbers = {"n": voters.value, "counts": np.array(COUNTS), "cosines": cosines, "at": cosines[:, place], "seed": seed}
        return numbers | {"chosen": chosen, "key": cosines[chosen, place]}

    readout = Readout(
        compute,
        _agreement_in_words,
        Layers(_ground, _moving, ["cosines", "chosen"], on_top=True),
        "How well the average of n images points along the average of all 60,000. Drag how many images vote.",
        lambda line, pane: [controls_row(training, shuffle), controls_row(voters), line, pane],
        names={
            "n": "images",
            "key": "cosine",
            "counts": "number of images",
            "cosines": tuple(f"cosine, {_epochs(epochs)}" for epochs in TRAINED.values()),
        },
    )

    def shuffled(_):
        nonlocal seed, cosines
        shuffle.description = "shuffling …"  # it takes a second
        seed, cosines = seed + 1, _cosines(seed + 1)
        shuffle.description = "shuffle the images"
        readout.redraw()

    shuffle.on_click(shuffled)
    readout.observe_all(training, voters)
    return readout


def _cosines(seed):
    return np.array([agreements(epochs, seed) for epochs in TRAINED.values()])


def voters_slider(n):
    """How many images vote? Its steps look equal on a logarithmic axis."""
    options = [(f"{count:,}", count) for count in COUNTS]
    return widgets.SelectionSlider(options=options, value=n, description="how many images vote")


@stored("agreement", [(epochs, 0) for epochs in TRAINED.values()])
def agreements(epochs, seed):
    """The cosine with the full gradient of the mean over the first n shuffled training images, for each n of COUNTS."""
    train = load_mnist().train
    order = np.random.default_rng(seed).permutation(len(train))
    means = mean_gradients(network_after(epochs), train.images, train.targets, COUNTS, order)
    return np.array([agreement(mean, means[-1]) for mean in means])


def _ground(numbers):
    figure = chart_figure(1112, 424)
    names = [_epochs(epochs) for epochs in TRAINED.values()]
    draw_agreement(figure, numbers["counts"], numbers["cosines"], numbers["chosen"], names)
    return figure


def _moving(figure, numbers):
    texts = [fixed(cosine, 3) for cosine in numbers["at"]]
    draw_agreement_at(figure, numbers["n"], numbers["at"], texts, numbers["chosen"])


def _epochs(epochs):
    return "fresh" if epochs == 0 else f"{epochs} epoch{'s' * (epochs > 1)}"


def _agreement_in_words(numbers):
    cosine, n = numbers["key"], numbers["n"]
    angle = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    voters = f"The mean of {n:,} images" if n > 1 else "A single image"
    return f"{voters} against all 60,000: cosine **{fixed(cosine, 3)}** · an angle of {angle:.0f}°"
