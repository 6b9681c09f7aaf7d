"""Which digit? The row of controls with which explorers ask for one."""

import ipywidgets as widgets
import numpy as np
import traitlets

from nnlib import checks
from nnlib.widgets.controls import controls_row
from nnlib.widgets.lifetime import Closing

ANY = "any digit"
WRONG = "only wrong ones"


class DigitChooser(Closing, widgets.VBox):
    """Pick one of `digits` (a split of MNIST): by what it shows, along a `slider`, or at random. Observe `index`.

    `rng`, a numpy random Generator, draws *another at random* (None: a fresh one). If a network reads the digits, give
    `misread`, a function that returns the places of those that it reads wrongly: then one can ask for *only wrong ones*.
    Call `look_again` when another network reads them.
    """

    index = traitlets.Int(help="which column of digits.images")

    def __init__(self, digits, index=0, slider=True, rng=None, misread=None):
        self.digits, self._rng, self._misread = digits, checks.generator("rng", rng), misread
        self._candidates = np.arange(len(digits))
        kinds = [ANY, *([WRONG] if misread else []), *range(10)]
        self._kind = widgets.Dropdown(options=kinds, description="show", tooltip="Which digit to show")
        self._place = widgets.IntSlider(0, 0, len(digits) - 1, description="image", continuous_update=True)
        self._place.layout.display = "" if slider else "none"
        self._random = widgets.Button(description="another at random", tooltip="Any digit of this kind")
        super().__init__([controls_row(self._kind, self._place, self._random)], index=index)
        self.layout.overflow = "visible"
        self._show_index()
        self._kind.observe(self._kind_changed, names="value")
        self._place.observe(lambda _: self.set_trait("index", int(self._candidates[self._place.value])), names="value")
        self._random.on_click(lambda _: setattr(self._place, "value", int(self._rng.integers(self._count))))
        self.observe(lambda _: self._show_index(), names="index")

    @property
    def image(self):
        """The chosen image, (784,)."""
        return self.digits.images[:, self.index]

    @property
    def label(self):
        """The digit that it shows, 0 to 9."""
        return int(self.digits.labels[self.index])

    @property
    def target(self):
        """What the ten outputs should be, (10,)."""
        return self.digits.targets[:, self.index]

    @property
    def _count(self):
        return len(self._candidates)

    @traitlets.validate("index")
    def _check_index(self, proposal):
        return checks.whole_number("index", proposal.value, 0, len(self.digits) - 1)

    def look_again(self):
        """Find out once more which digits are read wrongly, if only these are shown."""
        if self._kind.value == WRONG:
            self._kind_changed(None)

    def _of_kind(self, kind):
        """The places of all digits of this kind; of all digits if there is none."""
        if kind == WRONG and len(wrong := self._misread()):
            return wrong
        return np.arange(len(self.digits)) if kind in (ANY, WRONG) else np.flatnonzero(self.digits.labels == kind)

    def _kind_changed(self, _):
        self._candidates = self._of_kind(self._kind.value)
        place = min(np.searchsorted(self._candidates, self.index), self._count - 1)
        self._place.max = self._count - 1
        self.index = int(self._candidates[place])
        self._show_index()

    def _show_index(self):
        """Move the controls to `index`."""
        if self.index not in self._candidates:
            self._kind.value = ANY
        self._place.value = int(np.searchsorted(self._candidates, self.index))
