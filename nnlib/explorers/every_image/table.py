"""The table of votes: what single images want of a few weights, and what is left of it in the average over many."""

import functools
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.analysis.stored import stored
from nnlib.analysis.votes import full_gradient, votes
from nnlib.explorers.every_image.agreement import COUNTS, voters_slider
from nnlib.explorers.shared.networks import TRAINED, network_after, training_buttons
from nnlib.explorers.shared.parameter_words import ends_in_words
from nnlib.parameters import name_of, split
from nnlib.plots import style
from nnlib.plots.votes import HEIGHT, draw_average, draw_votes_table
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import percent

LAYERS = {"outputs": 2, "hidden layer 2": 1, "hidden layer 1": 0}
COLUMNS = 8  # images that are shown; all others vote as well
RANKS = (0, 0.02, 0.1, 0.25, 0.4, 0.5), (0, 0.5)  # of weights, of biases: 0 is the largest gradient, 0.5 a typical one


def votes_table(n=1, epochs=0, layer=2):
    """What each image wants of eight weights and biases, and the average over the first n of 60,000 images."""
    training = training_buttons(epochs)
    which = widgets.Dropdown(options=LAYERS, value=layer, description="weights and biases of")
    voters = voters_slider(n)
    readout = Readout(
        lambda: tally(training.value, which.value, voters.value),
        _survival_in_words,
        Layers(_ground, _moving, ["epochs", "indices"], on_top=True),
        "The table of votes: each arrow is what one image wants of one weight or bias. Drag how many images vote.",
        lambda line, pane: [controls_row(training, which), controls_row(voters), line, pane],
        names={
            "n": "images",
            "share": "share that survives",
            "mean": "average vote",
            "left": "share of it that survives",
            "votes": "votes: a row for each weight or bias, a column for each image",
        },
    )
    readout.observe_all(training, which, voters)
    return readout


def tally(epochs, layer, n):
    """All that the table shows when the first n training images vote; n must be one of COUNTS."""
    shown, means, sizes, largest = count_votes(epochs, layer)
    mean, size = means[:, COUNTS.index(n)], sizes[:, COUNTS.index(n)]
    return {
        "n": n,
        "epochs": epochs,
        "indices": rows_of(layer),
        "votes": shown,
        "mean": mean,
        "left": np.abs(mean) / np.where(size > 0, size, 1),
        "share": np.abs(mean).sum() / size.sum(),
        "largest": largest,
    }


class Count(NamedTuple):
    """The votes of all training images on the parameters of the rows."""

    votes: np.ndarray  # (rows, COLUMNS) of the images that are shown
    means: np.ndarray  # (rows, len(COUNTS)) of the first n votes
    sizes: np.ndarray  # (rows, len(COUNTS)): the means of their sizes
    largest: float  # the size of the largest arrow that this table ever shows, for one of the images or for any mean


@stored("votes_table", [(epochs, layer) for layer in LAYERS.values() for epochs in TRAINED.values()], Count)
def count_votes(epochs, layer):
    """The Count of the votes on the weights and biases of this layer."""
    train = load_mnist().train
    cast = votes(network_after(epochs), train.images, train.targets, rows_of(layer))
    voters = np.arange(1, cast.shape[1] + 1)
    means, sizes = (np.cumsum(column, axis=1) / voters for column in (cast, np.abs(cast)))
    shown, at = cast[:, :COLUMNS].copy(), np.array(COUNTS) - 1
    return Count(shown, means[:, at], sizes[:, at], float(max(np.abs(shown).max(), np.abs(means).max())))


def rows_of(layer):
    """The positions of the rows in the flat vector."""
    return ranked_rows(layer).tolist()


@stored("votes_rows", [(layer,) for layer in LAYERS.values()])
def ranked_rows(layer):
    """Six weights and two biases of the layer, from those that matter most to typical ones, by all four networks."""
    strength = _gradients_of_all_networks()
    positions = split(np.arange(strength.size), network_after(0).sizes)
    rows = []
    for places, ranks in zip((positions[0][layer].ravel(), positions[1][layer]), RANKS):
        ranked = places[np.argsort(-strength[places], kind="stable")]
        rows += [int(ranked[int(rank * len(ranked))]) for rank in ranks]
    return np.array(rows)


@functools.cache
def _gradients_of_all_networks():
    """How large the full gradient is after 0, 1, 5 and 20 epochs: the product of the four, for each parameter."""
    train = load_mnist().train
    full = [full_gradient(network_after(epochs), train.images, train.targets) for epochs in TRAINED.values()]
    return np.abs(full).prod(axis=0)


# ---- on the screen


def _ground(numbers):
    figure, ax = style.stage_figure(1112, HEIGHT)
    sizes, indices = network_after(0).sizes, numbers["indices"]
    rows = [_row_in_words(index, sizes) for index in indices]
    names = [name_of(index, sizes) for index in indices]
    images = load_mnist().train.images[:, :COLUMNS]
    draw_votes_table(ax, images, rows, names, numbers["votes"], numbers["largest"])
    return figure


def _moving(figure, numbers):
    average = [numbers[name] for name in ("mean", "left", "largest")]
    draw_average(figure.axes[0], numbers["n"], COLUMNS, *average)


def _row_in_words(index, sizes):
    start, end = ends_in_words(index, sizes)
    return f"bias of {end}" if start == "bias" else f"{start} → {end}"


def _survival_in_words(numbers):
    n, share = numbers["n"], percent(numbers["share"])
    if n == 1:
        return f"One image votes. **{share}** of what it asks for here survives: no other image disagrees."
    rest = "and the rest cancels" if share != percent(1) else "and next to nothing cancels"
    return f"{n:,} images vote. **{share}** of what they ask for here survives the average, {rest}."
