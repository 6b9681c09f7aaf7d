"""Which way does a sum go? An array with one example in each column, added up along either axis."""

import ipywidgets as widgets
import numpy as np

from nnlib.plots import style
from nnlib.plots.cells import GAP, SIDE, add_cells
from nnlib.plots.sketch import Sketch
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import amount

ARRAY = np.array([[1, 4, 2, 0], [3, 0, 1, 2], [2, 1, 5, 1]])  # three neurons, four examples
TOP, LEFT = 84, 380  # pixels
STEP = SIDE + GAP


def axes(axis=0, place=1):
    """`a.sum(axis=0)` and `a.sum(axis=1)` of an array (3, 4): which cells make which result."""
    along = widgets.ToggleButtons(options={"axis=0": 0, "axis=1": 1}, value=axis, description="a.sum with")
    entry = widgets.IntSlider(place, 0, ARRAY.shape[1 - axis] - 1, description="entry of the result")

    def another_axis(_):
        entry.max = ARRAY.shape[1 - along.value] - 1

    def compute():
        return {"axis": along.value, "place": entry.value, "result": ARRAY.sum(axis=along.value)}

    along.observe(another_axis, names="value")
    readout = Readout(
        compute,
        _in_words,
        Layers(lambda _: style.stage_figure(1112, 400)[0], _draw),
        "An array with one example in each column, and its sums. Choose the axis, and an entry of the result.",
        lambda line, pane: [controls_row(along, entry), pane, line],
    )
    readout.observe_all(along, entry)
    return readout


def _draw(figure, numbers):
    (ax,) = figure.axes
    sketch, axis, place = Sketch(), numbers["axis"], numbers["place"]
    lit = np.zeros(ARRAY.shape, bool)
    lit[(slice(None), place) if axis == 0 else place] = True
    add_cells(sketch, ARRAY.astype(float), LEFT, TOP, lit, "")
    rows, columns = ARRAY.shape
    middles = LEFT + SIDE / 2 + STEP * np.arange(columns)
    sketch.write(middles, TOP - 20, range(columns), size=12, colours=style.MUTED)
    heights = TOP + SIDE / 2 + STEP * np.arange(rows)
    sketch.write([LEFT - 18] * rows, heights, [f"neuron {i}" for i in range(rows)], size=12, colours=style.MUTED, ha="right")
    result, chosen = numbers["result"].astype(float), np.arange(len(numbers["result"])) == place
    if axis == 0:
        add_cells(sketch, result[np.newaxis], LEFT, TOP + rows * STEP + 20, chosen[np.newaxis], "")
    else:
        add_cells(sketch, result[:, np.newaxis], LEFT + columns * STEP + 30, TOP, chosen[:, np.newaxis], "")
    sketch.write([LEFT + columns * STEP / 2], [28], ["a  (3, 4): examples"], size=15, colours=style.TEXT)
    sketch.draw(ax)


def _in_words(numbers):
    axis, place = numbers["axis"], numbers["place"]
    terms = " + ".join(amount(value) for value in np.moveaxis(ARRAY, axis, 0)[:, place])
    kept = "example" if axis == 0 else "neuron"
    shape = f"({len(numbers['result'])},)"
    return f"axis={axis} is gone, and one number for each {kept} is left, {shape}: {terms} = **{numbers['result'][place]}**"
