"""The cost of one image as ten squares, and the average over many, which comes to rest."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.explorers.shared.networks import example, misread, network_after, training_buttons, training_digits
from nnlib.plots.charts import chart_figure
from nnlib.plots.cost import draw_averages, draw_chosen_average, draw_cost_squares, draw_empty_squares
from nnlib.plots.style import stage_figure
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout

STOPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000]  # images to average over


def cost_squares(index=5, epochs=1):
    """The cost of one training image: ten squares, one per output, whose areas are its terms."""
    training = training_buttons(epochs)
    chooser = training_digits(index, lambda: misread(training.value))
    training.observe(lambda _: chooser.look_again(), names="value")

    def compute():
        x, y = example(chooser.index)
        outputs = network_after(training.value).output(x)
        terms = (outputs - y) ** 2
        average = all_costs(training.value).mean()
        return {
            "image": x,
            "label": chooser.label,
            "outputs": outputs,
            "targets": y,
            "distances": np.abs(outputs - y),
            "terms": terms,
            "cost": terms.sum(),
            "average": average,
        }

    def ground(_):
        figure, ax = stage_figure(1112, 404)
        draw_empty_squares(ax)
        return figure

    def moving(figure, numbers):
        names = "image", "label", "outputs", "targets", "distances", "terms"
        draw_cost_squares(figure.axes[0], *(numbers[name] for name in names))

    readout = Readout(
        compute,
        _cost_in_words,
        Layers(ground, moving, on_top=True),
        "The cost of one image as ten squares: the area of each is (output − target)². Choose another image.",
        lambda line, pane: [chooser, controls_row(training), line, pane],
        names={
            "cost": "cost",
            "average": "average cost of all images",
            "outputs": "activation",
            "targets": "target",
            "terms": "(output − target)²",
        },
    )
    readout.observe_all(training, chooser)
    return readout


def average_cost(n=100, epochs=1):
    """The average cost over the first n training images, and how it comes to rest."""
    training = training_buttons(epochs)
    images = widgets.SelectionSlider(options=[(f"{stop:,}", stop) for stop in STOPS], value=n, description="images")

    def compute():
        costs, (counts, averages), n = all_costs(training.value), _averages(training.value), images.value
        seen = counts[counts <= n]
        numbers = {"n": n, "counts": counts, "averages": averages, "average": costs[:n].mean()}
        return numbers | {"seen": seen, "costs": costs[seen - 1]}

    def ground(numbers):
        figure = chart_figure(1112, 420)
        draw_averages(figure.add_axes((0.08, 0.17, 0.89, 0.78)), numbers["counts"], numbers["averages"])
        return figure

    def moving(figure, numbers):
        draw_chosen_average(figure.axes[0], (numbers["seen"], numbers["costs"]), numbers["n"], numbers["average"])

    readout = Readout(
        compute,
        _average_in_words,
        Layers(ground, moving, ["averages"]),
        "The average cost of more and more images: single ones are far apart, the average comes to rest. Drag the slider.",
        lambda line, pane: [controls_row(training, images), line, pane],
        names={
            "n": "images",
            "average": "average cost",
            "counts": "number of images",
            "averages": "average cost of so many",
        },
    )
    readout.observe_all(training, images)
    return readout


@functools.cache
def all_costs(epochs):
    """The cost of each of the 60,000 training images, (60000,)."""
    train = load_mnist().train
    return network_after(epochs).cost_each(train.images, train.targets)


@functools.cache
def _averages(epochs):
    """Numbers of images (k,), and the average cost over the first so many, (k,)."""
    costs = all_costs(epochs)
    counts = np.unique(np.geomspace(1, len(costs), 400).astype(int))
    return counts, np.cumsum(costs)[counts - 1] / counts


def _cost_in_words(numbers):
    average = f"average over all 60,000 images: {numbers['average']:.3f}"
    return f"Cost of this image: **{numbers['cost']:.3f}**, the sum of the ten areas · {average}"


def _average_in_words(numbers):
    n = numbers["n"]
    images = f"over the first {n:,} images" if n > 1 else "of one image alone"
    return f"Average cost: **{numbers['average']:.3f}** {images}"
