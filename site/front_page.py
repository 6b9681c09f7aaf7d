"""The front page: what this is, a network that is alive, the map of the course, and the ways in."""

import importlib.util
import re
from html import escape

import course_map
import page_frame
import stills

THUMBNAIL = (640, 280)  # pixels, twice as many as are shown on most screens

WHAT = (
    "You have watched 3Blue1Brown’s video <a href='https://www.3blue1brown.com/lessons/backpropagation'>"
    "<em>What is backpropagation really doing?</em></a> Here you do with your own hands everything it describes, on its very "
    "network, and every arrow, bar and number that you see is a real derivative of a real network, computed at that moment."
)


def page(articles, pictures, folder, megabytes):
    """The front page: `articles` has the article of each chapter."""
    body = (
        f'<main id="main"><section class="opening"><h1>{page_frame.COURSE}</h1><p class="lead">{WHAT}</p></section>'
        f"{alive()}{course(articles, pictures)}{ways(folder, megabytes)}</main>"
    )
    words = "What is backpropagation really doing? Twelve notebooks in which you touch it: click, drag, draw, and see the wishes."
    return page_frame.page("index", page_frame.COURSE, words, body, "front")


def alive():
    """The network that answers at once, without Python."""
    if importlib.util.find_spec("alive_network") is None:
        return ""
    import alive_network

    return f'<section class="stage" aria-label="A network to touch">{alive_network.fragment()}</section>'


def course(articles, pictures):
    """The map: a question for each notebook."""
    items = "".join(entry(chapter, article, pictures) for chapter, article in articles.items())
    hours = round(sum(chapter.minutes for chapter in articles) / 60)
    return (
        f'<section class="map" aria-labelledby="The-map"><h2 id="The-map">The map</h2>'
        f"<p>Each notebook asks one question. All twelve take about {hours} hours in class, but each can be read on its own.</p>"
        f"<ol>{items}</ol></section>"
    )


def entry(chapter, article, pictures):
    """A notebook on the map."""
    image = pictures.image(stills.thumbnail(article.pictures, THUMBNAIL).quantize(64), f"{chapter.name}-map", "")
    return (
        f'<li><a href="{chapter.name}.html">{image}<span class="words"><span class="number">{chapter.number}</span>'
        f"<strong>{escape(chapter.title)}</strong> <span>{escape(page_frame.sentence(chapter.shows))}</span> "
        f'<span class="facts">{chapter.minutes} minutes · you move {escape(chapter.moved)}</span></span></a></li>'
    )


def ways(folder, megabytes):
    """How to run it, how to teach with it, how to install it, and what this browser keeps."""
    loads = f"about {megabytes} MB are loaded once" if megabytes else "Python is loaded once"
    stored = (
        '<p id="stored"></p><script type="module" src="live/stored.js"></script>'
        if (folder / "live/stored.js").exists()
        else ""
    )
    return f"""<section class="ways" aria-label="Ways into the course">
<div><h2>Run it live</h2><p>Each page has a button that brings its notebook to life in this browser: {loads}, nothing is
installed, and nothing is sent anywhere. Your own copy stays in this browser, and opens without a network from then on.</p>
{stored}<p><a class="button" href="live.html?notebook=00_start_here">Run notebook 00 live</a></p></div>
<div><h2>For teachers</h2><p><a href="teaching.html">Teaching with these notebooks</a> has a lesson of 45 and one of 90 minutes,
the question to ask before anything moves, and the wrong answers to expect. <a href="solutions.html">All exercises are solved.</a></p></div>
<div><h2>Install it</h2><p>On a computer with Python 3.11 or newer, in the folder of the project:</p>
<pre class="code"><code>{escape(commands())}</code></pre></div>
</section>"""


def commands():
    """The two commands, as README.md gives them."""
    return re.search(r"^```\n(make lab.+?)\n```", course_map.README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[1]
