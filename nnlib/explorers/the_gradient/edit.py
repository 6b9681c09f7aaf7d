"""Edit any weight and see at once the outputs, the cost with its tangent, and which other wishes moved."""

import ipywidgets as widgets
import numpy as np

from nnlib import snapshot
from nnlib.analysis.landscape import cost_along
from nnlib.explorers.shared.networks import example, training_buttons, training_digits
from nnlib.parameters import index_of, name_of, place_of
from nnlib.plots import style
from nnlib.plots.charts import add_sheet, chart_figure
from nnlib.plots.sketch import Sketch
from nnlib.plots.wiggle import draw_cost_curve, draw_cost_frame, draw_moved
from nnlib.widgets.controls import controls_row
from nnlib.widgets.latest import Latest
from nnlib.widgets.layers import Layers
from nnlib.widgets.network_view import NetworkView
from nnlib.widgets.readout import Readout
from nnlib.widgets.stack import side_by_side
from nnlib.wording import change

WIDEST = 8.0  # weights can be set from -8 to 8
MOVED = 5  # how many of the other wishes are listed
# Everything is lit, so that any line can be clicked while another one is selected.
EVERYTHING = [f"{kind}[{layer}]" for kind, count in (("activations", 4), ("weights", 3)) for layer in range(count)]
LAYERS = [("pixels → hidden 1", 0), ("hidden 1 → hidden 2", 1), ("hidden 2 → outputs", 2)]


def edit_any_weight(index=5, epochs=1, selected=None, value=None):
    """Click a line in the network, or pick a weight; change it with the slider or type a number.

    `selected` is the name of the first weight, or else that to an output with the steepest slope; with `value` it has
    already been turned to this.
    """
    editor = _Editor(index, epochs, selected)
    if value is not None:
        editor.box.value = value
        editor.show()  # at once, and not when the kernel is at rest: the cell's still picture is made before
    return editor.readout


class _Editor:
    """The controls of one weight, and the network that they change."""

    def __init__(self, index, epochs, selected):
        self.chooser, self.training = training_digits(index), training_buttons(epochs)
        self.load(epochs)
        self.view = NetworkView(self.network, *example(index), height=380, lit=EVERYTHING)
        self.layer = widgets.Dropdown(options=LAYERS, value=2, description="weight")
        self.to, self.start = (widgets.BoundedIntText(description=d, layout={"width": "130px"}) for d in ("to", "from"))
        limits = {"min": -WIDEST, "max": WIDEST}
        self.slider = widgets.FloatSlider(step=0.01, **limits, description="value", readout=False)
        self.box = widgets.BoundedFloatText(step=0.1, **limits, layout={"width": "110px"})
        self.reset = widgets.Button(description="reset all", tooltip="Give all edited weights their first value again")
        self.moving = False  # controls that we move ourselves edit nothing
        self.choose(index_of(selected, self.network.sizes) if selected else self.steepest())
        self.readout = Readout(
            self.compute,
            _cost_in_words,
            Layers(_ground, _moving),
            "The network, and the cost as a function of one of its weights. Click a line, then drag the slider.",
            self.arrange,
            beside=self.view,
            names={
                "cost": "cost",
                "value": "weight",
                "slope": "slope of the cost",
                "first_cost": "cost at first",
                "outputs": "activation",
                "values": "value of the weight",
                "costs": "cost with it",
            },
        )
        self.refresh = Latest(self.show)
        self.connect()

    def arrange(self, line, pane):
        rows = controls_row(self.training, self.reset), controls_row(self.layer, self.to, self.start, self.slider, self.box)
        return [self.chooser, *rows, line, side_by_side(self.view, pane, (1, 1))]

    def connect(self):
        self.chooser.observe(self.refresh, names="index")
        self.training.observe(self.retrain, names="value")
        self.view.observe(self.clicked, names="selected")
        for control in (self.layer, self.to, self.start):
            control.observe(self.picked, names="value")
        for control in (self.slider, self.box):
            control.observe(self.edited, names="value")
        self.reset.on_click(self.retrain)

    # ---- what the learner does

    def clicked(self, change):
        if change.new.startswith("weights"):
            self.choose(index_of(change.new, self.network.sizes))
            self.refresh()

    def picked(self, _):
        if not self.moving:
            layer, sizes = self.layer.value, self.network.sizes
            to, start = min(self.to.value, sizes[layer + 1] - 1), min(self.start.value, sizes[layer] - 1)
            self.choose(index_of(f"weights[{layer}][{to}, {start}]", sizes))
            self.refresh()

    def edited(self, change):
        old = self.network.parameters[self.position]
        # A slider rounds what it is given to its own steps and reports that: not an edit.
        rounded = change.owner is self.slider and abs(change.new - old) <= 0.51 * self.slider.step
        if not (self.moving or rounded):
            self.network.parameters[self.position] = change.new
            self.move_controls()
            self.refresh()

    def retrain(self, _):
        self.load(self.training.value)
        self.move_controls()
        self.refresh()

    # ---- what follows

    def load(self, epochs):
        self.original, self.network = snapshot(epochs), snapshot(epochs)

    def steepest(self):
        """The weight to an output with the steepest slope."""
        slopes = self.network.backprop(*example(self.chooser.index)).weights[-1]
        to, start = np.unravel_index(np.abs(slopes).argmax(), slopes.shape)
        return index_of(f"weights[2][{to}, {start}]", self.network.sizes)

    def choose(self, position):
        self.position = position
        self.move_controls()
        self.view.selected = name_of(position, self.network.sizes)

    def move_controls(self):
        """Make all controls show the chosen weight and its value."""
        layer, to, start = place_of(self.position, self.network.sizes)
        value = round(float(self.network.parameters[self.position]), 4)
        self.moving = True
        self.to.max, self.start.max = self.network.sizes[layer + 1] - 1, self.network.sizes[layer] - 1
        self.layer.value, self.to.value, self.start.value = layer, to, start
        self.slider.value = self.box.value = value
        self.moving = False

    def show(self):
        x, y = example(self.chooser.index)
        self.view.show(network=self.network, x=x, y=y)
        self.readout.redraw()

    def compute(self):
        return edited_numbers(self.network, self.original, *example(self.chooser.index), self.position)


def edited_numbers(network, original, x, y, position):
    """Cost, tangent and curve of one parameter, and the slopes of others that moved most since the original."""
    gradient, before = network.backprop(x, y), original.backprop(x, y)
    values = np.linspace(-WIDEST, WIDEST, 161)
    change = np.where(network.parameters == original.parameters, gradient.vector - before.vector, 0)
    moved = np.argsort(-np.abs(change), kind="stable")[:MOVED]
    moved = moved[change[moved] != 0]
    return {
        "position": position,
        "sizes": network.sizes,
        "value": float(network.parameters[position]),
        "edited": not np.array_equal(network.parameters, original.parameters),
        "first_value": float(original.parameters[position]),
        "outputs": network.output(x),
        "cost": gradient.cost,
        "first_cost": before.cost,
        "slope": gradient.vector[position],
        "values": values,
        "costs": cost_along(network, x, y, position, values),
        "cost_at_first_value": cost_along(network, x, y, position, [original.parameters[position]])[0],
        "moved": moved,
        "moved_before": before.vector[moved],
        "moved_after": gradient.vector[moved],
    }


# ---- on the screen


def _ground(_):
    figure = chart_figure(552, 380)
    draw_cost_frame(figure.add_axes((0.1, 0.5, 0.86, 0.4)), -WIDEST, WIDEST)
    add_sheet(figure)
    return figure


def _moving(figure, numbers):
    curve, sheet = figure.axes
    shown = [numbers[name] for name in ("values", "costs", "value", "cost", "slope")]
    draw_cost_curve(curve, *shown, ([numbers["first_value"]], [numbers["cost_at_first_value"]]))
    name = name_of(int(numbers["position"]), numbers["sizes"])
    sketch = Sketch()
    sketch.write(11, 17, [f"cost along {name}, from −{WIDEST:g} to {WIDEST:g}"], size=12, colours=style.INK, ha="left")
    if len(numbers["moved"]):
        sketch.write(11, 242, ["other wishes that moved most"], size=12, colours=style.INK, ha="left")
        legend = ["● should shrink", "● should grow"]
        sketch.write([420, 537], 242, legend, size=10, colours=[style.DOWN_ON_LIGHT, style.UP_ON_LIGHT], ha="right")
        names = [name_of(int(i), numbers["sizes"]) for i in numbers["moved"]]
        draw_moved(sketch, 269, names, -numbers["moved_before"], -numbers["moved_after"])
    else:
        words = (
            "No ink behind what you changed: nothing else moves."
            if numbers["edited"]
            else "Turn the weight, and other wishes move."
        )
        sketch.write(11, 266, [words], size=12, colours=style.INK_MUTED, ha="left")
    sketch.draw(sheet)


def _cost_in_words(numbers):
    before = "" if numbers["cost"] == numbers["first_cost"] else f" {numbers['first_cost']:.3f} →"
    slope = numbers["slope"]
    wish = "this image does not feel it" if slope == 0 else f"it should {'shrink' if slope > 0 else 'grow'}"
    return f"Cost{before} **{numbers['cost']:.3f}** · slope of the weight {change(slope)}: {wish}"
