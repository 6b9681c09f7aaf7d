"""The chain rule as two gears in a row: their ratios multiply."""

import ipywidgets as widgets

from nnlib.plots.dials import HEIGHT, WIDTH, draw_dials
from nnlib.plots.style import stage_figure
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import amount


def two_gears(first=3.0, second=-2.0, turn=0.1):
    """x turns u, and u turns y. A nudge of x reaches y multiplied by both gears."""
    limits = {"min": -4.0, "max": 4.0, "step": 0.5}
    gears = [
        widgets.FloatSlider(value, **limits, description=words, readout_format=".1f")
        for value, words in ((first, "first gear ∂u/∂x"), (second, "second gear ∂y/∂u"))
    ]
    nudge = widgets.FloatSlider(turn, min=-0.2, max=0.2, step=0.01, description="turn x by")

    def compute():
        a, b = (gear.value for gear in gears)
        return {"gears": [a, b], "turns": [nudge.value, a * nudge.value, a * b * nudge.value], "product": a * b}

    readout = Readout(
        compute,
        _in_words,
        Layers(lambda _: stage_figure(WIDTH, HEIGHT)[0], _draw),
        "Three dials, each turned by the one before. Turn the first, and change the gears between them.",
        lambda line, pane: [controls_row(nudge, *gears), pane, line],
        names={"gears": "gears", "turns": "turns of x, u and y"},
    )
    readout.observe_all(nudge, *gears)
    return readout


def _draw(figure, numbers):
    draw_dials(figure.axes[0], ["x", "u", "y"], numbers["turns"], numbers["gears"])


def _in_words(numbers):
    a, b = numbers["gears"]
    second = f"({amount(b)})" if b < 0 else amount(b)
    return f"∂y/∂x = ∂u/∂x · ∂y/∂u = {amount(a)} × {second} = **{amount(numbers['product'])}**"
