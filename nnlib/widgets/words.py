"""Words that change on the page: a screen reader reads them out, and the number that matters always looks the same."""

import html
import re

import anywidget
import traitlets

from nnlib.widgets import assets


class Words(anywidget.AnyWidget):
    """Words on the page, as HTML. A screen reader reads out each change. An element of class nnlib-key is large."""

    _esm = assets.script("readout")
    _css = assets.style("readout")

    value = traitlets.Unicode(help="the words as HTML").tag(sync=True)


class Status(Words):
    """A few plain words beside the controls: how far some work has come."""

    def __init__(self, **settings):
        super().__init__(**settings)
        self.add_class("nnlib-status")

    def say(self, words):
        """Show these words instead."""
        self.value = html.escape(words, quote=False)


class Line(Words):
    """One sentence, or a few side by side, each with **the number that matters** marked as in Markdown.

    A line break in a sentence is kept.
    """

    def __init__(self, *sentences, **settings):
        super().__init__(**settings)
        self.add_class("nnlib-readout")
        self.say(*sentences)

    @property
    def sentence(self):
        """What is said, as plain text."""
        return self._sentence

    def say(self, *sentences):
        """Say this instead."""
        self._sentence = " ".join(plain(sentence) for sentence in sentences)
        self.value = "".join(f"<span>{_marked(sentence)}</span>" for sentence in sentences)


def plain(sentence):
    """The sentence without its marks, on one line."""
    return " ".join(sentence.replace("**", "").split())


def _marked(sentence):
    return re.sub(r"\*\*(.+?)\*\*", r'<b class="nnlib-key">\1</b>', html.escape(sentence, quote=False))
