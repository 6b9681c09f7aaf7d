"""Pictures that are put on a figure pixel by pixel."""

import tracemalloc

import numpy as np
from matplotlib.figure import Figure

from nnlib.plots import style
from nnlib.plots.bitmap import paste


def empty(width, height):
    return Figure(figsize=style.inches(width, height), dpi=100, facecolor="#ffffff")


def test_a_pasted_picture_keeps_each_pixel_and_covers_no_other():
    rng = np.random.default_rng(4)
    picture = rng.integers(0, 255, (41, 67, 3), np.uint8)
    figure = empty(123, 99)
    paste(figure, picture, 20, 30)
    shown = style.pixels(figure)
    assert shown.shape == (99, 123, 3)
    np.testing.assert_array_equal(shown[99 - 30 - 41 : 99 - 30, 20 : 20 + 67], picture)
    shown = shown.copy()
    shown[99 - 30 - 41 : 99 - 30, 20 : 20 + 67] = 255
    assert (shown == 255).all()


def test_two_pictures_on_one_figure_stay_what_they_are():
    figure = empty(60, 20)
    paste(figure, np.full((20, 30, 3), 10, np.uint8))
    paste(figure, np.full((20, 30, 3), 200, np.uint8), 30)
    shown = style.pixels(figure)
    assert (shown[:, :30] == 10).all() and (shown[:, 30:] == 200).all()


def test_a_pasted_picture_takes_little_memory_since_the_browsers_python_never_gives_any_back():
    picture = np.zeros((500, 1000, 3), np.uint8)
    figure = empty(1000, 500)
    paste(figure, picture)
    style.pixels(empty(1000, 500))  # what is loaded once
    tracemalloc.start()
    try:
        style.png(figure)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 30 * 1000 * 500, f"{peak / 500_000:.0f} bytes for each pixel"
