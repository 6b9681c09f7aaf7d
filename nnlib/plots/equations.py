"""The four equations as a still picture: the network, and below it each equation with its numbers and its code."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from nnlib.plots import style
from nnlib.plots.bitmap import paste
from nnlib.plots.lettering import indexed

WIDTH, BELOW = 1200, 314  # pixels: the width of it all, and the height of the equations
ROW, GAP = 176, 14  # the height of the first row, and what is kept free around an equation


def equations_figure(network, equations, shown):
    """A Figure with the picture `network`, an array of pixels WIDTH wide, and below it four equations in two rows.

    Each has `number`, `formula` and `steps`, as those of the explorer. The one with the number `shown` is set apart.
    """
    height = len(network) + BELOW
    figure = Figure(figsize=style.inches(WIDTH, height), dpi=100, facecolor=style.GROUND)
    paste(figure, network, 0, BELOW)
    for i, equation in enumerate(equations):
        left, top = GAP + i % 2 * WIDTH / 2, BELOW - GAP - i // 2 * ROW
        if equation.number == shown:
            size = (WIDTH / 2 - 2 * GAP) / WIDTH, (ROW - 10) / height
            corner = left / WIDTH, (top - ROW + 10) / height
            figure.add_artist(Rectangle(corner, *size, transform=figure.transFigure, facecolor=style.SHADE))
        _write(figure, left + 12, top - 8, height, equation)
    return figure


def _write(figure, x, y, height, equation):
    numbered = [line for step in equation.steps for line in enumerate(step.code.text.split("\n"), step.code.number)]
    lines = [
        (f"{equation.number}   {indexed(equation.formula)}", 16, {"family": "serif", "style": "italic"}),
        (equation.steps[-1].place, 10, {"color": style.INK_MUTED}),
        *((indexed(" ".join(step.filled.split())), 10.5, {}) for step in equation.steps),
        *((f"{number}  {code}", 8.5, {"family": "monospace", "color": style.INK_MUTED}) for number, code in numbered),
    ]
    for text, size, look in lines:
        figure.text(x / WIDTH, y / height, text, size=size, va="top", **{"color": style.INK} | look)
        y -= 1.95 * size
