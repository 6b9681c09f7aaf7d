"""Figures as pixels and as PNGs."""

import numpy as np
import pytest
from helpers import bar, pixels
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nnlib.plots import style
from nnlib.widgets.raster import RECENT, Raster, encode


def test_a_png_holds_exactly_the_given_pixels():
    image = np.random.default_rng(0).integers(0, 256, (7, 11, 4), np.uint8)
    np.testing.assert_array_equal(np.rint(pixels(encode(image)) * 255), image)


@pytest.mark.parametrize("density", [1, 1.25, 2])
def test_the_raster_draws_what_matplotlib_draws(density):
    raster = Raster()
    for figure in bar(2), bar(9, "blue"), bar(4):
        drawn = raster.pixels(figure, density).copy()
        assert figure.dpi == 100
        figure.dpi = 100 * density
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        np.testing.assert_array_equal(drawn, canvas.buffer_rgba())


def test_a_figure_that_comes_again_is_redrawn_where_it_moves():
    figure = bar(2)
    line, label = figure.axes[0].plot([0, 1], [9, 9])[0], figure.axes[0].text(0.1, 5, "static")
    line.set_animated(True)
    raster = Raster()
    label.set_zorder(1)  # below the line
    raster.pixels(figure)
    line.set_ydata([6, 8])
    label.set_text("changed, but not animated")
    moved = raster.pixels(figure).copy()
    label.set_text("static")
    np.testing.assert_array_equal(moved, Raster().pixels(figure))
    assert raster.pixels(figure, density=2).shape == (400, 600, 4)


def test_only_the_rasters_that_have_drawn_last_keep_their_pixels_and_the_others_draw_as_before():
    figure = bar(2)
    (line,) = figure.axes[0].plot([0, 1], [9, 9], animated=True)
    rasters = [Raster() for _ in range(RECENT + 1)]
    for raster in rasters:
        raster.pixels(figure)
    assert [raster._renderer is None for raster in rasters] == [True] + RECENT * [False]
    line.set_ydata([6, 8])
    np.testing.assert_array_equal(rasters[0].pixels(figure), Raster().pixels(figure))
    rasters[-1].release()
    assert rasters[-1] not in Raster._recent


def test_what_lies_above_something_that_moves_stays_above_it():
    figure = bar(2)
    (line,) = figure.axes[0].plot([0, 1], [1, 1], linewidth=30, animated=True)
    figure.axes[0].text(0.5, 1, "above", zorder=5, ha="center")
    raster = Raster()
    for height in 1, 2, 1.3:
        line.set_ydata([height, height])
        moved = raster.pixels(figure).copy()
        np.testing.assert_array_equal(moved[..., :3], style.pixels(figure))


@pytest.mark.parametrize("words", ["0.123", "two\nlines", "$10^{-8}$"])
def test_a_text_that_is_drawn_again_looks_the_same_wherever_it_is(words):
    figure = Figure(figsize=(3, 2), dpi=100)
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, 300), ylim=(0, 200))
    text, raster = ax.text(0, 0, words, animated=True), Raster()
    for x, y in [(20, 30), (23, 31), (20.5, 30), (24.5, 34.25), (120, 90)]:
        text.set_position((x, y))
        for angle in 0, 90:
            text.set_rotation(angle)
            drawn = raster.pixels(figure).copy()
            np.testing.assert_array_equal(drawn[..., :3], style.pixels(figure))


def test_the_raster_follows_a_change_of_size():
    raster = Raster()
    for width in 3, 5, 3:
        assert raster.pixels(Figure(figsize=(width, 2), dpi=50)).shape == (100, width * 50, 4)
