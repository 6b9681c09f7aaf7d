"""Controls above a picture."""

import asyncio

import ipywidgets
import pytest
from helpers import bar, pixels, shown
from matplotlib.figure import Figure

from nnlib.widgets.controls import controls_row
from nnlib.widgets.explorer import Explorer


def explorer(draw=bar, **others):
    return Explorer(draw, {"height": ipywidgets.IntSlider(3, 0, 10), **others}, "A bar. Try: drag it.")


def slider(explorer):
    return explorer.children[0].children[1]


def picture(explorer):
    return explorer.children[-1]


def test_the_picture_follows_its_control():
    e = explorer()
    low = shown(picture(e)).astype(int)
    slider(e).value = 9
    high = shown(picture(e)).astype(int)
    red = [(image[..., 0] - image[..., 1] > 230).mean() for image in (low, high)]
    assert red[1] == pytest.approx(3 * red[0], rel=0.05)


def test_the_values_of_all_controls_go_to_draw_by_name():
    seen = []
    e = explorer(lambda **values: seen.append(values) or bar(1), colour=ipywidgets.Dropdown(options=["red", "blue"]))
    e.children[0].children[2].value = "blue"
    assert seen == [{"height": 3, "colour": "red"}, {"height": 3, "colour": "blue"}]
    assert e.values == {"height": 3, "colour": "blue"}


def test_the_picture_is_as_fine_as_the_screen_and_as_wide_as_the_figure():
    e = explorer()
    assert shown(picture(e)).shape == (200, 300, 3)
    picture(e).set_state({"density": 2})
    assert shown(picture(e)).shape == (400, 600, 3) and picture(e).width == 300
    assert picture(e).words == e.summary()


def test_a_button_is_in_the_row_but_gives_no_value():
    button = ipywidgets.Button(description="Another digit")
    e = explorer(again=button)
    assert button in e.children[0].children and e.values == {"height": 3}


def test_a_change_that_comes_from_no_control_can_be_drawn():
    heights = [2]
    e = explorer(lambda height: bar(heights[-1]))
    before = shown(picture(e))
    heights.append(8)
    e.redraw()
    assert (shown(picture(e)) != before).any()


def test_an_error_is_shown_and_the_old_picture_stays():
    e = explorer()
    before, figure = shown(picture(e)), e.figure
    slider(e).value = 7
    assert e.message == "height must not be 7 < 8"
    assert e.children[1].layout.display == "block"
    assert "7 &lt; 8" in e.children[1].value and 'role="alert"' in e.children[1].value
    assert (shown(picture(e)) == before).all() and e.figure is figure
    slider(e).value = 8
    assert e.message == "" and e.children[1].layout.display == "none" and (shown(picture(e)) != before).any()


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


def test_the_picture_in_a_notebook_file_has_the_summary_as_its_alternative_text():
    explorer = Explorer(lambda: Figure(figsize=(2, 1)), {}, "Ten arrows.")
    data, metadata = explorer._repr_mimebundle_()
    assert metadata["image/png"] == {"alt": "Ten arrows."} and data["text/plain"] == "Ten arrows."
