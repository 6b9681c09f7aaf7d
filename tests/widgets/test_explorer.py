"""Controls above a picture, and only the newest state is drawn."""

import asyncio
import io
import threading

import ipywidgets
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imread

from nnlib.plots.digits import draw_digit, draw_gallery
from nnlib.widgets.controls import controls_row
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.latest import Latest
from nnlib.widgets.raster import Raster, encode


def bar(height, colour="red"):
    """A 300 by 200 picture with one bar."""
    if height == 7:
        raise ValueError("height must not be 7 < 8")
    figure = Figure(figsize=(3, 2), dpi=100)
    figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 10)).bar(0.5, height, color=colour)
    return figure


def explorer(draw=bar, **others):
    return Explorer(draw, {"height": ipywidgets.IntSlider(3, 0, 10), **others}, "A bar. Try: drag it.")


def slider(explorer):
    return explorer.children[0].children[1]


def shown(explorer):
    return explorer.children[-1].png


def pixels(png):
    return imread(io.BytesIO(png))


# ---- explorer


def test_the_picture_follows_its_control():
    e = explorer()
    low = pixels(shown(e))
    slider(e).value = 9
    high = pixels(shown(e))
    red = [(image[..., 0] - image[..., 1] > 0.9).mean() for image in (low, high)]
    assert red[1] == pytest.approx(3 * red[0], rel=0.05)


def test_the_values_of_all_controls_go_to_draw_by_name():
    seen = []
    e = explorer(lambda **values: seen.append(values) or bar(1), colour=ipywidgets.Dropdown(options=["red", "blue"]))
    e.children[0].children[2].value = "blue"
    assert seen == [{"height": 3, "colour": "red"}, {"height": 3, "colour": "blue"}]
    assert e.values == {"height": 3, "colour": "blue"}


def test_the_picture_is_as_fine_as_the_screen_and_as_wide_as_the_figure():
    e = explorer()
    picture = e.children[-1]
    assert pixels(picture.png).shape == (200, 300, 4)
    picture.set_state({"density": 2})
    assert pixels(picture.png).shape == (400, 600, 4) and picture.width == 300
    assert picture.words == e.summary()


def test_a_button_stands_in_the_row_and_gives_no_value():
    button = ipywidgets.Button(description="Another digit")
    e = explorer(again=button)
    assert button in e.children[0].children and e.values == {"height": 3}


def test_a_change_that_no_control_knows_of_can_be_drawn():
    heights = [2]
    e = explorer(lambda height: bar(heights[-1]))
    before = shown(e)
    heights.append(8)
    e.redraw()
    assert shown(e) != before


def test_what_is_wrong_is_said_and_the_old_picture_stays():
    e = explorer()
    before, figure = shown(e), e.figure
    slider(e).value = 7
    assert e.message == "height must not be 7 < 8"
    assert e.children[1].layout.display == "block"
    assert "7 &lt; 8" in e.children[1].value and 'role="alert"' in e.children[1].value
    assert shown(e) == before and e.figure is figure
    slider(e).value = 8
    assert e.message == "" and e.children[1].layout.display == "none" and shown(e) != before


def test_a_draw_that_returns_no_figure_is_named_at_once():
    with pytest.raises(TypeError, match="draw must return a matplotlib Figure, but got None"):
        explorer(lambda height: None)


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("bar", {}, "x"), "draw must be a function"),
        ((bar, [ipywidgets.IntSlider()], "x"), "controls must be a dict"),
        ((bar, {"height": 3}, "x"), r"controls\['height'\] must be a widget such as IntSlider\(\), but got 3"),
        ((bar, {"height": ipywidgets.IntSlider()}, None), "summary must be text, but got None"),
    ],
)
def test_bad_arguments_are_refused_with_a_reason(arguments, words):
    with pytest.raises(TypeError, match=words):
        Explorer(*arguments)


def test_the_still_is_the_picture_and_the_text_is_the_summary():
    e = explorer()
    slider(e).value = 5
    data, _ = e._repr_mimebundle_()
    assert data["text/plain"] == repr(e) == "A bar. Try: drag it."
    assert pixels(data["image/png"]).shape == (200, 300, 4)
    assert e.still() is e.figure


def test_descriptions_are_never_cut_short():
    row = controls_row(ipywidgets.IntSlider(description="How much to wiggle this weight"), ipywidgets.Button())
    assert row.children[1].style.description_width == "initial"


def test_a_fast_drag_in_a_kernel_ends_in_the_last_state_and_draws_few():
    drawn = []

    async def drag():
        e = explorer(lambda height: drawn.append(height) or bar(1))
        for k in range(200):
            slider(e).value = k % 10
        await asyncio.sleep(0.05)
        return e

    e = asyncio.run(drag())
    assert drawn == [3, 9] and e.values == {"height": 9}


def test_code_that_reads_the_figure_at_once_gets_the_newest():
    async def set_and_read():
        e = explorer(lambda height: bar(1) if height < 5 else Figure(figsize=(4, 4)))
        slider(e).value = 6
        return e.figure.get_figwidth()

    assert asyncio.run(set_and_read()) == 4


# ---- newest


def test_without_a_loop_each_request_is_answered_at_once():
    calls = []
    newest = Latest(lambda: calls.append(1))
    newest()
    newest({"name": "value"})
    newest.flush()
    assert len(calls) == 2


def test_two_hundred_requests_are_one_call_with_the_last_state():
    async def flood():
        state, calls = [0], []
        newest = Latest(lambda: calls.append(state[0]))
        for state[0] in range(1, 201):
            newest()
        assert calls == []
        await asyncio.sleep(0.05)
        return calls

    assert asyncio.run(flood()) == [200]


def test_requests_from_another_thread_are_answered_by_the_loop():
    async def flood():
        state, calls = [0], []
        newest = Latest(lambda: calls.append((state[0], threading.current_thread())))

        def drag():
            for state[0] in range(1, 201):
                newest()

        thread = threading.Thread(target=drag)
        thread.start()
        await asyncio.sleep(0.1)
        thread.join()
        return calls

    calls = asyncio.run(flood())
    assert calls[-1][0] == 200 and len(calls) < 10
    assert {thread for _, thread in calls} == {threading.main_thread()}


def test_a_request_during_the_call_leads_to_another():
    async def nested():
        calls = []

        def function():
            calls.append(1)
            if len(calls) == 1:
                newest()

        newest = Latest(function)
        newest()
        await asyncio.sleep(0.05)
        return calls

    assert len(asyncio.run(nested())) == 2


def test_flush_makes_the_call_now_and_only_once():
    async def flush():
        calls = []
        newest = Latest(lambda: calls.append(1))
        newest.flush()
        newest()
        newest.flush()
        assert len(calls) == 1
        await asyncio.sleep(0.05)
        return calls

    assert len(asyncio.run(flush())) == 1


def test_after_the_loop_has_ended_requests_are_answered_at_once():
    calls = []

    async def make():
        return Latest(lambda: calls.append(1))

    asyncio.run(make())()
    assert calls == [1]


# ---- raster


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


# ---- digits


def brightness(draw, *arguments, **others):
    figure = Figure(figsize=(3, 3), dpi=100, facecolor="black")
    ax = figure.add_axes((0, 0, 1, 1))
    assert draw(ax, *arguments, **others) is None
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].mean() / 255, ax


@pytest.mark.parametrize("shape", [(784,), (28, 28), (140, 140)])
def test_a_digit_is_as_bright_as_its_values(shape):
    values = [brightness(draw_digit, np.full(shape, grey))[0] for grey in (0, 0.5, 1)]
    assert values == pytest.approx([0, 0.5, 1], abs=0.02)


def test_a_digit_can_stand_anywhere_on_the_stage():
    figure = Figure()
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, 640), ylim=(360, 0))
    draw_digit(ax, np.ones(784), left=100, top=40, side=280)
    assert ax.images[0].get_extent() == [100, 380, 320, 40]
    assert ax.get_xlim() == (0, 640) and ax.get_ylim() == (360, 0)


def test_a_gallery_shows_every_image_in_its_place_and_every_label():
    images = np.stack([np.full(784, grey) for grey in (0.1, 0.2, 0.3, 0.4, 0.5)], axis=1)
    _, ax = brightness(draw_gallery, images, [7, 2, 1, 0, 4], columns=3)
    mosaic = ax.images[0].get_array()
    found = [mosaic[row, column].item() for row in (10, 10 + 45) for column in (10, 43, 76)]
    assert found[:5] == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5]) and mosaic.mask[55, 76]
    assert [text.get_text() for text in ax.texts] == ["7", "2", "1", "0", "4"]
