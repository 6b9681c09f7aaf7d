"""Formulas as HTML."""

import html
import re


def indexed(formula):
    """The formula as HTML: w_jk and w_2,13 get their indices below the line."""
    return re.sub(r"_(\d+(?:,\d+)?|[a-z]+)", r"<sub>\1</sub>", html.escape(formula))
