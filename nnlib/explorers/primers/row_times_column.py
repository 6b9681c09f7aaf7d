"""A matrix times a vector: a row times a column, term by term."""

import ipywidgets as widgets
import numpy as np

from nnlib.plots import style
from nnlib.plots.cells import GAP, SIDE, add_cells
from nnlib.plots.sketch import Sketch
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.player import Player
from nnlib.widgets.readout import Readout
from nnlib.wording import amount

W = np.array([[2, -1, 0, 3], [1, 2, -2, 0], [-1, 0, 4, 1]])
A = np.array([1, 3, 2, 1])
TOP, LEFT = 60, 240  # pixels


def row_times_column(row=0, terms=4):
    """W @ a for three neurons and four inputs: which cells make which result."""
    chosen = widgets.ToggleButtons(options=range(len(W)), value=row, description="row")
    added = widgets.IntSlider(terms, 0, len(A), description="terms added")
    player = Player(added, 1.0)

    def compute():
        products = W[chosen.value] * A
        return {"row": chosen.value, "terms": added.value, "products": products, "sum": products[: added.value].sum()}

    readout = Readout(
        compute,
        _in_words,
        Layers(lambda _: style.stage_figure(1112, 370)[0], _draw),
        "A matrix, a vector and their product. Choose a row, and add its terms one by one.",
        lambda line, pane: [controls_row(chosen, player, added), pane, line],
    )
    readout.observe_all(chosen, added)
    return readout


def _draw(figure, numbers):
    (ax,) = figure.axes
    sketch, row, terms = Sketch(), numbers["row"], numbers["terms"]
    lit = np.zeros(W.shape, bool)
    lit[row, :terms] = True
    result = np.full((len(W), 1), np.nan)
    result[row] = numbers["sum"]
    right = LEFT + 4 * (SIDE + GAP) + 70
    add_cells(sketch, W.astype(float), LEFT, TOP, lit, "W  (3, 4)")
    add_cells(sketch, A[:, np.newaxis].astype(float), right, TOP, lit[[row]].T, "a  (4,)")
    add_cells(sketch, result, right + 190, TOP, np.arange(3)[:, np.newaxis] == row, "W @ a  (3,)")
    sketch.write([right - 40, right + 128], [TOP + 100] * 2, ["@", "="], size=22, colours=style.TEXT)
    sketch.draw(ax)


def _in_words(numbers):
    row, terms = numbers["row"], numbers["terms"]
    if not terms:
        return f"Result {row} begins at **0**"
    done = "" if terms == len(A) else " so far"
    return f"Row {row} times the column: {_in_brackets(row, terms)} = **{amount(numbers['sum'])}**{done}"


def _in_brackets(row, terms):
    return " + ".join(f"{f'({amount(w)})' if w < 0 else amount(w)} × {amount(a)}" for w, a in zip(W[row, :terms], A))
