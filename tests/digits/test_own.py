"""The learner's own digits in their file."""

import os

import numpy as np
import pytest

from nnlib import Network, one_hot, save_network
from nnlib.digits.own import DigitFile, OwnDigits


def some(labels, seed=0):
    images = np.random.default_rng(seed).random((784, len(labels)), dtype=np.float32)
    return OwnDigits(images, labels)


def same(one, other):
    np.testing.assert_array_equal(one.labels, other.labels)
    np.testing.assert_array_equal(one.images, other.images)
    return True


def test_adding_and_removing_leave_the_others_as_they_were():
    digits = some([3, 1, 4])
    more = digits.plus(np.ones(784), 9)
    assert len(digits) == 3 and more.labels.tolist() == [3, 1, 4, 9] and same(more.without(3), digits)
    assert same(more.without(1), some([3, 1, 4]).taken([0, 2]).plus(np.ones(784), 9))
    np.testing.assert_array_equal(digits.targets, one_hot([3, 1, 4]))


def test_every_second_digit_of_each_label_is_held_out():
    assert some([3, 3, 1, 3, 1, 3]).held_out.tolist() == [False, True, False, False, True, True]
    assert OwnDigits().held_out.tolist() == []


def test_minus_takes_away_one_for_one_and_joined_adds_all():
    digits, other = some([1, 2, 3]), some([5, 6], seed=1)
    both = digits.joined(other)
    assert both.labels.tolist() == [1, 2, 3, 5, 6]
    assert same(both.minus(digits), other) and len(digits.minus(both)) == 0
    twice = digits.joined(digits)  # the same drawing, twice
    assert same(twice.minus(digits), digits) and len(twice.minus(twice)) == 0


@pytest.mark.parametrize(
    "images, labels, words",
    [
        (np.ones((784, 2)), [1], "one for each label"),
        (np.ones((783, 1)), [1], "images must have shape"),
        (np.full((784, 1), 1.5), [1], "from 0 .paper. to 1 .ink."),
        (np.full((784, 1), np.nan), [1], "finite"),
        (np.ones((784, 1)), [10], "labels must be from 0 to 9"),
    ],
)
def test_what_is_not_a_digit_is_refused(images, labels, words):
    with pytest.raises(ValueError, match=words):
        OwnDigits(images, labels)


def test_a_file_gives_back_the_same_digits(tmp_path):
    digits = some([3, 1, 4, 1])
    digits.save(tmp_path / "mine.npz")
    assert same(OwnDigits.load(tmp_path / "mine.npz"), digits)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.npz"]  # no draft is left


def test_a_save_that_fails_leaves_the_old_file_as_it_was(tmp_path, monkeypatch):
    some([3]).save(tmp_path / "mine.npz")

    def full(*_, **__):
        raise OSError("no space left")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match="no space"):
        some([4, 5]).save(tmp_path / "mine.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.npz"]
    assert same(OwnDigits.load(tmp_path / "mine.npz"), some([3]))


def foreign_files(folder):
    """Files that are not a collection of own digits, each in a different way."""
    good = folder / "good.npz"
    some([1, 2]).save(good)
    content = good.read_bytes()
    (folder / "cut.npz").write_bytes(content[: len(content) // 2])
    (folder / "changed.npz").write_bytes(content[:3000] + b"?" * 500 + content[3500:])
    (folder / "text.npz").write_text("these are my notes")
    (folder / "empty.npz").write_bytes(b"")
    save_network(Network([4, 3, 2]), folder / "network.npz")
    np.savez(folder / "pickled.npz", kind=np.array([{"a": 1}], dtype=object))
    np.save(folder / "array.npz.npy", np.ones(3))
    os.rename(folder / "array.npz.npy", folder / "array.npz")
    kind = {"kind": "own digits of nnlib, 1"}
    np.savez(folder / "shapes.npz", images=np.ones((784, 2)), labels=[1], **kind)
    np.savez(folder / "labels.npz", images=np.ones((784, 1)), labels=["one"], **kind)
    np.savez(folder / "version.npz", images=np.ones((784, 1)), labels=[1], kind="own digits of nnlib, 2")
    good.unlink()
    return sorted(folder.glob("*.npz"))


def test_a_foreign_or_damaged_file_is_refused_by_name_and_never_touched(tmp_path):
    files = foreign_files(tmp_path)
    assert len(files) == 10
    for path in files:
        before = path.read_bytes()
        with pytest.raises(ValueError, match=f"{path.name} is not a collection of own digits, or it is damaged"):
            DigitFile(str(path)).read()
        with pytest.raises(ValueError, match="is not a collection of own digits"):
            DigitFile(str(path)).write(some([1]))
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    "labels, words",
    [([3.0, 3.7], "but one of them is 3.7"), (["1", "three"], "text, such as '1'"), ([1, np.inf], "one of them is inf")],
)
def test_labels_in_a_file_that_are_not_digits_are_named(tmp_path, labels, words):
    np.savez(tmp_path / "mine.npz", kind="own digits of nnlib, 1", images=np.ones((784, 2)), labels=labels)
    with pytest.raises(ValueError, match="its labels .* whole numbers from 0 to 9") as caught:
        OwnDigits.load(tmp_path / "mine.npz")
    assert words in str(caught.value)


def test_labels_in_a_file_that_are_whole_are_kept_whatever_their_type(tmp_path):
    np.savez(tmp_path / "mine.npz", kind="own digits of nnlib, 1", images=np.ones((784, 2)), labels=[3.0, 7.0])
    assert OwnDigits.load(tmp_path / "mine.npz").labels.tolist() == [3, 7]


def test_more_digits_than_a_learner_draws_are_refused(tmp_path):
    images, labels = np.zeros((784, 10_001), np.uint8), np.zeros(10_001, int)
    np.savez_compressed(tmp_path / "many.npz", kind="own digits of nnlib, 1", images=images, labels=labels)
    with pytest.raises(ValueError, match="at most 10,000 digits, but there are 10,001"):
        OwnDigits.load(tmp_path / "many.npz")


def test_the_name_gets_its_suffix_and_may_not_be_empty(tmp_path):
    assert DigitFile("anna").path.name == "anna.npz" and DigitFile(" a.b ").path.name == "a.b.npz"
    assert DigitFile("anna.npz").path.name == "anna.npz"
    for name in ("", "  ", None):
        with pytest.raises(ValueError, match="the file needs a name"):
            DigitFile(name)


def test_digits_that_another_kernel_added_meanwhile_are_kept(tmp_path):
    one, other = DigitFile(str(tmp_path / "mine")), DigitFile(str(tmp_path / "mine"))
    digits = some([1, 2])
    one.write(digits)
    theirs = other.read().plus(np.ones(784), 7)
    other.write(theirs)
    now = one.write(digits.plus(np.zeros(784), 8).without(0))  # it has deleted one and added one, and knows nothing of the 7
    assert now.labels.tolist() == [2, 8, 7] and same(OwnDigits.load(tmp_path / "mine.npz"), now)
