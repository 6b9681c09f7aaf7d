import ipywidgets as widgets
import numpy as np
import pytest

from nnlib import load_mnist, snapshot
from nnlib.explorers import start_here, the_network
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.drawing_pad import DrawingPad
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.network_view import NetworkView

TEST = load_mnist().test


def parts(widget):
    """The widget and all that it holds."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def control(widget, description):
    return next(part for part in parts(widget) if getattr(part, "description", None) == description)


def one(widget, kind):
    return next(part for part in parts(widget) if isinstance(part, kind))


def shown_output(view):
    sizes = view.frame["sizes"]
    activations = np.frombuffer(view.frame["activations"], np.float32)
    assert activations.size == sum(sizes)
    return activations[-sizes[-1] :]


# ---- choosing a digit


def test_the_chooser_keeps_its_image_when_it_is_of_the_kind_asked_for():
    chooser = DigitChooser(TEST, index=1)
    assert chooser.label == 2
    control(chooser, "show").value = 2
    assert chooser.index == 1


def test_the_chooser_moves_to_the_next_image_of_the_kind_and_its_slider_counts_those():
    chooser = DigitChooser(TEST, index=1)
    control(chooser, "show").value = 7
    sevens = np.flatnonzero(TEST.labels == 7)
    assert chooser.index == sevens[sevens > 1][0]
    control(chooser, "image").value = 5
    assert chooser.index == sevens[5]
    np.testing.assert_array_equal(chooser.image, TEST.images[:, sevens[5]])
    np.testing.assert_array_equal(chooser.target, TEST.targets[:, sevens[5]])


def test_another_at_random_stays_with_the_kind():
    chooser = DigitChooser(TEST)
    control(chooser, "show").value = 3
    seen = set()
    for _ in range(10):
        control(chooser, "another at random").click()
        assert chooser.label == 3
        seen.add(chooser.index)
    assert len(seen) > 1


def test_setting_the_index_moves_the_controls():
    chooser = DigitChooser(TEST)
    control(chooser, "show").value = 3
    chooser.index = 0
    assert control(chooser, "show").value == "any digit"
    assert control(chooser, "image").value == 0


@pytest.mark.parametrize("index", [-1, 10_000])
def test_an_image_that_does_not_exist_is_refused(index):
    chooser = DigitChooser(TEST, index=4)
    with pytest.raises(ValueError, match="index must be from 0 to 9,999"):
        chooser.index = index
    assert chooser.index == 4


# ---- the explorers


def test_the_first_network_follows_its_chooser():
    explorer = start_here.live_network()
    one(explorer, DigitChooser).index = 77
    np.testing.assert_allclose(shown_output(one(explorer, NetworkView)), snapshot(20).output(TEST.images[:, 77]), atol=1e-6)


def test_the_lit_up_network_follows_every_control():
    explorer = the_network.light_up()
    view, chooser = one(explorer, NetworkView), one(explorer, DigitChooser)
    chooser.index = 12
    control(explorer, "epochs of training").value = "1"
    control(explorer, "hidden neurons").value = "relu"
    np.testing.assert_allclose(shown_output(view), snapshot(1, "relu").output(TEST.images[:, 12]), atol=1e-6)


def test_my_own_drawing_takes_the_place_of_the_digits_and_gives_it_back():
    explorer = the_network.light_up()
    view, pad, source = one(explorer, NetworkView), one(explorer, DrawingPad), control(explorer, "image")
    assert pad.layout.display == "none"
    source.value = "my own"
    assert pad.layout.display != "none"
    ink = np.zeros((140, 140), np.uint8)
    ink[20:120, 60:75] = 255
    pad.ink = ink.tobytes()
    np.testing.assert_allclose(shown_output(view), snapshot(20).output(pad.image), atol=1e-6)
    assert pad.image.any() and view.y is None
    source.value = "MNIST digits"
    np.testing.assert_allclose(shown_output(view), snapshot(20).output(TEST.images[:, 1]), atol=1e-6)


@pytest.mark.parametrize(
    "name, layer, neuron", [("activations[1][4]", 0, 4), ("activations[3][9]", 2, 9), ("weights[1][5, 2]", 1, 5)]
)
def test_the_bars_of_a_neuron_add_up_to_its_z(name, layer, neuron):
    explorer = the_network.one_neuron()
    one(explorer, NetworkView).selected = name
    upper, lower = one(explorer, Explorer).figure.axes
    network = snapshot(20)
    z = network.forward(TEST.images[:, 1]).zs[layer][neuron]
    assert sum(bar.get_width() for bar in upper.patches) == pytest.approx(z)
    assert upper.patches[-1].get_width() == pytest.approx(network.biases[layer][neuron])
    assert lower.get_xlabel() == f"z = {z:.2f}"


def test_the_bars_follow_the_digit_and_the_network():
    explorer = the_network.one_neuron()
    one(explorer, DigitChooser).index = 9
    control(explorer, "epochs of training").value = "5"
    upper = one(explorer, Explorer).figure.axes[0]
    z = snapshot(5).forward(TEST.images[:, 9]).zs[1][3]
    assert sum(bar.get_width() for bar in upper.patches) == pytest.approx(z)
    np.testing.assert_array_equal(one(explorer, NetworkView).y, TEST.targets[:, 9])


@pytest.mark.parametrize("name", ["", "activations[0][300]"])
def test_without_a_neuron_the_pane_says_what_to_do(name):
    explorer = the_network.one_neuron()
    one(explorer, NetworkView).selected = name
    assert "Click a neuron" in one(explorer, Explorer).message


def test_every_explorer_has_a_still_picture_and_a_text_without_an_address():
    for make in (start_here.live_network, the_network.light_up, the_network.one_neuron):
        data, _ = make()._repr_mimebundle_()
        assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
        assert "0x" not in data["text/plain"]


def test_a_flood_of_two_hundred_events_ends_in_the_last_state():
    explorer = start_here.live_network()
    slider = next(part for part in parts(explorer) if isinstance(part, widgets.IntSlider))
    for index in range(200):
        slider.value = index
    np.testing.assert_allclose(shown_output(one(explorer, NetworkView)), snapshot(20).output(TEST.images[:, 199]), atol=1e-6)
