"""Notebook 02: the numbers of an edited weight, read out of the widget."""

import ipywidgets
import numpy as np
import pytest
from helpers import artist, choose_example, control, inside, nudged, written

from nnlib import load_mnist, snapshot
from nnlib.explorers import the_gradient
from nnlib.parameters import index_of

TRAIN = load_mnist().train
SIZES = [784, 16, 16, 10]
RANDOM = np.random.default_rng(2).integers(0, 60_000, 10).tolist()
DIGITS_AND_NETWORKS = pytest.mark.parametrize("index, epochs", [(i, e) for i in RANDOM for e in (0, 1)])


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
    choose_example(edit, index, epochs)
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
    curve, tangent, now = (artist(edit, name) for name in ("curve", "tangent", "now"))
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
    assert "No ink behind what you changed: nothing else moves." in written(edit)
