"""The row of controls above a picture."""

import anywidget
import ipywidgets

from nnlib.widgets import assets


class KeyGuard(anywidget.AnyWidget):
    """Invisible: brings the style of the row, and keeps keys typed at the controls from reaching the notebook."""

    _esm = assets.script("controls")
    _css = assets.style("controls")


def controls_row(*controls):
    """The widgets side by side while there is room, in large type, with descriptions that are never cut short."""
    for control in controls:
        style = getattr(control, "style", None)
        if style is not None and style.has_trait("description_width"):
            style.description_width = "initial"
    row = ipywidgets.HBox([KeyGuard(layout={"display": "none"}), *controls])
    row.add_class("nnlib-controls")
    return row
