"""The network on paper, on the screen: entries get their marks, and what is right appears in the picture."""

import numpy as np
import pytest
from helpers import assert_small_still, control, written

from nnlib import SGD
from nnlib.exercises.by_hand import FIRST, network_of, worked_out
from nnlib.explorers import primers
from nnlib.wording import amount


def enter(explorer, **numbers):
    explorer.sheet.typed = {**explorer.sheet.typed, **numbers}


def test_an_entry_gets_its_mark_a_sentence_and_its_place_in_the_picture():
    explorer = primers.by_hand()
    assert "Work out z₁" in explorer.sentence and "z₁ 1.4" not in written(explorer)
    enter(explorer, z1=1.4)
    assert explorer.sheet.marks == {"z1": "right"} and "1 of 21 right · ✓ z₁" in explorer.sentence
    assert "z₁ 1.4" in written(explorer)
    enter(explorer, a1=0.2)
    assert explorer.sheet.marks["a1"] == "wrong" and "✗ a₁: The sign of z₁ is lost" in explorer.sentence
    enter(explorer, z1=-0.2)
    assert explorer.sheet.marks == {"z1": "wrong", "a1": "wrong"} and "z₁ 1.4" not in written(explorer)
    enter(explorer, a1=0.45)
    assert explorer.sheet.marks["a1"] == "open"
    enter(explorer, z1=1.4)
    assert explorer.sheet.marks["a1"] == "wrong"


def test_when_all_is_right_the_step_is_shown_to_help():
    explorer = primers.by_hand()
    explorer.sheet.typed = {name: value for name, value in worked_out(FIRST).items() if name not in FIRST}
    network, x, y = network_of(FIRST)
    batch = x[:, np.newaxis], y[:, np.newaxis]
    SGD(network, *batch, batch_size=1, learning_rate=2.0).step(*batch)
    before, after = explorer.numbers["costs"]
    assert after == pytest.approx(network.cost(x, y)) and after < before
    assert f"{after:.3g}" in explorer.sentence and "All right" in explorer.sentence


def test_the_field_with_the_focus_lights_what_it_is_made_of_as_long_as_formulas_are_shown():
    explorer = primers.by_hand()
    explorer.sheet.current = "z2"
    assert explorer.numbers["lit"] == {"z2", "w21", "x1", "w22", "x2", "b2"}
    control(explorer, "formulas").value = False
    assert explorer.numbers["lit"] == set() and not explorer.sheet.hints


def test_another_network_has_other_numbers_and_gives_nothing_away():
    explorer = primers.by_hand()
    enter(explorer, z1=1.4)
    explorer.another.click()
    assert explorer.numbers["given"] != FIRST and explorer.sheet.typed == {} and not explorer.sheet.hints
    assert "0 of 21" in explorer.sentence
    first = explorer.numbers["given"]
    assert f"w₁₁ = {amount(first['w11'])}," in explorer.pane.summary()  # the alternative text of the picture
    explorer.another.click()
    assert explorer.numbers["given"] != first
    again = primers.by_hand()
    again.another.click()
    assert again.numbers["given"] == first


def test_without_a_kernel_it_is_a_task_on_paper():
    text = assert_small_still(primers.by_hand())
    assert "w₃₂ = −2" in text and "Work out on paper: z₁, a₁" in text
