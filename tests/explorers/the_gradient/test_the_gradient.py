"""The numbers that the explorers of notebook 02 show, read out of the widgets after their controls were moved."""

import ipywidgets
import numpy as np
import pytest

from nnlib import load_mnist, snapshot
from nnlib.analysis.landscape import cost_along
from nnlib.explorers import the_gradient
from nnlib.explorers.shared.parameter_words import ends_in_words, in_words
from nnlib.explorers.the_gradient.wiggle import LONGEST, _product
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of, name_of
from nnlib.plots import style
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.table import Table

TRAIN = load_mnist().train
SIZES = [784, 16, 16, 10]
RANDOM = np.random.default_rng(2).integers(0, 60_000, 10).tolist()
DIGITS_AND_NETWORKS = pytest.mark.parametrize("index, epochs", [(i, e) for i in RANDOM for e in (0, 1)])


def inside(widget):
    """The widget and all that it holds."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def control(explorer, description):
    return next(w for w in inside(explorer) if getattr(w, "description", None) == description)


def chooser(explorer):
    return next(w for w in inside(explorer) if isinstance(w, DigitChooser))


def choose(explorer, index, epochs):
    """Move the slider of the image and press the button of the network."""
    control(explorer, "image").value = index
    control(explorer, "epochs of training").value = epochs


def nudged(network, index, position):
    x, y = TRAIN.images[:, [index]].astype(float), TRAIN.targets[:, [index]].astype(float)
    return nudge(network, x, y, position)


def texts(explorer):
    return [text.get_text() for ax in explorer.figure.axes for text in ax.texts]


# ---- the cost


@pytest.fixture(scope="module")
def squares():
    return the_gradient.cost_squares()


@DIGITS_AND_NETWORKS
def test_the_squares_are_the_terms_of_the_cost(squares, index, epochs):
    choose(squares, index, epochs)
    x, y = TRAIN.images[:, index], TRAIN.targets[:, index]
    numbers = squares.numbers
    np.testing.assert_allclose(numbers["terms"], (snapshot(epochs).output(x) - y) ** 2, atol=1e-12)
    np.testing.assert_allclose(numbers["distances"] ** 2, numbers["terms"], atol=1e-12)
    assert numbers["cost"] == pytest.approx(snapshot(epochs).cost(x, y), abs=1e-9)
    assert f">{numbers['cost']:.3f}</b>" in squares.line.value and f"this is a {TRAIN.labels[index]}" in texts(squares)
    frames, drawn = squares.figure.axes[0].patches[1::2], squares.figure.axes[0].patches[2::2]
    sides = [square.get_width() / frame.get_width() for frame, square in zip(frames, drawn)]
    np.testing.assert_allclose(sides, numbers["distances"], atol=1e-6)
    blue = [square.get_facecolor()[:3] == pytest.approx(style_rgb(style.UP)) for square in drawn]
    assert blue == [label == TRAIN.labels[index] for label in range(10)]


def style_rgb(colour):
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))


def test_the_average_is_that_of_all_training_images(squares):
    choose(squares, 5, 20)
    assert squares.numbers["average"] == pytest.approx(snapshot(20).cost(TRAIN.images, TRAIN.targets), abs=1e-9)


@pytest.mark.parametrize("n", [1, 500, 60_000])
@pytest.mark.parametrize("epochs", [0, 1])
def test_the_average_cost_follows_its_slider(n, epochs):
    explorer = the_gradient.average_cost()
    control(explorer, "images").value = n
    control(explorer, "epochs of training").value = epochs
    expected = snapshot(epochs).cost(TRAIN.images[:, :n], TRAIN.targets[:, :n])
    assert explorer.numbers["average"] == pytest.approx(expected, abs=1e-9)
    assert f"average {expected:.3f}" in texts(explorer) and f"{expected:.3f}</b>" in explorer.line.value
    numbers = explorer.numbers
    assert numbers["averages"][numbers["counts"] == 60_000][0] == pytest.approx(
        snapshot(epochs).cost(TRAIN.images, TRAIN.targets)
    )


# ---- the map and the list


@pytest.fixture(scope="module")
def heat_map():
    return the_gradient.sensitivity_map()


@DIGITS_AND_NETWORKS
def test_the_map_shows_the_gradient_of_central_differences(heat_map, index, epochs):
    control(heat_map, "images").value = 1
    choose(heat_map, index, epochs)
    shown, network = heat_map.numbers["gradient"], snapshot(epochs)
    inked = index_of(f"weights[0][3, {TRAIN.images[:, index].argmax()}]", SIZES)
    sample = np.random.default_rng(index).choice(np.arange(12_544, 13_002), 40, replace=False).tolist()
    for position in [inked, 0, *sample]:
        assert shown[position] == pytest.approx(nudged(network, index, position), abs=1e-6)
    no_ink = (TRAIN.images[:, index] == 0).mean()
    assert heat_map.numbers["zero_share"] == no_ink and f"{100 * no_ink:.1f} %" in heat_map.line.value


def test_the_colours_of_the_map_are_the_signs_and_sizes_of_the_gradient(heat_map):
    control(heat_map, "images").value = 1
    choose(heat_map, 5, 1)
    canvas = heat_map.figure.axes[0].images[0].get_array()
    gradient = snapshot(1).backprop(TRAIN.images[:, 5], TRAIN.targets[:, 5])
    centre = 36 + 18 * np.arange(16) + 8
    cells = canvas[centre[:, np.newaxis], 424 + 18 * np.arange(16) + 8]
    blue = cells[..., 2] > cells[..., 0]
    strong = np.abs(gradient.weights[1]) > 0.01 * heat_map.numbers["largest"]
    np.testing.assert_array_equal(blue[strong], gradient.weights[1][strong] > 0)
    first = canvas[36 + 1 : 36 + 84 : 3, 16 + 1 : 16 + 84 : 3]
    np.testing.assert_array_equal((first == 0).all(axis=-1), TRAIN.images[:, 5].reshape(28, 28) == 0)


@pytest.mark.parametrize("index, n", [(5, 2), (3, 10), (30_000, 100), (5, 2000)])
def test_an_average_is_over_this_image_and_the_first_others(heat_map, index, n):
    choose(heat_map, index, 1)
    control(heat_map, "images").value = n
    chosen = [index, *[i for i in range(n) if i != index][: n - 1]]
    assert len(set(chosen)) == n
    expected = snapshot(1).backprop(TRAIN.images[:, chosen], TRAIN.targets[:, chosen]).vector
    np.testing.assert_allclose(heat_map.numbers["gradient"], expected, atol=1e-12)


def test_averaged_over_all_images_little_is_black_and_slopes_cancel(heat_map):
    choose(heat_map, 5, 1)
    control(heat_map, "images").value = 1
    one = heat_map.numbers
    control(heat_map, "images").value = 60_000
    average = heat_map.numbers
    assert average["largest"] < one["largest"] / 10 and average["zero_share"] < 0.1 < 0.7 < one["zero_share"]
    assert average["silent_pixels"] == (TRAIN.images == 0).all(axis=1).sum()


@pytest.fixture
def listed():
    return the_gradient.sorted_list()


def table(explorer):
    return next(w for w in inside(explorer) if isinstance(w, Table))


@pytest.mark.parametrize("order, key", [("size", lambda g: -np.abs(g)), ("most positive", lambda g: -g), ("name", None)])
def test_the_list_is_sorted(listed, order, key):
    control(listed, "sort by").value = order
    gradient = snapshot(1).backprop(TRAIN.images[:, 5], TRAIN.targets[:, 5]).vector
    expected = np.arange(12) if key is None else np.argsort(key(gradient), kind="stable")[:12]
    assert table(listed).names == [name_of(int(i), SIZES) for i in expected]
    np.testing.assert_array_equal(listed.numbers["values"], gradient[expected])


@pytest.fixture(scope="module")
def long_list():
    return the_gradient.sorted_list()


@DIGITS_AND_NETWORKS
def test_the_rows_of_the_list_are_central_differences(long_list, index, epochs):
    explorer = long_list
    choose(explorer, index, epochs)
    network = snapshot(epochs)
    for position, value in zip(explorer.numbers["positions"], explorer.numbers["values"]):
        assert value == pytest.approx(nudged(network, index, position), abs=1e-6)
    size = np.sort(np.abs(explorer.numbers["gradient"]))
    np.testing.assert_allclose(explorer.numbers["times_median"], size[::-1][:12] / np.median(size[size > 0]))
    assert [row[0] for row in table(explorer).rows] == [str(rank) for rank in range(1, 13)]


def test_the_list_is_filtered_searched_and_turned(listed):
    control(listed, "layer").value = "hidden 1 → hidden 2"
    assert listed.numbers["count"] == 272 and all("[1]" in name.split("][")[0] + "]" for name in table(listed).names)
    control(listed, "layer").value = "all"
    control(listed, "find").value = "weights[2][4,7]"
    assert table(listed).names == ["weights[2][4, 7]"] and table(listed).rows[0][2:4] == ["neuron 7", "output 4"]
    control(listed, "find").value = "Output 7"
    assert listed.numbers["count"] == 17
    control(listed, "▶").click()
    assert len(table(listed).rows) == 5 and "13–17 of 17" in listed.line.value
    control(listed, "▶").click()
    assert "13–17 of 17" in listed.line.value
    control(listed, "◀").click()
    assert "1–12 of 17" in listed.line.value
    control(listed, "find").value = "nothing of this kind"
    assert table(listed).rows == [] and listed.pane.message == "" and "0</b> parameters found" in listed.line.value


def test_a_chosen_row_is_framed_in_the_map(listed):
    before = listed.figure.axes[0].patches[-1].get_xy()
    table(listed).selected = table(listed).names[3]
    assert listed.figure.axes[0].patches[-1].get_xy() != before
    value = snapshot(1).backprop(TRAIN.images[:, 5], TRAIN.targets[:, 5]).vector[listed.numbers["positions"][3]]
    assert f"−{abs(value):.3f}</b> from hidden layer 2" in listed.line.value


def test_parameters_have_names_in_words():
    words = ("weights[0][3, 400]", "weights[1][5, 12]", "weights[2][4, 7]", "biases[0][3]", "biases[2][9]")
    assert [ends_in_words(index_of(name, SIZES), SIZES) for name in words] == [
        ("pixel 14, 8", "neuron 3"),
        ("neuron 12", "neuron 5"),
        ("neuron 7", "output 4"),
        ("bias", "neuron 3"),
        ("bias", "output 9"),
    ]
    assert in_words(index_of("weights[0][3, 400]", SIZES), SIZES) == (
        "from the pixel in row 14, column 8 to hidden layer 1, neuron 3"
    )
    assert in_words(13_001, SIZES) == "bias of output 9"


# ---- two weights


@pytest.mark.parametrize(
    "name", ["weights[0][3, 400]", "weights[1][5, 12]", "weights[2][4, 7]", "biases[0][3]", "biases[2][9]"]
)
def test_the_cost_along_a_parameter_is_what_the_network_says_when_it_is_set(name):
    network, (x, y) = snapshot(1), (TRAIN.images[:, 5], TRAIN.targets[:, 5])
    position, values = index_of(name, SIZES), np.array([-3, 0.2, 5])
    found = cost_along(network, x, y, position, values)
    for value, cost in zip(values, found):
        network.parameters[position] = value
        assert cost == pytest.approx(network.cost(x, y), abs=1e-12)


@pytest.fixture(scope="module")
def wiggle():
    return the_gradient.wiggle_two_weights()


def test_the_first_pair_is_nearest_to_32_to_1_in_the_last_layer():
    numbers = the_gradient.wiggle_two_weights().numbers
    slopes = np.abs(snapshot(1).backprop(TRAIN.images[:, 5], TRAIN.targets[:, 5]).weights[-1].ravel())
    nearest = np.abs(np.log(slopes[:, np.newaxis] / slopes) - np.log(32)).min()
    ratio = abs(numbers["slopes"][0] / numbers["slopes"][1])
    assert abs(np.log(ratio / 32)) == pytest.approx(nearest) and ratio == pytest.approx(32, rel=0.01)
    assert TRAIN.labels[5] == 2


@DIGITS_AND_NETWORKS
def test_predicted_and_true_changes_are_right(wiggle, index, epochs):
    choose(wiggle, index, epochs)
    control(wiggle, "wiggle").value = size = [0.003, 0.7][epochs]
    names = ["weights[2][3, 11]", "biases[1][4]"]
    control(wiggle, "A").value, control(wiggle, "B").value = (index_of(name, SIZES) for name in names)
    numbers, network = wiggle.numbers, snapshot(epochs)
    x, y = TRAIN.images[:, index], TRAIN.targets[:, index]
    for name, slope, predicted, true in zip(names, *(numbers[key] for key in ("slopes", "predicted", "true"))):
        position = index_of(name, SIZES)
        assert slope == pytest.approx(nudged(network, index, position), abs=1e-6)
        assert predicted == pytest.approx(slope * size)
        moved = network.copy()
        moved.parameters[position] += size
        assert true == pytest.approx(moved.cost(x, y) - network.cost(x, y), abs=1e-12)
    lengths = [bar.get_width() for bar in wiggle.figure.axes[0].patches]
    np.testing.assert_allclose(lengths, np.column_stack([numbers["predicted"], numbers["true"]]).ravel())


@DIGITS_AND_NETWORKS
def test_the_prediction_holds_as_far_as_is_said_and_no_further(wiggle, index, epochs):
    choose(wiggle, index, epochs)
    numbers, network = wiggle.numbers, snapshot(epochs)
    x, y = TRAIN.images[:, index], TRAIN.targets[:, index]
    for position, slope, reach in zip(numbers["positions"], numbers["slopes"], numbers["reach"]):

        def off(size, position=position, slope=slope):
            changes = cost_along(network, x, y, position, network.parameters[position] + size) - network.cost(x, y)
            return np.abs(changes / (slope * size) - 1)

        assert (off(np.geomspace(0.001, min(reach * 0.999, 2), 500)) <= 0.1 + 1e-4).all() or reach == 0.001
        assert reach == np.inf or off(np.array([reach * 1.001]))[0] > 0.1 - 1e-4


def test_a_pair_near_32_to_1_is_found_for_another_image(wiggle):
    choose(wiggle, 8, 1)
    control(wiggle, "find a pair near 32 : 1").click()
    ratio = abs(wiggle.numbers["slopes"][0] / wiggle.numbers["slopes"][1])
    assert ratio == pytest.approx(32, rel=0.02) and f">{ratio:.1f} : 1</b>" in wiggle.line.value


def test_the_notebook_may_say_that_large_wiggles_break_the_ratio_and_the_fresh_network_has_no_such_pair():
    explorer = the_gradient.wiggle_two_weights()
    assert explorer.numbers["reach"][0] > explorer.numbers["reach"][1]
    slopes = np.abs(snapshot(0).backprop(TRAIN.images[:, 5], TRAIN.targets[:, 5]).weights[-1])
    assert slopes.max() / slopes.min() < 20


# ---- any weight


@pytest.fixture
def edit():
    return the_gradient.edit_any_weight()


def value_controls(explorer):
    box = next(w for w in inside(explorer) if isinstance(w, ipywidgets.BoundedFloatText))
    return control(explorer, "value"), box


@pytest.fixture(scope="module")
def editor():
    return the_gradient.edit_any_weight()


@DIGITS_AND_NETWORKS
def test_an_edited_weight_changes_cost_slope_and_other_gradients(editor, index, epochs):
    edit = editor
    choose(edit, index, epochs)
    control(edit, "reset all").click()
    control(edit, "weight").value, control(edit, "to").value, control(edit, "from").value = 1, 6, 11
    slider, _ = value_controls(edit)
    slider.value = 2.25
    network, original = snapshot(epochs), snapshot(epochs)
    network.weights[1][6, 11] = 2.25
    numbers, position = edit.numbers, index_of("weights[1][6, 11]", SIZES)
    x, y = TRAIN.images[:, index], TRAIN.targets[:, index]
    np.testing.assert_allclose(numbers["outputs"], network.output(x))
    assert numbers["cost"] == pytest.approx(network.cost(x, y), abs=1e-9)
    assert numbers["slope"] == pytest.approx(nudged(network, index, position), abs=1e-6)
    change = network.backprop(x, y).vector - original.backprop(x, y).vector
    change[position] = 0
    np.testing.assert_allclose(np.abs(change[numbers["moved"]]), np.sort(np.abs(change))[::-1][:5])
    for moved, before, after in zip(*(numbers[key] for key in ("moved", "moved_before", "moved_after"))):
        assert before == pytest.approx(nudged(original, index, moved), abs=1e-6)
        assert after == pytest.approx(nudged(network, index, moved), abs=1e-6)


def test_the_tangent_touches_the_curve_with_the_slope_of_the_gradient(edit):
    curve, tangent, *_, now = edit.figure.axes[0].lines
    (x0, x1), (y0, y1) = tangent.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(edit.numbers["slope"])
    x, y = now.get_xydata()[0]
    assert y == pytest.approx(np.interp(x, *tangent.get_data())) == pytest.approx(edit.numbers["cost"])
    assert y == pytest.approx(np.interp(x, *curve.get_data()), abs=1e-3)


def test_a_click_on_a_line_chooses_this_weight_and_changes_nothing(edit):
    before = edit.numbers["cost"]
    view = next(w for w in inside(edit) if type(w).__name__ == "NetworkView")
    view.selected = "weights[1][3, 9]"
    assert [control(edit, name).value for name in ("weight", "to", "from")] == [1, 3, 9]
    assert edit.numbers["position"] == index_of("weights[1][3, 9]", SIZES) and edit.numbers["cost"] == before
    assert value_controls(edit)[0].value == pytest.approx(snapshot(1).weights[1][3, 9], abs=1e-4)
    view.selected = "activations[1][2]"
    assert edit.numbers["position"] == index_of("weights[1][3, 9]", SIZES)


def test_a_typed_value_a_second_weight_and_the_reset(edit):
    slider, box = value_controls(edit)
    first = edit.numbers["cost"]
    box.value = -3.125
    assert slider.value == -3.125 and edit.numbers["value"] == -3.125
    one = edit.numbers["cost"]
    control(edit, "weight").value = 0
    control(edit, "from").value = 783
    assert edit.numbers["cost"] == one != first  # the first edit stays
    control(edit, "weight").value = 2
    assert control(edit, "from").value == 15
    control(edit, "reset all").click()
    assert edit.numbers["cost"] == first and len(edit.numbers["moved"]) == 0


def test_a_slider_that_rounds_what_it_was_told_edits_nothing(edit):
    slider, _ = value_controls(edit)
    slider.value = round(slider.value, 2)
    assert len(edit.numbers["moved"]) == 0


def test_a_weight_from_a_pixel_without_ink_changes_nothing():
    edit = the_gradient.edit_any_weight(selected="weights[0][3, 0]")
    before = edit.numbers["cost"]
    value_controls(edit)[0].value = 7
    assert edit.numbers["cost"] == before and edit.numbers["slope"] == 0 and len(edit.numbers["moved"]) == 0


# ---- the table


def test_a_table_refuses_rows_that_do_not_fit():
    with pytest.raises(ValueError, match="kind of a column must be one of text, code, number, bar, but got 'picture'"):
        Table([("rank", "picture")])
    with pytest.raises(ValueError, match="each of 1 rows needs 2 texts and a name"):
        Table([("rank", "number"), ("name", "code")]).show([["1"]], ["a"])


@pytest.mark.parametrize(
    "name", ["cost_squares", "average_cost", "sensitivity_map", "sorted_list", "wiggle_two_weights", "edit_any_weight"]
)
def test_the_still_holds_the_line_and_the_picture(name):
    explorer = getattr(the_gradient, name)()
    still = explorer.still()
    assert [round(side) for side in still.bbox.size] == [round(s) for s in explorer.figure.bbox.size + np.array([0, 56])]
    assert all(text.get_text() in explorer.line.value for text in still.texts)
    assert len(style.png(still)) < 150_000


@pytest.mark.parametrize("slope", ["−0.145", "+0.0000426", "+0.0000000133", "+1e-09"])
def test_a_product_fits_beside_the_bars(slope):
    for wiggle in ("0.01", "0.0389", "0.00123", "2"):
        product = _product(slope, wiggle)
        assert product.startswith(f"gradient {slope} × ") and product.endswith(wiggle) and len(product) <= LONGEST
