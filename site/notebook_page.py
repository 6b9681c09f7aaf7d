"""A notebook as a page to read: its prose, its code, and stills of what moves once it runs."""

import ast
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

import stills
from prose import Prose, link
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

FORMAT = HtmlFormatter(nowrap=True, classprefix="code-")
WHAT_A_COVER_HIDES = "What you see once you have decided. The text below this card says what to try and what to look for."


@dataclass
class Article:
    """What a page says: the HTML of each cell, and the headings (level, id, HTML)."""

    cells: list
    headings: list
    pictures: list  # of the explorers

    @property
    def title(self):
        """The heading of the page."""
        return next(html for level, _, html in self.headings if level == 1)


def article(notebook, name, formulas, pictures, live=True):
    """The article of a notebook; with `live`, links at explorers, cards and exercises lead to where they run."""
    return Writer(name, Prose(formulas), pictures, live).write(notebook)


class Writer:
    """Writes the cells of one notebook, one after the other."""

    def __init__(self, name, prose, pictures, live):
        self._name, self._prose, self._pictures, self._live = name, prose, pictures, live
        self._article = Article([], prose.headings, [])

    def write(self, notebook):
        for cell in notebook.cells:
            html = self._prose(cell.source) if cell.cell_type == "markdown" else self._code(cell)
            self._article.cells.append(html)
        return self._article

    # ---- cells of code

    def _code(self, cell):
        shown = "".join(self._output(cell, output) for output in cell.outputs)
        code = f'<pre class="code" tabindex="0"><code>{highlight(cell.source, PythonLexer(), FORMAT).rstrip()}</code></pre>'
        if is_folded(cell):
            return f'{shown}<details class="source"><summary>Python</summary>{code}</details>'
        if is_exercise(cell):
            return f'<div class="exercise">{code}{shown}{self._invitation("Write it live, and have it checked")}</div>'
        return code + shown

    def _output(self, cell, output):
        data = output.get("data", {})
        if "image/png" in data:
            return self._picture(cell, stills.decode(data["image/png"]), output.metadata["image/png"]["alt"])
        if "text/html" in data:
            return f'<div class="result">{link(data["text/html"])}</div>'
        text = output.text if output.output_type == "stream" else data["text/plain"]
        if not text:  # what only says something in a running notebook
            return ""
        return f'<pre class="output" tabindex="0"><samp>{escape(text.rstrip())}</samp></pre>'

    # ---- what moves once it runs

    def _picture(self, cell, picture, text):
        if card := stills.Card.parse(text):
            return self._card(cell, picture, card)
        self._article.pictures.append(picture)
        image = self._image(cell, picture, text)
        return (
            f'<figure class="explorer">{image}<figcaption>A still.{self._invitation("Move it live")}</figcaption></figure>'
        )

    def _card(self, cell, picture, card):
        choices = "".join(f"<li>{escape(choice)}</li>" for choice in card.choices)
        asked = f"<ol>{choices}</ol>" if choices else '<p class="number">Which number? Write it down.</p>'
        rows, covered = card.rows(*picture.size), ""
        if rows:
            picture = stills.rows_of(picture, rows)
            self._article.pictures.append(picture)
            covered = self._image(cell, picture, WHAT_A_COVER_HIDES)
        return f"""<div class="card" role="group" aria-label="A question">
<p class="eyebrow">{card.eyebrow}</p>
<p class="question">{escape(card.question)}</p>
{asked}
<details><summary>I have decided</summary><p class="answer">{escape(card.answer)}</p>{covered}</details>
{self._invitation("Answer it live")}
</div>"""

    def _image(self, cell, picture, text):
        return f'<div class="still">{self._pictures.image(picture, f"{self._name}-{cell.id}", text)}</div>'

    def _invitation(self, words):
        """A link to where this place of the notebook runs."""
        return f' <a class="to-live" href="{self.address()}">{words}</a>' if self._live else ""

    def address(self):
        """Where this notebook runs, opened at the last heading so far."""
        section = self._prose.headings[-1][1] if self._prose.headings else ""
        return live_address(self._name, section)


def live_address(name, section=""):
    """The address of a notebook that runs in the browser."""
    return f"live.html?notebook={name}" + (f"&amp;section={quote(section)}" if section else "")


def is_folded(cell):
    """Whether the code of a cell is in the way of a reader: hidden in the notebook, too; for a picture; imports only."""
    hidden = cell.metadata.get("jupyter", {}).get("source_hidden")
    shows_picture = any("image/png" in output.get("data", {}) for output in cell.outputs)
    statements = ast.parse(cell.source).body
    return hidden or shows_picture or all(isinstance(statement, ast.Import | ast.ImportFrom) for statement in statements)


def is_exercise(cell):
    """Whether a cell waits for a learner's own code."""
    return "# your code here" in cell.source
