"""Where answers can be found in the course: headings of the notebooks' sources."""

import re
from functools import cache

import build_notebooks


@cache
def headings(name):
    """All headings of a notebook but its title."""
    text = (build_notebooks.NOTEBOOKS / "source" / f"{name}.py").read_text(encoding="utf-8")
    return re.findall(r"^# ##+ (.+)$", text, re.MULTILINE)


def exists(place):
    """Whether there is such a notebook with such a section."""
    name, section = place
    return section in headings(name)
