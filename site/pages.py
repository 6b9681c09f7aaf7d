"""What can be read without running anything: the front page, a page for each notebook, and the page for teachers."""

import json
import math
import shutil
from html import escape
from pathlib import Path

import course_map
import formulas
import front_page
import notebook_page
import page_frame
import stills
from prose import Prose

from nnlib.widgets import assets

CSS = Path(__file__).resolve().parent / "css"
STORED = "live/stored.js"  # keeps a page for the time without a network, and says how much is kept
PREVIEW = (1200, 630)  # pixels, what those who show previews of links ask for
# Notebooks beside the course: what each is.
BESIDE = {
    "primers": "What the course builds on, a few minutes each, and a network to work out by hand.",
    "cheat_sheet": "Symbols, layers, four equations, shapes, signs, colours and lines of code, on one page to print.",
    "solutions": "All exercises of the course, solved, and the usual slips.",
}
ONLY_READ = {"cheat_sheet", "solutions"}
TAUGHT = "Lessons of 45 and 90 minutes, what to ask and what to drag in each notebook, and the usual wrong answers."


def build(folder):
    """Write all pages, and what they need, into `folder`."""
    Builder(Path(folder)).build()


class Builder:
    """Builds the pages of one site, in `folder`."""

    def __init__(self, folder):
        self._folder = folder
        self._assets = folder / "assets"
        shutil.rmtree(self._assets, ignore_errors=True)
        (self._assets / "previews").mkdir(parents=True)
        self._pictures = stills.Folder(self._assets / "stills", "assets/stills")
        self._formulas = formulas.Formulas()
        self._megabytes = first_megabytes(folder)
        self._scripts = [STORED] if (folder / STORED).exists() else []

    def build(self):
        course = {chapter: self._article(chapter.name) for chapter in course_map.chapters()}
        pages = {chapter.name: self._chapter(chapter, list(course), article) for chapter, article in course.items()}
        for name, what in BESIDE.items():
            pages[name] = self._text(name, self._article(name, live=name not in ONLY_READ), what)
        pages["teaching"] = self._text("teaching", self._teaching(), TAUGHT)
        pages["index"] = front_page.page(course, self._pictures, self._megabytes, self._scripts)
        for name, html in pages.items():
            (self._folder / f"{name}.html").write_text(self._formulas.show(html), encoding="utf-8")
        for sheet in sorted(course_map.NOTEBOOKS.glob("test_*.html")):
            shutil.copyfile(sheet, self._folder / sheet.name)
        self._write_assets()
        self._write_previews(course)

    # ---- articles

    def _article(self, name, live=True):
        return notebook_page.article(course_map.read(name), name, self._formulas, self._pictures, live)

    def _teaching(self):
        prose = Prose(self._formulas)
        return notebook_page.Article([prose(course_map.TEACHING.read_text(encoding="utf-8"))], prose.headings, [])

    # ---- pages

    def _chapter(self, chapter, chapters, article):
        """A notebook of the course."""
        opening, *cells = article.cells
        above = f'<p class="eyebrow">Notebook {chapter.number} · {chapter.minutes} minutes in class</p>'
        main = "\n".join([above, opening, self._run(chapter), *cells])
        body = page_frame.sheet(article, main) + neighbours(chapter, chapters)
        title = f"{chapter.number} {chapter.title}"
        return page_frame.page(chapter.name, title, page_frame.sentence(chapter.shows), body, "notebook", self._scripts)

    def _text(self, name, article, description):
        """A page of text beside the course."""
        body = page_frame.sheet(article, "\n".join(article.cells))
        return page_frame.page(name, article.title, description, body, f"text {name}", self._scripts)

    def _run(self, chapter):
        """The button that brings the notebook to life, and what it costs."""
        loads = f"About {self._megabytes} MB are loaded, once" if self._megabytes else "Python is loaded, once"
        return f"""<div class="run">
<a class="button" href="{notebook_page.live_address(chapter.name)}">Run it live</a>
<p>{loads}. Nothing is installed, and nothing is sent anywhere.</p>
</div>"""

    # ---- files that the pages need

    def _write_assets(self):
        formulas.write_assets(self._assets)
        styles = [assets.palette(), *(path.read_text(encoding="utf-8") for path in sorted(CSS.glob("*.css")))]
        (self._assets / "site.css").write_text("\n".join(styles), encoding="utf-8")
        (self._assets / "icon.svg").write_text(page_frame.icon(), encoding="utf-8")

    def _write_previews(self, course):
        """A picture of each page for whoever gets a link to it."""
        pictures = {chapter.name: article.pictures for chapter, article in course.items()}
        first = next(iter(pictures.values()))
        for name, choice in (pictures | dict.fromkeys(["index", "teaching", *BESIDE], first)).items():
            preview = stills.thumbnail(choice, PREVIEW).quantize(64)
            preview.save(self._assets / "previews" / f"{name}.png", optimize=True)


def neighbours(chapter, chapters):
    """The ways to the notebooks before and after this one."""
    place = chapters.index(chapter)
    before = [("prev", "Before", other) for other in chapters[:place][-1:]]
    after = [("next", "Next", other) for other in chapters[place + 1 :][:1]]
    ways = "\n".join(
        f'<a class="{rel}" rel="{rel}" href="{way.name}.html"><small>{side}</small> {way.number} {escape(way.title)}</a>'
        for rel, side, way in before + after
    )
    return f'\n<nav class="neighbours" aria-label="Notebooks before and after">\n{ways}\n</nav>'


def first_megabytes(folder):
    """How many megabytes are loaded until the first slider answers; None if the site has no live notebooks."""
    manifest = folder / "live" / "manifest.json"
    if manifest.exists():
        return math.ceil(sum(pack["bytes"] for pack in json.loads(manifest.read_text(encoding="utf-8"))["packs"]) / 1e6)
