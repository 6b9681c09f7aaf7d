"""Formulas as HTML."""

import html
import re


def indexed(formula):
    """The formula as HTML, with subscripts for the indices of w_jk and w_2,13."""
    return re.sub(r"_(\d+(?:,\d+)?|[a-z]+)", r"<sub>\1</sub>", html.escape(formula))
