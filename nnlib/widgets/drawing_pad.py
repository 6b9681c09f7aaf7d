"""A pad to draw a digit on, with the digit as the network sees it beside it."""

import anywidget
import numpy as np
import traitlets

from nnlib.digits.normalise import normalise
from nnlib.plots import style
from nnlib.plots.digits import draw_digit
from nnlib.widgets import assets
from nnlib.widgets.latest import Latest
from nnlib.widgets.still import Still

SIDE = 140  # pixels: how finely the browser sends the drawing


def image_of(ink):
    """The image (784,) that MNIST would hold of a drawing, whose grey values are SIDE rows of SIDE bytes."""
    return normalise(_drawing(_complete(ink)))


def _complete(ink):
    if len(ink) != SIDE * SIDE:
        raise ValueError(f"ink must be {SIDE} rows of {SIDE} bytes, but got {len(ink):,} bytes")
    return ink


def _drawing(ink):
    return np.frombuffer(ink, np.uint8).reshape(SIDE, SIDE) / 255


class DrawingPad(Still, anywidget.AnyWidget):
    """A pad for mouse, pen, finger or keys. `image` is the drawing as MNIST would hold it: observe it, or read it.

    `pad.observe(handler, names="image")` calls the handler at most once per frame during a stroke. Without
    `preview` there is only the pad itself, for places where something else shows what the network sees. Use Keys for
    buttons that do something with the drawing: an ordinary button could be pressed before the drawing has arrived.
    """

    _esm = assets.script("drawing_pad")
    _css = assets.style("drawing_pad")

    # (784,) float32 from 0 to 1
    image = traitlets.Instance(np.ndarray, read_only=True)

    # The drawing: as strokes, each [x, y, x, y, ...] in pad units of 0 to 280, and as grey values, row after row.
    # The browser sets the two together, so that it can undo and draw again in another view.
    strokes = traitlets.List().tag(sync=True)
    # (It arrives as a memoryview, and is not echoed to the browser that sent it.)
    ink = traitlets.Bytes(bytes(SIDE * SIDE)).tag(sync=True, echo_update=False, from_json=lambda view, _: bytes(view))
    # What goes back to the browser, to be shown: `image` in 255 steps.
    seen = traitlets.Bytes(bytes(784)).tag(sync=True)

    preview = traitlets.Bool(True).tag(sync=True)

    def __init__(self, *, preview=True):
        super().__init__(preview=preview)
        self.observe(Latest(self._look), names="ink")

    def clear(self):
        """Wipe the pad."""
        self.strokes = []
        self.ink = bytes(SIDE * SIDE)
        self._look()

    @traitlets.default("image")
    def _nothing(self):
        return np.zeros(784, np.float32)

    @traitlets.validate("ink")
    def _check_ink(self, proposal):
        return _complete(proposal.value)

    def _look(self):
        image = image_of(self.ink)
        self.seen = np.rint(image * 255).astype(np.uint8).tobytes()
        self.set_trait("image", image)

    def still(self):
        """The pad as it is now."""
        figure, ax = style.stage_figure(640, 350)
        for picture, left, title in (_drawing(self.ink), 20, "Draw a digit"), (self.image, 340, "As the network sees it"):
            draw_digit(ax, picture, left, 52, 280)
            ax.text(left, 38, title, color=style.TEXT, fontsize=15)
        if not self.strokes:
            ax.text(160, 192, "run the cell\nand draw here", color=style.MUTED, fontsize=15, ha="center", va="center")
        return figure

    def summary(self):
        """What the pad shows and what to do with it."""
        return (
            "A drawing pad: draw a digit with mouse, pen or finger. Beside it you see what the network sees: "
            "your digit scaled and centred in 28 by 28 pixels."
        )
