"""What the pad makes of a drawing that the browser sends."""

import numpy as np
import pytest
from helpers import pixels

from nnlib.digits.normalise import normalise
from nnlib.digits.photograph import find_digit
from nnlib.widgets.drawing_pad import SIDE, DrawingPad


def a_seven():
    paper = np.zeros((SIDE, SIDE), np.uint8)
    paper[20:32, 30:90] = 255
    paper[32:110, 78:90] = 200
    return paper


def draw(pad, paper, strokes=((60, 50, 180, 50), (168, 60, 168, 220))):
    """Draw as the browser does: both traits in one message, the grey values as a memoryview."""
    pad.set_state({"strokes": [list(stroke) for stroke in strokes], "ink": memoryview(paper.tobytes())})


def test_a_drawing_becomes_an_image_as_mnist_would_hold_it():
    pad = DrawingPad()
    draw(pad, a_seven())
    np.testing.assert_array_equal(pad.image, normalise(a_seven() / 255))
    assert pad.image.shape == (784,) and pad.image.dtype == np.float32 and pad.image.any()


def test_an_observer_gets_each_new_image():
    pad, seen = DrawingPad(), []
    pad.observe(lambda change: seen.append(change.new.sum()), names="image")
    draw(pad, a_seven())
    draw(pad, a_seven().T)
    assert len(seen) == 2 and all(total > 0 for total in seen)


def test_the_browser_gets_back_what_the_network_sees():
    pad = DrawingPad()
    draw(pad, a_seven())
    np.testing.assert_allclose(np.frombuffer(pad.seen, np.uint8) / 255, pad.image, atol=0.5 / 255 + 1e-6)


def test_the_strokes_are_kept_for_the_next_view():
    pad = DrawingPad()
    draw(pad, a_seven())
    assert pad.get_state("strokes") == {"strokes": [[60, 50, 180, 50], [168, 60, 168, 220]]}


def test_clear_wipes_everything_and_says_so():
    pad, seen = DrawingPad(), []
    draw(pad, a_seven())
    pad.observe(lambda change: seen.append(change.new.any()), names="image")
    pad.clear()
    assert pad.strokes == [] and not any(pad.ink) and not any(pad.seen) and not pad.image.any()
    assert seen and not any(seen)


def test_a_fresh_pad_is_empty():
    pad = DrawingPad()
    assert pad.image.shape == (784,) and not pad.image.any() and len(pad.ink) == SIDE * SIDE


def test_pads_share_nothing():
    one, other = DrawingPad(), DrawingPad()
    draw(one, a_seven())
    assert not other.image.any() and other.strokes == []


def test_the_image_cannot_be_set_from_outside():
    with pytest.raises(Exception, match="read-only"):
        DrawingPad().image = np.zeros(784)


@pytest.mark.parametrize("length", [0, 784, SIDE * SIDE + 1])
def test_ink_of_another_size_is_refused_and_changes_nothing(length):
    pad = DrawingPad()
    draw(pad, a_seven())
    before = pad.image
    with pytest.raises(ValueError, match=f"ink must be {SIDE} rows of {SIDE} bytes, but got {length:,} bytes"):
        pad.ink = bytes(length)
    assert pad.image is before and any(pad.ink)


def test_the_still_shows_the_drawing_and_its_text_says_what_to_do():
    pad = DrawingPad()
    empty = picture(pad)
    draw(pad, a_seven())
    assert (picture(pad) > 0.9).mean() > (empty > 0.9).mean() + 0.02  # much more white
    data, _ = pad._repr_mimebundle_()
    assert "draw a digit with mouse, pen or finger" in data["text/plain"]
    assert "application/vnd.jupyter.widget-view+json" in data


def picture(pad):
    data, _ = pad._repr_mimebundle_()
    return pixels(data["image/png"])[..., :3].min(axis=2)


# ---- photographs


def paper_with(dark=slice(60, 200)):
    paper = np.full((240, 320), 0.9)
    paper[dark, 150:170] = 0.2
    return paper


def photograph(pad, paper):
    """Choose a photograph as the browser does."""
    grey = memoryview(np.rint(paper * 255).astype(np.uint8).tobytes())
    pad.set_state({"found": {}, "strokes": [], "photo": {"width": 320, "height": 240, "grey": grey}})


def test_the_ink_of_a_photograph_lies_on_the_pad_in_place_of_a_drawing():
    pad = DrawingPad(photos=True)
    draw(pad, a_seven())
    photograph(pad, paper_with())
    found = find_digit(np.rint(paper_with() * 255) / 255)
    assert pad.strokes == [] and pad.found["box"] == found.box and pad.found["ink"] == pad.ink
    np.testing.assert_allclose(np.frombuffer(pad.ink, np.uint8) / 255, found.ink.ravel(), atol=0.5 / 255 + 1e-9)
    np.testing.assert_array_equal(pad.image, normalise(np.frombuffer(pad.ink, np.uint8).reshape(SIDE, SIDE) / 255))


def test_a_photograph_of_nothing_says_so_and_leaves_the_pad_empty():
    pad = DrawingPad(photos=True)
    photograph(pad, paper_with())
    photograph(pad, paper_with(slice(0, 0)))
    assert "nothing on this paper" in pad.found["says"] and not any(pad.ink) and not pad.image.any()


def test_clear_takes_the_photograph_away():
    pad = DrawingPad(photos=True)
    photograph(pad, paper_with())
    pad.clear()
    assert pad.photo == {} and pad.found == {} and not pad.image.any()
