"""Buttons that bring along what was on the page when they were pressed."""

import ipywidgets
import numpy as np
import pytest

from nnlib.widgets.drawing_pad import SIDE, DrawingPad, image_of
from nnlib.widgets.keys import Keys


def some_ink(left):
    ink = np.zeros((SIDE, SIDE), np.uint8)
    ink[20:120, left : left + 20] = 255
    return ink.tobytes()


@pytest.fixture
def pressed():
    return []


@pytest.fixture
def parts(pressed):
    """Keys beside a pad and a field for text."""
    pad, text = DrawingPad(preview=False), ipywidgets.Text("old")
    carried = [(pad, "ink"), (text, "value")]
    keys = Keys({"7": "It is a 7", "1": "It is a 1"}, carried, lambda *all: pressed.append(all), wipes=pad)
    return keys, pad, text


def test_a_press_on_the_page_uses_what_it_brings_along_whatever_the_kernel_knows(parts, pressed):
    keys, pad, text = parts
    pad.ink = some_ink(10)
    new = memoryview(some_ink(60))
    keys._handle_custom_msg({"press": 1, "values": [None, "new"]}, [new])
    assert pressed == [("1", bytes(new), "new")]
    assert pad.ink == some_ink(10) and text.value == "old"  # the page itself says how it goes on


def test_a_press_from_python_brings_what_the_kernel_knows_and_wipes_the_pad(parts, pressed):
    keys, pad, _ = parts
    pad.ink = some_ink(10)
    keys.press("7")
    assert pressed == [("7", some_ink(10), "old")] and not any(pad.ink)
    with pytest.raises(ValueError, match="text must be one of 7, 1"):
        keys.press("8")


def test_the_page_is_told_where_to_look(parts):
    keys, pad, text = parts
    assert keys.get_state()["carried"] == [[f"IPY_MODEL_{pad.model_id}", "ink"], [f"IPY_MODEL_{text.model_id}", "value"]]


def test_ink_that_is_cut_short_is_refused(parts):
    with pytest.raises(ValueError, match=f"ink must be {SIDE} rows of {SIDE} bytes, but got 3 bytes"):
        image_of(b"abc")
