"""Controls above a picture that is a pure function of their values."""

import html

import ipywidgets
from matplotlib.figure import Figure

from nnlib.widgets import number_tables
from nnlib.widgets.controls import controls_row
from nnlib.widgets.latest import Latest
from nnlib.widgets.picture import Picture
from nnlib.widgets.raster import Raster
from nnlib.widgets.still import Still


class Explorer(Still, ipywidgets.VBox):
    """A row of controls, and below it the picture that `draw` makes of their values.

    `draw(**values)` returns a matplotlib Figure, made with `Figure()` and at most 1280 pixels wide; it must depend on
    nothing but its arguments. `controls` is a dict of widgets: the value of each goes to `draw` by its name. A widget
    without a value, such as a Button, is only shown. `summary` says what the picture shows and what to try.

    For speed, `draw` may return the same Figure each time with its artists updated: then only those marked
    `animated=True` are drawn again, over a picture of the rest. Layers makes such a function.

    `shown()` is called when a picture has been sent to the page, for what should change together with it.

    The alternative text of the picture is what `say()` returns then, and the summary. `numbers()` returns a dict of what is
    shown: it becomes part of that text, and tables if someone asks for them; `names` are those of `number_tables`.

    If `draw` raises a ValueError or TypeError, its message is shown above the picture, which stays as it was.
    """

    def __init__(self, draw, controls, summary, *, shown=lambda: None, say=lambda: "", numbers=None, names=()):
        if not callable(draw):
            raise TypeError(f"draw must be a function that returns a Figure, but got {draw!r}")
        if not isinstance(summary, str):
            raise TypeError(f"summary must be text, but got {summary!r}")
        self._draw, self._summary, self._shown = draw, summary, shown
        self._said, self._numbers, self._names = say, numbers, dict(names)
        self._controls = _checked(controls)
        self._raster = Raster()
        self._picture = Picture(words=summary, has_tables=numbers is not None)
        self._notice = ipywidgets.HTML()
        rows = [controls_row(*controls.values())] if controls else []
        super().__init__([*rows, self._notice, self._picture])
        self.add_class("nnlib-explorer")

        self._show(self._figure_now())
        self.redraw = Latest(self._redraw)  # for changes that come from no control
        self._picture.observe(self.redraw, names="density")
        self._picture.observe(lambda _: self._tell(), names="asked")
        for control in self._valued():
            control.observe(self.redraw, names="value")

    @property
    def values(self):
        """The present values of the controls: name -> value."""
        return {name: control.value for name, control in self._controls.items() if control.has_trait("value")}

    @property
    def figure(self):
        """The matplotlib Figure that is shown."""
        self.redraw.flush()
        return self._figure

    @property
    def message(self):
        """What is wrong with the values of the controls; empty if nothing is."""
        self.redraw.flush()
        return self._message

    def still(self):
        """The figure that is shown."""
        return self.figure

    def still_size(self):
        """Width and height of the still picture, in pixels, without drawing it."""
        return self.figure.bbox.size

    def summary(self):
        """What the picture shows and what to try."""
        return self._summary

    def describe(self, summary):
        """Change what the summary says: what the picture shows and what to try."""
        self._summary = summary
        self._tell()

    def words(self):
        """The alternative text of the picture: what it says now, and the summary."""
        self.redraw.flush()
        return self._picture.words

    def stop_work(self):
        """Draw no more pictures, and free the pixels at once, long before the garbage collector comes by."""
        self.redraw.cancel()
        self._raster.release()
        self._picture.release()

    def _valued(self):
        return [control for control in self._controls.values() if control.has_trait("value")]

    def _figure_now(self):
        figure = self._draw(**self.values)
        if not isinstance(figure, Figure):
            raise TypeError(f"draw must return a matplotlib Figure, but got {figure!r}")
        return figure

    def _redraw(self):
        try:
            self._show(self._figure_now())
        except (ValueError, TypeError) as error:
            self._say(str(error))

    def _show(self, figure):
        pixels = self._raster.pixels(figure, self._picture.density)
        self._figure = figure
        self._picture.show(pixels, round(figure.bbox.width))
        self._say("")
        self._shown()
        self._tell()

    def _tell(self):
        """Say in words what is shown, and in tables if someone reads them: otherwise these cost nothing."""
        numbers = self._numbers() if self._numbers else {}
        parts = self._said(), number_tables.in_words(numbers, self._names)
        self._picture.words = " ".join([*(f"{part.rstrip('.')}." for part in parts if part), self._summary])
        self._picture.tables = number_tables.tables(numbers, self._names) if self._picture.asked else []

    def _say(self, message):
        self._message = message
        self._notice.value = f'<p role="alert" class="nnlib-message">{html.escape(message)}</p>' if message else ""
        self._notice.layout.display = "block" if message else "none"


def _checked(controls):
    if not isinstance(controls, dict):
        raise TypeError(f"controls must be a dict of names and widgets, but got {controls!r}")
    for name, control in controls.items():
        if not isinstance(control, ipywidgets.DOMWidget):
            raise TypeError(f"controls[{name!r}] must be a widget such as IntSlider(), but got {control!r}")
    return dict(controls)
