"""Notebook 04: what the stepper shows, read from the widgets, against central differences."""

import asyncio
import re

import numpy as np
import pytest
from helpers import example, until
from matplotlib.backends.backend_agg import FigureCanvasAgg

from nnlib import snapshot
from nnlib.explorers import backwards
from nnlib.explorers.shared.networks import network_after
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of
from nnlib.plots.step import step_figure
from nnlib.widgets.player import Player

TEN = [int(index) for index in np.random.default_rng(4).integers(0, 60_000, 10)]
TITLES = {1: "Hidden layer 1", 2: "Hidden layer 2", 3: "Outputs"}


@pytest.fixture(scope="module")
def stepper():
    return backwards.stepper()


def choose(explorer, index, network="untrained"):
    """Move the controls."""
    explorer.chooser._place.value = index
    explorer.network.label = network


def go_to(stepper, title):
    """Press Back or Next until this step is shown."""
    for button in stepper.back, stepper.next:
        for _ in range(stepper.step.max):
            if stepper.current.title == title:
                return stepper.current
            button.click()
    raise AssertionError(f"there is no step {title!r}")


@pytest.mark.parametrize("network, epochs", [("untrained", 0), ("1 epoch", 1)])
def test_every_gradient_that_the_stepper_shows_equals_the_slope_that_nudging_finds(stepper, network, epochs):
    rng = np.random.default_rng(1)
    for index in TEN:
        choose(stepper, index, network)
        net, x, y = example(index, epochs)
        for layer in (3, 2, 1):
            gradient = go_to(stepper, f"{TITLES[layer]}: gradient of the weights").result
            strongest = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
            for j, k in [strongest, *rng.integers(0, gradient.shape, (3, 2))]:
                slope = nudge(net, x[:, None], y[:, None], index_of(f"weights[{layer - 1}][{j}, {k}]", net.sizes))
                assert gradient[j, k] == pytest.approx(slope, abs=1e-6)
            biases = go_to(stepper, f"{TITLES[layer]}: gradient of the biases").result
            for j in range(len(biases)):
                slope = nudge(net, x[:, None], y[:, None], index_of(f"biases[{layer - 1}][{j}]", net.sizes))
                assert biases[j] == pytest.approx(slope, abs=1e-6)


def state(stepper):
    """All that is on the screen, and the networks behind it, as bytes."""
    view = stepper.view
    frame = {name: bytes(value) if isinstance(value, bytes) else value for name, value in view.frame.items()}
    picture = view.parameters, frame, view.neurons, view.edges, view.selected, view.lit
    return stepper.pane, picture, stepper.path, [net.parameters.tobytes() for net in map(network_after, (0, 1))]


def test_next_to_the_end_and_back_to_the_start_restores_every_byte(stepper):
    choose(stepper, 5)
    stepper.step.value = 1
    there = [state(stepper)]
    for _ in range(stepper.step.max - 1):
        stepper.next.click()
        there.append(state(stepper))
    assert all(a != b for a, b in zip(there, there[1:]))
    back = [state(stepper)]
    for _ in range(stepper.step.max - 1):
        stepper.back.click()
        back.append(state(stepper))
    assert back == there[::-1]


def test_back_at_the_start_and_next_at_the_end_do_nothing(stepper):
    stepper.step.value = 1
    stepper.back.click()
    assert stepper.step.value == 1
    stepper.step.value = stepper.step.max
    stepper.next.click()
    assert stepper.step.value == stepper.step.max


def test_the_text_says_the_number_in_large_type_with_formula_shapes_and_line(stepper):
    choose(stepper, 5)
    step = go_to(stepper, "The message to hidden layer 2")
    result = re.search(r'nnlib-key">([^<]+)<', stepper.pane).group(1)
    assert float(result.replace("−", "-")) == pytest.approx(step.value, abs=0.0006)
    for words in "Wᵀ (16, 10) @ δ (10, 1)", step.code.where, "∂C/∂a<sub>k</sub>":
        assert words in stepper.pane
    assert f"step {stepper.step.value} of {stepper.step.max}" in stepper.pane and "<b>backward</b>" in stepper.pane


def test_going_backwards_the_picture_switches_to_wishes(stepper):
    choose(stepper, 5)
    go_to(stepper, "Outputs: activations")
    assert (stepper.view.neurons, stepper.view.edges) == ("activations", "weights")
    go_to(stepper, "Hidden layer 1: gradient of the weights")
    assert (stepper.view.neurons, stepper.view.edges) == ("wishes", "wishes")
    assert "weights[0]" in stepper.view.lit


def test_the_message_lights_exactly_the_lines_it_comes_through(stepper):
    choose(stepper, 5)
    step = go_to(stepper, "The message to hidden layer 2")
    k = stepper.path[2]
    assert stepper.view.lit == ["activations[3]", *(f"weights[2][{j}, {k}]" for j in range(10))]
    assert step.place == f"neuron {k} of hidden layer 2"


def test_another_digit_or_network_keeps_the_step(stepper):
    choose(stepper, 5)
    before = go_to(stepper, "Hidden layer 2: back through the squish")
    choose(stepper, TEN[1], "1 epoch")
    after = stepper.current
    assert after.title == before.title and after.value != before.value
    np.testing.assert_array_equal(after.result, snapshot(1).backprop(*example(TEN[1], 1)[1:]).deltas[1])


def test_a_click_leads_the_path_through_what_was_clicked(stepper):
    choose(stepper, 5)
    go_to(stepper, "Outputs: gradient of the weights")
    stepper.view.selected = "weights[2][7, 4]"
    assert stepper.path[2:] == [4, 7] and stepper.current.value == stepper.current.result[7, 4]
    stepper.view.selected = "activations[2][9]"
    assert stepper.path[2:] == [9, 7] and stepper.view.selected == "weights[2][7, 9]"
    stepper.view.selected = ""
    assert stepper.path[2:] == [9, 7] and stepper.view.selected == "weights[2][7, 9]"
    choose(stepper, TEN[2])
    choose(stepper, 5)
    assert stepper.path[3] == 2


def test_the_learning_rate_decides_how_far_the_step_goes(stepper):
    choose(stepper, 5)
    network, x, y = example(5, 0)
    for rate in stepper.learning_rate.options:
        stepper.learning_rate.value = rate
        twin = network.copy()
        twin.parameters -= rate * network.backprop(x, y).vector
        assert go_to(stepper, "The cost after the step").value == pytest.approx(twin.cost(x, y), rel=1e-12)
        assert stepper.view.network.parameters.tobytes() == twin.parameters.tobytes()
    stepper.learning_rate.value = 0.1


def words_of(still):
    return " ".join(text.get_text() for text in still.texts)


def test_the_still_picture_and_its_words_are_those_of_the_step(stepper):
    choose(stepper, 5)
    stepper.step.value = 9
    assert stepper.summary().startswith(f"Step 9 of {stepper.step.max}. Outputs: slope of the cost: ")
    assert "Outputs: slope of the cost" in words_of(stepper.still())


def test_before_anybody_moves_the_still_shows_a_step_back_with_delta_formula_and_code(stepper):
    choose(stepper, 5)
    stepper.step.value = 1
    step = stepper._walk()[13]
    for words in step.title, step.place, step.code.text, "δ$_{j}$ = ∂C/∂z$_{j}$ = ∂C/∂a$_{j}$", f"= {step.value:.3f}":
        assert words in words_of(stepper.still())
    assert step.part == "backward" and stepper.summary().startswith(f"Step 14 of {stepper.step.max}. {step.title}: ")


def test_the_words_of_every_still_stay_in_the_picture(stepper):
    choose(stepper, 5)
    for number, step in enumerate(stepper._walk(), start=1):
        still = step_figure(np.zeros((10, 1200, 3), np.uint8), step, number, stepper.step.max)
        renderer = FigureCanvasAgg(still).get_renderer()
        for text in still.texts:
            box = text.get_window_extent(renderer)
            assert box.y0 >= 0 and box.x1 <= still.bbox.width, (number, text.get_text())


# ---- what the notebook says of its pictures


def test_for_its_own_image_the_untrained_network_does_better_the_farther_it_goes(stepper):
    choose(stepper, 5)
    costs = []
    for rate in stepper.learning_rate.options:
        stepper.learning_rate.value = rate
        costs.append(go_to(stepper, "The cost after the step").value)
    assert costs == sorted(costs, reverse=True) and len(costs) > 3
    stepper.learning_rate.value = 0.1


# ---- playing


def test_a_second_click_pauses():
    async def pause():
        stepper = backwards.stepper()
        player = Player(stepper.step, 0.01)
        player.click()
        assert (player.description, player.playing) == ("Pause", True)
        await until(lambda: stepper.step.value > 1)
        player.click()
        reached = stepper.step.value
        await asyncio.sleep(0.06)  # longer than to the next step, if it were still playing
        return reached, stepper.step.value

    reached, later = asyncio.run(pause())
    assert 1 < reached == later
