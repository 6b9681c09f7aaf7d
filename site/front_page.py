"""The front page: what this is, a network that is alive, the map of the course, and the ways in."""

import importlib.util
from html import escape

import page_frame

WHAT = (
    "You have watched 3Blue1Brown’s video <a href='https://www.3blue1brown.com/lessons/backpropagation'>"
    "<em>What is backpropagation really doing?</em></a> Here you do with your own hands everything it describes, on its very "
    "network, and every arrow, bar and number that you see is a real derivative of a real network, computed at that moment."
)


def page(chapters, articles, folder, megabytes):
    """The front page."""
    body = (
        f'<main id="main"><section class="opening"><h1>{page_frame.COURSE}</h1><p class="lead">{WHAT}</p></section>'
        f"{alive()}{course(chapters, articles)}{ways(chapters, folder, megabytes)}</main>"
    )
    words = "What is backpropagation really doing? Twelve notebooks in which you touch it: click, drag, draw, and see the wishes."
    return page_frame.page("index", page_frame.COURSE, words, body, "front")


def alive():
    """The network that answers at once, without Python."""
    if importlib.util.find_spec("alive_network") is None:
        return ""
    import alive_network

    return f'<section class="stage" aria-label="A network to touch">{alive_network.fragment()}</section>'


def course(chapters, articles):
    """The map: a question for each notebook."""
    items = "".join(entry(chapter, articles[chapter]) for chapter in chapters)
    hours = round(sum(chapter.minutes for chapter in chapters) / 60)
    return (
        f'<section class="map" aria-labelledby="The-map"><h2 id="The-map">The map</h2>'
        f"<p>Each notebook asks one question. All of them take about {hours} hours in class; each can be read by itself.</p>"
        f"<ol>{items}</ol></section>"
    )


def entry(chapter, article):
    """A notebook on the map."""
    return (
        f'<li><a href="{chapter.name}.html"><span class="number">{chapter.number}</span>'
        f'<h3>{escape(chapter.title)}</h3><p>{escape(chapter.shows)}</p>'
        f'<p class="facts">{chapter.minutes} minutes · you move {escape(chapter.moved)}</p></a></li>'
    )


def ways(chapters, folder, megabytes):
    return ""
