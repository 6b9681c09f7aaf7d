"""What a check says about a learner's function."""

import html
import re
import sys
from dataclasses import dataclass

from nnlib import colours

# What to print instead on a console whose encoding lacks the character, such as cp1252 on Windows.
PLAIN = {
    "✓": "OK:",
    "✗": "Wrong:",
    "…": "...",
    "σ": "sigma",
    "′": "'",
    "−": "-",
    "∂": "d",
    "Σ": "sum",
    "δ": "delta",
    "·": "*",
    "×": "x",
    "½": "1/2",
    "ᵀ": "^T",
    "²": "^2",
    "→": "->",
}


@dataclass(frozen=True, repr=False)
class Verdict:
    """A sentence or two. `passed` is True or False, or None as long as nothing is written.

    A notebook shows the `repr` as text. `str` replaces characters that the console cannot show.
    """

    sentence: str
    passed: bool | None = False

    @property
    def sign(self):
        """✓ for right, ✗ for wrong, … for not written yet."""
        return {True: "✓", False: "✗", None: "…"}[self.passed]

    def __repr__(self):
        return f"{self.sign} {self.sentence}"

    def __str__(self):
        return printable(repr(self), getattr(sys.stdout, "encoding", None) or "utf-8")

    def _repr_html_(self):
        colour = {True: colours.UP_ON_LIGHT, False: colours.DOWN_ON_LIGHT, None: colours.INK_MUTED}[self.passed]
        sentence = re.sub(r"`(.+?)`", r'<code style="font-size:0.95em">\1</code>', html.escape(self.sentence))
        return (
            f'<div role="status" style="display:flex;gap:14px;align-items:baseline;padding:10px 16px;font-size:17px;'
            f"line-height:1.5;border-left:5px solid {colour};background:{colours.PAGE_SHADE};"
            f'color:{colours.PAGE_INK}"><span style="flex:none;width:28px;line-height:28px;border-radius:50%;'
            f'text-align:center;font-weight:bold;background:{colour};color:white">{self.sign}</span>'
            f"<span>{sentence}</span></div>"
        )


def printable(text, encoding):
    """The text, with a plain equivalent for each character that the encoding lacks."""
    return "".join(c if _can_show(encoding, c) else PLAIN.get(c, "?") for c in text)


def _can_show(encoding, character):
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
