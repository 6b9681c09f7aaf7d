"""A network of two inputs, two hidden neurons and one output, with all of its numbers written beside it."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.lettering import length
from nnlib.plots.sketch import PIXELS_PER_POINT, Sketch
from nnlib.wording import amount

WIDTH, HEIGHT = 1112, 290
RADIUS, MARGIN = 31, 24  # pixels
PLACES = {"x1": (150, 78), "x2": (150, 208), "1": (490, 78), "2": (490, 208), "3": (830, 143)}
EDGES = {
    **{f"w{to}{start}": (f"x{start}", f"{to}") for to in (1, 2) for start in (1, 2)},
    **{f"w3{start}": (f"{start}", "3") for start in (1, 2)},
}
ALONG = 0.3  # where the number of a line is written: nearer to where the line begins
THICKEST, LARGEST = 7, 3  # points, for a weight of this size


def draw_by_hand(ax, values, names, lit):
    """Draw the network on a stage of WIDTH by HEIGHT pixels.

    `values` maps the short names of nnlib.exercises.by_hand to the numbers that are known; `names` maps all of them to how
    they are written. What is `lit`, a set of short names, is bright; everything is if none is.
    """
    sketch = Sketch()
    _lines(sketch, values, lit)
    _circles(sketch, values, lit)
    _numbers_of_lines(sketch, values, names, lit)
    _numbers_of_neurons(sketch, values, names, lit)
    _corners(sketch, values, names, lit)
    sketch.draw(ax)


def _bright(lit, name):
    return not lit or name in lit


def _ink(lit, name):
    return style.TEXT if _bright(lit, name) else style.MUTED


def _lines(sketch, values, lit):
    for name, ends in EDGES.items():
        colour = style.UP if values[name] > 0 else style.DOWN
        width = 1 + THICKEST * abs(values[name]) / LARGEST
        corners = np.array([PLACES[end] for end in ends], float)
        sketch.lines([corners], colour if _bright(lit, name) else style.LINE, width)


def _circles(sketch, values, lit):
    for name, (x, y) in PLACES.items():
        value = values.get(name if name in values else f"a{name}")
        grey = style.STAGE if value is None else _grey(value)
        is_lit = lit & {name, f"a{name}", f"z{name}"}
        sketch.circles([x], [y], RADIUS, grey, style.TEXT if is_lit else style.MUTED, 3 if is_lit else 1.5)
        colour = style.STAGE if value is not None and value > 0.45 else style.TEXT
        sketch.write([x], [y], ["?" if value is None else amount(value)], size=13, colours=colour, weight="bold")


def _grey(value):
    return (float(np.clip(0.07 + 0.93 * value, 0, 1)),) * 3


def _numbers_of_lines(sketch, values, names, lit):
    for name, ends in EDGES.items():
        start, end = (np.array(PLACES[key], float) for key in ends)
        x, y = start + ALONG * (end - start)
        words = f"{names[name]} {amount(values[name])}"
        half = length(words, 14, "bold") * PIXELS_PER_POINT / 2 + 7
        sketch.rectangles([x - half], [y - 13], [2 * half], [26], style.STAGE)
        sketch.write([x], [y], [words], size=14, colours=_ink(lit, name), weight="bold")


def _numbers_of_neurons(sketch, values, names, lit):
    for name in "12":
        x, y = PLACES[f"x{name}"]
        sketch.write([x - RADIUS - 14], [y], [names[f"x{name}"]], size=16, colours=_ink(lit, f"x{name}"), ha="right")
    for name in "123":
        x, y = PLACES[name]
        bias, known = f"b{name}", [key for key in (f"z{name}", f"d{name}") if key in values]
        sketch.write([x], [y - RADIUS - 15], [f"{names[bias]} {amount(values[bias])}"], size=14, colours=_ink(lit, bias))
        words = "   ".join(f"{names[key]} {amount(values[key])}" for key in known)
        sketch.write([x], [y + RADIUS + 16], [words], size=14, colours=style.TEXT)


def _corners(sketch, values, names, lit):
    """The target and the cost beside the output, what the colours mean, and the learning rate."""
    x, y = PLACES["3"][0] + RADIUS + 26, PLACES["3"][1]
    sketch.write([x], [y], [f"target {names['y']} = {amount(values['y'])}"], size=16, colours=_ink(lit, "y"), ha="left")
    if "C" in values:
        sketch.write([x], [y + 34], [f"cost C = {amount(values['C'])}"], size=16, colours=_ink(lit, "C"), ha="left")
    legend = ["━ weight > 0", "━ weight < 0"]
    # The corner itself is for the key of the table.
    sketch.write([MARGIN + 24, MARGIN + 164], HEIGHT - 16, legend, size=11, colours=[style.UP, style.DOWN], ha="left")
    rate = f"{names['rate']} {amount(values['rate'])}"
    sketch.write([WIDTH - MARGIN], [HEIGHT - 16], [rate], size=14, colours=_ink(lit, "rate"), ha="right")
