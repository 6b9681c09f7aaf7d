"""What labels are worth, where answers differ from them, and the learner's own digits in their file."""

import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import SGD, Network, load_mnist, one_hot, save_network
from nnlib.analysis.labels import (
    LEARNING_RATE,
    Outcome,
    confusion,
    learning,
    least_sure,
    margins,
    mixing,
    shuffled,
    training_set,
)
from nnlib.digits.own import DigitFile, OwnDigits

MNIST = load_mnist()


def finished(run):
    while True:
        try:
            next(run)
        except StopIteration as end:
            return end.value


# ---- shuffled labels


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.floats(0, 1), st.integers(0, 99))
def test_shuffling_changes_places_and_nothing_else(labels, share, seed):
    labels = np.array(labels)
    mixed = shuffled(labels, share, np.random.default_rng(seed))
    assert sorted(mixed) == sorted(labels)
    assert (mixed != labels).sum() <= round(share * len(labels))


def test_half_of_the_labels_shuffled_leaves_a_bit_more_than_half_right():
    mixed = shuffled(MNIST.train.labels, 0.5, np.random.default_rng(3))
    # 50 % are left alone, and a tenth of the others land right by luck.
    assert (mixed == MNIST.train.labels).mean() == pytest.approx(0.55, abs=0.005)


def test_the_labels_that_come_in_stay_as_they_are():
    labels = np.arange(10)
    shuffled(labels, 1.0, np.random.default_rng(0))
    np.testing.assert_array_equal(labels, np.arange(10))


@pytest.mark.parametrize("share", [-0.1, 1.1, np.nan])
def test_a_share_outside_0_to_1_is_refused(share):
    with pytest.raises(ValueError, match="share must be from 0 to 1, but got"):
        shuffled(np.arange(10), share, np.random.default_rng(0))


def test_fewer_images_are_some_of_the_more_and_so_are_wrong_labels():
    few, _ = training_set(MNIST.train, 200, seed=2)
    many, labels = training_set(MNIST.train, 800, seed=2)
    assert set(few) < set(many) and len(set(many)) == 800
    np.testing.assert_array_equal(labels, MNIST.train.labels[many])
    other, _ = training_set(MNIST.train, 800, seed=3)
    assert set(other) != set(many)
    quarter, half = (training_set(MNIST.train, 60_000, share)[1] != MNIST.train.labels for share in (0.1, 0.9))
    assert (quarter & half).sum() > 0.8 * quarter.sum()  # the rest landed right by luck


def test_learning_is_a_plain_training_on_the_labels_that_were_given():
    outcome = finished(learning(MNIST, 300, 0.3, seed=5, steps=120))
    columns, labels = training_set(MNIST.train, 300, 0.3, seed=5)
    images = MNIST.train.images[:, columns]
    rng = np.random.default_rng(5)
    network = Network([784, 16, 16, 10], rng=rng, dtype=np.float32)
    sgd = SGD(network, images, one_hot(labels), batch_size=100, learning_rate=LEARNING_RATE, rng=rng)
    for _ in range(120):
        next(sgd)
    right = (labels == MNIST.train.labels[columns]).mean()
    assert outcome == Outcome(
        network.accuracy(images, labels), network.accuracy(MNIST.test.images, MNIST.test.labels), right
    )
    assert finished(learning(MNIST, 300, 0.3, seed=5, steps=120)) == outcome


# ---- where answers and labels differ


def test_confusion_counts_labels_down_and_answers_across():
    counts = confusion([3, 3, 3, 7, 0], np.array([3, 5, 5, 7, 7]))
    assert counts.shape == (10, 10) and counts.sum() == 5
    assert counts[3, 3] == 1 and counts[3, 5] == 2 and counts[7, 7] == 1 and counts[0, 7] == 1


def test_confusion_refuses_what_is_no_label():
    with pytest.raises(ValueError, match="answers must be from 0 to 9"):
        confusion([1, 2], [1, 10])
    with pytest.raises(ValueError, match="answers must belong to the same examples as labels"):
        confusion([1, 2], [1])


def test_the_least_sure_is_where_first_and_second_are_closest():
    outputs = np.array([[0.9, 0.4, 0.1], [0.5, 0.3, 0.0], [0.1, 0.0, 0.95]])
    assert margins(outputs) == pytest.approx([0.4, 0.1, 0.85])
    np.testing.assert_array_equal(least_sure(outputs, 2), [1, 0])


# ---- own digits


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


def test_of_each_label_every_second_one_is_held_out():
    assert some([3, 3, 1, 3, 1, 3]).held_out.tolist() == [False, True, False, False, True, True]
    assert OwnDigits().held_out.tolist() == []


def test_joined_takes_only_what_is_new_and_minus_only_what_is_left():
    digits, other = some([1, 2, 3]), some([5, 6], seed=1)
    both = digits.joined(other)
    assert both.labels.tolist() == [1, 2, 3, 5, 6] and same(both.joined(digits), both)
    assert same(both.minus(digits), other) and len(digits.minus(both)) == 0


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
def test_what_is_no_digit_is_refused(images, labels, words):
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
    """Files that are no collection of own digits, each in another way."""
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
        with pytest.raises(ValueError, match=f"{path.name} is no collection of own digits, or it is damaged"):
            DigitFile(str(path)).read()
        with pytest.raises(ValueError, match="is no collection of own digits"):
            DigitFile(str(path)).write(some([1]))
        assert path.read_bytes() == before


def test_the_name_gets_its_suffix_and_may_not_be_empty(tmp_path):
    assert DigitFile("anna").path.name == "anna.npz" and DigitFile(" a.b ").path.name == "a.b.npz"
    assert DigitFile("anna.npz").path.name == "anna.npz"
    for name in ("", "  ", None):
        with pytest.raises(ValueError, match="the file needs a name"):
            DigitFile(name)


def test_what_another_has_added_to_the_file_meanwhile_is_kept(tmp_path):
    one, other = DigitFile(str(tmp_path / "mine")), DigitFile(str(tmp_path / "mine"))
    digits = some([1, 2])
    one.write(digits)
    theirs = other.read().plus(np.ones(784), 7)
    other.write(theirs)
    now = one.write(digits.plus(np.zeros(784), 8).without(0))  # has deleted one and added one, and knows nothing of the 7
    assert now.labels.tolist() == [2, 8, 7] and same(OwnDigits.load(tmp_path / "mine.npz"), now)


def test_mixing_trains_on_the_asked_share_and_learns_the_own_digits():
    own = OwnDigits(MNIST.test.images[:, :6], (MNIST.test.labels[:6] + 1) % 10)  # labels that nobody else would give
    network = Network([784, 16, 16, 10], rng=np.random.default_rng(0), dtype=np.float32)
    pieces = list(mixing(network, MNIST.train, own, 0.5, 300, 3.0, np.random.default_rng(1)))
    assert len(pieces) == 12
    assert network.accuracy(own.images, own.labels) == 1
    twin = Network([784, 16, 16, 10], rng=np.random.default_rng(0), dtype=np.float32)
    rng = np.random.default_rng(1)
    list(mixing(twin, MNIST.train, own, 0.3, 1, 3.0, np.random.default_rng(1)))
    theirs, ours = rng.integers(60_000, size=70), rng.integers(6, size=30)
    x = np.hstack([MNIST.train.images[:, theirs], own.images[:, ours]])
    y = np.hstack([MNIST.train.targets[:, theirs], own.targets[:, ours]])
    start = Network([784, 16, 16, 10], rng=np.random.default_rng(0), dtype=np.float32)
    np.testing.assert_allclose(twin.parameters, start.parameters - 3 * start.backprop(x, y).vector, atol=1e-6)


def test_mixing_nothing_is_refused():
    with pytest.raises(ValueError, match="own must hold digits"):
        list(mixing(Network([784, 3, 10]), MNIST.train, OwnDigits(), 0.1, 1, 1.0, np.random.default_rng(0)))
