"""Notebook 05: votes, their average, and a network that hears only some, read out of the widgets."""

import re

import numpy as np
import pytest
from matplotlib.collections import PolyCollection

from nnlib import SGD, load_mnist, snapshot
from nnlib.analysis import votes
from nnlib.explorers import every_image
from nnlib.explorers.every_image.agreement import COUNTS
from nnlib.explorers.every_image.listen import BATCH_SIZE, SEED, Listener
from nnlib.explorers.every_image.table import rows_of
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of, name_of
from nnlib.plots.arrows import SMALLEST
from nnlib.plots.votes import LONGEST, percent, short, signed
from nnlib.widgets.digit_chooser import DigitChooser

TRAIN, TEST = load_mnist().train, load_mnist().test
TWOS = np.flatnonzero(TRAIN.labels == 2)
SIZES = [784, 16, 16, 10]
VOTERS = "how many images vote"


@pytest.fixture(scope="module")
def table():
    return every_image.votes_table()


@pytest.fixture(scope="module")
def curve():
    return every_image.agreement_curve()


@pytest.fixture
def listening():
    return every_image.listen_only_to()


def inside(widget):
    """The widget and all that it holds."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def control(explorer, description):
    return next(w for w in inside(explorer) if getattr(w, "description", None) == description)


def choose(table, epochs, layer, n):
    control(table, "epochs of training").value = epochs
    control(table, "weights and biases of the").value = layer
    control(table, VOTERS).value = n


def written(explorer):
    """All texts in the picture."""
    plain = [text.get_text() for ax in explorer.figure.axes for text in ax.texts]
    return plain + [line for ax in explorer.figure.axes for c in ax.collections for line in str(c.get_label()).split("\n")]


def key(explorer):
    number = re.search(r"<b[^>]*>([−\d.,]+)", explorer.line.value).group(1)
    return float(number.replace("−", "-").replace(",", ""))


# ---- the table of votes


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
    assert {signed(mean) for mean in numbers["mean"]} <= set(shown)
    assert {short(vote) for vote in numbers["votes"].ravel()} <= set(shown)
    assert {name_of(index, SIZES) for index in numbers["indices"]} <= set(shown)
    assert "20,000 images" in shown and "… and 19,992 more" in shown
    lengths = np.abs(numbers["votes"]).ravel() * LONGEST / numbers["largest"]
    assert arrow_lengths(table, 64) == pytest.approx(np.maximum(lengths, SMALLEST))
    lengths = np.abs(numbers["mean"]) * LONGEST / numbers["largest"]
    assert arrow_lengths(table, 8) == pytest.approx(np.maximum(lengths, SMALLEST))


def arrow_lengths(table, count):
    """How high the shapes are of the collection with so many arrows, each with the eight corners of a closed outline."""
    for collection in table.figure.axes[0].collections:
        paths = collection.get_paths()
        if isinstance(collection, PolyCollection) and len(paths) == count and len(paths[0].vertices) == 8:
            return [np.ptp(path.vertices[:, 1]) for path in paths]


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


# ---- agreement


def cosine(n, epochs, seed):
    first = np.random.default_rng(seed).permutation(60_000)[:n]
    network = snapshot(epochs)
    few = network.backprop(TRAIN.images[:, first], TRAIN.targets[:, first]).vector
    full = network.backprop(TRAIN.images, TRAIN.targets).vector
    return few @ full / np.sqrt((few @ few) * (full @ full))


@pytest.mark.parametrize("n, epochs", [(1, 20), (40, 0), (1200, 5)])
def test_the_curve_is_the_cosine_of_a_few_with_all(curve, n, epochs):
    control(curve, VOTERS).value = n
    control(curve, "epochs of training").value = epochs
    numbers = curve.numbers
    expected = cosine(n, epochs, numbers["seed"])
    row = [0, 1, 5, 20].index(epochs)
    assert numbers["key"] == numbers["at"][row] == numbers["cosines"][row, COUNTS.index(n)]
    assert numbers["key"] == pytest.approx(expected, abs=1e-9)
    assert key(curve) == pytest.approx(expected, abs=0.00051)
    assert any(text.endswith(f"{expected:.3f}".replace("-", "−")) for text in written(curve))
    drawn = curve.figure.axes[0].lines[row].get_ydata()
    np.testing.assert_array_equal(drawn, numbers["cosines"][row])


def test_all_curves_end_where_everybody_votes(curve):
    control(curve, VOTERS).value = 60_000
    assert curve.numbers["at"] == pytest.approx(1, abs=1e-12) and key(curve) == 1


def test_shuffling_lets_others_come_first(curve):
    control(curve, VOTERS).value = 100
    before, seed = curve.numbers["at"], curve.numbers["seed"]
    control(curve, "shuffle the images").click()
    assert curve.numbers["seed"] == seed + 1 and not np.allclose(curve.numbers["at"], before)
    assert curve.numbers["at"][0] == pytest.approx(cosine(100, 0, seed + 1), abs=1e-9)


# ---- listening to some


def step(listening, steps):
    control(listening, f"step ×{steps}").click()


def trained_on(columns, steps, epochs=20, learning_rate=1.5):
    """The network that plain SGD on these columns gives."""
    network = snapshot(epochs).copy(dtype=np.float32)
    size, rng = min(BATCH_SIZE, len(columns)), np.random.default_rng(SEED)
    options = {"batch_size": size, "learning_rate": learning_rate, "rng": rng}
    sgd = SGD(network, TRAIN.images[:, columns], TRAIN.targets[:, columns], **options)
    for _ in range(steps):
        next(sgd)
    return network


def assert_shows(listening, network):
    answers, numbers = network.output(TEST.images).argmax(axis=0), listening.numbers
    np.testing.assert_array_equal(numbers["predicted"], np.bincount(answers, minlength=10))
    digit = numbers["digit"]
    np.testing.assert_array_equal(numbers["becomes"], np.bincount(answers[TEST.labels == digit], minlength=10))
    np.testing.assert_array_equal(numbers["true"], np.bincount(TEST.labels))
    assert numbers["accuracy"] == pytest.approx(network.accuracy(TEST.images, TEST.labels), abs=1e-12)
    assert key(listening) == pytest.approx(100 * numbers["accuracy"], abs=0.051)
    assert {f"{count:,}" for count in numbers["predicted"]} <= set(written(listening))
    assert f"{numbers['becomes'][digit]:,} right" in written(listening)


def test_before_the_first_step_it_is_the_trained_network(listening):
    assert_shows(listening, snapshot(20))
    assert listening.numbers["steps"] == 0 and "Before the first step" in listening.line.value


def test_the_steps_are_those_of_sgd_on_the_twos_alone(listening):
    for steps in (1, 10, 100):
        step(listening, steps)
    assert listening.numbers["steps"] == 111
    assert_shows(listening, trained_on(TWOS, 111))


def test_the_learning_rate_acts_and_another_start_begins_anew(listening):
    step(listening, 1)
    control(listening, "start from").value = 5
    assert_shows(listening, snapshot(5))
    control(listening, "learning rate").value = 0.5
    step(listening, 10)
    assert_shows(listening, trained_on(TWOS, 10, epochs=5, learning_rate=0.5))


def test_reset_restores_exactly_and_the_same_steps_lead_to_the_same_place(listening):
    before = listening.numbers
    step(listening, 10)
    first = listening.numbers
    control(listening, "reset").click()
    assert_shows(listening, snapshot(20))
    assert listening.numbers["steps"] == before["steps"]
    step(listening, 10)
    np.testing.assert_array_equal(listening.numbers["predicted"], first["predicted"])


def test_another_true_digit_changes_its_fate_alone(listening):
    step(listening, 100)
    predicted = listening.numbers["predicted"]
    control(listening, "what becomes of the").value = 3
    assert_shows(listening, trained_on(TWOS, 100))
    np.testing.assert_array_equal(listening.numbers["predicted"], predicted)
    assert listening.numbers["becomes"].sum() == (TEST.labels == 3).sum()


def test_one_image_is_heard_alone_and_its_chooser_is_there_only_then(listening):
    chooser = next(w for w in inside(listening) if isinstance(w, DigitChooser))
    assert chooser.layout.display == "none"
    control(listening, "listen to").value = "this one image"
    assert not chooser.layout.display
    chooser.index = 48
    step(listening, 10)
    assert_shows(listening, trained_on([48], 10))
    np.testing.assert_array_equal(listening.numbers["voters"], TRAIN.images[:, [48]])


def test_all_images_are_plain_training(listening):
    control(listening, "listen to").value = "all images"
    step(listening, 10)
    assert_shows(listening, trained_on(np.arange(60_000), 10))


def test_it_goes_on_from_where_it_is_when_the_voters_change(listening):
    step(listening, 100)
    control(listening, "listen to").value = "all images"
    assert listening.numbers["steps"] == 100 and listening.numbers["accuracy"] < 0.5
    step(listening, 10)
    assert listening.numbers["steps"] == 110 and listening.numbers["accuracy"] > 0.9


# ---- what the text says


def heard(epochs, voters, steps):
    listener = Listener(epochs)
    listener.listen(np.asarray(voters), steps, 1.5)
    return (listener.answers == TEST.labels).mean(), listener.answers


def test_one_step_makes_a_fresh_network_call_everything_a_two():
    assert (heard(0, TWOS, 1)[1] == 2).all()


def test_the_hard_two_does_harm_in_one_step_and_an_easy_one_asks_for_nothing():
    trained = snapshot(20).accuracy(TEST.images, TEST.labels)
    assert TRAIN.labels[28] == TRAIN.labels[5] == 2
    assert heard(20, [28], 1)[0] < trained - 0.3
    assert heard(20, [5], 100)[0] > trained - 0.01


@pytest.mark.parametrize("epochs", [0, 1, 5, 20])
def test_exactly_the_eights_want_more_of_output_eight(epochs):
    cast = votes.votes(snapshot(epochs), TRAIN.images, TRAIN.targets, [index_of("weights[2][8, 5]", SIZES)])[0]
    np.testing.assert_array_equal(cast > 0, TRAIN.labels == 8)


def test_most_survives_at_the_start_and_most_cancels_later(table):
    choose(table, 0, 2, 60_000)
    assert table.numbers["share"] > 0.75
    for epochs in (1, 5, 20):
        for layer in (0, 1, 2):
            choose(table, epochs, layer, 60_000)
            assert table.numbers["share"] < 0.3


def test_a_step_along_the_full_gradient_harms_many_images_a_little():
    network = snapshot(20)
    before = network.cost_each(TRAIN.images, TRAIN.targets)
    network.parameters -= 1.5 * votes.full_gradient(network, TRAIN.images, TRAIN.targets)
    change = network.cost_each(TRAIN.images, TRAIN.targets) - before
    assert change.mean() < 0 and 0.4 < (change > 0).mean() < 0.6
    assert np.median(change[change > 0]) < 0.0005


def test_few_voters_may_point_the_wrong_way_and_thousands_do_not():
    explorer = every_image.agreement_curve()
    few, many = (np.array(COUNTS) <= 20), (np.array(COUNTS) >= 10_000)
    cosines = explorer.numbers["cosines"]
    assert (cosines[1:, few] < 0).any() and (cosines[:, many] > 0.9).all()
    assert (cosines[0, np.array(COUNTS) >= 5] > 0.9).all() and (cosines[1:, np.array(COUNTS) <= 500] < 0.9).all()
