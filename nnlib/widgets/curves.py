"""Curves that grow while a training runs, painted in the browser."""

import anywidget
import traitlets

from nnlib.analysis.history import AXES
from nnlib.widgets import assets
from nnlib.widgets.presented import Presented


class Curves(Presented, anywidget.AnyWidget):
    """Cost and test accuracy of trainings on a light ground, with the key numbers in large type above.

    `frame` is the current run, and `kept` are the runs to compare it with; training_board.py makes both. The learner chooses
    `axis` ("steps", "examples" or "seconds") and whether the cost is drawn on a `log` scale.
    """

    _esm = assets.script("curves")
    _css = assets.style("curves")

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
