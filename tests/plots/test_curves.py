"""Curves are told apart by marks and names."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.charts import chart_figure
from nnlib.plots.curves import APART, MARKS, apart, draw_curves, draw_marks, heights_of, pixel_axes


def drawn(draw):
    """The pixels of a figure on which `draw(ax)` has drawn, in axes from 0 to 1."""
    figure = chart_figure(300, 200)
    draw(figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 1)))
    return style.pixels(figure).astype(int)


def test_each_curve_has_a_mark_of_its_own_and_none_lies_over_another():
    figure = chart_figure(300, 200)
    ax = figure.add_axes((0, 0, 1, 1))
    xs = np.arange(100)
    draw_curves(ax, [(xs, xs * 0)] * len(MARKS), apart=21)
    assert [line.get_marker() for line in ax.lines] == list(MARKS)
    starts = [line.get_markevery()[0] for line in ax.lines]
    assert len(set(starts)) == len(MARKS)


def test_names_are_moved_no_further_than_needed_and_stay_inside():
    heights = np.array([50.0, 52.0, 53.0, 150.0])
    places = apart(heights, 40, 300)
    assert (np.diff(places) >= APART - 1e-9).all() and places.min() >= 40 and places.max() <= 300
    assert places[-1] == 150


def test_heights_are_pixels_from_the_top():
    figure = chart_figure(300, 200)
    ax = figure.add_axes((0, 0.25, 1, 0.5), xlim=(0, 1), ylim=(0, 1))
    np.testing.assert_allclose(heights_of(ax, [0, 1], [0, 1]), [150, 50])
    assert pixel_axes(figure).get_ylim() == (200, 0)


def test_a_mark_without_a_number_is_not_drawn():
    nothing = drawn(lambda ax: None)
    assert (drawn(lambda ax: draw_marks(ax, [0.5], [np.nan])) == nothing).all()
    marks = drawn(lambda ax: draw_marks(ax, 0.5, np.array([0.5, np.nan, 0.2])))
    rows = np.flatnonzero((marks != nothing).any(axis=(1, 2)))
    assert abs(rows - 100).min() <= 1 and abs(rows - 160).min() <= 1 and (abs(rows - 130) > 10).all()
