"""What can be read without running anything: the front page, a page for each notebook, and the page for teachers."""

import json
import re
import shutil
from html import escape
from pathlib import Path

from PIL import Image

import course_map
import formulas
import front_page
import notebook_page
import page_frame
from nnlib import colours
from nnlib.widgets import assets
from prose import Prose, link
from stills import Folder

CSS = Path(__file__).resolve().parent / "css"
PREVIEW = (1200, 630)


def build(folder):
    """Write all pages, and what they need, into `folder`."""
    Builder(folder).build()


class Builder:
    def __init__(self, folder):
        self._folder = folder
        self._assets = folder / "assets"
        shutil.rmtree(self._assets, ignore_errors=True)
        (self._assets / "previews").mkdir(parents=True)
        self._pictures = Folder(self._assets / "stills", "assets/stills")
        self._formulas = formulas.Formulas()
        self._chapters = course_map.chapters()
        self._megabytes = first_megabytes(folder)

    def build(self):
        self._write_assets()
        pages = {}
        articles = {}
        for place, chapter in enumerate(self._chapters):
            articles[chapter] = notebook_page.article(chapter.read(), chapter.name, self._formulas, self._pictures)
            pages[chapter.name] = self._chapter(place, articles[chapter])
        solutions = notebook_page.article(course_map.read("solutions"), "solutions", self._formulas, self._pictures, live=False)
        pages["solutions"] = self._text("solutions", solutions, "All exercises of the course, solved, and the usual slips.")
        pages["teaching"] = self._teaching()
        pages["index"] = front_page.page(self._chapters, articles, self._folder, self._megabytes)
        self._write_previews(articles)
        for name, html in pages.items():
            (self._folder / f"{name}.html").write_text(self._formulas.show(html), encoding="utf-8")

    # ---- pages

    def _chapter(self, place, article):
        """A notebook of the course."""
        chapter = self._chapters[place]
        opening, *cells = article.cells
        body = (
            f'<div class="sheet">{page_frame.contents(article.headings)}<main id="main">'
            f'<p class="eyebrow">Notebook {chapter.number} · {chapter.minutes} minutes in class</p>'
            f"{opening}{self._run(chapter)}{joined(cells)}</main></div>{self._neighbours(place)}"
        )
        return page_frame.page(chapter.name, f"{chapter.number} {chapter.title}", sentence(chapter.shows), body, "notebook")

    def _run(self, chapter):
        """The button that brings the notebook to life, and what it costs."""
        loads = f", once: about {self._megabytes} MB" if self._megabytes else ", once"
        return (
            f'<p class="run"><a class="button" href="{notebook_page.live_address(chapter.name)}">Run it live</a> '
            f"<span>Python is loaded into this browser{loads}. Nothing is installed, and nothing is sent anywhere.</span></p>"
        )

    def _neighbours(self, place):
        """The ways to the notebook before and after."""
        before, after = self._chapters[place - 1] if place else None, (self._chapters + [None])[place + 1]
        ways = [
            f'<a class="{kind}" rel="{kind}" href="{chapter.name}.html"><small>{words}</small>{chapter.number} {escape(chapter.title)}</a>'
            for kind, words, chapter in (("prev", "Before", before), ("next", "Next", after))
            if chapter
        ]
        return f'<nav class="neighbours" aria-label="Notebooks before and after">{"".join(ways)}</nav>'

    def _text(self, name, article, description):
        """A page of text beside the course."""
        body = f'<div class="sheet">{page_frame.contents(article.headings)}<main id="main">{joined(article.cells)}</main></div>'
        return page_frame.page(name, article.title, description, body, "text")

    def _teaching(self):
        prose = Prose(self._formulas)
        article = notebook_page.Article([prose(course_map.TEACHING.read_text(encoding="utf-8"))], prose.headings)
        words = "Lessons of 45 and 90 minutes, what to ask and what to drag in each notebook, and the usual wrong answers."
        return self._text("teaching", article, words)

    # ---- files that the pages need

    def _write_assets(self):
        formulas.write_assets(self._assets)
        styles = [assets.palette(), *(path.read_text(encoding="utf-8") for path in sorted(CSS.glob("*.css")))]
        (self._assets / "site.css").write_text("\n".join(styles), encoding="utf-8")
        (self._assets / "icon.svg").write_text(page_frame.icon(), encoding="utf-8")

    def _write_previews(self, articles):
        """A picture for whoever gets a link to a page: its first explorer, on the dark stage."""
        first = articles[self._chapters[0]].first_picture
        pictures = {chapter.name: article.first_picture or first for chapter, article in articles.items()}
        for name, picture in (pictures | dict.fromkeys(["index", "teaching", "solutions"], first)).items():
            preview(picture).save(self._assets / "previews" / f"{name}.png", optimize=True)


def preview(picture):
    """The picture, as large as it fits, in the middle of the dark stage."""
    stage = Image.new("RGB", PREVIEW, colours.STAGE)
    fitting = picture.convert("RGB")
    fitting.thumbnail(PREVIEW)
    stage.paste(fitting, tuple((outer - inner) // 2 for outer, inner in zip(PREVIEW, fitting.size)))
    return stage.quantize(64)


def first_megabytes(folder):
    """How many megabytes are loaded until the first slider answers, as the live notebooks say; None if they don't."""
    sizes = folder / "live" / "sizes.json"
    return round(json.loads(sizes.read_text(encoding="utf-8"))["first_slider_bytes"] / 1e6) if sizes.exists() else None


def joined(cells):
    """Cells as one text."""
    return "\n".join(cells)


def sentence(text):
    """A line of a table as a sentence."""
    return f"{text[0].upper()}{text[1:].rstrip('.')}."
