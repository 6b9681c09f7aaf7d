"""A pad to draw a digit on, or to put a photograph of one on, with the digit as the network sees it beside it."""

import anywidget
import numpy as np
import traitlets

from nnlib.digits.normalise import normalise
from nnlib.digits.photograph import SIDE, NoDigit, find_digit
from nnlib.plots import style
from nnlib.plots.digits import draw_digit
from nnlib.widgets import assets
from nnlib.widgets.latest import Latest
from nnlib.widgets.still import Still


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

    With `photos` there is a button for a photograph or scan of a digit. The browser reads the file and shrinks the picture,
    so that a large one never travels; the ink that is found in it lies on the pad as a drawing does, and can be drawn upon.
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
    photos = traitlets.Bool(False).tag(sync=True)

    # The photograph: width, height, and the grey of each pixel as a byte, row after row. Empty if there is none.
    photo = traitlets.Dict().tag(sync=True, echo_update=False)
    # What was found in it: `ink` as above and the `box` around it, or what it `says` if there is no digit.
    found = traitlets.Dict().tag(sync=True)

    def __init__(self, *, preview=True, photos=False):
        super().__init__(preview=preview, photos=photos)
        self.observe(Latest(self._look), names="ink")

    def clear(self):
        """Wipe the pad."""
        self._put_down({}, bytes(SIDE * SIDE))
        self.photo = {}
        self._look()

    @traitlets.observe("photo")
    def _look_for_a_digit(self, change):
        photo = change["new"]
        if not photo:
            return
        greys = np.frombuffer(bytes(photo["grey"]), np.uint8).reshape(photo["height"], photo["width"])
        try:
            ink, box = find_digit(greys / 255)
        except NoDigit as reason:
            self._put_down({"says": str(reason)}, bytes(SIDE * SIDE))
            return
        ink = np.rint(ink * 255).astype(np.uint8).tobytes()
        self._put_down({"ink": ink, "box": box}, ink)

    def _put_down(self, found, ink):
        with self.hold_sync():
            self.found, self.strokes, self.ink = found, [], ink

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
