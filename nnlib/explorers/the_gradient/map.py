"""Which of the 13,002 knobs matters? What images wish of them, minus the gradient, as a map and as a list."""

import functools

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.explorers.shared.networks import example, network_after, training_buttons, training_digits
from nnlib.explorers.shared.parameter_words import ends_in_words, in_words
from nnlib.parameters import index_of, name_of, place_of, split
from nnlib.plots import style
from nnlib.plots.bitmap import paste
from nnlib.plots.charts import add_sheet, chart_figure
from nnlib.plots.digits import draw_digit
from nnlib.plots.gradient import LARGE, LIST_WIDTH, SMALL, draw_gradient_map, draw_list, draw_map_frame
from nnlib.plots.sketch import Sketch
from nnlib.plots.style import stage_figure
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.widgets.stack import side_by_side
from nnlib.widgets.table import Table
from nnlib.wording import change, percent

STOPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000]  # images to average over
PAGE = 12  # rows
COLUMNS = [
    ("rank", "number"),
    ("name", "code"),
    ("from", "text"),
    ("to", "text"),
    ("wish", "bar"),
    ("÷ median", "number"),
]
# What is sorted are the wishes.
SORTS = {"size": lambda w: -np.abs(w), "should grow": lambda w: -w, "should shrink": lambda w: w, "name": np.zeros_like}
LAYERS = {"all": None, "pixels → hidden 1": 0, "hidden 1 → hidden 2": 1, "hidden 2 → outputs": 2}


def sensitivity_map(index=5, epochs=1, images=1):
    """The wishes of one image, or of an average over many, as three heat maps: which knobs does the cost feel?"""
    chooser, training = training_digits(index), training_buttons(epochs)
    options = [("this one alone" if stop == 1 else f"it and {stop - 1:,} others", stop) for stop in STOPS]
    many = widgets.SelectionSlider(options=options, value=images, description="images")

    def compute():
        return _gradient_numbers(training.value, chooser.index, many.value) | {"image": chooser.image}

    def moving(figure, numbers):
        (ax,) = figure.axes
        _draw_map(ax, numbers, LARGE)
        draw_digit(ax, numbers["image"], *_DIGIT)

    readout = Readout(
        compute,
        _zeros_in_words,
        Layers(lambda _: _frame(LARGE), moving, on_top=True),
        "What images wish of 13,002 parameters, as three heat maps: blue should grow, orange should shrink.",
        lambda line, pane: [chooser, controls_row(training, many), line, pane],
        names={"images": "images", "zero_share": "share of weights from pixels without a wish", "wishes": "wish"},
    )
    readout.observe_all(training, many, chooser)
    return readout


_DIGIT = (780, 240, 162)  # left, top and side of the image on the large map


def sorted_list(index=5, epochs=1):
    """All 13,002 wishes of one image in a list to sort, filter and search; the chosen one is framed in the map."""
    chooser, training = training_digits(index), training_buttons(epochs)
    order = widgets.Dropdown(options=list(SORTS), description="sort by")
    layer = widgets.Dropdown(options=list(LAYERS), description="layer")
    search = widgets.Text(description="find", placeholder="output 7", continuous_update=True)
    back, forth = (widgets.Button(description=text, tooltip=tip) for text, tip in (("◀", "back"), ("▶", "further")))
    table = Table(COLUMNS)
    first = [0]  # the row at the top
    shown = [""]  # the row that is chosen in the picture

    def compute():
        numbers = _gradient_numbers(training.value, chooser.index, 1)
        listed = _listed(numbers["wishes"], order.value, LAYERS[layer.value], search.value)
        first[0] = min(first[0], max(0, (len(listed) - 1) // PAGE * PAGE))
        numbers |= _rows(numbers["wishes"], listed[first[0] : first[0] + PAGE])
        numbers["rows"] = _texts(numbers)
        shown[0] = _fill(table, numbers)
        table.selected = shown[0]
        return numbers | {"count": len(listed), "first": first[0], "selected": shown[0]}

    def turn(step):
        first[0] = max(0, first[0] + step * PAGE)
        readout.redraw()

    def start_again(*_):
        first[0] = 0
        table.selected = ""
        readout.redraw()

    def choose(change):
        if change.new != shown[0]:  # a learner has chosen it, not we
            readout.redraw()

    readout = _ListReadout(
        compute,
        _list_in_words,
        Layers(lambda _: _frame(SMALL), lambda figure, n: _draw_map(figure.axes[0], n, SMALL, n["selected"]), on_top=True),
        "All 13,002 wishes as a list and as a map. Sort, filter, search, and click a row to find it in the map.",
        lambda line, pane: [
            chooser,
            controls_row(training, order, layer),
            controls_row(search, back, forth, line),
            side_by_side(pane, table, (1, 1.2)),
        ],
        names={"count": "parameters found", "selected": "chosen", "wishes": "wish"},
    )
    for control in (order, layer, search, training):
        control.observe(start_again, names="value")
    chooser.observe(start_again, names="index")
    table.observe(choose, names="selected")
    back.on_click(lambda _: turn(-1))
    forth.on_click(lambda _: turn(1))
    return readout


# ---- numbers


def _gradient_numbers(epochs, index, images):
    gradient = average_gradient(epochs, index, images)
    weights, _ = split(gradient, network_after(epochs).sizes)
    return {
        "gradient": gradient,
        "wishes": -gradient,
        "images": images,
        "zero_share": (weights[0] == 0).mean(),
        "silent_pixels": int((weights[0] == 0).all(axis=0).sum()),
        "largest": np.abs(gradient).max(),
    }


def _listed(wishes, order, layer, search):
    """Which parameters to list, as positions in the flat vector."""
    sizes = network_after(1).sizes
    _, layers = _searchable(sizes)
    found = _found("".join(search.lower().split()), sizes)
    positions = found if layer is None else found[layers[found] == layer]
    return positions[np.argsort(SORTS[order](wishes[positions]), kind="stable")]


@functools.lru_cache(maxsize=8)
def _found(wanted, sizes):
    """The positions of the parameters whose text holds what is wanted."""
    texts, _ = _searchable(sizes)
    return np.array([position for position, text in enumerate(texts) if wanted in text], int)


@functools.cache
def _searchable(sizes):
    """For each parameter the text that is searched, and its layer."""
    count = sum(n_out * (n_in + 1) for n_in, n_out in zip(sizes, sizes[1:]))
    texts = ["".join(f"{name_of(i, sizes)} {' '.join(ends_in_words(i, sizes))}".split()).lower() for i in range(count)]
    return texts, np.array([place_of(i, sizes)[0] for i in range(count)])


def _rows(wishes, shown):
    """Of the parameters to show: positions, wishes, ranks by size, and sizes as multiples of the median."""
    sizes = np.sort(np.abs(wishes))
    median = np.median(sizes[sizes > 0])
    values = wishes[shown]
    ranks = len(sizes) - np.searchsorted(sizes, np.abs(values), side="right") + 1
    return {"positions": shown, "values": values, "ranks": ranks, "times_median": np.abs(values) / median}


# ---- on the screen


class _ListReadout(Readout):
    """Its still picture has the rows of the list, too: without them it would miss the half."""

    def still_size(self):
        """Width and height of the still picture, in pixels, without drawing it."""
        return super().still_size() + np.array([LIST_WIDTH, 0])

    def still(self):
        """The map with the line above it, and beside it the list."""
        left = style.pixels(super().still())
        height, width = left.shape[:2]
        still = chart_figure(width + LIST_WIDTH, height)
        paste(still, left, 0, 0)
        sheet, sketch = add_sheet(still), Sketch()
        draw_list(sketch, width, [name for name, _ in COLUMNS], self.numbers["rows"], self.numbers["values"])
        sketch.draw(sheet)
        return still


def _frame(layout):
    figure, ax = stage_figure(*layout.size)
    draw_map_frame(ax, layout)
    return figure


def _draw_map(ax, numbers, layout, selected=""):
    sizes = network_after(1).sizes
    place = place_of(index_of(selected, sizes), sizes) if selected else None
    draw_gradient_map(ax, numbers["wishes"], sizes, numbers["largest"], layout, place)


def _texts(numbers):
    """The rows of the list as texts, one for each column."""
    sizes = network_after(1).sizes
    names = ("ranks", "positions", "values", "times_median")
    return [
        [f"{rank:,}", name_of(int(position), sizes), *ends_in_words(position, sizes), change(value), f"{times:,.1f}"]
        for rank, position, value, times in zip(*(numbers[name] for name in names))
    ]


def _fill(table, numbers):
    """Show these rows in the table; return the name of the one to choose."""
    names = [row[1] for row in numbers["rows"]]
    table.show(numbers["rows"], names, (numbers["values"] / (numbers["largest"] or 1)).tolist())
    return table.selected if table.selected in names else (names or [""])[0]


def _zeros_in_words(numbers):
    n = numbers["images"]
    where = "in this image" if n == 1 else f"in any of these {n:,} images"
    pixels = f"{numbers['silent_pixels']} of 784 pixels hold no ink {where}"
    return f"**{percent(numbers['zero_share'], 1)}** of the weights from pixels get no wish at all: {pixels}"


def _list_in_words(numbers):
    if not numbers["count"]:
        return "**0** parameters found"
    sizes = network_after(1).sizes
    position = index_of(numbers["selected"], sizes)
    last = numbers["first"] + len(numbers["positions"])
    rows = f"{numbers['first'] + 1:,}–{last:,} of {numbers['count']:,}"
    return f"{rows} · wish **{change(numbers['wishes'][position])}** {in_words(position, sizes)}"


# ---- averages


@functools.cache
def summed_gradient(epochs, n, block=1000):
    """Σ ∂C/∂parameters over the first n training images; whole thousands are kept, so that more images cost little."""
    if n == 0:
        return np.zeros(network_after(epochs).parameters.size)
    start = (n - 1) // block * block
    images = slice(start, n)
    train = load_mnist().train
    mean = network_after(epochs).backprop(train.images[:, images], train.targets[:, images])
    return summed_gradient(epochs, start) + mean.vector * (n - start)


def average_gradient(epochs, index, n):
    """∂C/∂parameters averaged over image `index` and the first n - 1 others of the training set."""
    last = index if index >= n - 1 else n - 1
    return (summed_gradient(epochs, n - 1) + network_after(epochs).backprop(*example(last)).vector) / n
