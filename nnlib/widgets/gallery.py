"""Many digits at once, each with a caption; one of them can be chosen."""

import anywidget
import numpy as np
import traitlets

from nnlib import checks
from nnlib.plots import style
from nnlib.plots.digits import draw_gallery
from nnlib.widgets import assets
from nnlib.widgets.presented import Presented
from nnlib.widgets.still import Still

MARKS = "", "wrong", "right"


class Gallery(Still, Presented, anywidget.AnyWidget):
    """Images side by side, with a caption of one or more lines below each. Filled by `show`.

    A mark sets a digit apart: "wrong" (an orange, dashed frame) or "right" (a blue one). If `selectable`, a click or the
    arrow keys set `selected` to the place of a digit, -1 for none. `title` is shown above them, and `empty` in place of
    them if there are none.
    """

    _esm = assets.script("gallery")
    _css = assets.style("gallery")

    tiles = traitlets.Dict().tag(sync=True)  # pixels as bytes, captions and marks: they change together
    selected = traitlets.Int(-1).tag(sync=True)
    selectable = traitlets.Bool().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    empty = traitlets.Unicode().tag(sync=True)
    side = traitlets.Int(72, help="of a digit, in pixels").tag(sync=True)
    height = traitlets.Int(help="in pixels; a taller gallery scrolls, and 0 means as tall as needed").tag(sync=True)

    def __init__(self, **traits):
        super().__init__(**traits)
        self.show(np.zeros((784, 0)), [])

    def show(self, images, captions, marks=None):
        """Show these images (784, n), 0 to 1, with their captions and marks (n). This clears the selection."""
        marks = [""] * len(captions) if marks is None else list(marks)
        unknown = [mark for mark in marks if mark not in MARKS]
        if unknown:
            raise ValueError(f"marks must be some of {', '.join(map(repr, MARKS))}, but got {unknown[0]!r}")
        if np.shape(images) != (784, len(captions)) or len(marks) != len(captions):
            counts = f"{np.shape(images)} and {len(marks)} marks"
            raise ValueError(f"images must have shape (784, {len(captions)}), and as many marks, but got {counts}")
        self.images, captions = np.asarray(images), [str(caption) for caption in captions]
        with self.hold_sync():
            self.selected = -1
            pixels = np.rint(self.images.T * 255).astype(np.uint8).tobytes()
            self.tiles = {"pixels": pixels, "captions": captions, "marks": marks}

    @property
    def captions(self):
        """The text below each digit."""
        return self.tiles["captions"]

    @traitlets.validate("selected")
    def _check_selected(self, proposal):
        return checks.whole_number("selected", proposal.value, -1, max(len(self.tiles.get("captions", [])) - 1, -1))

    def still(self):
        """A matplotlib Figure of the digits, up to forty of them."""
        figure, ax = style.stage_figure(1100, 330)
        if not self.captions:
            ax.text(30, 165, self.empty, color=style.MUTED, fontsize=17, va="center")
            return figure
        shown = self.images[:, :40]
        columns = 10 if shown.shape[1] <= 20 else 20
        ax.set_position((0.03, 0.04, 0.94, 0.84))
        draw_gallery(ax, shown, self.captions[:40], columns, size=12)
        figure.text(0.03, 0.92, self.title, color=style.TEXT, fontsize=15)
        return figure

    def summary(self):
        """What the gallery shows, in words."""
        return f"A gallery of digits. {self.title}".strip()
