"""Buttons that know what was on the page when they were pressed."""

import anywidget
import traitlets

from nnlib.widgets import assets


class Keys(anywidget.AnyWidget):
    """Buttons side by side. A press brings along, in one message, what other widgets hold on the page at that moment.

    A button of ipywidgets only says that it was pressed. The browser holds back what was drawn or typed last until the
    kernel has answered the message before, so a plain press would overtake it: the kernel would label an earlier drawing,
    or save under half a name.

    `buttons` maps the text of each button to its tooltip, and `carried` lists pairs of a widget and one of its traits.
    `pressed(text, *values)` is called for a press, with the values of these traits. The DrawingPad `wipes`, if
    one is given, is emptied at once, so that the next digit can be drawn whatever the kernel is doing.
    """

    _esm = assets.script("keys")
    _css = assets.style("keys")

    buttons = traitlets.List().tag(sync=True)  # [text, tooltip] each
    carried = traitlets.List().tag(sync=True)  # [reference to a widget, name of a trait] each
    wipes = traitlets.Bool().tag(sync=True)

    def __init__(self, buttons, carried, pressed, *, wipes=None):
        self._carried, self._pressed, self._wiped = list(carried), pressed, wipes
        references = [[f"IPY_MODEL_{widget.model_id}", trait] for widget, trait in self._carried]
        super().__init__(buttons=[list(button) for button in buttons.items()], carried=references, wipes=wipes is not None)
        self.on_msg(lambda _, message, buffers: self._asked(message, buffers))

    def press(self, text):
        """Do what a click on this button does."""
        if text not in dict(self.buttons):
            raise ValueError(f"text must be one of {', '.join(dict(self.buttons))}, but got {text!r}")
        self._pressed(text, *(getattr(widget, trait) for widget, trait in self._carried))
        if self._wiped is not None:
            self._wiped.clear()

    def _asked(self, message, buffers):
        """Bytes travel beside the message, in the order of the values that are None in it."""
        rest = iter(buffers)
        values = [bytes(next(rest)) if value is None else value for value in message["values"]]
        self._pressed(self.buttons[message["press"]][0], *values)
