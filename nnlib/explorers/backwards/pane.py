"""A step in words, as HTML: the text beside the picture of the network."""

import html

from nnlib.analysis.steps import Step
from nnlib.explorers.shared.formula import indexed

PARTS = "forward", "cost", "backward", "update"
# The text is on the notebook's own ground, so its colours are the theme's; the type is for the back row.
STYLE = """<style>
.nnlib-step { color: var(--nnlib-page-ink); font-size: 16px; line-height: 1.35 }
.nnlib-step div { margin: 0 0 8px }
.nnlib-step .parts, .nnlib-step .count { color: var(--nnlib-page-muted); font-size: 15px }
.nnlib-step .count { float: right }
.nnlib-step .parts b { color: var(--nnlib-page-ink) }
.nnlib-step .title { font-size: 22px; font-weight: bold; line-height: 1.25 }
.nnlib-step .formula { font: italic 22px/1.3 Georgia, "DejaVu Serif", serif; white-space: nowrap }
.nnlib-step .filled { font-size: 17px; padding: 8px 14px; border-left: 5px solid var(--nnlib-up-on-light);
  background: var(--nnlib-page-shade) }
.nnlib-step .filled i { font-style: normal; color: var(--nnlib-page-muted) }
.nnlib-step .small { color: var(--nnlib-page-muted); font-size: 14px; margin-bottom: 2px }
div.nnlib-step code { display: block; font-size: 14px; line-height: 1.4; white-space: pre-wrap; background: none;
  padding: 0 }
.nnlib-step code i { color: var(--nnlib-page-muted); font-style: normal }
</style>"""


def step_html(step: Step, number, count):
    """The step, `number` of `count`, as HTML for STYLE; its result is the key number."""
    parts = " › ".join(f"<b>{part}</b>" if part == step.part else part for part in PARTS)
    return (
        '<div class="nnlib-step">'
        f'<div class="count">step {number} of {count}</div><div class="parts">{parts}</div>'
        f'<div class="title">{html.escape(step.title)}</div><div>{html.escape(step.words)}</div>'
        f'<div class="formula">{indexed(step.formula)}</div>'
        f'<div class="filled"><i>{html.escape(step.place)}</i><br>{_filled(step.filled)}</div>'
        f'<div class="small">shapes</div><div><code>{html.escape(step.shapes)}</code></div>'
        f'<div class="small">{step.code.where}</div><div><code>{_code(step.code)}</code></div></div>'
    )


def _code(line):
    """The lines of the source, with their comment on a line of its own."""
    said = f"\n<i># {html.escape(line.comment)}</i>" if line.comment else ""
    return html.escape(line.text) + said


def _filled(filled):
    """The formula with its numbers; the result, after the last =, is large."""
    terms, result = filled.rsplit("= ", 1)
    return f'{indexed(terms).replace(chr(10), "<br>")}= <span class="nnlib-key">{html.escape(result)}</span>'
