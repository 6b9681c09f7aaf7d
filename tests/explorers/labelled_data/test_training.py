"""Notebook 10: training with the learner's own digits."""

import numpy as np
import pytest
from helpers import add, control, draw

from nnlib import load_mnist, snapshot
from nnlib.digits.own import OwnDigits
from nnlib.explorers import labelled_data
from nnlib.explorers.labelled_data import training as labelled_data_training

MNIST = load_mnist()
TEST = MNIST.test


@pytest.fixture
def trainer(here, monkeypatch):
    starts = {"the trained network": (20, 150, 1.5), "a fresh one": (0, 300, 3.0)}
    monkeypatch.setattr(labelled_data_training, "STARTS", starts)
    return labelled_data.train_with(leaning())


def leaning():
    """MyDigits in a hand that the network has not seen."""
    mine = labelled_data.my_digits()
    lean = [
        np.column_stack([np.roll(row, (14 - i) // 2) for i, row in enumerate(TEST.images[:, k].reshape(28, 28))]).T
        for k in range(24)
    ]
    mine._change(OwnDigits(np.array(lean).reshape(24, 784).T, TEST.labels[:24]))
    return mine


def test_what_was_learned_comes_out_right_and_what_was_held_out_only_rather_more_often(here):
    trainer = labelled_data.train_with(leaning())
    trainer.train()
    n = trainer.numbers
    shares = {name: np.array(n[name]) / n["sizes"][name] for name in ("held out", "learned")}
    assert shares["learned"][1] > 0.85 and shares["held out"][1] >= shares["held out"][0]
    assert np.diff(shares["held out"]) < np.diff(shares["learned"])
    assert abs(np.diff(n["mnist"])) < 0.01


def right(network, digits):
    return int((network.output(digits.images).argmax(axis=0) == digits.labels).sum())


def test_before_and_after_are_counted_apart_for_held_out_and_learned(trainer):
    own = trainer._mine.digits
    held, learned = own.taken(own.held_out), own.taken(~own.held_out)
    course = snapshot(20)
    assert trainer.numbers["held out"] == (right(course, held), None) and trainer.network is None
    control(trainer, "Train").click()
    n = trainer.numbers
    assert n["sizes"] == {"held out": len(held), "learned": len(learned)} and len(held) + len(learned) == 24
    assert n["held out"] == (right(course, held), right(trainer.network, held))
    assert n["learned"] == (right(course, learned), right(trainer.network, learned))
    assert n["learned"][1] > n["learned"][0]
    accuracy = trainer.network.accuracy(TEST.images, TEST.labels)
    assert n["mnist"] == (course.accuracy(TEST.images, TEST.labels), accuracy) and accuracy > 0.9
    assert f"{n['held out'][0]} → {n['held out'][1]} of {len(held)}" in trainer.line.value
    assert f"{100 * accuracy:.1f} %" in trainer.line.value


def test_what_is_held_out_is_never_learned(trainer, monkeypatch):
    seen = []

    def spy(network, train, own, *rest):
        seen.append(own)
        return iter(())

    monkeypatch.setattr(labelled_data_training, "mixing", spy)
    trainer.train()
    own = trainer._mine.digits
    assert {image.tobytes() for image in seen[0].images.T}.isdisjoint(
        {image.tobytes() for image in own.images[:, own.held_out].T}
    )


def test_each_digit_shows_before_and_after_the_held_out_ones_first(trainer):
    own = trainer._mine.digits
    assert not any("→" in caption for caption in trainer.gallery.captions)
    trainer.train()
    order = [*np.flatnonzero(own.held_out), *np.flatnonzero(~own.held_out)]
    before, after = (network.output(own.images).argmax(axis=0) for network in (snapshot(20), trainer.network))
    parts = {True: "test", False: "learned"}
    expected = [f"{own.labels[i]} · {before[i]} → {after[i]}\n{parts[bool(own.held_out[i])]}" for i in order]
    assert trainer.gallery.captions == expected
    assert trainer.gallery.tiles["marks"] == ["right" if after[i] == own.labels[i] else "wrong" for i in order]


def test_start_and_share_are_obeyed(trainer):
    control(trainer, "start from").value = "a fresh one"
    control(trainer, "share of mine").value = 0.5
    trainer.train()
    fresh = trainer.network
    control(trainer, "share of mine").value = 0.01
    trainer.train()
    assert trainer.numbers["learned"][1] < right(fresh, trainer._mine.digits.taken(~trainer._mine.digits.held_out))
    assert (
        np.abs(fresh.parameters - snapshot(0).parameters).mean() < np.abs(fresh.parameters - snapshot(20).parameters).mean()
    )


def test_a_drawing_is_read_before_and_after(trainer):
    draw(trainer.pad)
    before = snapshot(20).output(trainer.pad.image)
    assert f"{before.argmax()} ({before.max():.2f})" in trainer.reading.sentence and "→" not in trainer.reading.sentence
    trainer.train()
    after = trainer.network.output(trainer.pad.image)
    assert f"→ {after.argmax()} ({after.max():.2f})" in trainer.reading.sentence


def test_other_digits_make_the_trained_network_void(trainer):
    trainer.train()
    add(trainer._mine, 3)
    assert trainer.network is None and len(trainer.gallery.captions) == 25


def test_without_digits_there_is_nothing_to_train(here):
    trainer = labelled_data.train_with(labelled_data.my_digits())
    assert trainer.button.disabled and "none yet" in trainer.line.value
    trainer.train()
    assert "nothing to learn from" in trainer.progress.value and trainer.network is None
    with pytest.raises(TypeError, match="mine must be what my_digits"):
        labelled_data.train_with("my_digits.npz")
