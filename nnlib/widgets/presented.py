"""The presenter's view: from each picture and each card a way to fill the screen with it."""

from nnlib.widgets import assets


class Presented:
    """Mixin for anywidgets whose JavaScript offers the presenter's view. When a page wants it first, they send it."""

    def __init__(self, *args, **traits):
        super().__init__(*args, **traits)
        self.on_msg(_send_presenter)


def _send_presenter(widget, message, _):
    if "present" in message:
        widget.send({"presenter": {"script": assets.script("presenter"), "style": assets.style("presenting")}})
