"""Two weights, one wiggle: what the gradient predicts, what the cost really does, and how far the prediction holds."""

import ipywidgets as widgets
import numpy as np

from nnlib.analysis.landscape import cost_along
from nnlib.explorers.shared.networks import example, network_after, training_buttons, training_digits
from nnlib.explorers.shared.parameter_words import ends_in_words
from nnlib.parameters import count, name_of
from nnlib.plots import style
from nnlib.plots.charts import chart_figure
from nnlib.plots.sketch import Sketch
from nnlib.plots.wiggle import AGREED, draw_changes, draw_changes_frame, draw_reach, draw_reach_frame
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import change

RATIO = 32
FLATTEST = 1e-8  # a slope below this is no good prediction, not even of the smallest wiggle
SMALLEST, LARGEST = 0.001, 2  # wiggles
LONGEST = 32  # characters of a product that still fit beside the bars


def wiggle_two_weights(index=5, epochs=1, wiggle=0.01):
    """Wiggle two weights, whose gradients are about 32 : 1, by the same amount."""
    chooser, training = training_digits(index), training_buttons(epochs)
    sizes = network_after(epochs).sizes
    options = [(name_of(i, sizes), i) for i in range(count(sizes[:2]), count(sizes))]
    pair = pair_near(network_after(epochs).backprop(*example(index)).vector, sizes)
    one, other = (widgets.Dropdown(options=options, value=i, description=name) for i, name in zip(pair, ("A", "B")))
    low, high = np.log10([SMALLEST, LARGEST])
    steps = {"min": low, "max": high, "step": (high - low) / 330}
    size = widgets.FloatLogSlider(wiggle, **steps, description="wiggle", readout_format=".3g")
    search = widgets.Button(description=f"find a pair near {RATIO} : 1")

    def compute():
        x, y = example(chooser.index)
        return wiggled(network_after(training.value), x, y, [one.value, other.value], size.value)

    def find(_):
        gradient = network_after(training.value).backprop(*example(chooser.index)).vector
        one.value, other.value = pair_near(gradient, sizes)

    readout = Readout(
        compute,
        _ratio_in_words,
        Layers(_ground, _moving),
        "Two weights, wiggled by the same amount: predicted and true change of the cost. Drag the wiggle.",
        lambda line, pane: [chooser, controls_row(training, search), controls_row(one, other, size), line, pane],
        names={
            "wiggle": "wiggle",
            "names": ("A", "B"),
            "slopes": ("slope of A", "slope of B"),
            "predicted": ("predicted change by A", "predicted change by B"),
            "true": ("true change by A", "true change by B"),
            "wiggles": "size of the wiggle",
            "shares": ("A: true ÷ predicted", "B: true ÷ predicted"),
        },
    )
    search.on_click(find)
    readout.observe_all(training, one, other, size, chooser)
    return readout


def pair_near(gradient, sizes, ratio=RATIO):
    """The two weights to outputs, as positions in the flat vector, whose slopes are nearest to `ratio` : 1."""
    first = count(sizes[:-1])
    n = sizes[-1] * sizes[-2]
    slopes = np.abs(gradient[first : first + n])
    logs = np.log(np.maximum(slopes, np.finfo(float).tiny))
    distance = np.abs(logs[:, np.newaxis] - logs - np.log(ratio))
    distance += 1e9 * (np.minimum(slopes[:, np.newaxis], slopes) < FLATTEST)  # such a pair only if there is no other
    return tuple(int(first + i) for i in np.unravel_index(distance.argmin(), distance.shape))


def wiggled(network, x, y, positions, wiggle):
    """For each of the parameters: slope, predicted and true change of the cost, and the reach of the prediction."""
    positions, cost = np.asarray(positions), network.cost(x, y)
    slopes = network.backprop(x, y).vector[positions]
    wiggles = np.geomspace(SMALLEST, LARGEST, 100)

    def changes(position, steps):
        """The true change of the cost for each step of this parameter."""
        return cost_along(network, x, y, position, network.parameters[position] + steps) - cost

    true, shares, reach = [], [], []
    for position, slope in zip(positions, slopes):
        *those, this = changes(position, np.append(wiggles, wiggle))
        true.append(this)
        shares.append(_share(np.array(those), slope * wiggles))
        reach.append(_reach(lambda w, i=position, s=slope: _share(changes(i, w), s * w), wiggles, shares[-1]))
    numbers = {"positions": positions, "slopes": slopes, "wiggle": wiggle, "cost": cost, "wiggles": wiggles}
    numbers |= {"names": [name_of(int(i), network.sizes) for i in positions], "sizes": network.sizes}
    return numbers | {"predicted": slopes * wiggle, "true": np.array(true), "shares": shares, "reach": np.array(reach)}


def _share(true, predicted):
    """True changes as a share of the predicted ones."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return true / predicted


def _reach(share, wiggles, shares):
    """The smallest wiggle at which the true change leaves the predicted one by a tenth; inf if none in the range does."""
    wrong = ~(np.abs(shares - 1) <= AGREED)
    if not wrong.any():
        return np.inf
    first = wrong.argmax()
    if first == 0:
        return wiggles[0]
    steps = np.linspace(wiggles[first - 1], wiggles[first], 401)
    return steps[max(1, (np.abs(share(steps) - 1) > AGREED).argmax())]


# ---- on the screen


def _ground(_):
    figure = chart_figure(1112, 380)
    draw_changes_frame(figure)
    for i in (0, 1):
        draw_reach_frame(figure.add_axes((0.06 + 0.49 * i, 0.09, 0.43, 0.34)), SMALLEST, LARGEST)
    return figure


def _moving(figure, numbers):
    sheet, *axes = figure.axes
    sketch = Sketch()
    draw_changes(sheet, sketch, _titles(numbers), numbers["predicted"], numbers["true"])
    for i, ax in enumerate(axes):
        predicted, true, reach = (numbers[name][i] for name in ("predicted", "true", "reach"))
        draw_reach(ax, numbers["wiggles"], numbers["shares"][i], reach, numbers["wiggle"], true / (predicted or np.nan))
        words = f"{'AB'[i]}: true ÷ predicted, within 10 % {_reach_in_words(reach)}"
        sketch.write(67 + 545 * i, 204, [words], size=13, colours=style.INK, ha="left")
    sketch.draw(sheet)


def _titles(numbers):
    """For each of the two weights its ends in words, and its prediction as a product."""
    words = [" → ".join(ends_in_words(i, numbers["sizes"])) for i in numbers["positions"]]
    products = [_product(change(slope), f"{numbers['wiggle']:.3g}") for slope in numbers["slopes"]]
    return [(f"{letter}   {word}", product) for letter, word, product in zip("AB", words, products)]


def _product(slope, wiggle):
    """Slope × wiggle; the second word is left out where a long number needs the room."""
    product = f"slope {slope} × wiggle {wiggle}"
    return product if len(product) <= LONGEST else product.replace("wiggle ", "")


def _reach_in_words(reach):
    if reach == np.inf:
        return f"all the way to {LARGEST}"
    return f"up to {reach:.2g}" if reach > SMALLEST else f"not even at {SMALLEST}"


def _ratio_in_words(numbers):
    ratio, true = (_ratio(*np.abs(numbers[name])) for name in ("slopes", "true"))
    return f"Slopes of A and B: **{ratio}** · their true changes at this wiggle: {true}"


def _ratio(a, b):
    """How many times the smaller of two sizes the larger is, as a ratio in their order."""
    if min(a, b) == 0:
        return " : ".join("1" if size else "0" for size in (a, b))
    return f"{a / b:,.1f} : 1" if a >= b else f"1 : {b / a:,.1f}"
