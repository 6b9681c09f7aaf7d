"""A row of controls, as every picture has one above it."""

from pathlib import Path

import anywidget
import ipywidgets

HERE = Path(__file__).parent


class KeyGuard(anywidget.AnyWidget):
    """Invisible: brings the style of the row, and keeps keys typed into an open list from reaching the notebook."""

    _esm = HERE / "controls.js"
    _css = (HERE / "controls.css").read_text("utf-8")


def controls_row(*controls):
    """The widgets side by side as far as there is room, in large type, with descriptions that are never cut short."""
    for control in controls:
        style = getattr(control, "style", None)
        if style is not None and style.has_trait("description_width"):
            style.description_width = "initial"
    row = ipywidgets.HBox([KeyGuard(layout={"display": "none"}), *controls])
    row.add_class("nnlib-controls")
    return row
