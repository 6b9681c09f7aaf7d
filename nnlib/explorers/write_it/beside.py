"""The learner's six functions beside the lines of backprop.py that do the same, each with a link to its picture."""

import html
import inspect
import textwrap
from typing import NamedTuple
from urllib.parse import quote

from nnlib.analysis.steps import line_of
from nnlib.explorers.write_it.yours import NAMES, Yours


class Place(NamedTuple):
    """A picture of the course: in which notebook, and below which heading."""

    notebook: str
    heading: str

    @property
    def link(self):
        """Where it is, as seen from another notebook."""
        return f"{self.notebook}.ipynb#{quote(self.heading.replace(' ', '-'))}"


AVENUES = Place("03_one_image", "Three avenues to one output")
WISH = Place("03_one_image", "A wish")
SQUISH = Place("03_one_image", "Does the sigmoid let every wish through?")
FIRE = Place("03_one_image", "Fire together, wire together?")
TABLE = Place("04_backwards", "Ten outputs ask at once")
MEAN = Place("05_every_image", "The average of all wishes")
STEP = Place("05_every_image", "Does a step help every image?")
# What each of the six functions does: the names of these lines in nnlib.analysis.steps, and where to see what happens there.
LINES = {
    "batch_cost": {"cost": WISH},
    "forward": {"z": AVENUES, "a": SQUISH},
    "batch_delta": {"slope of cost": MEAN, "delta": SQUISH},
    "layer_gradient": {"weights": FIRE, "biases": AVENUES},
    "layer_back": {"message": TABLE, "delta": SQUISH},
    "batch_step": {"update": STEP},
}

STYLE = """<style>
.nnlib-beside { border-collapse: collapse; width: 100%; font-size: 15px; table-layout: fixed; margin: 0 }
.nnlib-beside td, .nnlib-beside th { text-align: left !important; vertical-align: top; padding: 8px 12px !important;
  border-top: 1px solid var(--nnlib-page-rule); white-space: normal }
.nnlib-beside tr, .nnlib-beside pre { background: none !important }
.nnlib-beside pre { font-size: 14px !important; line-height: 1.45; white-space: pre-wrap; margin: 0 }
.nnlib-beside i { color: var(--nnlib-page-muted) }
.nnlib-beside p { margin: 0 0 10px }
</style>"""


class Beside:
    """A table of two columns: what the learner wrote, and the lines of nnlib that do the same, each with its picture."""

    def __init__(self, yours):
        self._yours = yours
        self._missing = yours.not_written()

    def __repr__(self):
        missing = f" Not written yet: {', '.join(self._missing)}." if self._missing else ""
        return f"Your six functions beside the lines of nnlib that do the same.{missing}"

    def _repr_html_(self):
        rows = "".join(f"<tr><td>{self._own(name)}</td><td>{self._theirs(name)}</td></tr>" for name in NAMES)
        return f'{STYLE}<table class="nnlib-beside"><tr><th>yours</th><th>nnlib</th></tr>{rows}</table>'

    def _own(self, name):
        if name in self._missing:
            return f"<code>{name}</code> <i>is not written yet</i>"
        try:
            return f"<pre>{html.escape(textwrap.dedent(inspect.getsource(self._yours[name])).rstrip())}</pre>"
        except (OSError, TypeError):  # such as a function made by exec
            return f"<code>{name}</code> <i>: its source cannot be found</i>"

    def _theirs(self, name):
        lines = "".join(_line(line, place) for line, place in LINES[name].items())
        return f"<details><summary>first write your own</summary>{lines}</details>" if name in self._missing else lines


def _line(name, place):
    line = line_of(name)
    where = f'{line.where} · <a href="{place.link}">picture: {html.escape(place.heading)}</a>'
    said = f"<i># {html.escape(line.comment)}</i><br>" if line.comment else ""
    return f"<pre>{html.escape(line.text)}</pre><p>{said}<i>{where}</i></p>"


def beside_network(*functions):
    """The learner's functions beside the lines of nnlib that do the same."""
    return Beside(Yours(functions))
