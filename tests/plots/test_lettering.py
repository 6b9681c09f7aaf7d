"""Many short texts as one artist: they are where they should be, and say what they should say."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.textpath import TextPath

from nnlib.plots import style
from nnlib.plots.lettering import write_all


def ink(texts, xs, ys, **look):
    """Left, right, top and bottom of what is drawn on a stage of 400 by 200 pixels."""
    figure, ax = style.stage_figure(400, 200)
    written = write_all(ax, xs, ys, texts, colours="white", **look)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    lit = np.asarray(canvas.buffer_rgba())[..., 0] > 128
    columns, rows = np.flatnonzero(lit.any(axis=0)), np.flatnonzero(lit.any(axis=1))
    return written, (columns[0], columns[-1], rows[0], rows[-1])


@pytest.mark.parametrize("ha, share", [("left", 0), ("center", 0.5), ("right", 1)])
def test_a_text_is_drawn_at_its_place(ha, share):
    _, (left, right, top, bottom) = ink(["0000"], [200], [100], size=20, ha=ha)
    assert left + share * (right - left) == pytest.approx(200, abs=3.5)
    assert (top + bottom) / 2 == pytest.approx(100, abs=1.5)


def test_twice_the_size_is_twice_as_large():
    small, large = (ink(["8"], [200], [100], size=size)[1] for size in (30, 60))
    assert large[3] - large[2] == pytest.approx(2 * (small[3] - small[2]), abs=2)


def test_a_text_is_as_wide_as_matplotlib_makes_it():
    text, pixels = "× σ′(z)  −0.296", 20 * 100 / 72
    _, (left, right, *_) = ink([text], [200], [100], size=20)
    assert right - left == pytest.approx(TextPath((0, 0), text, size=pixels).get_extents().width, abs=2)


def test_one_place_may_serve_for_all_and_the_label_holds_the_texts():
    written, (_, _, top, bottom) = ink([1, "a b"], 200, [50, 150])
    assert written.get_label() == "1\na b"
    assert top < 60 and bottom > 140
