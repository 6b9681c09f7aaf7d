"""Lines of code to put in order, with buttons or with the keyboard."""

import anywidget
import numpy as np
import traitlets

from nnlib.plots import style
from nnlib.plots.charts import add_sheet, chart_figure
from nnlib.plots.sketch import Sketch
from nnlib.widgets import assets
from nnlib.widgets.still import Still

ROW, LEFT = 42, 64  # pixels, in the still picture
CODE = "DejaVu Sans Mono"


class LinesInOrder(Still, anywidget.AnyWidget):
    """The `lines` below `head`, in `order`, a list of their numbers. *Check* shows what `judge(order)` says, a Verdict.

    The buttons ▲ and ▼ move a line; with the keyboard, the arrow keys choose a line, and with Alt they move it.
    """

    _esm = assets.script("lines_in_order")
    _css = assets.style("lines_in_order")

    head = traitlets.Unicode().tag(sync=True)
    lines = traitlets.List().tag(sync=True)
    order = traitlets.List().tag(sync=True)
    verdict = traitlets.Dict().tag(sync=True)  # empty until it is checked, and after each move

    def __init__(self, head, lines, judge, order):
        self._judge = judge
        super().__init__(head=head, lines=list(lines), order=list(order))
        self.on_msg(lambda _, message, __: self.check() if "check" in message else None)
        self.observe(lambda _: self.set_trait("verdict", {}), names="order")

    def check(self):
        """Show what is said of the present order."""
        verdict = self._judge(self.order)
        self.verdict = {"right": verdict.passed, "words": verdict.sentence.replace("`", ""), "sign": verdict.sign}

    @traitlets.validate("order")
    def _check_order(self, proposal):
        if sorted(proposal.value) != list(range(len(self.lines))):
            raise ValueError(f"order must hold each number below {len(self.lines)} once, but got {proposal.value}")
        return proposal.value

    def summary(self):
        """The lines as they are, and what to do with them."""
        lines = [f"  {place}. {self.lines[i].strip()}" for place, i in enumerate(self.order, 1)]
        return "\n".join([f"Put these lines in order, below {self.head}", *lines])

    def still(self):
        """The lines as they are."""
        figure = chart_figure(760, 70 + ROW * len(self.lines))
        sketch, ax = Sketch(), add_sheet(figure)
        ys = 76 + ROW * np.arange(len(self.lines))
        sketch.rectangles(LEFT - 14, ys - 17, 690, 34, style.SHADE)
        sketch.write([30] * len(ys), ys, range(1, len(ys) + 1), size=12, colours=style.INK_MUTED)
        sketch.draw(ax)
        for y, text in [(30, self.head), *zip(ys, (self.lines[i] for i in self.order))]:
            look = {"fontsize": 13, "family": CODE, "color": style.INK, "va": "center", "parse_math": False, "zorder": 5}
            ax.text(24 if y == 30 else LEFT, y, text, **look)
        return figure
