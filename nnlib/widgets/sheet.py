"""A sheet of paper with fields for numbers, each of which gets a mark."""

import anywidget
import traitlets

from nnlib.widgets import assets
from nnlib.widgets.lifetime import Closing

MARKS = "right", "wrong", "open"


class Sheet(Closing, anywidget.AnyWidget):
    """Fields for numbers in parts: `parts` is a list of (title, fields), and each field has a (name, label, hint).

    What a learner enters appears in `typed`, name -> number, or None for what is no number, as soon as the field is left
    or Enter is pressed, which leads on to the next field. `current` is the name of the field that has the focus. `marks`,
    name -> one of MARKS, are for the program to set. The hints are on the page while `hints` is True.
    """

    _esm = assets.script("sheet")
    _css = assets.style("sheet")

    parts = traitlets.List().tag(sync=True)
    typed = traitlets.Dict().tag(sync=True)
    marks = traitlets.Dict().tag(sync=True)
    current = traitlets.Unicode().tag(sync=True)
    hints = traitlets.Bool(True).tag(sync=True)

    def __init__(self, parts, **traits):
        fields = [dict(zip(("name", "label", "hint"), field, strict=True)) for _, some in parts for field in some]
        self.names = [field["name"] for field in fields]
        if len(set(self.names)) < len(self.names):
            raise ValueError(f"each field needs a name of its own, but got {self.names}")
        counts = iter(fields)
        super().__init__(parts=[{"title": title, "fields": [next(counts) for _ in some]} for title, some in parts], **traits)

    @traitlets.validate("typed")
    def _check_typed(self, proposal):
        unknown = [name for name in proposal.value if name not in self.names]
        if unknown:
            raise ValueError(f"typed must have names of fields, but got {unknown[0]!r}: there are {', '.join(self.names)}")
        return proposal.value

    @traitlets.validate("marks")
    def _check_marks(self, proposal):
        wrong = [mark for mark in proposal.value.values() if mark not in MARKS]
        if wrong:
            raise ValueError(f"a mark must be one of {', '.join(MARKS)}, but got {wrong[0]!r}")
        return proposal.value
