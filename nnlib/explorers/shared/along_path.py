"""A network beside what is computed along one path through it: what the stepper and the four equations share."""

import ipywidgets as widgets

from nnlib.analysis.steps import strongest_path
from nnlib.explorers.shared.networks import first_row, network_after, network_buttons, training_digits
from nnlib.widgets.latest import Latest
from nnlib.widgets.network_view import NetworkView, parse
from nnlib.widgets.stack import Stack, side_by_side
from nnlib.widgets.words import Words


class AlongPath(Stack):
    """The picture `view`, a text beside it, and `path`: for each layer, input first, the neuron that formulas are about.

    A click on a neuron or a line leads the path through it; with another digit or network, the path is the strongest again.
    A subclass makes its controls between `__init__` and `lay_out`. Its `look()` says what to show: what becomes `current`,
    the network, the traits of `view` that go with it, and the text as HTML.
    """

    def __init__(self, index, height):
        self.chooser, self.network = training_digits(index), network_buttons()
        self._new_path()
        self.view = NetworkView(*self.example, height=height)
        self._text = Words(layout={"margin": "0 0 0 12px"})

    def lay_out(self, row, controls, style, shares=(3, 2)):
        """Put everything together, with `row` below the digits, and follow `controls`."""
        # The style is a widget of its own, since the page restyles everything whenever one arrives.
        text = widgets.VBox([widgets.HTML(style, layout={"display": "none"}), self._text])
        stage = side_by_side(self.view, text, shares)
        stage.layout.align_items = "flex-start"  # the height of the text changes
        super().__init__([first_row(self.chooser, self.network), row, stage], self.view)
        self._show()
        self.refresh = Latest(self._show)
        self.network.observe(self._example_changed, names="value")
        self.chooser.observe(self._example_changed, names="index")
        for control in controls:
            control.observe(self.refresh, names="value")
        self.view.observe(self._clicked, names="selected")

    @property
    def current(self):
        """What is shown, with unrounded numbers."""
        self.refresh.flush()
        return self._current

    @property
    def pane(self):
        """The text that is shown, as HTML."""
        self.refresh.flush()
        return self._text.value

    @property
    def example(self):
        """The network, the image (784,) and its target (10,)."""
        return network_after(self.network.value), self.chooser.image, self.chooser.target

    def _show(self):
        self._current, network, self._shown, self._text.value = self.look()
        with self.view.hold_sync():  # one repaint
            self.view.show(network=network, x=self.chooser.image, y=self.chooser.target)
            for name, value in self._shown.items():
                setattr(self.view, name, value)

    def _new_path(self):
        self.path = strongest_path(*self.example)

    def _example_changed(self, _):
        self._new_path()
        self.refresh()

    def _clicked(self, change):
        if change.new == self._shown["selected"]:
            return
        if change.new:
            self.path = _through(change.new, self.path, self.view.network.sizes)
        self.refresh()


def _through(name, path, sizes):
    """The path, led through the neuron or the weight of this name."""
    kind, layer, *place = parse(name, sizes)
    met = {layer: place[0]} if kind == "activations" else {layer + 1: place[0], layer: place[1]}
    return [met.get(l, index) for l, index in enumerate(path)]
