"""Notebook 11: whatever is set in the playground works or says why not, and each number is that of the network."""

import asyncio

import numpy as np
import pytest
from helpers import assert_small_still, elsewhere, few, here, until
from playing import draw, press

from nnlib.analysis.training import STARTS
from nnlib.explorers.playground import playground
from nnlib.explorers.playground.board import CURVES, FILES, TEACH
from nnlib.explorers.playground.experiments import EXPERIMENTS, FREE, settings_of
from nnlib.explorers.playground.teach import OWN, TEST


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
    texts = play.message, play.board.summary(), play.board.view.summary(), play.teacher.line.value, play.board.curves.message
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
    assert len(play.board.kept) == 4 and "leaves no curve, since four are kept already" in play.message


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


# ---- anything at all


@pytest.mark.parametrize("seed", [1])  # the name of a test that fails says it
def test_three_hundred_random_settings_work_and_show_no_nan(seed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rng = np.random.default_rng(seed)
    play = playground(digits=few(), rng=rng)
    for number in range(300):
        surprise(play, rng)
        play.board.go(int(rng.integers(1, 6)))
        if rng.random() < 0.05:
            play.teacher.actions.press(str(rng.choice(["teach it this one", "ten times"])))
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


@pytest.mark.parametrize("call", [here, elsewhere], ids=["same thread", "another thread"])
def test_everything_can_be_changed_while_a_training_runs(tmp_path, monkeypatch, call):
    monkeypatch.chdir(tmp_path)

    async def main():
        play, rng, stopped = playground(digits=few(), rng=np.random.default_rng(3)), np.random.default_rng(2), 0
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

    def is_in_force():
        training = play.board.training
        asked = (784, *play.settings["hidden"], 10), play.activation.value, play.start.value, play.images.value
        there = training.network.sizes, training.network.activation, training.start, len(training.digits.train)
        return asked == there

    await asyncio.sleep(0.015)  # longer than a change waits for others
    await until(is_in_force)


def test_a_change_of_the_network_stops_a_running_training_with_a_message():
    async def main():
        play = playground(digits=few())
        play.board.play()
        await until(lambda: play.board.training.steps >= 20)
        play.activation.value = "relu"
        await settled(play)
        assert not play.board.playing and play.numbers["steps"] == 0
        assert "was stopped and stays in the picture as A" in play.message
        await asyncio.sleep(0.1)  # many slices, if it were still running
        assert play.numbers["steps"] == 0

    asyncio.run(main())


@pytest.mark.parametrize("first", [CURVES, TEACH, FILES])
@pytest.mark.parametrize("second", [CURVES, TEACH, FILES])
def test_no_two_panes_are_ever_shown_at_once(play, first, second):
    panes = {CURVES: play.board.curves, TEACH: play.teacher, FILES: play.files}

    def shown():
        return [name for name, pane in panes.items() if pane.layout.display != "none"]

    play.pane.value = first
    assert shown() == [first]
    counts = []
    for pane in panes.values():
        pane.layout.observe(lambda change: counts.append(len(shown())), "display")
    play.pane.value = second
    assert shown() == [second]
    assert max(counts, default=1) == 1


# ---- where nothing moves


def test_the_playground_has_a_still_picture(play):
    assert assert_small_still(play).startswith("Playground.")


def test_what_the_board_says_is_said_where_its_curves_are_hidden(play):
    play.board.curves.message = "Too long."
    assert play.message != "⚠ Too long."
    play.pane.value = TEACH
    assert play.message == "⚠ Too long."
