"""The look that all pictures share."""

import numpy as np
from matplotlib.figure import Figure

from nnlib.plots import style
from nnlib.plots.charts import chart_figure
from nnlib.plots.playground import stacked


def test_a_figure_has_the_pixels_that_were_asked_for_in_each_version_of_matplotlib():
    # Of 4.1 inches, 409.99999999999994 pixels, some versions draw 409 rows, others 410.
    for side in range(100, 1300):
        width, height = chart_figure(side, side).bbox.size
        assert int(width) == int(height) == side
    assert {style.pixels(chart_figure(300, height)).shape for height in (409, 410)} == {(409, 300, 3), (410, 300, 3)}


def test_the_pixels_of_a_figure_are_those_of_its_file_whatever_its_size():
    drawn = style.pixels(Figure(figsize=(3, 4.1), dpi=100))
    assert 409 <= drawn.shape[0] <= 410 and drawn.shape[1:] == (300, 3)


def test_the_pixels_show_what_moves_too():
    figure = Figure(figsize=(1, 1), dpi=100)
    figure.add_axes((0, 0, 1, 1)).axhspan(0, 1, color="black", animated=True)
    assert (style.pixels(figure)[40:60, 40:60] == 0).all()


def test_stacked_figures_of_any_height_are_one_below_the_other():
    white, black = chart_figure(300, 410), Figure(figsize=(3, 4.1), dpi=100, facecolor="black")
    rows = style.pixels(stacked(white, black))[:, 150, 0]
    assert list(np.unique(rows[:400])) == [255] and list(np.unique(rows[-400:])) == [0]
