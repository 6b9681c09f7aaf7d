"""A Sketch draws what matplotlib's own artists would draw, as one collection."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, Polygon, Rectangle

from nnlib.plots import style
from nnlib.plots.lettering import write_all
from nnlib.plots.sketch import Sketch

SIZE = 400, 200  # of the stage


def drawn(draw):
    """The pixels of a stage on which `draw(ax)` has drawn."""
    figure, ax = style.stage_figure(*SIZE)
    draw(ax)
    return style.pixels(figure).astype(int)


def sketched(fill):
    """The pixels of a stage with what `fill(sketch)` has added to a Sketch."""

    def draw(ax):
        sketch = Sketch()
        fill(sketch)
        sketch.draw(ax)

    return drawn(draw)


def assert_alike(one, other):
    """Whether two stages are equal, apart from rounding at the edges, and not both empty."""
    assert np.ptp(other) > 100
    assert np.abs(one - other).mean() < 0.3


def test_texts_are_where_write_all_writes_them():
    look = {"size": 14, "colours": [style.UP, style.TEXT, style.UP], "ha": "right", "weight": "bold"}
    places = 200, [50, 100, 150], ["0.37", "a₂", "−8 and more"]
    assert_alike(sketched(lambda sketch: sketch.write(*places, **look)), drawn(lambda ax: write_all(ax, *places, **look)))


def test_lines_are_those_of_a_line_collection():
    lines, colours = [[(20, 30), (380, 40)], [(20, 90), (200, 180), (380, 90)]], [style.UP, style.DOWN]
    collection = LineCollection(lines, colors=colours, linewidths=6)
    assert_alike(sketched(lambda sketch: sketch.lines(lines, colours, 6)), drawn(lambda ax: ax.add_collection(collection)))


def test_rectangles_go_left_and_up_where_their_sides_are_negative():
    patches = [Rectangle((200, 40), 100, 20, color=style.UP, lw=0), Rectangle((200, 140), -150, -30, color=style.DOWN, lw=0)]
    rectangles = 200, [40, 140], [100, -150], [20, -30], [style.UP, style.DOWN]
    assert_alike(
        sketched(lambda sketch: sketch.rectangles(*rectangles)), drawn(lambda ax: [ax.add_patch(patch) for patch in patches])
    )


def test_circles_and_polygons_have_the_edges_that_they_are_given():
    triangle = [(250, 30), (380, 100), (250, 170)]
    patches = [
        Circle((100, 100), 60, facecolor="0.4", edgecolor=style.UP, linewidth=3),
        Polygon(triangle, facecolor=style.DOWN, edgecolor=style.TEXT, linewidth=2),
    ]

    def fill(sketch):
        sketch.circles(100, 100, 60, ["0.4"], style.UP, 3)
        sketch.polygons([triangle], style.DOWN, style.TEXT, 2)

    assert_alike(sketched(fill), drawn(lambda ax: [ax.add_patch(patch) for patch in patches]))


def test_what_is_added_later_lies_above():
    def fill(sketch):
        sketch.rectangles(0, 0, 400, 200, style.UP)
        sketch.rectangles(100, 50, 200, 100, style.DOWN)

    pixels = sketched(fill)
    assert (pixels[100, 200] == pixels[60, 110]).all() and (pixels[100, 200] != pixels[10, 10]).any()


def test_all_of_it_is_one_artist_whose_label_holds_the_texts():
    figure, ax = style.stage_figure(*SIZE)
    sketch = Sketch()
    sketch.write([50, 100], 100, ["one", "two"], colours=style.TEXT)
    sketch.circles(50, 50, 10, style.UP)
    sketch.write(50, 150, ["three"])
    collection = sketch.draw(ax, gid="everything")
    assert list(ax.collections) == [collection]
    assert (collection.get_label(), collection.get_gid()) == ("one\ntwo\nthree", "everything")


def test_an_empty_text_is_nothing_to_draw():
    blank = sketched(lambda sketch: sketch.write([50, 100], 100, ["", ""], colours=style.TEXT))
    assert np.ptp(blank.reshape(-1, 3), axis=0).max() == 0


def test_a_wrong_number_of_colours_is_an_error():
    with pytest.raises(ValueError):
        Sketch().lines([[(0, 0), (1, 1)]] * 3, [style.UP] * 2)
