"""What notebook 10 and its section for teachers say, worked out again."""

import numpy as np
import pytest
from claims.course import EVERY, FIVE_SEEDS, digits, network_of, says

from nnlib.analysis.labels import BATCH_SIZE, LEARNING_RATE, STEPS, confusion, least_sure, margins, training_set
from nnlib.digits.snapshots import EPOCHS, snapshot
from nnlib.explorers.labelled_data import measured
from nnlib.explorers.labelled_data.curves import COUNTS, NOISY, SEEDS, SHARES

PAGE = "10_labelled_data"


def accuracies(count, share=0.0, which="test"):
    """Of the trainings of the picture, one for each seed."""
    return np.array([getattr(measured(count, share, seed), which) for seed in SEEDS])


@pytest.fixture(scope="module")
def outputs():
    """Of the network after 20 epochs, for the 10,000 test digits."""
    return snapshot(20).output(digits().test.images)


def test_a_working_week_of_labels():
    says(PAGE, "120,000 seconds, divided by 3,600: most of a working week.")
    assert round(len(digits().train) * 2 / 3600, 1) == 33.3
    says(PAGE, "2,400 steps, batches of 100, learning rate 3")
    assert (STEPS, BATCH_SIZE, LEARNING_RATE) == (2400, 100, 3)


# ---- how many


def test_a_hundred_images_are_known_by_heart_and_two_thirds_of_the_others_are_read():
    says(PAGE, "it reads 100 % of them, and only about two thirds of the test images")
    assert (accuracies(100, which="train") == 1).all()
    assert 0.64 < accuracies(100).min() < accuracies(100).max() < 0.71 and 0.65 < accuracies(100).mean() < 0.69


def test_at_the_right_the_lines_meet_and_at_the_left_luck_counts():
    says(PAGE, "at the left the two lines are far apart, and at the right they almost meet")
    says(PAGE, "with few images, it matters which ones you happen to get")
    gaps = [(accuracies(n, which="train") - accuracies(n)).mean() for n in COUNTS]
    assert gaps[0] > 0.3 and 0 < gaps[-1] < 0.015
    assert np.ptp(accuracies(100)) > 0.05 > 0.01 > np.ptp(accuracies(60_000))


def test_each_doubling_gains_less_until_it_is_only_luck():
    says(PAGE, "the test accuracy rises by several points", "That is no more than the luck of the draw.")
    means = [accuracies(n).mean() for n in COUNTS]
    gains = 100 * np.diff(means)[:-1]
    assert gains[0] > 5 and (gains[:2].min() > gains[2:4].max()) and (gains[2:4].min() > gains[4:].max())
    assert abs(gains[-1]) < 100 * np.ptp(accuracies(51_200)) < 1


# ---- how many wrong


def test_a_little_more_than_half_of_the_labels_are_right_and_the_pupil_is_better():
    says(PAGE, "a little more than half are right in the end", "The pupil is better than its teacher.")
    for seed in FIVE_SEEDS:
        _, given = training_set(digits().train, 60_000, 0.5, seed)
        assert 0.54 < (given == digits().train.labels).mean() < 0.56
    assert accuracies(60_000, 0.5).min() > 0.9


def test_with_many_images_it_stays_above_85_percent_and_does_not_repeat_the_wrong_labels():
    says(PAGE, "with 60,000 images the solid line stays above 85 % even when 70 % of the labels are shuffled")
    for share in SHARES[:8]:
        assert accuracies(60_000, share).min() > 0.85
        repeated, right = (accuracies(60_000, share, which) for which in ("train", "right"))
        assert (np.abs(repeated - right) < 0.06).all() and (repeated < right + 0.01).all()


def test_with_a_thousand_it_sinks_from_the_start_and_learns_mistakes_by_heart():
    says(PAGE, "With 1,000 images the solid line sinks from the start, and the dashed one stays above the dotted one.")
    means = [accuracies(1_000, share).mean() for share in SHARES]
    assert (np.diff(means) < -0.02).all()
    for share in SHARES[1:]:
        assert accuracies(1_000, share, "train").mean() > accuracies(1_000, share, "right").mean() + 0.02
    says("TEACHING", "With 1,000 images they do not: 54% there.")
    assert f"{measured(1_000, 0.5).test:.0%}" == "54%"
    assert NOISY[-1] == 60_000


def test_each_other_name_has_about_three_hundred_of_the_threes():
    says(PAGE, "each *other* name has only about 300 of them", "More than half of the 3s are still called 3")
    _, given = training_set(digits().train, 60_000, share=0.5)
    called = np.bincount(given[digits().train.labels == 3], minlength=10)
    assert called[3] > called.sum() / 2 and np.abs(np.delete(called, 3) - 300).max() < 50


# ---- the hard twenty


def test_the_hard_twenty_have_two_candidates_or_none(outputs):
    says(PAGE, "in 15 of the twenty the label is one of these two.", "For six digits even the brightest output is below 0.1")
    labels, hard = digits().test.labels, least_sure(outputs, 20)
    first, second = np.sort(outputs[:, hard], axis=0)[[-1, -2]]
    assert (first - second < 0.011).all() and (first < 0.1).sum() == 6
    places = np.argsort(-outputs[:, hard], axis=0)[:2]
    assert (places == labels[hard]).any(axis=0).sum() == 15
    says("TEACHING", "5 of 20")
    assert (places[0] == labels[hard]).sum() == 5
    np.testing.assert_allclose(margins(outputs)[hard], first - second)


# ---- where it is wrong


def test_it_misreads_about_500_and_some_of_them_with_great_certainty(outputs):
    says(PAGE, "After 20 epochs our network misreads about 500 of the 10,000 test digits")
    says("TEACHING", "Of 519 mistakes after 20 epochs, 104 come with an activation above 0.9.")
    wrong = outputs.argmax(axis=0) != digits().test.labels
    assert (wrong.sum(), (wrong & (outputs.max(axis=0) > 0.9)).sum()) == (519, 104)


def test_the_two_surest_mistakes_are_7s_read_as_2_with_a_bar(outputs):
    says(PAGE, "after 20 epochs the two surest mistakes are 7s with a bar through the middle, read as 2")
    labels, answers = digits().test.labels, outputs.argmax(axis=0)
    surest = np.argsort(np.where(answers != labels, outputs.max(axis=0), 0))[:-3:-1]
    assert labels[surest].tolist() == [7, 7] and answers[surest].tolist() == [2, 2]
    for image in digits().test.images[:, surest].T.reshape(-1, 28, 28):
        widths = (image > 0.5).sum(axis=1)
        stem, bar = np.median(widths[widths > 0]), widths[11:18].max()
        assert bar > 1.5 * stem  # the bar is much wider than the stem


def test_5s_taken_for_3s_are_the_commonest_of_the_four_on_the_card(outputs):
    counts = confusion(digits().test.labels, outputs.argmax(axis=0))
    assert counts[5, 3] > max(counts[4, 9], counts[7, 1], counts[8, 3])
    assert counts[5, 3] == (counts * (1 - np.eye(10, dtype=int))).max()


@pytest.mark.skipif(not EVERY, reason="trains five networks")
def test_another_network_makes_about_as_many_mistakes():
    for seed in FIVE_SEEDS:
        network = network_of(seed, EPOCHS[-1])
        wrong = network.output(digits().test.images).argmax(axis=0) != digits().test.labels
        assert 400 < wrong.sum() < 650
