"""What is said about a learner's function."""

import html
import re
from dataclasses import dataclass

from nnlib import colours


@dataclass(frozen=True, repr=False)
class Verdict:
    """A sentence or two; `passed` is True or False, and None as long as nothing is written."""

    sentence: str
    passed: bool | None = False

    @property
    def sign(self):
        """✓ for right, ✗ for wrong, … for not written yet."""
        return {True: "✓", False: "✗", None: "…"}[self.passed]

    def __repr__(self):
        return f"{self.sign} {self.sentence}"

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
