"""The explorers of notebook 10: their numbers, what is measured once, and that no digit is lost."""

import os

import numpy as np
import pytest

from nnlib import SGD, Network, load_mnist, one_hot, save_network, snapshot
from nnlib.analysis.labels import LEARNING_RATE, SIZES, STEPS, Outcome, confusion, learning, training_set
from nnlib.digits.own import OwnDigits
from nnlib.explorers import labelled_data
from nnlib.explorers.labelled_data import curves as labelled_data_curves
from nnlib.explorers.labelled_data import training as labelled_data_training
from nnlib.explorers.labelled_data.curves import OUTCOMES
from nnlib.explorers.labelled_data.hard import agreements, hard_digits
from nnlib.explorers.labelled_data.own import MyDigits
from nnlib.widgets.gallery import Gallery
from nnlib.widgets.labeller import Labeller
from nnlib.widgets.matrix import Matrix

MNIST = load_mnist()
TEST = MNIST.test
OUTPUTS = snapshot(20).output(TEST.images)
ANSWERS = OUTPUTS.argmax(axis=0)


def control(explorer, description):
    rows = [explorer, *explorer.children]
    return next(c for row in rows for c in getattr(row, "children", ()) if getattr(c, "description", None) == description)


# ---- how many, how many wrong ones


@pytest.fixture
def short(monkeypatch):
    """Few counts and shares, few steps, and nothing measured yet; returns the list of what is measured."""
    begun = []

    def quick(digits, *key):
        begun.append(key)
        return learning(digits, *key, steps=100)

    monkeypatch.setattr(labelled_data_curves, "learning", quick)
    known = dict(OUTCOMES)
    OUTCOMES.clear()
    for name, values in {"COUNTS": [100, 200, 400, 500], "SOME": [100], "FEW": [400], "SHARES": [0, 0.5, 1]}.items():
        monkeypatch.setattr(labelled_data_curves, name, values)
    monkeypatch.setattr(labelled_data_curves, "NOISY", [150, 300])
    yield begun
    OUTCOMES.clear()
    OUTCOMES.update(known)


def direct(count, share, seed):
    run = learning(MNIST, count, share, seed, steps=100)
    while True:
        try:
            next(run)
        except StopIteration as end:
            return end.value


def test_points_are_what_a_direct_training_gives_with_mean_and_spread(short):
    explorer = labelled_data_curves.how_many(200)
    runs = [direct(100, 0.0, seed) for seed in (1, 2, 3)]
    for which in ("train", "test"):
        values = [getattr(run, which) for run in runs]
        assert explorer.numbers[which][:, 0] == pytest.approx([np.mean(values), min(values), max(values)], abs=1e-12)
    assert np.isnan(explorer.numbers["test"][:, 1]).all() and "being measured" in explorer.line.value


def test_a_chosen_point_is_measured_at_once_and_measure_all_does_the_rest_once(short):
    explorer = labelled_data_curves.how_many(400)
    assert len(short) == 4
    control(explorer, "training images").value = 200
    assert short[4:] == [(200, 0.0, 1)]
    mean = explorer.numbers["test"][0, 1]
    assert mean == OUTCOMES[200, 0.0, 1].test and f"{100 * mean:.1f} %" in explorer.line.value
    assert "5 of 12" in explorer.progress.value
    control(explorer, "Measure all").click()
    assert explorer.left == 0 and len(short) == len(set(short)) == 12
    assert "12 of 12" in explorer.progress.value and explorer.button.disabled
    assert "3 runs" in explorer.line.value and np.isfinite(explorer.numbers["test"]).all()
    gains = 100 * np.diff(explorer.numbers["test"][0])[:2]
    assert explorer.numbers["gains"][1:3] == pytest.approx(gains) and np.isnan(explorer.numbers["gains"][[0, 3]]).all()
    labelled_data_curves.how_many(100).measure_all()
    assert len(short) == 12  # all known by now


def test_an_error_while_measuring_is_said_and_the_others_can_go_on(short, monkeypatch):
    explorer = labelled_data_curves.how_many(400)

    def broken(*_):
        raise MemoryError("too large")
        yield

    with monkeypatch.context() as patched:
        patched.setattr(labelled_data_curves, "learning", broken)
        explorer.measure_all()
        assert "MemoryError: too large" in explorer.progress.value and not explorer.measuring
    explorer.measure_all()
    assert explorer.left == 0


def test_shuffled_labels_show_what_the_network_is_told(short):
    explorer = labelled_data_curves.how_wrong(0.5, 150)
    n = explorer.numbers
    columns, given = training_set(MNIST.train, 150, 0.5, 1)
    wrong = given != MNIST.train.labels[columns]
    assert n["given_right"] == 1 - wrong.mean() == direct(150, 0.5, 1).right
    np.testing.assert_array_equal(n["examples"], MNIST.train.images[:, columns[:12]])
    assert n["captions"] == [f"{label} ✗" if bad else str(label) for label, bad in zip(given[:12], wrong)]
    assert n["test"][0, 1] == direct(150, 0.5, 1).test and f"{100 * n['test'][0, 1]:.1f} %" in explorer.line.value
    control(explorer, "training images").value = 300
    assert (300, 0.5, 1) in short and explorer.numbers["test"][0, 1] == OUTCOMES[300, 0.5, 1].test
    control(explorer, "shuffled labels").value = 1
    assert explorer.numbers["place"] == 2 and explorer.numbers["given_right"] < 0.2
    control(explorer, "Measure all").click()
    assert explorer.left == 0 and len(short) == len(set(short))


def test_what_the_notebook_says_of_the_curves():
    measured = labelled_data.measured
    hundred = [measured(100, seed=seed) for seed in (1, 2, 3)]
    assert all(run.train == 1 for run in hundred) and 0.6 < np.mean([run.test for run in hundred]) < 0.75
    everything = measured(60_000)
    assert everything.train - everything.test < 0.015  # the lines meet
    half, few = measured(60_000, 0.5), measured(1_000, 0.5)
    assert half.test > 0.9 and half.train < half.right  # it does not repeat the wrong ones
    assert few.train > 0.75 > 0.65 > few.test and few.train > few.right + 0.2  # it knows them by heart
    assert measured(60_000, 0.7).test > 0.85
    _, given = training_set(MNIST.train, 60_000, 0.5)
    called = np.bincount(given[MNIST.train.labels == 3], minlength=10)
    assert called[3] > called.sum() / 2 and np.delete(called, 3).max() < 400


def trained(sizes, labels, steps):
    """A network after so many steps with all training images, as the curves are measured."""
    rng = np.random.default_rng(1)
    network = Network(sizes, rng=rng, dtype=np.float32)
    sgd = SGD(network, MNIST.train.images, one_hot(labels), learning_rate=LEARNING_RATE, rng=rng)
    for _ in range(steps):
        next(sgd)
    return network


def test_where_images_no_longer_help_more_neurons_or_more_steps_do():
    usual = labelled_data.measured(60_000).test
    larger, longer = trained([784, 64, 16, 10], MNIST.train.labels, STEPS), trained(SIZES, MNIST.train.labels, 3 * STEPS)
    assert min(network.accuracy(TEST.images, TEST.labels) for network in (larger, longer)) > usual + 0.005


def test_mistakes_that_are_always_the_same_do_not_cancel():
    labels = MNIST.train.labels.copy()
    sevens = np.flatnonzero(labels == 7)
    labels[sevens[: round(0.6 * len(sevens))]] = 1
    answers = trained(SIZES, labels, STEPS).output(TEST.images[:, TEST.labels == 7]).argmax(axis=0)
    assert (answers == 1).mean() > 0.5  # as the answer to the last exercise says


# ---- hard digits


def test_the_hard_digits_are_those_with_the_smallest_margin():
    columns, labels, network = hard_digits()
    first, second = np.sort(OUTPUTS, axis=0)[[-1, -2]]
    assert (first - second)[columns].max() <= np.sort(first - second)[20]
    np.testing.assert_array_equal(labels, TEST.labels[columns])
    np.testing.assert_array_equal(network, ANSWERS[columns])
    assert (labels == network).sum() == 5  # the answer to the notebook's question


def test_after_the_last_label_you_are_compared_with_database_and_network():
    explorer = labelled_data.label_hard_digits(4)
    columns, labels, network = hard_digits(4)
    answers = [int(labels[0]), int(network[1]), int((labels[2] + 5) % 10)]
    explorer.labeller.answers = answers
    assert explorer.numbers is None and explorer.children[1].layout.display == "none"
    explorer.labeller.answers = answers = [*answers, int(labels[3])]
    assert explorer.children[1].layout.display == ""
    agreed = {
        "you and the database": int((answers == labels).sum()),
        "you and the network": int((answers == network).sum()),
        "the network and the database": int((labels == network).sum()),
    }
    assert explorer.numbers == agreed == agreements(answers, labels, network)
    assert all(f"{count} of 4" in explorer.line.value for count in agreed.values())
    differ = [i for i in range(4) if not answers[i] == labels[i] == network[i]]
    assert explorer.gallery.captions == [f"you {answers[i]}\nlabel {labels[i]}\nnetwork {network[i]}" for i in differ]
    np.testing.assert_array_equal(explorer.gallery.images, TEST.images[:, columns[differ]])
    explorer.labeller.answers = answers[:3]
    assert explorer.numbers is None and explorer.children[1].layout.display == "none"


def test_the_labeller_takes_only_digits_and_no_more_than_there_are():
    labeller = Labeller(TEST.images[:, :2])
    with pytest.raises(Exception, match="answers must be at most 2"):
        labeller.answers = [1, 2, 3]
    with pytest.raises(Exception, match="from 0 to 9"):
        labeller.answers = [10]
    assert labeller.answers == [] and not labeller.done


# ---- mistakes


def test_the_matrix_counts_and_a_cell_shows_its_images_the_surest_first():
    explorer = labelled_data.mistakes()
    np.testing.assert_array_equal(explorer.matrix.counts, confusion(TEST.labels, ANSWERS))
    wrong = np.flatnonzero(TEST.labels != ANSWERS)
    assert len(explorer.columns) == len(wrong) == 519
    assert (np.diff(OUTPUTS.max(axis=0)[explorer.columns]) <= 0).all()
    explorer.matrix.selected = [4, 9]
    there = np.flatnonzero((TEST.labels == 4) & (ANSWERS == 9))
    assert sorted(explorer.columns) == there.tolist() and len(there) == explorer.matrix.counts[4, 9]
    np.testing.assert_array_equal(explorer.gallery.images, TEST.images[:, explorer.columns[:28]])
    first = explorer.columns[0]
    assert explorer.gallery.captions[0] == f"4 → 9\n{OUTPUTS[9, first]:.3f}"
    assert f"{len(there)} of 10,000" in explorer.gallery.title
    control(explorer, "all mistakes").click()
    assert explorer.matrix.selected == [] and len(explorer.columns) == 519
    control(explorer, "epochs of training").value = 0
    assert explorer.matrix.counts.sum() == 10_000
    np.testing.assert_array_equal(
        explorer.matrix.counts, confusion(TEST.labels, snapshot(0).output(TEST.images).argmax(axis=0))
    )


def test_what_the_notebook_says_of_the_mistakes():
    worst = labelled_data.worst(20)[:2]
    assert TEST.labels[worst].tolist() == [7, 7] and ANSWERS[worst].tolist() == [2, 2]
    assert f"{OUTPUTS[2, worst[0]]:.3f}" == "1.000"


def test_the_matrix_refuses_what_is_no_square_and_no_cell():
    with pytest.raises(ValueError, match="counts must be a square of whole numbers"):
        Matrix(np.zeros((2, 3), int), "a", "b")
    matrix = Matrix(np.zeros((2, 2), int), "a", "b")
    with pytest.raises(Exception, match="selected must be a row and a column from 0 to 1"):
        matrix.selected = [0, 2]


def test_the_gallery_refuses_what_does_not_fit():
    gallery = Gallery()
    with pytest.raises(ValueError, match=r"images must have shape \(784, 1\)"):
        gallery.show(np.zeros((784, 2)), ["a"])
    with pytest.raises(ValueError, match="marks must be some of"):
        gallery.show(np.zeros((784, 1)), ["a"], ["green"])
    gallery.show(np.zeros((784, 1)), ["a"])
    with pytest.raises(Exception, match="selected must be from -1 to 0"):
        gallery.selected = 1


# ---- own digits


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def draw(pad, seed=0):
    """Some strokes, as the browser sends them."""
    ink = np.zeros((140, 140), np.uint8)
    x = 20 + 17 * np.random.default_rng(seed).integers(5)
    ink[20:120, x : x + 14], ink[20:32, 20:100] = 255, 200
    pad.set_state({"strokes": [[1, 2, 3, 4]], "ink": memoryview(ink.tobytes())})


def restarted(name="my_digits.npz"):
    """What another kernel makes of the cell: it knows nothing but the file."""
    return MyDigits(name)


def add(mine, *labels):
    for seed, label in enumerate(labels):
        draw(mine.pad, seed)
        mine.digit_keys[label].click()


def test_each_digit_is_in_the_file_as_soon_as_it_is_added(here):
    mine = labelled_data.my_digits()
    assert not list(here.iterdir())  # nothing is written before there is something
    for count, label in enumerate([7, 1, 7], start=1):
        draw(mine.pad, count)
        image = mine.pad.image
        mine.digit_keys[label].click()
        stored = OwnDigits.load("my_digits.npz")
        assert len(stored) == count and stored.labels[-1] == label
        np.testing.assert_array_equal(stored.images[:, -1], image)
        assert not mine.pad.image.any() and f"{count} digit" in mine.message
    assert mine.gallery.captions == ["7", "1", "7"]


def test_after_a_restart_all_are_there_again_and_the_next_is_added_to_them(here):
    add(labelled_data.my_digits(), 3, 1, 4)
    mine = restarted()
    assert mine.digits.labels.tolist() == [3, 1, 4] and "3 digits loaded from my_digits.npz" in mine.message
    add(mine, 1)
    assert OwnDigits.load("my_digits.npz").labels.tolist() == [3, 1, 4, 1]


def test_an_empty_pad_adds_nothing(here):
    mine = labelled_data.my_digits()
    mine.digit_keys[5].click()
    assert len(mine.digits) == 0 and "Draw a digit first" in mine.status.value and not list(here.iterdir())


def test_the_network_says_what_it_sees_before_you_label(here):
    mine = labelled_data.my_digits()
    draw(mine.pad)
    output = snapshot(20).output(mine.pad.image)
    assert f"{output.argmax()} ({output.max():.2f})" in mine.readout.value


def test_a_digit_can_be_deleted_and_brought_back(here):
    mine = labelled_data.my_digits()
    add(mine, 3, 1, 4)
    assert mine.buttons["delete the chosen one"].disabled and mine.buttons["bring it back"].disabled
    mine.gallery.selected = 1
    mine.buttons["delete the chosen one"].click()
    assert OwnDigits.load("my_digits.npz").labels.tolist() == mine.digits.labels.tolist() == [3, 4]
    mine.buttons["bring it back"].click()
    assert OwnDigits.load("my_digits.npz").labels.tolist() == [3, 4, 1]


def test_a_digit_that_looks_like_another_is_brought_back_as_well(here):
    mine = labelled_data.my_digits()
    for _ in range(2):
        draw(mine.pad)
        mine.digit_keys[1].click()
    mine.gallery.selected = 0
    mine.buttons["delete the chosen one"].click()
    mine.buttons["bring it back"].click()
    assert OwnDigits.load("my_digits.npz").labels.tolist() == [1, 1]


def test_saved_and_loaded_under_a_name_of_ones_own(here):
    mine = labelled_data.my_digits()
    add(mine, 3, 1)
    mine.name.value = "anna"
    mine.buttons["save"].click()
    add(mine, 4)
    assert OwnDigits.load("anna.npz").labels.tolist() == [3, 1, 4] and len(OwnDigits.load("my_digits.npz")) == 2
    mine.name.value = "my_digits"
    mine.buttons["load"].click()
    assert mine.digits.labels.tolist() == [3, 1]
    mine.name.value = "nobody"
    mine.buttons["load"].click()
    assert "There is no file nobody.npz" in mine.status.value and len(mine.digits) == 2


def test_saving_never_goes_over_other_digits_or_another_file(here):
    add(labelled_data.my_digits("bob.npz"), 5, 5)
    save_network(Network([4, 3, 2]), "network.npz")
    kept = {path.name: path.read_bytes() for path in here.iterdir()}
    mine = labelled_data.my_digits()
    add(mine, 3)
    for name, words in {
        "network": "is no collection of own digits",
        "": "a name",
        "bob": "holds other digits already",
    }.items():
        mine.name.value = name
        mine.buttons["save"].click()
        assert words in mine.status.value and 'role="alert"' in mine.status.value
        mine.buttons["load"].click()
        if name != "bob":
            assert words in mine.status.value and mine.digits.labels.tolist() == [3]
    assert all((here / name).read_bytes() == content for name, content in kept.items())


def test_a_foreign_file_under_the_usual_name_is_left_alone_and_no_digit_is_lost(here):
    (here / "my_digits.npz").write_text("my notes")
    mine = labelled_data.my_digits()
    assert "is no collection of own digits" in mine.status.value
    add(mine, 3, 1)
    assert "Not saved" in mine.status.value and len(mine.digits) == 2
    mine.name.value = "my_digits"
    mine.buttons["load"].click()
    assert len(mine.digits) == 2
    mine.name.value = "other"
    mine.buttons["save"].click()
    add(mine, 4)
    assert OwnDigits.load("other.npz").labels.tolist() == [3, 1, 4]
    assert (here / "my_digits.npz").read_text() == "my notes"


def test_unsaved_digits_are_not_given_up_for_those_of_another_file(here):
    add(labelled_data.my_digits("bob.npz"), 5, 5)
    (here / "my_digits.npz").write_text("my notes")
    mine = labelled_data.my_digits()
    add(mine, 3)
    mine.name.value = "bob"
    mine.buttons["load"].click()
    assert "save them under another name first" in mine.status.value and mine.digits.labels.tolist() == [3]


def test_a_cell_that_is_run_again_shows_the_same_digits_saved_or_not(here):
    (here / "my_digits.npz").write_text("my notes")
    mine = labelled_data.my_digits()
    add(mine, 3)
    again = labelled_data.my_digits()
    assert again is mine and len(again.digits) == 1
    mine.name.value = "other"
    mine.buttons["save"].click()
    add(restarted("other.npz"), 8)
    (here / "my_digits.npz").unlink()
    assert labelled_data.my_digits().digits.labels.tolist() == [3, 8]
    (here / "other.npz").unlink()
    labelled_data.my_digits()
    assert OwnDigits.load("other.npz").labels.tolist() == [3, 8]  # not even then


@pytest.mark.parametrize(
    "name", ["", " ", ".", "/", "~nobody-of-this-name/x", "a\0b", "x" * 300, "folder.npz", "pipe.npz", "a/b/c"]
)
def test_no_name_however_odd_loses_a_digit_or_hangs(here, name):
    (here / "folder.npz").mkdir()
    os.mkfifo(here / "pipe.npz")
    mine = restarted()
    add(mine, 3)
    mine.name.value = name
    for button in ("save", "load"):
        mine.buttons[button].click()
        assert 'role="alert"' in mine.status.value and mine.digits.labels.tolist() == [3]
    odd = restarted(name)
    add(odd, 5)
    assert 'role="alert"' in odd.status.value and odd.digits.labels.tolist() == [5]
    odd.name.value = "good"
    odd.buttons["save"].click()
    assert OwnDigits.load("good.npz").labels.tolist() == [5]


def test_a_folder_that_cannot_be_written_is_said_and_no_digit_is_lost(here):
    mine = labelled_data.my_digits("nowhere/mine.npz")
    add(mine, 3)
    assert "Not saved, but still here" in mine.status.value and len(mine.digits) == 1
    (here / "nowhere").mkdir()
    mine.buttons["save"].click()
    assert OwnDigits.load("nowhere/mine.npz").labels.tolist() == [3]


def test_two_notebooks_at_the_same_file_lose_nothing(here):
    one, other = restarted(), restarted()
    add(one, 1)
    draw(other.pad, 9)
    other.digit_keys[2].click()
    assert sorted(OwnDigits.load("my_digits.npz").labels.tolist()) == sorted(other.digits.labels.tolist()) == [1, 2]


# ---- training with them


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
    assert f"<b>{before.argmax()}</b> ({before.max():.2f})" in trainer.readout.value and "→" not in trainer.readout.value
    trainer.train()
    after = trainer.network.output(trainer.pad.image)
    assert f"→ <b>{after.argmax()}</b> ({after.max():.2f})" in trainer.readout.value


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


def test_every_explorer_has_a_still_picture_that_says_the_same_each_time(here, short):
    mine = labelled_data.my_digits()
    makers = [
        lambda: labelled_data_curves.how_many(400),
        lambda: labelled_data_curves.how_wrong(0.5, 150),
        labelled_data.label_hard_digits,
        labelled_data.mistakes,
        lambda: mine,
        lambda: labelled_data.train_with(mine),
    ]
    for make in makers:
        (data, _), (again, _) = make()._repr_mimebundle_(), make()._repr_mimebundle_()
        assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
        assert data["text/plain"] == again["text/plain"] and "0x" not in data["text/plain"]


def test_an_outcome_is_known_by_its_names():
    assert Outcome._fields == ("train", "test", "right")
