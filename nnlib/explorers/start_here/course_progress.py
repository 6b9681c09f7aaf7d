"""How far one has come in each notebook, and a way to start over."""

import html

import ipywidgets as widgets

from nnlib import course, record
from nnlib.exercises.progress import progress
from nnlib.files.names import kept_where
from nnlib.widgets.controls import controls_row
from nnlib.widgets.lifetime import Closing
from nnlib.widgets.words import Line

STYLE = """<style>
.nnlib-tiles { display: flex; flex-wrap: wrap; gap: 8px; color: var(--nnlib-page-ink); line-height: 1.3 }
.nnlib-tile { flex: 1 1 76px; max-width: 110px; padding: 8px 10px 10px; border: 1px solid var(--nnlib-page-edge);
  border-radius: 8px; font-size: 15px }
.nnlib-tile b { display: block; font-size: 20px }
.nnlib-tile i { display: block; height: 6px; margin-top: 6px; border-radius: 3px; background: linear-gradient(
  var(--nnlib-up), var(--nnlib-up)) 0 / var(--done) 100% no-repeat var(--nnlib-page-chosen) }
</style>"""
SURE = "Forget everything that you have answered and solved?"


class CourseProgress(Closing, widgets.VBox):
    """A tile for each notebook: how much of it is done. It follows what is remembered."""

    def __init__(self):
        self._tiles, self._says = widgets.HTML(), Line()
        self._over = widgets.Button(description="start over")
        self._yes, self._no = (widgets.Button(description=words) for words in ("yes, forget it", "no, keep it"))
        super().__init__([self._tiles, self._says, controls_row(self._over, self._yes, self._no)])
        self.layout.overflow = "visible"
        self._over.on_click(lambda _: self._ask(True))
        self._no.on_click(lambda _: self._ask(False))
        self._yes.on_click(lambda _: self._start_over())
        record.watch(self)
        self._ask(False)

    def refresh(self):
        """Show how far the learner is now."""
        self._ask(False)

    def _ask(self, asking):
        """Show the tiles, and below them either what is kept where, or whether it shall be forgotten."""
        trouble = record.trouble()
        self._tiles.value = STYLE + _tiles()
        self._says.say(SURE if asking else trouble or f"Your answers are kept in {record.NAME}. {kept_where()}")
        self._over.layout.display = "none" if asking else ""
        for button in (self._yes, self._no):
            button.layout.display = "" if asking else "none"

    def _start_over(self):
        try:
            record.start_over()
        except OSError as error:
            self._ask(False)
            self._says.say(f"That did not work: {error}")

    def _repr_mimebundle_(self, **kwargs):
        """Where nothing moves, nothing is shown."""
        return {**super()._repr_mimebundle_(**kwargs), "text/plain": ""}


def _tiles():
    try:
        kept = record.read()
    except (record.Unreadable, OSError):
        kept = record.nothing()
    tiles = [_tile(name, *progress(name, kept)) for name in course.numbered()]
    return f'<div class="nnlib-tiles" role="list">{"".join(tiles)}</div>'


def _tile(name, done, total):
    number, share = html.escape(name.partition("_")[0]), done / max(total, 1)
    said = f"<b>{number}</b>{done} of {total}<i style='--done: {100 * share:.0f}%'></i>"
    return f'<div class="nnlib-tile" role="listitem">{said}</div>'


def course_progress():
    """How much is done in each notebook, and the button that starts over."""
    return CourseProgress()
