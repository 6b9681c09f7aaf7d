"""A test of several questions, one after the other, which is marked when it is handed in."""

import textwrap

import anywidget
import traitlets
from matplotlib.figure import Figure

from nnlib import checks
from nnlib.plots import style
from nnlib.widgets import assets
from nnlib.widgets.still import Still

OPEN = -1  # in place of an answer


class Quiz(Still, anywidget.AnyWidget):
    """Questions with choices; the learner goes back and forth, and hands them in at the end.

    `items` is a list of dicts with `question`, `choices`, and perhaps `picture`, the bytes of a PNG, with `words` for it.
    `judge(answers)` returns the result that is shown: a dict with `right`, `of`, `words` (a list of sentences) and `wrong`,
    a list of dicts with `question`, `answer`, `belief`, `truth` ("" if it is not told) and `see` (file, section, words).
    `answers` holds the place of the chosen choice for each item, or OPEN. `changed()` is called after each change.
    """

    _esm = assets.script("quiz")
    _css = assets.style("predict", "quiz")

    title = traitlets.Unicode().tag(sync=True)
    opening = traitlets.Unicode().tag(sync=True)
    items = traitlets.List().tag(sync=True)
    pictures = traitlets.List().tag(sync=True)  # bytes of each item's picture, empty if it has none
    answers = traitlets.List().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)  # empty until the test is handed in

    def __init__(self, title, opening, items, judge, *, answers=None, handed_in=False, changed=lambda: None):
        self._judge, self._changed = judge, changed
        shown = [{key: item.get(key, "") for key in ("question", "choices", "words")} for item in items]
        pictures = [item.get("picture", b"") for item in items]
        answers = [OPEN] * len(items) if answers is None else list(answers)
        super().__init__(title=title, opening=opening, items=shown, pictures=pictures, answers=answers)
        if handed_in:
            self.result = judge(answers)
        self.on_msg(lambda _, message, __: self._asked(message))

    @property
    def handed_in(self):
        """Whether the test has been handed in."""
        return bool(self.result)

    def answer(self, place, choice):
        """Choose the choice at this place for the item at `place`. After the test has been handed in, nothing changes."""
        checks.whole_number("place", place, 0, len(self.items) - 1)
        checks.whole_number("choice", choice, 0, len(self.items[place]["choices"]) - 1)
        if not self.handed_in:
            self.answers = [*self.answers[:place], choice, *self.answers[place + 1 :]]
            self._changed()

    def hand_in(self):
        """Mark the answers, and show the result."""
        self.result = self._judge(self.answers)
        self._changed()

    def start_again(self):
        """Forget all answers."""
        self.answers, self.result = [OPEN] * len(self.items), {}
        self._changed()

    def _asked(self, message):
        if "answer" in message:
            self.answer(*message["answer"])
        elif "hand_in" in message:
            self.hand_in()
        else:
            self.start_again()

    # ---- where nothing moves

    def summary(self):
        """What it is, without the questions."""
        return f"{self.title}. {self.opening} Run this cell to begin."

    def still(self):
        """The title and what to do."""
        lines = textwrap.wrap(f"{self.opening} Run this cell to begin.", 88)
        height = 110 + 30 * len(lines)
        figure = Figure(figsize=style.inches(1000, height), dpi=100, facecolor=style.GROUND)
        ax = figure.add_axes((0, 0, 1, 1), xlim=(0, 1000), ylim=(height, 0))
        ax.set_axis_off()
        ax.text(28, 44, self.title, color=style.INK, fontsize=19, weight="bold", va="center")
        for line, text in enumerate(lines):
            ax.text(28, 92 + 30 * line, text, color=style.INK_SOFT, fontsize=14, va="center")
        return figure
