"""What a slope is: a nudge, what it does, and their ratio when the nudge is small."""

import ipywidgets as widgets
import numpy as np

from nnlib.activations import sigmoid, sigmoid_slope
from nnlib.plots import style
from nnlib.plots.charts import add_sheet, chart_figure, on_sheet, plain
from nnlib.plots.sketch import Sketch
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import change, three_digits

# Name -> the function, its slope, the x to choose from, and the y of the picture.
CURVES = {
    "x²": (lambda x: x**2, lambda x: 2 * x, (-2, 2), (-1, 6)),
    "σ(x)": (sigmoid, lambda x: sigmoid_slope(x, sigmoid(x)), (-4, 4), (-0.1, 1.1)),
}
SMALLEST, LARGEST = -3, 0  # powers of ten


def slope(curve="x²", x=1.0, nudge=0.5):
    """A curve, a point on it, and a nudge: the line through both ends, and the tangent."""
    chosen = widgets.ToggleButtons(options=list(CURVES), value=curve, description="curve")
    low, high = CURVES[curve][2]
    place = widgets.FloatSlider(x, min=low, max=high, step=0.05, description="x")
    size = widgets.FloatLogSlider(nudge, min=SMALLEST, max=LARGEST, step=0.05, description="nudge", readout_format=".3f")

    def another_curve(_):
        low, high = CURVES[chosen.value][2]
        place.min, place.max = (low, high) if low < place.min else (min(low, place.max), max(high, place.min))
        place.min, place.max = low, high

    def compute():
        f, f_prime, *_ = CURVES[chosen.value]
        start, moved = f(place.value), f(place.value + size.value)
        numbers = {"curve": chosen.value, "x": place.value, "nudge": size.value, "start": float(start), "end": float(moved)}
        return numbers | {"ratio": float(moved - start) / size.value, "slope": float(f_prime(place.value))}

    chosen.observe(another_curve, names="value")
    readout = Readout(
        compute,
        _in_words,
        Layers(_ground, _moving, ["curve"]),
        "A curve, a nudge of x, and what it does to the curve. Make the nudge small.",
        lambda line, pane: [controls_row(chosen, place, size), pane, line],
    )
    readout.observe_all(chosen, place, size)
    return readout


def _ground(numbers):
    f, _, (low, high), heights = CURVES[numbers["curve"]]
    figure = chart_figure(1112, 380)
    ax = figure.add_axes((0.06, 0.12, 0.91, 0.84), xlim=(low - 0.2, high + 1.2), ylim=heights)
    plain(ax)
    x = np.linspace(low - 0.2, high + 1.2, 300)
    ax.plot(x, f(x), color=style.INK, linewidth=3)
    add_sheet(figure)
    return figure


def _moving(figure, numbers):
    ax, sheet = figure.axes
    x, y, end, nudge = (numbers[name] for name in ("x", "start", "end", "nudge"))
    sketch = Sketch()
    for slope, colour, width in ((numbers["slope"], style.INK_MUTED, 1.5), (numbers["ratio"], style.WALKER, 3)):
        ends = _ends(ax, x, y, slope)
        sketch.lines([np.column_stack(on_sheet(ax, ends, y + slope * (ends - x)))], colour, width)
    corners = np.column_stack(on_sheet(ax, [x, x + nudge, x + nudge], [y, y, end]))
    sketch.lines([corners], style.INK_SOFT, 3)
    sketch.circles(*corners[[0, 2]].T, 7, style.WALKER)
    names = ["through both ends of the nudge", "the tangent: its slope is the slope"]
    sketch.write([110, 110], [26, 52], names, size=13, colours=[style.WALKER, style.INK_MUTED], ha="left")
    sketch.draw(sheet, gid="nudge")


def _ends(ax, x, y, slope):
    """From where to where a line through (x, y) is inside the axes: two x."""
    low, high = ax.get_xlim()
    if slope:
        first, last = sorted(x + (np.array(ax.get_ylim()) - y) / slope)
        low, high = max(low, first), min(high, last)
    return np.array([low, high])


def _in_words(numbers):
    rise = f"{change(numbers['end'] - numbers['start'])} for a nudge of {three_digits(numbers['nudge'])}"
    return f"{rise}: {three_digits(numbers['ratio'])} per unit · the slope here is **{three_digits(numbers['slope'])}**"
