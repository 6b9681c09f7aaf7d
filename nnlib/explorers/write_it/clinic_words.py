"""The answer to a diagnosis: why it cannot be right, or why it is."""

import html

from nnlib import colours
from nnlib.analysis.clinic import PATIENTS, examine
from nnlib.colours import DOWN_ON_LIGHT, UP_ON_LIGHT
from nnlib.explorers.write_it.diagnoses import DIAGNOSES
from nnlib.wording import fixed, minus

ASK = (
    "Does the curve look ill?",
    "Follow the rows from the outputs back, as backprop goes. Which is the first ✗? Which rows are right?",
    "Are all slopes of a row off by the same factor, such as 2 ×, or by no common one, such as ≈ 4.1 ×?",
    "Which line could do that? Choose a diagnosis above.",
)


def factor_in_words(finding):
    """By how much the slopes are off: "2 ×" if all are by the same factor, "≈ 4.1 ×" if not."""
    return minus(f"≈ {finding.factor:.2g} ×" if finding.kind == "bent" else f"{finding.factor:.3g} ×")


def in_words(finding):
    """The finding as the end of a sentence with "would be" or "are"."""
    if finding.kind == "right":
        return "right"
    if finding.kind == "factor":
        return f"exactly {factor_in_words(finding)} the right ones"
    return f"off by no common factor ({factor_in_words(finding)}, cosine {fixed(finding.cosine, 3)})"


def place_in_words(place):
    """ "hidden layer 1, weights" as "the weights of hidden layer 1"."""
    layer, kind = place.split(", ")
    return f"the {kind} of {'the outputs' if layer == 'outputs' else layer}"


def contradiction(patient, claimed):
    """What in the gradient check of `patient` rules out the illness `claimed`: a sentence or two."""
    seen, expected = examine(patient), examine(claimed)
    place = _most_telling(seen, expected)
    condition = "If it were healthy" if claimed == "healthy" else "With that mistake"
    would = f"{condition}, the slopes for {place_in_words(place)} would be {in_words(expected[place])}."
    return f"{would} Here they are {in_words(seen[place])}."


def _most_telling(seen, expected):
    """The place where the two differ most clearly, from the outputs back."""

    def how_plain(place):
        kinds = seen[place].kind, expected[place].kind
        if "right" in kinds and kinds != ("right", "right"):
            return 3
        if kinds[0] != kinds[1]:
            return 2.5
        factors = abs(seen[place].factor - expected[place].factor)
        return min(factors, 2) if kinds == ("factor", "factor") else abs(seen[place].cosine - expected[place].cosine)

    return max(seen, key=how_plain)


def findings_in_words(name):
    """The whole gradient check as a sentence, for anyone who cannot see it."""
    found = ", ".join(f"{place_in_words(place)} {_kind_in_words(finding)}" for place, finding in examine(name).items())
    return f"Gradient check: {found}."


def _kind_in_words(finding):
    words = {"right": "right", "bent": "off by no common factor"}
    return words.get(finding.kind) or f"exactly {factor_in_words(finding)} the right ones"


# ---- as HTML


def verdict_html(patient, claimed):
    """The answer to the diagnosis `claimed`; before there is one, what to look for."""
    if not claimed:
        return _framed(colours.PAGE_EDGE, "?", "<br>".join(ASK))
    said = html.escape(DIAGNOSES[claimed].diagnosis)
    if claimed != patient:
        return _framed(DOWN_ON_LIGHT, "✗", f"<b>Not this: {said}.</b><br>{html.escape(contradiction(patient, claimed))}")
    return _framed(UP_ON_LIGHT, "✓", f"<b>Right. {said}.</b>{_explained(PATIENTS[patient], DIAGNOSES[patient])}")


def _explained(patient, words):
    origin = html.escape(words.origin)
    if words.link:
        origin = f'<a href="{words.link}" target="_blank" rel="noopener" style="text-decoration:underline">{origin}</a>'
    explained = f"{html.escape(words.why)} {html.escape(words.tell)} {origin}"
    lines = [(DOWN_ON_LIGHT, "✗", patient.wrong), (UP_ON_LIGHT, "✓", patient.right)] if patient.right else []
    code = "".join(_code(*line) for line in lines)
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:4px 22px;margin-top:2px">'
        f'<div style="flex:none">{code}</div><div style="flex:1 1 420px">{explained}</div></div>'
    )


def _code(colour, sign, lines):
    return (
        f'<div style="display:flex;gap:10px;margin:3px 0;padding-left:10px;border-left:4px solid {colour}">'
        f'<b style="color:{colour}">{sign}</b><pre style="margin:0;font-size:13px;line-height:1.45;background:none;'
        f'color:inherit">{html.escape(lines)}</pre></div>'
    )


def _framed(colour, sign, content):
    return (
        f'<div role="status" style="display:flex;gap:14px;min-height:112px;margin-top:4px;padding:8px 16px;'
        f"font-size:15px;line-height:1.4;"
        f'border-left:5px solid {colour};background:{colours.PAGE_SHADE};color:{colours.PAGE_INK}">'
        f'<b style="flex:none;font-size:20px;line-height:1.1">{sign}</b><div style="flex:1">{content}</div></div>'
    )
