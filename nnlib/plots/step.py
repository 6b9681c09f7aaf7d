"""A step of the walk through backpropagation as a still picture: the network, and below it what is computed."""

import textwrap

from matplotlib.figure import Figure

from nnlib.plots import style
from nnlib.plots.bitmap import paste
from nnlib.plots.lettering import indexed

WIDTH, BELOW = 1200, 290  # pixels: the width of it all, and the height of the words
MIDDLE, LINES = 610, 58  # where the right column begins, and how many letters a line of words holds


def step_figure(network, step, number, count):
    """A Figure with the picture `network`, pixels WIDTH wide, and below it the Step, `number` of `count`, in words."""
    height = len(network) + BELOW
    figure = Figure(figsize=style.inches(WIDTH, height), dpi=100, facecolor=style.GROUND)
    paste(figure, network, 0, BELOW)
    left = [
        (f"step {number} of {count} · {step.part}", 11, style.INK_MUTED, {}),
        (step.title, 17, style.INK, {"weight": "bold"}),
        (textwrap.fill(step.words, LINES), 12.5, style.INK, {}),
        (indexed(step.formula), 18, style.INK, {"family": "serif", "style": "italic"}),
    ]
    right = [
        (step.place, 11, style.INK_MUTED, {}),
        (indexed(step.filled), 14, style.INK, {"weight": "bold"}),
        (f"{step.code.where}", 11, style.INK_MUTED, {}),
        (_code(step.code), 10, style.INK, {"family": "monospace"}),
    ]
    for x, column in ((24, left), (MIDDLE, right)):
        y = BELOW - 16
        for text, size, colour, look in column:
            figure.text(x / WIDTH, y / height, text, size=size, color=colour, va="top", linespacing=1.3, **look)
            y -= size * 1.9 * (1 + text.count("\n")) + 10
    return figure


def _code(line):
    """The lines of the source, with their comment on a line of its own."""
    return line.text + (f"\n# {line.comment}" if line.comment else "")
