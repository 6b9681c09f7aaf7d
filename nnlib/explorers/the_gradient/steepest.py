"""Why is the gradient the steepest direction? An arrow to turn in the plane of two weights, and a thousand random ones."""

from functools import lru_cache

import ipywidgets as widgets
import numpy as np

from nnlib.explorers.shared.networks import example, network_after, training_buttons
from nnlib.parameters import count, name_of
from nnlib.plots.charts import add_sheet, chart_figure
from nnlib.plots.sketch import Sketch
from nnlib.plots.steepest import draw_plane, draw_random_directions, draw_slope, draw_slopes_frame
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import change, percent

DIRECTIONS, AT_ONCE = 1000, 100  # random ones, and so many in memory at the same time


def why_steepest(index=5, epochs=1, angle=60):
    """Turn an arrow of fixed length in the plane of two weights: the slope along it is |∇C| cos θ."""
    training = training_buttons(epochs)
    turn = widgets.IntSlider(angle, 0, 360, description="angle to the gradient", readout_format="d")
    again = widgets.Button(description="another thousand", tooltip="Choose other random directions")
    seed = [0]

    def compute():
        sizes = network_after(training.value).sizes
        gradient = network_after(training.value).backprop(*example(index)).vector
        pair = two_steepest(gradient, sizes)
        steepest, cosines = np.linalg.norm(gradient[pair]), random_cosines(training.value, index, seed[0])
        numbers = {"angle": turn.value, "steepest": steepest, "slope": steepest * np.cos(np.radians(turn.value))}
        numbers |= {"positions": pair, "names": [name_of(int(i), sizes) for i in pair], "slopes": gradient[pair]}
        return numbers | {"cosines": cosines, "best": np.abs(cosines).max(), "length": np.linalg.norm(gradient)}

    def roll(_):
        seed[0] += 1
        readout.redraw()

    readout = Readout(
        compute,
        _in_words,
        Layers(_ground, _moving, ["cosines"]),
        "An arrow in the plane of two weights, the slope along it, and the slopes along 1,000 random directions. Turn it.",
        lambda line, pane: [controls_row(training, turn, again), line, pane],
        names={
            "angle": "angle in degrees",
            "slope": "slope along the arrow",
            "steepest": "steepest slope in this plane",
            "length": "length of the gradient",
            "best": "largest cosine of a random direction",
            "cosines": "cosine of a random direction",
        },
    )
    again.on_click(roll)
    readout.observe_all(training, turn)
    return readout


def two_steepest(gradient, sizes):
    """The two weights of the last layer with the steepest slopes, as positions in the flat vector (2,)."""
    first = count(sizes[:-1])
    slopes = np.abs(gradient[first : first + sizes[-1] * sizes[-2]])
    return first + np.argsort(-slopes, kind="stable")[:2]


@lru_cache(maxsize=8)
def random_cosines(epochs, index, seed, n=DIRECTIONS):
    """The cosines of the angles between the gradient and n random directions in all dimensions: (n,).

    Each is the slope along that direction, as a share of the slope along the gradient.
    """
    gradient = network_after(epochs).backprop(*example(index)).vector
    rng = np.random.default_rng(seed)
    cosines = []
    for _ in range(0, n, AT_ONCE):
        directions = rng.standard_normal((AT_ONCE, gradient.size))
        cosines.append(directions @ gradient / np.linalg.norm(directions, axis=1))
    return np.concatenate(cosines)[:n] / np.linalg.norm(gradient)


# ---- on the screen


def _ground(numbers):
    figure = chart_figure(1112, 400)
    draw_slopes_frame(figure.add_axes((0.48, 0.48, 0.48, 0.48)))
    draw_random_directions(figure.add_axes((0.48, 0.1, 0.48, 0.14)), numbers["cosines"])
    add_sheet(figure)
    return figure


def _moving(figure, numbers):
    slopes, _, sheet = figure.axes
    sketch = Sketch()
    draw_plane(sketch, numbers["names"], numbers["slopes"], numbers["angle"])
    draw_slope(slopes, sketch, numbers["angle"], f"slope {change(numbers['slope'])}")
    sketch.draw(sheet)


def _in_words(numbers):
    product = f"{numbers['steepest']:.3f} × cos {numbers['angle']}°"
    best = f"steepest of {DIRECTIONS:,} random directions: {percent(numbers['best'], 1)} of the gradient's own slope"
    return f"Slope along the arrow: **{change(numbers['slope'])}** = {product} · {best}"
