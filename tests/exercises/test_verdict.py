"""How a verdict is said: in a notebook, as text, and on a console that lacks some characters."""

import io
import os
import subprocess
import sys

import pytest
from learners import learner

from nnlib.exercises import EXERCISES, Verdict, check
from nnlib.exercises.judging import words
from nnlib.exercises.judging.relation import TWISTS
from nnlib.exercises.verdict import printable


def test_a_verdict_is_a_sign_and_a_sentence():
    assert repr(check(learner("cost", "np.sum((a - y) ** 2)"))).startswith("✓ `cost` is right")
    assert repr(check(learner("cost", "np.sum(a - y)"))).startswith("✗ `cost`: The differences")
    assert repr(check(learner("cost", "..."))) == "… `cost` is not written yet."


def test_a_verdict_in_html_is_escaped_and_shows_code_as_code():
    shown = check(learner("cost", "raise ValueError('<script>')"))._repr_html_()
    assert "<script>" not in shown and "&lt;script&gt;" in shown and ">cost</code>" in shown and ">✗</span>" in shown


# ---- printed to a console

SIGNS = {True: "OK:", False: "Wrong:", None: "..."}


def printed(verdict, encoding):
    """What `print` of this verdict writes in another process, whose output has this encoding and refuses what it lacks."""
    code = f"from nnlib.exercises import Verdict; print(Verdict({ascii(verdict.sentence)}, {verdict.passed}))"
    environment = os.environ | {"PYTHONIOENCODING": f"{encoding}:strict", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    return done.stdout.decode(encoding).rstrip()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("passed", [True, False, None])
def test_a_verdict_prints_on_a_console_that_lacks_its_signs(passed, encoding):
    shown = "…" if (passed, encoding) == (None, "cp1252") else SIGNS[passed]  # cp1252 has this one
    assert printed(Verdict("`cost` is said.", passed), encoding) == f"{shown} `cost` is said."


def test_formulas_are_written_plainly_in_ascii():
    verdict = Verdict("σ′(z) is missing: 2·∂C/∂a − ½ → Wᵀ δ, Σ w × a. 漢\udc80")
    plain = "Wrong: sigma'(z) is missing: 2*dC/da - 1/2 -> W^T delta, sum w x a. ??"
    assert printed(verdict, "ascii") == plain


def test_whatever_the_console_can_show_is_printed_as_it_is():
    verdict = Verdict("σ′(z) is missing: 2·∂C/∂a − ½.")
    assert printed(verdict, "utf-8") == repr(verdict)
    assert printed(verdict, "cp1252") == "Wrong: sigma'(z) is missing: 2·dC/da - ½."


def test_a_stream_without_an_encoding_gets_all_characters(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    print(Verdict("σ′(z) is missing."))
    assert sys.stdout.getvalue() == "✗ σ′(z) is missing.\n"


def test_every_character_of_the_known_sentences_has_a_plain_equivalent():
    sentences = [sentence for exercise in EXERCISES.values() for _, sentence in exercise.mistakes]
    sentences += [sentence for _, sentence in TWISTS + words.CAUSES]
    sentences += [sentence for name, sentence in vars(words).items() if name.isupper() and isinstance(sentence, str)]
    for sentence in sentences:
        assert printable(sentence, "ascii").count("?") == sentence.count("?")
