"""Several widgets as one output."""

import ipywidgets as widgets

from nnlib.widgets.still import Still


class Stack(Still, widgets.VBox):
    """Widgets one below the other. `still()` and `summary()` of the output are those of `face`, one of the widgets."""

    def __init__(self, children, face):
        self._face = face
        super().__init__(children)
        self.layout.overflow = "visible"

    def still(self):
        """The figure of `face`."""
        return self._face.still()

    def words(self):
        """The alternative text of the still picture."""
        return self._face.words()

    def summary(self):
        """What it shows and what to try."""
        return self._face.summary()


def side_by_side(left, right, shares=(3, 2)):
    """Two widgets next to each other, in these shares of the width; one below the other on a narrow page."""
    for widget, share in zip((left, right), shares):
        widget.layout.flex = f"{share} 1 {160 * share}px"
        widget.layout.min_width = "0"
    return widgets.HBox([left, right], layout={"flex_flow": "row wrap", "align_items": "center", "overflow": "visible"})
