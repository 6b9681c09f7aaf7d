"""NetworkView without a browser: what it sends, accepts and refuses, and its still picture."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nnlib import Network
from nnlib.plots import style
from nnlib.plots.network import draw_network
from nnlib.widgets.network_view import NetworkView, parse

SIZES = [4, 3, 2]
X = np.array([0.1, 0.9, 0.4, 0.0])
Y = np.array([1.0, 0.0])


def a_network(sizes=SIZES, activation="sigmoid", seed=0):
    return Network(sizes, activation, rng=np.random.default_rng(seed))


@pytest.fixture
def view():
    return NetworkView(a_network(), X, Y)


@pytest.fixture
def sent(view, monkeypatch):
    """The names of the traits in each message that the view sends to the browser."""
    messages = []

    def send(data, buffers):
        messages.append({*data["state"], *(path[0] for path in data["buffer_paths"])})

    monkeypatch.setattr(view.comm, "send", send)
    return messages


def floats(buffer):
    return np.frombuffer(buffer, np.float32)


def joined(arrays):
    return np.concatenate(list(arrays)).astype(np.float32)


# ---- what it sends


networks = st.builds(
    lambda sizes, activation, seed: a_network(sizes, activation, seed),
    st.tuples(st.sampled_from([1, 4, 784]), st.lists(st.integers(1, 64), max_size=4), st.integers(1, 11)).map(
        lambda parts: [parts[0], *parts[1], parts[2]]
    ),
    st.sampled_from(["sigmoid", "relu"]),
    st.integers(0, 99),
)


@settings(max_examples=25, deadline=None)
@given(networks)
def test_the_frame_holds_what_forward_and_backprop_compute(network):
    rng = np.random.default_rng(1)
    x, y = rng.random(network.sizes[0]), rng.random(network.sizes[-1])
    view = NetworkView(network, x, y)
    trace, gradient = network.forward(x), network.backprop(x, y)
    assert view.frame["sizes"] == list(network.sizes)
    assert np.array_equal(floats(view.frame["activations"]), joined(trace.activations))
    assert np.array_equal(floats(view.frame["zs"]), joined(trace.zs))
    assert np.array_equal(floats(view.frame["deltas"]), joined(gradient.deltas))
    assert np.array_equal(floats(view.frame["target"]), y.astype(np.float32))
    assert np.array_equal(floats(view.parameters), network.parameters.astype(np.float32))


@settings(max_examples=10, deadline=None)
@given(networks)
def test_delta_times_activation_as_the_browser_computes_it_is_the_gradient(network):
    x, y = np.linspace(0, 1, network.sizes[0]), np.ones(network.sizes[-1])
    frame, gradient = NetworkView(network, x, y).frame, network.backprop(x, y)
    activations = np.split(floats(frame["activations"]), np.cumsum(network.sizes)[:-1])
    deltas = np.split(floats(frame["deltas"]), np.cumsum(network.sizes[1:])[:-1])
    for W, a, delta in zip(gradient.weights, activations, deltas):
        assert np.allclose(W, np.outer(delta, a), rtol=1e-5, atol=1e-9)


def test_without_a_target_there_are_no_deltas():
    frame = NetworkView(a_network(), X).frame
    assert frame["deltas"] == frame["target"] == b""


def test_another_example_is_one_message_that_repeats_no_parameters(view, sent):
    view.show(x=X[::-1], y=Y[::-1])
    assert sent == [{"frame"}]


def test_refresh_sends_changed_parameters_and_their_effect_in_one_message(view, sent):
    before = view.frame["activations"]
    view.network.parameters += 0.5
    view.refresh()
    assert sent == [{"frame", "parameters"}]
    assert np.array_equal(floats(view.parameters), view.network.parameters.astype(np.float32))
    assert view.frame["activations"] != before


def test_refresh_of_an_unchanged_network_sends_nothing(view, sent):
    view.refresh()
    assert sent == []


def test_network_example_and_target_change_in_one_message(view, sent):
    view.selected, view.lit = "weights[0][2, 3]", ["activations[2]"]
    sent.clear()
    view.show(network=a_network([3, 5]), x=X[:3], y=np.eye(5)[4])
    assert sent == [{"frame", "parameters", "selected", "lit"}]
    assert (view.selected, view.lit) == ("", [])
    assert view.network.sizes == (3, 5) and len(view.x) == 3 and len(view.y) == 5


def test_a_selection_survives_when_the_layers_stay_the_same(view):
    view.selected = "activations[1][2]"
    view.network = a_network(seed=1)
    assert view.selected == "activations[1][2]"


def test_network_x_and_y_can_be_assigned(view):
    twin = a_network(seed=1)
    view.network, view.x, view.y = twin, X[::-1], None
    assert view.network is twin and view.y is None
    assert np.array_equal(floats(view.frame["activations"])[:4], X[::-1].astype(np.float32))


# ---- what it accepts and refuses


@pytest.mark.parametrize("name", ["activations[0][3]", "activations[2][1]", "weights[0][2, 3]", "weights[1][1, 2]", ""])
def test_neurons_and_weights_can_be_selected(view, name):
    view.selected = name
    assert view.selected == name


def test_a_name_without_a_space_is_written_the_usual_way(view):
    view.selected = "weights[1][0,2]"
    assert view.selected == "weights[1][0, 2]"


@pytest.mark.parametrize(
    "name",
    ["activations[1][3]", "activations[3][0]", "weights[1][2, 0]", "weights[2][0, 0]", "activations[1]", "weights[1][0]"]
    + ["activations[1][-1]", "biases[0][1]", "neuron 3", "activations[0][1, 1]"],
)
def test_anything_else_is_refused_and_the_selection_stays(view, name):
    view.selected = "activations[1][2]"
    with pytest.raises(ValueError, match="must|outside"):
        view.selected = name
    assert view.selected == "activations[1][2]"


def test_layers_rows_and_matrices_can_be_lit(view):
    view.lit = ["activations[1]", "weights[1][0]", "weights[0]", "weights[0][1,2]"]
    assert view.lit == ["activations[1]", "weights[1][0]", "weights[0]", "weights[0][1, 2]"]


def test_lighting_what_does_not_exist_is_refused(view):
    with pytest.raises(ValueError, match=r"'weights\[1\]\[2\]' is outside this network, whose layer sizes are \[4, 3, 2\]"):
        view.lit = ["weights[1][2]"]
    assert view.lit == []


@settings(max_examples=50)
@given(st.data())
def test_every_neuron_and_weight_has_a_name_that_leads_back_to_it(data):
    sizes = data.draw(st.lists(st.integers(1, 9), min_size=2, max_size=5))
    layer = data.draw(st.integers(0, len(sizes) - 2))
    to, start = data.draw(st.integers(0, sizes[layer + 1] - 1)), data.draw(st.integers(0, sizes[layer] - 1))
    assert parse(f"weights[{layer}][{to}, {start}]", sizes) == ("weights", layer, to, start)
    assert parse(f"activations[{layer}][{start}]", sizes) == ("activations", layer, start)


@pytest.mark.parametrize(("trait", "value"), [("neurons", "wishes"), ("edges", "wishes")])
def test_wishes_need_a_target(trait, value):
    view = NetworkView(a_network(), X)
    with pytest.raises(ValueError, match="needs a target y"):
        setattr(view, trait, value)
    with pytest.raises(ValueError, match="needs a target y"):
        NetworkView(a_network(), X, **{trait: value})
    assert (view.neurons, view.edges) == ("activations", "weights")


def test_the_target_stays_as_long_as_it_is_needed(view):
    view.edges = "wishes"
    with pytest.raises(ValueError, match="needs a target y"):
        view.y = None
    assert view.y is Y


@pytest.mark.parametrize(("trait", "value"), [("neurons", "zs"), ("edges", "biases"), ("height", -1)])
def test_unknown_choices_are_refused(view, trait, value):
    before = getattr(view, trait)
    with pytest.raises(ValueError, match=f"{trait} must be"):
        setattr(view, trait, value)
    assert getattr(view, trait) == before


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"x": np.zeros(5)}, ValueError, r"x must have shape \(4,\)"),
        ({"x": np.zeros((4, 1))}, ValueError, r"x must be a plain vector of shape \(4,\).*try x\[:, 0\]"),
        ({"y": np.array([np.nan, 0])}, ValueError, "y must hold finite numbers"),
        ({"x": X[::-1], "network": a_network([5, 2])}, ValueError, r"x must have shape \(5,\)"),
        ({"network": "a network"}, TypeError, "network must be an nnlib.Network, but got str"),
    ],
)
def test_a_refused_change_changes_nothing(view, sent, change, error, message):
    network = view.network
    with pytest.raises(error, match=message):
        view.show(**change)
    assert (view.network, view.x, view.y) == (network, X, Y) and sent == []


# ---- where nothing moves


def test_the_summary_tells_the_answer_the_target_and_the_selection(view):
    view.selected = "activations[1][2]"
    output = view.network.output(X)
    answer = output.argmax()
    assert f"Answer {answer} with activation {output[answer]:.2f}, target 0." in view.summary()
    assert "Selected: activations[1][2]." in view.summary()


def picture(view):
    return view._repr_mimebundle_()[0]["image/png"]


@pytest.mark.parametrize("sizes", [[784, 16, 16, 10], [784, 64, 64, 64, 64, 10], [784, 10], SIZES])
@pytest.mark.parametrize("shown", [{}, {"neurons": "wishes", "edges": "wishes"}, {"selected": "weights[0][1, 3]"}])
def test_a_still_picture_is_small(sizes, shown):
    rng = np.random.default_rng(0)
    view = NetworkView(a_network(sizes), rng.random(sizes[0]), np.eye(sizes[-1])[1], caption="A title", **shown)
    png = picture(view)
    assert len(png) <= 150_000
    assert Image.open(io.BytesIO(png)).width <= 1280


def test_a_still_picture_is_the_same_each_time_and_follows_the_selection(view):
    first = picture(view)
    assert picture(view) == first
    view.selected = "activations[1][0]"
    assert picture(view) != first


def test_a_still_picture_shows_the_image_and_keeps_its_greys_pure():
    x = np.zeros(784)
    x[14 * 28 + 14] = 0.5
    png = Image.open(io.BytesIO(picture(NetworkView(a_network([784, 3, 2]), x)))).convert("RGB")
    pixels = np.asarray(png)[200:420, 40:360].reshape(-1, 3)
    grey = pixels[(abs(pixels.astype(int) - 128) < 4).all(axis=1)]
    assert len(grey) >= 100 and (grey == grey[:, :1]).all()


def test_drawing_computes_nothing_and_changes_nothing():
    network = a_network()
    activations, before = network.forward(X).activations, network.parameters.copy()
    _, ax = style.stage_figure(600, 300)
    assert draw_network(ax, activations, network.weights) is None
    assert np.array_equal(network.parameters, before)
    assert ax.get_xlim() == (0, 600) and ax.get_ylim() == (300, 0)
