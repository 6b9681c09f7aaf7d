import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nnlib.plots.bitmap import Bitmap
from nnlib.plots.digits import draw_digit, draw_gallery


def brightness(draw, *arguments, **others):
    figure = Figure(figsize=(3, 3), dpi=100, facecolor="black")
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, 28), ylim=(28, 0))
    assert draw(ax, *arguments, **others) is None
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].mean() / 255, ax


@pytest.mark.parametrize("shape", [(784,), (28, 28), (140, 140)])
def test_a_digit_is_as_bright_as_its_values(shape):
    values = [brightness(draw_digit, np.full(shape, grey))[0] for grey in (0, 0.5, 1)]
    assert values == pytest.approx([0, 0.5, 1], abs=0.02)


def test_a_digit_can_be_drawn_anywhere_on_the_stage():
    figure = Figure()
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, 640), ylim=(360, 0))
    draw_digit(ax, np.ones(784), left=100, top=40, side=280)
    (pixels,) = ax.findobj(Bitmap)
    assert pixels.corners == [(100, 40), (380, 320)]
    assert ax.get_xlim() == (0, 640) and ax.get_ylim() == (360, 0)


def test_a_gallery_shows_every_image_in_its_place_and_every_label():
    images = np.stack([np.full(784, grey) for grey in (0.1, 0.2, 0.3, 0.4, 0.5)], axis=1)
    _, ax = brightness(draw_gallery, images, [7, 2, 1, 0, 4], columns=3)
    (mosaic,) = ax.findobj(Bitmap)
    found = [mosaic.rgba[row, column] for row in (10, 10 + 45) for column in (10, 43, 76)]
    assert [grey / 255 for grey, *_ in found[:5]] == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5], abs=0.003)
    assert [opacity for *_, opacity in found] == [255] * 5 + [0]
    assert [text.get_text() for text in ax.texts] == ["7", "2", "1", "0", "4"]
