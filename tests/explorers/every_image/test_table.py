"""Notebook 05: the table of votes, read out of the widget."""

import numpy as np
import pytest
from helpers import control, written

from nnlib import load_mnist, snapshot
from nnlib.analysis import votes
from nnlib.explorers import every_image
from nnlib.explorers.every_image.table import _survival_in_words, rows_of
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of, name_of
from nnlib.plots.arrows import SMALLEST
from nnlib.plots.votes import ACROSS, ARROW, DOWN, LEFT, LONGEST, MEAN, MEANS, TOP, VOTES
from nnlib.wording import brief, percent

TRAIN, TEST = load_mnist().train, load_mnist().test
SIZES = [784, 16, 16, 10]
VOTERS = "how many images vote"


@pytest.fixture(scope="module")
def table():
    return every_image.votes_table()


def choose(table, epochs, layer, n):
    control(table, "epochs of training").value = epochs
    control(table, "weights and biases of").value = layer
    control(table, VOTERS).value = n


@pytest.mark.parametrize("epochs, layer", [(0, 2), (1, 1), (20, 0)])
def test_each_vote_is_what_a_nudge_says_of_this_image_alone(table, epochs, layer):
    choose(table, epochs, layer, 8)
    numbers, network = table.numbers, snapshot(epochs)
    for column in range(8):
        x, y = TRAIN.images[:, [column]].astype(float), TRAIN.targets[:, [column]].astype(float)
        nudged = [-nudge(network, x, y, index) for index in numbers["indices"]]
        np.testing.assert_allclose(numbers["votes"][:, column], nudged, atol=1e-6)


@pytest.mark.parametrize("n", [1, 2, 7, 1200, 60_000])
@pytest.mark.parametrize("epochs", [0, 20])
def test_the_mean_of_any_number_of_votes_is_backprop_on_these_images(table, epochs, n):
    choose(table, epochs, 2, n)
    numbers = table.numbers
    gradient = snapshot(epochs).backprop(TRAIN.images[:, :n], TRAIN.targets[:, :n]).vector
    assert numbers["n"] == n
    np.testing.assert_allclose(numbers["mean"], -gradient[numbers["indices"]], atol=1e-12)


def test_what_survives_is_the_size_of_the_mean_against_the_mean_of_the_sizes(table):
    choose(table, 1, 2, 500)
    numbers = table.numbers
    cast = votes.votes(snapshot(1), TRAIN.images[:, :500], TRAIN.targets[:, :500], numbers["indices"])
    np.testing.assert_allclose(numbers["left"], votes.left_after_cancelling(cast), atol=1e-12)
    together = abs(cast.mean(axis=1)).sum() / abs(cast).mean(axis=1).sum()
    assert numbers["share"] == pytest.approx(together, abs=1e-12)
    assert percent(together) in table.line.value and "500 images vote" in table.line.value
    assert {percent(share) for share in numbers["left"]} <= set(written(table))


def test_one_vote_alone_survives_entirely(table):
    choose(table, 0, 2, 1)
    assert table.numbers["left"] == pytest.approx(1) and "One image votes" in table.line.value


def test_where_all_of_it_survives_nothing_is_said_to_cancel(table):
    choose(table, 0, 2, 60_000)
    assert "and the rest cancels" in table.line.value
    numbers = table.numbers | {"n": 2, "share": 0.9995}
    assert (
        _survival_in_words(numbers)
        == "2 images vote. **100 %** of what they ask for here survives the average, and next to nothing cancels."
    )


def test_the_slider_ends_at_one_image_and_at_all(table):
    for index, n in ((0, 1), (-1, 60_000)):
        slider = control(table, VOTERS)
        slider.index = range(len(slider.options))[index]
        assert table.numbers["n"] == n and slider.label == f"{n:,}"


@pytest.mark.parametrize("layer", [0, 1, 2])
def test_the_rows_are_six_weights_and_two_biases_of_the_layer(layer):
    names = [name_of(index, SIZES) for index in rows_of(layer)]
    assert [name.split("[")[0] for name in names] == ["weights"] * 6 + ["biases"] * 2 and len(set(names)) == 8
    assert all(f"[{layer}]" in name for name in names)


def test_the_rows_go_from_the_largest_gradients_to_typical_ones():
    full = [votes.full_gradient(snapshot(e), TRAIN.images, TRAIN.targets) for e in (0, 1, 5, 20)]
    strength = np.prod(np.abs(full), axis=0)
    weights = strength[index_of("weights[2][0, 0]", SIZES) : index_of("biases[2][0]", SIZES)]
    rows = strength[rows_of(2)[:6]]
    assert rows[0] == weights.max() and (np.diff(rows) < 0).all()
    assert (weights > rows[-1]).mean() == pytest.approx(0.5)


def test_the_picture_says_the_numbers_and_draws_them_to_one_scale(table):
    choose(table, 1, 2, 20_000)
    numbers, shown = table.numbers, written(table)
    assert {brief(mean, MEANS) for mean in numbers["mean"]} <= set(shown)
    assert {brief(vote, VOTES) for vote in numbers["votes"].ravel()} <= set(shown)
    assert {name_of(index, SIZES) for index in numbers["indices"]} <= set(shown)
    assert "20,000 images" in shown and "… and 19,992 more" in shown
    rows = TOP + DOWN * (np.arange(8) + 0.5)
    for column, wishes in enumerate(numbers["votes"].T):
        assert heights_at(table, LEFT + ACROSS * column + ARROW, rows) == pytest.approx(long(wishes, numbers), abs=1e-6)
    assert heights_at(table, MEAN[0] + 20, rows) == pytest.approx(long(numbers["mean"], numbers), abs=1e-6)


def long(wishes, numbers):
    """How long arrows for these wishes should be, positive if they point up."""
    lengths = np.asarray(wishes) * LONGEST / numbers["largest"]
    return np.sign(lengths) * np.maximum(np.abs(lengths), SMALLEST)


def heights_at(table, x, rows):
    """The length of the arrow that is drawn at x in each of the rows, positive if it points up."""
    found = {}
    for collection in table.figure.axes[0].collections:
        for path in collection.get_paths():
            starts = np.flatnonzero(path.codes == path.MOVETO) if path.codes is not None else [0]
            for outline in (part for part in np.split(path.vertices, starts[1:]) if len(part) == 8):
                middle = (outline[0] + outline[3:5].mean(axis=0)) / 2  # between the tip and the foot
                place = np.abs(rows - middle[1]).argmin()
                if np.allclose(middle, (x, rows[place])):
                    found[place] = outline[3, 1] - outline[0, 1]
    return [found[place] for place in range(len(rows))]


def test_the_longest_arrow_fits_whatever_the_slider_does(table):
    for n in (1, 30, 3000):
        choose(table, 20, 2, n)
        numbers = table.numbers
        assert max(np.abs(numbers["votes"]).max(), np.abs(numbers["mean"]).max()) <= numbers["largest"]


def test_another_number_of_voters_keeps_the_figure_and_leaves_nothing_of_the_one_before(table):
    choose(table, 0, 2, 3)
    figure, artists = table.figure, len(table.figure.findobj())
    choose(table, 0, 2, 5)
    assert table.figure is figure and len(figure.findobj()) == artists
    assert "5 images" in written(table) and "3 images" not in written(table)
