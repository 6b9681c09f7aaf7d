"""The opening of each notebook: how far one has come in it, and two questions about earlier ones."""

from IPython.display import display

from nnlib import record
from nnlib.exercises.again import AGAIN
from nnlib.exercises.progress import progress
from nnlib.widgets.predict import Predict
from nnlib.widgets.words import Line


class Recall(Predict):
    """A card that asks about an earlier notebook."""

    eyebrow, noun, on_paper = "Before we go on", "answer", "Before we go on"


class ProgressLine(Line):
    """How much of a notebook is done. It follows what is remembered; where nothing moves, nothing is shown."""

    def __init__(self, name):
        self._name = name
        super().__init__()
        record.watch(self)
        self.refresh()

    def refresh(self):
        """Say how far the learner is now."""
        self.say(_said(self._name))

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**(data or {}), "text/plain": ""}, metadata


def _said(name):
    if words := record.trouble():
        return words
    done, total = progress(name)
    return f"**{done} of {total}** done in this notebook"


def before_we_go_on(name):
    """Show how far the learner has come in the notebook of this name, and the questions about earlier ones."""
    display(ProgressLine(name))
    for card in AGAIN.get(name, ()):
        display(Recall(card.question, choices=card.shown, answer=card.answer, why=card.why, see=card.see))
