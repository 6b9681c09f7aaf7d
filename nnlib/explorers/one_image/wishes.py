"""What one image wants of the ten outputs; the label can be changed."""

import ipywidgets as widgets
import numpy as np

from nnlib import one_hot
from nnlib.analysis import wishes
from nnlib.explorers.shared.networks import first_row, network_after, network_buttons, training_digits
from nnlib.plots.style import stage_figure
from nnlib.plots.wishes import draw_output_wishes, draw_wishes_frame
from nnlib.widgets.controls import controls_row
from nnlib.widgets.layers import Layers
from nnlib.widgets.readout import Readout
from nnlib.wording import signed


def output_wishes(index=5, epochs=0, with_slope=False):
    """Ten outputs, their targets, and arrows as long as the wishes; the label can be changed."""
    chooser, network = training_digits(index), network_buttons(epochs)
    label = widgets.ToggleButtons(options=range(10), value=chooser.label, description="what if the label said")
    with_slope = widgets.ToggleButton(with_slope, description="with σ′", tooltip="Times the slope of the sigmoid")
    search = widgets.Button(description="where does σ′ change the order?", tooltip="Go to the next such image")
    readout = Readout(
        lambda: _wishes(network_after(network.value), chooser, label.value, with_slope.value),
        _say_wishes,
        Layers(_ground, _moving, ["with_slope"], on_top=True),
        "Ten outputs and what one image asks of each: the arrow leads from its activation to its target. "
        "Change the label, choose another image or network, multiply by σ′.",
        lambda line, pane: [first_row(chooser, search), controls_row(label, network, with_slope), line, pane],
        names={
            "label": "label",
            "outputs": "activation",
            "targets": "target",
            "wishes": "wish for the output",
            "z_wishes": "wish for z",
        },
    )

    def search_on(_):
        chooser.index = next_change(network_after(network.value), chooser.digits, chooser.index)
        with_slope.value = True

    search.on_click(search_on)
    chooser.observe(lambda _: label.set_trait("value", chooser.label), names="index")
    readout.observe_all(chooser, label, network, with_slope)
    return readout


def _wishes(network, chooser, label, with_slope):
    x, y = chooser.image, one_hot([label])[:, 0]
    a = network.output(x)
    return {
        "image": x,
        "shows": chooser.label,
        "label": label,
        "with_slope": with_slope,
        "outputs": a,
        "targets": y,
        "slopes": a * (1 - a),
        "wishes": wishes.output_wishes(network, x, y),
        "turned": np.sign(y - a) != np.sign(chooser.target - a),
        "z_wishes": -network.backprop(x, y).deltas[-1],
    }


def _ground(n):
    figure, ax = stage_figure(1112, 440)
    draw_wishes_frame(ax, n["with_slope"])
    return figure


def _moving(figure, n):
    (ax,) = figure.axes
    words = [f"label: {n['label']}", *([] if n["label"] == n["shows"] else [f"but it shows a {n['shows']}"])]
    numbers = (n[name] for name in ("outputs", "targets", "slopes", "wishes", "z_wishes", "with_slope", "turned"))
    draw_output_wishes(ax, n["image"], words, *numbers)


def _say_wishes(n):
    wrong, first = (int(np.abs(n[name]).argmax()) for name in ("wishes", "z_wishes"))
    most, wish, z_wish = f"Most wrong is output {wrong}", n["wishes"][wrong], n["z_wishes"][first]
    if not n["with_slope"]:
        way = "up" if wish > 0 else "down"
        return f"{most}: its activation should go {way}, with a wish of **{signed(wish, 2)}**"
    if wrong == first:
        return f"{most}, and its z also gets the largest wish: **{signed(z_wish, 3)}**"
    return f"{most}, but the largest wish for a z is that of output {first}: **{signed(z_wish, 3)}**"


def next_change(network, digits, index):
    """The next image after `index` whose most wrong output has not the largest wish for z; `index` if there is none."""
    following = np.roll(np.arange(len(digits)), -index - 1)
    for block in np.split(following, range(1000, len(following), 1000)):
        a, y = network.output(digits.images[:, block]), digits.targets[:, block]
        wrong = np.abs(a - y)
        found = block[wrong.argmax(axis=0) != (wrong * a * (1 - a)).argmax(axis=0)]
        if found.size:
            return int(found[0])
    return index
