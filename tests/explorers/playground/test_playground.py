"""Notebook 11: whatever is set in the playground works or says why not, and each number is that of the network."""

import asyncio
import threading
import time

import numpy as np
import pytest

from nnlib import Network, load_mnist, load_network, one_hot, save_network
from nnlib.analysis.training import STARTS
from nnlib.digits.mnist import MNIST, Digits
from nnlib.explorers.playground import files as playground_files
from nnlib.explorers.playground import playground
from nnlib.explorers.playground.board import CURVES, FILES, TEACH
from nnlib.explorers.playground.experiments import EXPERIMENTS, FREE, settings_of
from nnlib.explorers.playground.teach import OWN, TEST


def few(n=60, m=50):
    """n digits to train on and m to test with."""
    digits = load_mnist()
    parts = [Digits(d.images[:, :k], d.labels[:k], d.targets[:, :k]) for d, k in ((digits.train, n), (digits.test, m))]
    return MNIST(*parts)


@pytest.fixture
def play(tmp_path, monkeypatch):
    """A playground with few digits and without an event loop: it does all at once. Its folder is empty."""
    monkeypatch.chdir(tmp_path)
    return playground(digits=few())


def draw(play, value=255):
    """A square on the pad."""
    ink = np.zeros((140, 140), np.uint8)
    ink[40:100, 50:90] = value
    play.teacher.pad.ink = ink.tobytes()


def press(play, name):
    buttons = play.board._buttons | {"save": play.files.save_button, "load": play.files.load_button}
    buttons |= {"teach it this one": play.teacher.buttons[1], "ten times": play.teacher.buttons[10]}
    buttons[name].click()


def floats(view):
    return np.frombuffer(view, np.float32)


def assert_nothing_is_nan(play):
    """Neither in a number nor in a text nor in what the browser gets."""
    numbers = play.numbers
    lesson = numbers.pop("lesson")
    assert all(number is None or np.isfinite(number) for number in numbers.values())
    assert all(np.isfinite(value).all() for value in lesson.values())
    frames = [play.board.curves.frame, play.board.view.frame, {"parameters": play.board.view.parameters}]
    views = [value for frame in frames for value in frame.values() if isinstance(value, bytes)]
    assert len(views) >= 7 and all(np.isfinite(floats(view)).all() for view in views)
    texts = play.message, play.board.summary(), play.board.view.summary(), play.teacher.key.value, play.board.curves.message
    assert not any(word in text.lower().split() for text in texts for word in ("nan", "inf", "-inf"))


# ---- the network


def test_every_control_of_the_network_builds_what_it_says(play):
    play.layers.value = 3
    for control, size in zip(play.neurons, (7, 1, 64)):
        control.value = size
    play.activation.value, play.start.value, play.images.value = "relu", "N(0, 1)", 20
    training = play.board.training
    assert training.network.sizes == (784, 7, 1, 64, 10) and training.network.activation == "relu"
    assert (training.start, len(training.digits.train), training.batch_size) == ("N(0, 1)", 20, 20)
    assert play.board.view.network is training.network
    assert f"784-7-1-64-10: {training.network.parameters.size:,} parameters, 20 images" in play.message


def test_only_as_many_neuron_fields_are_there_as_layers(play):
    for layers in (0, 1, 4, 2):
        play.layers.value = layers
        assert [field.layout.display != "none" for field in play.neurons] == [True] * layers + [False] * (4 - layers)
        assert len(play.board.training.network.sizes) == layers + 2


def test_a_field_for_neurons_keeps_to_1_to_64(play):
    for typed, kept in ((100, 64), (0, 1), (-3, 1)):
        play.neurons[0].value = typed
        assert play.board.training.network.sizes[1] == play.neurons[0].value == kept


def test_another_network_starts_anew_with_the_same_settings_and_says_what_became_of_the_old_one(play):
    play.board._sliders["learning_rate"].value = 0.5
    press(play, "10 steps")
    accuracy = play.numbers["accuracy"]
    play.neurons[1].value = 9
    assert play.numbers["steps"] == 0 and play.numbers["rate"] == 0.5
    assert f"(10 steps, {100 * accuracy:.1f} %) is over and stays in the picture as A" in play.message
    assert [run["history"].steps for run in play.board.kept] == [10]


def test_a_run_for_which_there_is_no_room_is_said_to_be_gone(play):
    for size in range(20, 26):
        press(play, "10 steps")
        play.neurons[0].value = size
    assert len(play.board.kept) == 4 and "leaves no curve: four are kept already" in play.message


def test_a_setting_that_stays_the_same_loses_nothing(play):
    press(play, "10 steps")
    play.neurons[3].value = 5  # of a layer that is not there
    assert play.numbers["steps"] == 10


def test_fewer_images_make_the_batch_smaller_and_that_is_said(play):
    play.board._sliders["batch_size"].value = 50
    play.images.value = 10
    assert play.numbers["batch"] == play.board._sliders["batch_size"].value == 10
    assert "The batch size is now 10." in play.message
    play.images.value = 60
    assert play.numbers["batch"] == 10 and play.board._sliders["batch_size"].options[-1] == ("60", 60)


def test_new_weights_that_are_no_others_are_called_so(play):
    play.start.value = "all zero"
    press(play, "new weights")
    assert "“all zero” are the same each time" in play.message
    assert (play.board.training.network.parameters == 0).all()


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_an_experiment_sets_the_controls(name):
    play = playground(name)
    training, asked = play.board.training, settings_of(name)
    assert play.settings == {
        "hidden": asked["hidden"],
        "activation": asked["activation"],
        "start": asked["start"],
        "images": asked["images"] or 60_000,
    }
    assert training.network.sizes == (784, *asked["hidden"], 10)
    assert (training.learning_rate, training.batch_size) == (asked["learning_rate"], asked["batch_size"])
    assert play.board._sliders["learning_rate"].value == asked["learning_rate"]
    play.layers.value = 3
    assert play.experiment.value == FREE


# ---- one digit


def test_a_lesson_is_one_step_against_the_gradient_of_this_digit(play):
    press(play, "10 steps")
    network, test = play.board.training.network.copy(), load_mnist().test
    play.board.digit = 7
    play.teacher.label.value = 4
    press(play, "teach it this one")
    x = test.images[:, 7]
    expected = network.copy()
    expected.parameters -= 1.5 * network.backprop(x, one_hot(4)).vector
    np.testing.assert_array_equal(play.board.training.network.parameters, expected.parameters)

    lesson, images = play.teacher.numbers, test.images[:, :50]
    for side, state in enumerate((network, expected)):
        np.testing.assert_array_equal(lesson["outputs"][side], state.output(x))
        assert lesson["accuracy"][side] == state.accuracy(images, test.labels[:50])
        counts = np.bincount(state.output(images).argmax(axis=0), minlength=10)
        np.testing.assert_array_equal(lesson["answers"][side], counts)
    assert lesson["changed"] == (network.output(images).argmax(axis=0) != expected.output(images).argmax(axis=0)).sum()
    before, after = (f"{100 * accuracy:.1f} %" for accuracy in lesson["accuracy"])
    assert f"{before} → {after}" in play.teacher.key.value and "“It is a 4”, taught once" in play.teacher.key.value
    assert play.numbers["accuracy"] == lesson["accuracy"][1] and play.numbers["steps"] == 10


def test_ten_lessons_are_ten_steps_on_the_drawing(play):
    play.teacher.source.value = OWN
    draw(play)
    play.teacher.label.value = 6
    expected = play.board.training.network.copy()
    for _ in range(10):
        expected.parameters -= 1.5 * expected.backprop(play.teacher.pad.image, one_hot(6)).vector
    press(play, "ten times")
    np.testing.assert_array_equal(play.board.training.network.parameters, expected.parameters)
    assert [lesson.label for lesson in play.board.training.lessons] == [6] * 10


def test_the_columns_of_the_picture_are_the_numbers(play):
    press(play, "ten times")
    outputs, answers = play.teacher.numbers["outputs"], play.teacher.numbers["answers"]
    for ax, (before, after) in zip(play.teacher.pane.figure.axes, (outputs, answers)):
        grey, blue, orange, marks = ax.collections
        assert [segment[0][1] for segment in marks.get_segments()] == pytest.approx(list(before))
        tops = [path.vertices[:, 1].max() if len(path.vertices) else 0 for path in blue.get_paths()]
        assert tops == pytest.approx(np.where(after > before, after, 0))
        lost = [path.vertices[:, 1].min() for path in orange.get_paths() if len(path.vertices)]
        assert lost == pytest.approx(after[before > after])


def test_the_network_looks_at_what_would_be_taught(play):
    view = play.board.view
    play.board.digit = 3
    np.testing.assert_array_equal(view.x, load_mnist().test.images[:, 3])
    assert view.y.argmax() == play.teacher.label.value == load_mnist().test.labels[3]
    play.teacher.label.value = 8
    assert view.y.argmax() == 8
    play.teacher.source.value = OWN
    draw(play)
    np.testing.assert_array_equal(view.x, play.teacher.pad.image)
    press(play, "other digit")
    assert play.teacher.source.value == TEST and play.teacher.chooser.index == play.board.digit
    play.teacher.chooser.index = 5
    assert play.board.digit == 5 and view.y.argmax() == load_mnist().test.labels[5]


def test_an_empty_pad_cannot_be_taught_and_that_is_said(play):
    play.teacher.source.value = OWN
    press(play, "teach it this one")
    assert "draw a digit first" in play.message and play.board.training.lessons == [] and play.teacher.numbers == {}


def test_a_new_network_forgets_the_lesson(play):
    press(play, "ten times")
    play.layers.value = 1
    assert play.teacher.numbers == {} and "A lesson is one step" in play.teacher.key.value


# ---- files


def test_a_saved_network_comes_back_with_sizes_activation_and_weights(play):
    play.layers.value, play.activation.value = 1, "relu"
    play.neurons[0].value = 23
    press(play, "10 steps")
    saved = play.board.training.network.copy()
    play.files.name.value = "mine"
    press(play, "save")
    assert "Saved to mine.npz: 784-23-10, relu" in play.files.message
    play.layers.value, play.activation.value = 4, "sigmoid"
    press(play, "10 steps")
    press(play, "load")
    assert play.settings == {"hidden": (23,), "activation": "relu", "start": "mine.npz", "images": 60}
    np.testing.assert_array_equal(play.board.training.network.parameters, saved.parameters)
    assert play.start.value == "mine.npz" and "stays in the picture as" in play.message
    press(play, "10 steps")
    press(play, "rewind")
    np.testing.assert_array_equal(play.board.training.network.parameters, saved.parameters)


def test_loaded_weights_give_way_when_the_layers_change_and_that_is_said(play):
    press(play, "save")
    press(play, "load")
    play.images.value = 30
    assert play.board.training.start == "my_network.npz"
    play.layers.value = 1
    assert play.start.value == "1/√n" and "belong to other layers" in play.message


def test_when_the_loaded_file_is_gone_nothing_changes_and_that_is_said(play, tmp_path):
    press(play, "save")
    press(play, "load")
    press(play, "10 steps")
    (tmp_path / "my_network.npz").unlink()
    play.images.value = 30
    assert "nothing has changed" in play.message and play.images.value == 60 and play.numbers["steps"] == 10


def test_a_file_that_exists_is_replaced_only_when_asked_twice(play, tmp_path):
    press(play, "save")
    content = (tmp_path / "my_network.npz").read_bytes()
    press(play, "10 steps")
    press(play, "save")
    assert "exists already" in play.files.message and (tmp_path / "my_network.npz").read_bytes() == content
    press(play, "save")
    assert "Saved" in play.files.message
    np.testing.assert_array_equal(
        load_network(tmp_path / "my_network.npz").parameters, play.board.training.network.parameters
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my_network.npz"]


@pytest.mark.parametrize("name", ["", "  ", "nowhere/mine", "a\0b", "/", ".", "folder.npz"])
def test_a_name_that_cannot_be_saved_to_says_why(play, tmp_path, name):
    (tmp_path / "folder.npz").mkdir()
    play.files.name.value = name
    press(play, "save")
    press(play, "save")
    assert "did not work, and nothing has changed" in play.files.message
    assert [path.name for path in tmp_path.iterdir()] == ["folder.npz"]


def foreign_files(folder):
    """Name -> words of the message for a file that is no network, or none for the playground."""
    save_network(Network([784, 16, 10]), folder / "whole.npz")
    half = (folder / "whole.npz").read_bytes()
    (folder / "half.npz").write_bytes(half[: len(half) // 2])
    (folder / "text.npz").write_text("Dear diary")
    (folder / "empty.npz").write_bytes(b"")
    np.savez(folder / "other.npz", a=np.arange(3))
    nan = Network([784, 16, 10])
    nan.parameters[5] = np.nan
    save_network(nan, folder / "nan.npz")
    save_network(Network([4, 3, 2]), folder / "small.npz")
    save_network(Network([784, 65, 10]), folder / "wide.npz")
    save_network(Network([784, 2, 2, 2, 2, 2, 10]), folder / "deep.npz")
    huge = Network([784, 16, 10])
    huge.parameters *= 1e40
    save_network(huge, folder / "huge.npz")
    np.savez(folder / "odd.npz", sizes=np.float64(3), activation="relu", parameters=np.ones(3))
    (folder / "dir.npz").mkdir()
    damaged = dict.fromkeys(("half", "text", "empty", "other", "dir"), "is not a network saved by nnlib, or it is damaged")
    room = "room for at most 4 hidden layers of at most 64 neurons"
    return damaged | {
        "nan": "damaged",
        "small": "needs 784 inputs and 10 outputs",
        "wide": room,
        "deep": room,
        "huge": "so large",
        "odd": "",
        "nothing": "There is no file nothing.npz",
    }


def test_a_foreign_or_damaged_file_says_so_and_changes_nothing(play, tmp_path):
    press(play, "10 steps")
    training, before = play.board.training, play.settings
    for name, words in foreign_files(tmp_path).items():
        play.files.name.value = name
        press(play, "load")
        assert "nothing has changed" in play.files.message and words in play.files.message, name
        assert "nothing has changed" in play.files._says.value
        assert play.board.training is training and play.settings == before, name
    assert "deep.npz, dir.npz" in play.files.message  # what is there instead


def test_words_of_a_file_name_are_not_taken_for_html(play):
    play.files.name.value = "<b>x</b>.npz"
    press(play, "load")
    assert "<b>x" not in play.files._says.value and "<b>x" in play.files.message


def test_an_error_that_nobody_thought_of_is_shown_with_its_kind(play, monkeypatch):
    def strange(path):
        raise MemoryError("no room")

    monkeypatch.setattr(playground_files.Network, "load", strange)
    (playground_files.Path("my_network.npz")).write_bytes(b"x")
    press(play, "load")
    assert "MemoryError: no room" in play.files.message


# ---- anything at all


def surprise(play, rng):
    """Move some of the controls to where chance says."""
    pick = lambda options: options[rng.integers(len(options))]  # noqa: E731
    values = lambda control: [value for _, value in control._options_full]  # noqa: E731
    moves = [
        lambda: setattr(play.layers, "value", int(rng.integers(5))),
        *(lambda field=field: setattr(field, "value", int(rng.integers(1, 65))) for field in play.neurons),
        lambda: setattr(play.activation, "value", pick(["sigmoid", "relu"])),
        lambda: setattr(play.start, "value", pick(list(STARTS))),
        lambda: setattr(play.images, "value", pick(values(play.images))),
        lambda: setattr(play.board._sliders["learning_rate"], "value", pick(values(play.board._sliders["learning_rate"]))),
        lambda: setattr(play.board._sliders["batch_size"], "value", pick(values(play.board._sliders["batch_size"]))),
        lambda: setattr(play.pane, "value", pick([CURVES, TEACH, FILES])),
        lambda: setattr(play.teacher.source, "value", pick([TEST, OWN])),
        lambda: setattr(play.teacher.label, "value", int(rng.integers(10))),
        lambda: draw(play, int(rng.integers(256))),
        lambda: press(play, pick(["rewind", "new weights", "keep run", "clear kept", "other digit", "save", "load"])),
    ]
    for k in rng.permutation(len(moves))[: rng.integers(2, 9)]:
        moves[k]()
    if rng.random() < 0.1:
        play.experiment.value = pick(list(EXPERIMENTS))


def test_three_hundred_random_settings_work_and_show_no_nan(play):
    rng = np.random.default_rng(1)
    for number in range(300):
        surprise(play, rng)
        play.board.go(int(rng.integers(1, 6)))
        if rng.random() < 0.05:
            play.teacher.teach(int(rng.choice([1, 10])))
        assert_nothing_is_nan(play)
        training = play.board.training
        assert training.network.sizes == (784, *play.settings["hidden"], 10), number
        assert training.network.activation == play.activation.value and training.start == play.start.value
        assert len(training.digits.train) == play.images.value >= training.batch_size
        assert training.learning_rate == play.board._sliders["learning_rate"].value
        assert "error" not in play.board.curves.message


def test_the_wildest_settings_show_no_nan(play):
    play.layers.value, play.activation.value, play.start.value = 4, "relu", "N(0, 1)"
    for field in play.neurons:
        field.value = 64
    play.board._sliders["learning_rate"].value = 100
    for _ in range(10):
        press(play, "10 steps")
        press(play, "ten times")
        assert_nothing_is_nan(play)


async def here(function):
    function()


async def elsewhere(function):
    """Call it in another thread, as the subshells of newer kernels do with all that a widget hears."""
    thread = threading.Thread(target=function)
    thread.start()
    while thread.is_alive():
        await asyncio.sleep(0.002)


@pytest.mark.parametrize("call", [here, elsewhere], ids=["same thread", "another thread"])
def test_everything_can_be_changed_while_a_training_runs(tmp_path, monkeypatch, call):
    monkeypatch.chdir(tmp_path)

    async def main():
        play, rng, stopped = playground(digits=few()), np.random.default_rng(2), 0
        failures = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: failures.append(context))
        for _ in range(30):
            play.board.play()
            await asyncio.sleep(0.01)
            await call(lambda: surprise(play, rng))
            if rng.random() < 0.3:
                press(play, "teach it this one")
            await settled(play)
            stopped += not play.board.playing
            assert_nothing_is_nan(play)
            training = play.board.training
            assert training.network.sizes == (784, *play.settings["hidden"], 10)
            assert training.history.steps == training.steps
        play.board.play()
        play.layers.value = (play.layers.value + 1) % 5
        await settled(play)
        assert not play.board.playing and "stopped" in play.message or not play.board.kept
        play.board.pause()
        assert failures == [] and stopped > 5

    asyncio.run(main())


async def settled(play):
    """Wait until what was asked for has come into force."""
    end = time.monotonic() + 10
    while True:
        await asyncio.sleep(0.015)
        training = play.board.training
        asked = (784, *play.settings["hidden"], 10), play.activation.value, play.start.value, play.images.value
        there = training.network.sizes, training.network.activation, training.start, len(training.digits.train)
        if asked == there:
            return
        assert time.monotonic() < end, (asked, there)


def test_a_change_of_the_network_stops_a_running_training_with_a_message():
    async def main():
        play = playground(digits=few())
        play.board.play()
        while play.board.training.steps < 20:
            await asyncio.sleep(0.01)
        play.activation.value = "relu"
        await settled(play)
        assert not play.board.playing and play.numbers["steps"] == 0
        assert "was stopped and stays in the picture as A" in play.message
        await asyncio.sleep(0.1)
        assert play.numbers["steps"] == 0

    asyncio.run(main())


# ---- where nothing moves


def test_the_playground_has_a_still_picture(play):
    data, _ = play._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
    assert data["text/plain"].startswith("Playground.") and "0x" not in data["text/plain"]


def test_what_the_board_says_is_said_where_its_curves_are_hidden(play):
    play.board.curves.message = "Too long."
    assert play.message != "⚠ Too long."
    play.pane.value = TEACH
    assert play.message == "⚠ Too long."
