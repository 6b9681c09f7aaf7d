"""What is around the text of every page: the head that browsers and previews read, the way through the course, the foot."""

import re
from html import escape
from pathlib import Path
from string import Template

import address

LINK = re.compile(r"</?a\b[^>]*>")  # which a heading may hold, but not a link to it
COURSE = "Backpropagation you can touch"

# A neuron that should grow.
MARK = (
    '<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><circle cx="16" cy="16" r="15" fill="#12151c"/>'
    '<circle cx="16" cy="16" r="11.5" fill="none" stroke="#98a1b3" stroke-width="1.5"/>'
    '<path d="M16 9.5 22.5 21h-13z" fill="#4a9eff"/></svg>'
)


def template(name):
    """The text html/`name`.html, with a $name for whatever differs."""
    return Template((Path(__file__).resolve().parent / "html" / f"{name}.html").read_text(encoding="utf-8"))


def page(name, title, description, body, kind, scripts=()):
    """A whole page of this name (without .html). `kind` tells the style sheet which; scripts are addresses of modules."""
    home, code = address.site(), address.repository()
    canonical = f'<link rel="canonical" href="{home}{name}.html">\n<meta property="og:url" content="{home}{name}.html">\n'
    return template("page").substitute(
        name=name,
        title=escape(title if title == COURSE else f"{title} · {COURSE}"),
        description=escape(description),
        body=body,
        kind=kind,
        home=home,
        course=COURSE,
        mark=MARK,
        canonical=canonical if home else "",
        repository=f' <a href="{code}">Source code</a>.' if code else "",
        scripts="".join(f'<script type="module" src="{source}"></script>\n' for source in scripts),
    )


def sheet(article, main):
    """The text of a page, with its contents: beside it where there is room, otherwise folded above it."""
    items = "\n".join(
        f'<li class="level-{level}"><a href="#{escape(name)}">{LINK.sub("", html)}</a></li>'
        for level, name, html in article.headings
        if level > 1
    )
    return f"""<div class="sheet">
<nav class="contents beside" aria-label="On this page">
<p class="eyebrow">On this page</p>
<ol>{items}</ol>
</nav>
<nav class="contents above" aria-label="On this page">
<details><summary>On this page</summary><ol>{items}</ol></details>
</nav>
<main id="main">
{main}
</main>
</div>"""


def icon():
    """The mark as a file of its own, for the tab of the browser."""
    return MARK.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')


def sentence(text):
    """A line of a table as a sentence."""
    return f"{text[0].upper()}{text[1:].rstrip('.')}."
