"""Dials in a row, each turned by the one before it."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.arrows import colour_of
from nnlib.plots.sketch import INVISIBLE, Sketch
from nnlib.wording import amount, signed

WIDTH, HEIGHT = 1112, 330
RADIUS, Y = 104, 168


def draw_dials(ax, names, turns, gears):
    """Draw a dial for each name, turned by so many of `turns` from the top, clockwise if positive, and the gears between."""
    sketch = Sketch()
    xs = np.linspace(170, WIDTH - 170, len(names))
    for x, name, turn in zip(xs, names, turns):
        _add_dial(sketch, x, name, turn)
    for left, right, gear in zip(xs, xs[1:], gears):
        middle = (left + right) / 2
        sketch.lines([[(left + RADIUS + 16, Y), (right - RADIUS - 16, Y)]], style.LINE, 4)
        sketch.rectangles([middle - 40], [Y - 22], [80], [44], style.STAGE)
        sketch.write([middle], [Y], [f"× {amount(gear)}"], size=20, colours=style.TEXT, weight="bold")
    sketch.draw(ax)


def _add_dial(sketch, x, name, turn):
    sketch.circles([x], [Y], RADIUS, style.PANEL, style.MUTED, 2)
    angles = np.linspace(0, 2 * np.pi * np.clip(turn, -1, 1), 60)
    corners = np.column_stack([x + RADIUS * np.sin(angles), Y - RADIUS * np.cos(angles)])
    sketch.polygons([np.vstack([[x, Y], corners])], colour_of(turn) if turn else INVISIBLE)
    end = x + RADIUS * np.sin(2 * np.pi * turn), Y - RADIUS * np.cos(2 * np.pi * turn)
    sketch.lines([[(x, Y), end]], style.TEXT, 5)
    sketch.write([x], [Y - RADIUS - 24], [name], size=17, colours=style.TEXT, weight="bold")
    sketch.write([x], [Y + RADIUS + 24], [f"{signed(turn, 2)} turns"], size=15, colours=colour_of(turn))
