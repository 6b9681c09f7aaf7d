"""Notebook 08, the clinic: the verdicts are true, and so is what the explorer shows."""

import html
import re

import numpy as np
import pytest
from helpers import artist, assert_small_still, written

from nnlib.analysis import clinic
from nnlib.analysis.clinic import PATIENTS, RIGHT, examine, overall_cosine, run
from nnlib.explorers import write_it
from nnlib.explorers.write_it.clinic import beds
from nnlib.explorers.write_it.clinic_words import contradiction, in_words, verdict_html
from nnlib.explorers.write_it.diagnoses import DIAGNOSES
from nnlib.plots.clinic import BARS, HIGHEST, LOWEST, THICK

PLACES = [f"{layer}, {kind}" for layer in reversed(clinic.LAYERS) for kind in ("weights", "biases")]
every_patient = pytest.mark.parametrize("name", PATIENTS)


def test_links_lead_to_the_threads_that_are_named():
    linked = [words for words in DIAGNOSES.values() if words.link]
    assert len(linked) >= 5
    for words in linked:
        thread = re.fullmatch(r"https://github\.com/([\w-]+/[\w-]+)/(issues|pull)/(\d+)", words.link)
        repository, kind, number = thread.groups()
        assert f"{repository}, {'issue' if kind == 'issues' else 'pull request'} {number}" in words.origin


# ---- diagnoses in words


@every_patient
def test_every_wrong_diagnosis_is_answered_by_a_true_difference(name):
    for claimed in set(PATIENTS) - {name}:
        words = contradiction(name, claimed)
        kind, layer = re.search(r"slopes for the (\w+) of (?:the )?(outputs|hidden layer \d)", words).groups()
        seen, expected = (examine(who)[f"{layer}, {kind}"] for who in (name, claimed))
        assert f"would be {in_words(expected)}. Here they are {in_words(seen)}." in words
        assert in_words(seen) != in_words(expected)
        assert seen.kind != expected.kind or abs(seen.cosine - expected.cosine) > 0.1


def test_a_wrong_diagnosis_names_what_would_be_seen():
    assert contradiction("weights doubled", "healthy") == (
        "If it were healthy, the slopes for the weights of hidden layer 2 would be right. "
        "Here they are exactly 2 × the right ones."
    )
    assert contradiction("one layer climbs", "sum, not mean") == (
        "With that mistake, the slopes for the weights of the outputs would be exactly 100 × the right ones. "
        "Here they are right."
    )
    assert "exactly −1 ×" in contradiction("one layer climbs", "healthy")


@every_patient
def test_a_right_diagnosis_shows_both_lines_the_reason_and_where_it_was(name):
    shown, patient, words = verdict_html(name, name), PATIENTS[name], DIAGNOSES[name]
    for said in (words.diagnosis, patient.right, patient.wrong, words.why, words.tell, words.origin):
        assert html.escape(said) in shown
    assert ("href" in shown) == bool(words.link) and f'href="{words.link}"' in shown + 'href=""'
    assert "Right." in shown and "Not this" not in shown


@pytest.fixture
def explorer():
    return write_it.clinic()


def diagnose(explorer, name):
    explorer.diagnosis.value = name
    explorer.diagnose.click()


# ---- the explorer


def test_every_illness_can_be_chosen_and_every_patient_lies_in_one_bed(explorer):
    assert dict(explorer.diagnosis.options) == {"choose a diagnosis": ""} | {
        words.diagnosis: n for n, words in DIAGNOSES.items()
    }
    assert sorted(beds().values()) == sorted(PATIENTS)
    assert list(beds().values()) != list(PATIENTS) and beds()["A"] != "healthy"


def lengths_of_bars(explorer):
    """How many powers of ten each bar of the check is long, from the top."""
    lines = [path.to_polygons(closed_only=True) for path in artist(explorer, "check").get_paths()[:2]]
    corners = [line for some in lines for line in some if len(line) == 5 and np.ptp(line[:, 1]) == THICK]
    widths = [np.ptp(line[:, 0]) for line in sorted(corners, key=lambda line: line[0, 1])]
    return np.array(widths) / (BARS[1] - BARS[0]) * (HIGHEST - LOWEST)


def test_curve_and_check_on_the_screen_are_those_of_the_patient(explorer):
    for letter, name in beds().items():
        explorer.patient.value = letter
        left, _ = explorer.figure.axes
        means = run(name).means[np.isfinite(run(name).means)]
        assert any(np.array_equal(line.get_ydata(), means) for line in left.lines)
        assert any(np.array_equal(line.get_ydata(), run("healthy").means) for line in left.lines)
        errors = [examine(name)[place].error for place in PLACES]
        np.testing.assert_allclose(lengths_of_bars(explorer), np.log10(np.maximum(errors, 1e-11)) + 11, rtol=1e-6)
        texts = written(explorer)
        wanted = [f"{examine(name)[place].cosine:.3f}".replace("-", "−") for place in PLACES]
        shown = [text for text in texts if re.fullmatch(r"−?\d\.\d{3}", text)]
        assert sorted(shown) == sorted([*wanted, f"{overall_cosine(name):.3f}".replace("-", "−")])
        assert texts.count("✗") == sum(error > RIGHT for error in errors) and texts.count("✓") == 6 - texts.count("✗")
        assert f"{100 * run(name).accuracy:.1f} %" in explorer.line.value


def test_diagnoses_are_judged_counted_and_remembered(explorer):
    assert explorer.diagnose.disabled and "0 of 11" in explorer.tally.value
    diagnose(explorer, "healthy")
    assert contradiction(beds()["A"], "healthy") in html.unescape(explorer.verdict.value)
    assert explorer.solved == []
    diagnose(explorer, beds()["A"])
    assert explorer.solved == ["A"] and "1 of 11" in explorer.tally.value and "Right." in explorer.verdict.value
    explorer.next.click()
    assert explorer.patient.value == "B" and explorer.diagnosis.value == "" and "Right." not in explorer.verdict.value
    explorer.patient.value = "A"
    assert explorer.diagnosis.value == beds()["A"] and "Right." in explorer.verdict.value


def test_the_next_patient_is_one_that_is_not_solved(explorer):
    explorer.answers = dict(list(beds().items())[:-1])
    explorer.patient.value = "D"
    explorer.next.click()
    assert explorer.patient.value == "K" and not explorer.next.disabled
    diagnose(explorer, beds()["K"])
    assert explorer.next.disabled and "11 of 11" in explorer.tally.value
    diagnose(explorer, "healthy")
    assert "10 of 11" in explorer.tally.value and not explorer.next.disabled


def test_without_a_choice_a_click_changes_nothing(explorer):
    explorer.diagnose.click()
    assert explorer.answers == {} and explorer.pane.message == ""


def test_it_has_a_still_picture_and_a_text_without_shaky_numbers(explorer):
    assert assert_small_still(explorer) == repr(explorer)
    assert "the weights of hidden layer 2 exactly 2 × the right ones" in repr(explorer)
    assert explorer.pane._picture.words.endswith(explorer.summary())
    explorer.patient.value = "C"
    words = explorer.words()
    assert "exactly 100 ×" in words and words.endswith(explorer.summary()) and explorer.sentence.rstrip(".") in words


def test_an_unknown_letter_is_refused():
    with pytest.raises(ValueError, match="patient must be one of A, B, .* but got 'Z'"):
        write_it.clinic("Z")
