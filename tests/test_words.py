"""One sign, one word: what the course calls things is the same in every notebook, picture and message."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [*sorted((ROOT / "notebooks" / "source").glob("*.py")), ROOT / "notebooks" / "TEACHING.md", ROOT / "README.md"]
SAID = [  # modules whose texts learners see
    path
    for part in ("analysis", "exercises", "plots", "widgets", "explorers")
    for path in sorted((ROOT / "nnlib" / part).rglob("*"))
    if path.suffix in (".py", ".js")
]

BANNED = {
    "layers are called pixels, hidden layer 1, hidden layer 2 and outputs": [r"(?<!hidden )\blayers? [0-9]\b"],
    "a nudge is a small change that somebody makes; what an image or an output would like is a wish": [
        r"\b(wants?|asks?( for)?|gets?|hears?|most wrong)\b[^.|]{0,40}\bnudges?\b",
        r"\bnudges? (from|of|to|for) (an? |the |each )?(output|z\b|\$z)",
    ],
    "a message is a sum of wishes; code keeps its negative, a slope": [
        r"\bmessages? (is|are|holds?) (minus (the|all) |(the )?(slope|derivative|gradient)s?\b)"
    ],
    "a wish is minus a slope, so it is not called a gradient": [r"\bwish(es)? \(?(the )?gradient\b"],
    "a thing is in its place; it does not stand there": [r"\b(stands?|stood) (in|on|at|there|beside|behind|below|above)\b"],
}


def sentences(path):
    """What the file says, line breaks and comment signs left out, sentence by sentence."""
    text = path.read_text(encoding="utf-8")
    lines = [re.sub(r"^\s*(#|//|\*)?\s?", "", line) for line in text.splitlines()]
    return re.split(r"(?<=[.!?:|])\s+", re.sub(r"\s+", " ", " ".join(lines)))


@pytest.mark.parametrize("rule", BANNED)
def test_no_page_and_no_message_breaks_a_rule_of_words(rule):
    broken = [
        f"{path.relative_to(ROOT)}: {sentence[:160]}"
        for path in PAGES + SAID
        for sentence in sentences(path)
        # What the video says is quoted as the video says it.
        if any(re.search(use, sentence, re.IGNORECASE) for use in BANNED[rule]) and "video" not in sentence
    ]
    assert not broken, "\n".join([rule, *broken])
