"""Figures as PNGs."""

import numpy as np
import pytest
from helpers import bar, pixels
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nnlib.widgets.raster import Raster, encode


def test_a_png_holds_exactly_the_given_pixels():
    image = np.random.default_rng(0).integers(0, 256, (7, 11, 4), np.uint8)
    np.testing.assert_array_equal(np.rint(pixels(encode(image)) * 255), image)


@pytest.mark.parametrize("density", [1, 1.25, 2])
def test_the_raster_draws_what_matplotlib_draws(density):
    raster = Raster()
    for figure in bar(2), bar(9, "blue"), bar(4):
        png = pixels(raster.png(figure, density))
        assert figure.dpi == 100
        figure.dpi = 100 * density
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        np.testing.assert_array_equal(np.rint(png * 255), canvas.buffer_rgba())


def test_a_figure_that_comes_again_is_drawn_anew_where_it_moves():
    figure = bar(2)
    line, label = figure.axes[0].plot([0, 1], [9, 9])[0], figure.axes[0].text(0.1, 5, "static")
    line.set_animated(True)
    raster = Raster()
    raster.png(figure)
    line.set_ydata([6, 8])
    label.set_text("changed, but not animated")
    moved = pixels(raster.png(figure))
    label.set_text("static")
    fresh = pixels(Raster().png(figure))
    np.testing.assert_array_equal(moved, fresh)
    assert pixels(raster.png(figure, density=2)).shape == (400, 600, 4)


def test_the_raster_follows_a_change_of_size():
    raster = Raster()
    for width in 3, 5, 3:
        assert pixels(raster.png(Figure(figsize=(width, 2), dpi=50))).shape == (100, width * 50, 4)
