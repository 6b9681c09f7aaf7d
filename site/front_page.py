"""The front page: what this is, a network that is alive, the map of the course, and the ways in."""

import re
from html import escape

import alive_network
import course_map
import page_frame
import stills

THUMBNAIL = (640, 300)  # pixels, twice as many as are shown on most screens
WORDS = "Twelve notebooks on what backpropagation is really doing: click a neuron, drag a weight, draw a digit."


def page(articles, pictures, megabytes, scripts):
    """The front page: `articles` has the article of each chapter."""
    body = page_frame.template("front").substitute(
        course=page_frame.COURSE,
        alive=alive_network.fragment(),
        hours=round(sum(chapter.minutes for chapter in articles) / 60),
        map="\n".join(entry(chapter, article, pictures) for chapter, article in articles.items()),
        loads=f"about {megabytes} MB are loaded once" if megabytes else "Python is loaded once",
        first=next(iter(articles)).name,
        commands=escape(commands()),
    )
    return page_frame.page("index", page_frame.COURSE, WORDS, body, "front", scripts)


def entry(chapter, article, pictures):
    """A notebook on the map."""
    thumbnail = stills.thumbnail(article.pictures, THUMBNAIL)
    return f"""<li><a href="{chapter.name}.html">
{pictures.small_image(thumbnail, f"{chapter.name}-map", "")}
<span class="words">
<span class="number">{chapter.number}</span>
<strong>{escape(chapter.title)}</strong>
<span>{escape(page_frame.sentence(chapter.shows))}</span>
<span class="facts">{chapter.minutes} minutes · you move {escape(chapter.moved)}</span>
</span></a></li>"""


def commands():
    """The two commands, as README.md gives them."""
    text = course_map.README.read_text(encoding="utf-8")
    return re.search(r"^```\n(make lab.+?)\n```", text, re.MULTILINE | re.DOTALL)[1]
