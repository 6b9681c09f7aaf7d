"""What is around the text of every page: the head that browsers and previews read, the way through the course, the foot."""

from html import escape
from string import Template

import address

COURSE = "Backpropagation you can touch"

FRAME = Template("""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<meta name="description" content="$description">
<meta name="color-scheme" content="light dark">
<meta property="og:type" content="website">
<meta property="og:site_name" content="$course">
<meta property="og:title" content="$title">
<meta property="og:description" content="$description">
<meta property="og:image" content="${home}assets/previews/$name.png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta name="twitter:card" content="summary_large_image">
$canonical<link rel="icon" href="assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="assets/katex.css">
<link rel="stylesheet" href="assets/site.css">
$scripts</head>
<body class="$kind">
<a class="skip" href="#main">Skip to the text</a>
<header class="top">
<a class="home" href="index.html">$mark<span>$course</span></a>
<nav aria-label="The course"><a href="index.html#The-map">Map</a><a href="00_start_here.html#Glossary">Glossary</a><a href="teaching.html">For teachers</a></nav>
</header>
$body
<footer class="foot">
<p>A companion to 3Blue1Brown’s video
<a href="https://www.youtube.com/watch?v=Ilg3gGewQ5U">What is backpropagation really doing?</a>
Words, pictures and code are our own, under the MIT licence. The digits are
<em>the MNIST database of handwritten digits</em> by Yann LeCun, Corinna Cortes and Christopher J. C. Burges,
<a href="https://creativecommons.org/licenses/by-sa/3.0/">CC&nbsp;BY-SA&nbsp;3.0</a>.$repository</p>
</footer>
</body>
</html>
""")

# A neuron that should grow.
MARK = (
    '<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><circle cx="16" cy="16" r="15" fill="#12151c"/>'
    '<circle cx="16" cy="16" r="11.5" fill="none" stroke="#98a1b3" stroke-width="1.5"/>'
    '<path d="M16 9.5 22.5 21h-13z" fill="#4a9eff"/></svg>'
)


def icon():
    """The mark as a file of its own, for the tab of the browser."""
    return MARK.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')


def page(name, title, description, body, kind, scripts=()):
    """A whole page of this name (without .html). `kind` tells the style sheet which; scripts are addresses of modules."""
    home = address.site()
    canonical = f'<link rel="canonical" href="{home}{name}.html">\n<meta property="og:url" content="{home}{name}.html">\n'
    code = address.repository()
    return FRAME.substitute(
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


def contents(headings):
    """The headings of a page as a list of links: beside the text where there is room, otherwise folded above it."""
    items = "".join(f'<li><a href="#{escape(name)}">{html}</a></li>' for level, name, html in headings if level == 2)
    return (
        f'<nav class="contents beside" aria-label="On this page"><h2>On this page</h2><ol>{items}</ol></nav>'
        f'<nav class="contents above" aria-label="On this page"><details><summary>On this page</summary><ol>{items}</ol></details></nav>'
    )
