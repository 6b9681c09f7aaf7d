"""Curves that grow while a training runs, painted in the browser."""

from pathlib import Path

import anywidget
import traitlets

from nnlib.analysis.history import AXES

HERE = Path(__file__).parent


class Curves(anywidget.AnyWidget):
    """Cost and test accuracy of trainings on a light ground, with the key numbers in large type above.

    `frame` is the current run, `kept` are those to compare it with; training_board.py makes them. The learner chooses
    `axis` ("steps", "examples" or "seconds") and whether the cost is drawn on a `log` scale.
    """

    _esm = HERE / "curves.js"
    _css = (HERE / "look.css").read_text("utf-8") + (HERE / "curves.css").read_text("utf-8")

    frame = traitlets.Dict().tag(sync=True)
    kept = traitlets.List().tag(sync=True)
    axis = traitlets.Unicode(AXES[0]).tag(sync=True)
    log = traitlets.Bool(False).tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)
    height = traitlets.Int(430, help="in pixels").tag(sync=True)

    @traitlets.validate("axis")
    def _check_axis(self, proposal):
        if proposal.value not in AXES:
            raise ValueError(f"axis must be one of {', '.join(AXES)}, but got {proposal.value!r}")
        return proposal.value
