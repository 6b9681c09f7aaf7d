import asyncio
import signal
import threading
import time

import numpy as np
import pytest
from helpers import elsewhere, here, until

from nnlib import load_mnist
from nnlib.analysis.training import Training
from nnlib.analysis.training_code import as_code
from nnlib.widgets import training_board
from nnlib.widgets.cooperative import Cooperative
from nnlib.widgets.curves import Curves
from nnlib.widgets.training_board import TrainingBoard, log_numbers


@pytest.fixture
def board():
    """A board without an event loop: it does everything at once."""
    return TrainingBoard(Training(seed=2))


def press(board, name):
    (board._play if name == "Play" else board.actions[name]).click()


def floats(view, rows):
    return np.frombuffer(view, np.float32).reshape(rows, -1)


def in_loop(test):
    """Run `test(loop)`, a coroutine function, in an event loop, as a kernel does."""

    async def main():
        await test(asyncio.get_running_loop())

    asyncio.run(main())


# ---- what the buttons do


def test_steps_are_counted_and_the_numbers_are_those_of_the_training(board):
    press(board, "1 step")
    press(board, "10 steps")
    t = board.training
    assert t.steps == board.curves.frame["counters"]["steps"] == 11
    assert board.numbers["cost"] == t.mean and board.numbers["epochs"] == pytest.approx(1100 / 60_000)
    test = t.digits.test
    assert board.numbers["accuracy"] == t.network.accuracy(test.images, test.labels)
    assert t.full_costs[-1].steps == 11 and not board.playing


def test_one_epoch_ends_when_every_digit_has_been_seen(board):
    press(board, "10 steps")
    press(board, "1 epoch")
    assert (board.training.examples, board.training.steps, board.numbers["epochs"]) == (60_000, 600, 1)


def test_the_curve_is_the_history_and_the_view_moves_along(board):
    before = bytes(board.view.parameters)
    press(board, "10 steps")
    x, low, high, mean = floats(board.curves.frame["curve"], 4)
    costs = board.training.history.costs.astype(np.float32)
    np.testing.assert_array_equal(x, np.arange(1, 11))
    np.testing.assert_array_equal(low, costs)
    np.testing.assert_array_equal(high, costs)
    assert mean[-1] == np.float32(board.training.mean)
    assert board.view.parameters != before
    np.testing.assert_array_equal(floats(board.view.parameters, 1)[0], board.training.network.parameters)


def test_rewind_repeats_the_run_and_new_weights_do_not(board):
    press(board, "10 steps")
    costs = board.training.history.costs
    press(board, "rewind")
    assert board.numbers["steps"] == 0 and board.numbers["cost"] is None
    press(board, "10 steps")
    np.testing.assert_array_equal(board.training.history.costs, costs)
    press(board, "new weights")
    press(board, "10 steps")
    assert not np.array_equal(board.training.history.costs, costs)


def test_new_weights_and_other_digit_are_the_same_with_the_same_rng():
    boards = [TrainingBoard(Training(seed=2), rng=np.random.default_rng(seed)) for seed in (5, 5, 6)]
    for board in boards:
        press(board, "new weights")
        press(board, "other digit")
    first, second, third = [(board.training.seed, board.digit) for board in boards]
    assert first == second != third


def test_the_sliders_act_from_the_next_step_on_and_lose_nothing(board):
    press(board, "10 steps")
    board._sliders["learning_rate"].value = 0.5
    board._sliders["batch_size"].value = 40
    press(board, "10 steps")
    assert board.training.settings == [(1, 100, 1.5), (11, 40, 0.5)]
    assert board.training.examples == 10 * 100 + 10 * 40
    assert board.curves.frame["changes"] == [10]
    assert board.curves.frame["counters"]["batch"] == 40


def test_the_ends_of_the_sliders_are_one_hundredth_to_one_hundred_and_one_to_all(board):
    rate, batch = board._sliders["learning_rate"], board._sliders["batch_size"]
    rate.index = batch.index = 0
    assert (board.training.learning_rate, board.training.batch_size) == (0.01, 1)
    rate.index, batch.index = len(rate.options) - 1, len(batch.options) - 1
    assert (board.training.learning_rate, board.training.batch_size) == (100, 60_000)


@pytest.mark.parametrize("low, high, also", [(0.01, 100, 1.5), (0.01, 100, 0.123), (1, 60_000, 100), (1, 60, 7)])
def test_the_numbers_of_a_log_slider_are_round_and_in_about_equal_ratios(low, high, also):
    numbers = np.array(log_numbers(low, high, also))
    assert (numbers[0], numbers[-1]) == (low, high) and also in numbers
    assert (np.diff(numbers) > 0).all() and numbers.dtype.kind == ("i" if isinstance(also, int) else "f")
    assert max(numbers[1:] / numbers[:-1]) <= 2
    settings = {"batch_size": also} if isinstance(also, int) and high == 60_000 else {}
    assert TrainingBoard(Training(seed=2, **settings))._sliders["batch_size"].value == settings.get("batch_size", 100)


def test_a_setting_between_the_round_numbers_has_a_place_of_its_own():
    board = TrainingBoard(Training(seed=2, batch_size=123, learning_rate=0.7))
    assert (board._sliders["batch_size"].value, board._sliders["learning_rate"].value) == (123, 0.7)


def test_the_axis_may_be_steps_examples_or_seconds(board):
    press(board, "10 steps")
    board.curves.axis = "examples"
    np.testing.assert_array_equal(floats(board.curves.frame["curve"], 4)[0], 100 * np.arange(1, 11))
    board.curves.axis = "seconds"
    assert floats(board.curves.frame["curve"], 4)[0, -1] == pytest.approx(board.training.seconds)
    with pytest.raises(ValueError, match="axis must be one of"):
        board.curves.axis = "years"


def test_up_to_four_runs_are_kept_with_their_settings(board):
    press(board, "keep run")
    assert board.kept == []
    for rate in (0.1, 0.2, 0.4, 0.8, 1.5):
        board._sliders["learning_rate"].value = rate
        press(board, "rewind")
        press(board, "10 steps")
        press(board, "keep run")
    assert [run["name"] for run in board.curves.kept] == list("ABCD")
    assert [run["words"].split(" · ")[:2] for run in board.curves.kept][1] == ["rate 0.2", "batch 100"]
    assert board.actions["keep run"].disabled
    third = floats(board.curves.kept[2]["curve"], 4)
    twin = Training(seed=2, learning_rate=0.4)
    twin.advance(10)
    np.testing.assert_array_equal(third[1], twin.history.costs.astype(np.float32))
    press(board, "clear kept")
    assert board.curves.kept == [] and not board.actions["keep run"].disabled


def test_a_kept_run_stays_as_it_was_and_follows_the_axis(board):
    press(board, "10 steps")
    press(board, "keep run")
    press(board, "10 steps")
    assert floats(board.curves.kept[0]["curve"], 4).shape == (4, 10)
    board.curves.axis = "examples"
    assert floats(board.curves.kept[0]["curve"], 4)[0, -1] == 1000


def test_copy_as_code_sends_the_code_of_this_run_to_the_browser(board, monkeypatch):
    sent = []
    monkeypatch.setattr(Curves, "send", lambda _, message: sent.append(message))
    press(board, "10 steps")
    press(board, "copy as code")
    assert sent == [{"code": as_code(board.training)}]


def test_another_digit_is_shown_with_its_target(board):
    press(board, "other digit")
    test = load_mnist().test
    np.testing.assert_array_equal(board.view.x, test.images[:, board.digit])
    assert board.view.y.argmax() == test.labels[board.digit]


def test_steps_that_are_too_long_are_called_too_long(board):
    board._sliders["learning_rate"].value = 80
    for _ in range(12):
        press(board, "10 steps")
    assert "saturated" in board.curves.message
    press(board, "rewind")
    assert board.curves.message == ""


def test_another_training_takes_the_place_of_the_first(board):
    press(board, "10 steps")
    assert board.keep() == "A"
    board.begin(Training(sizes=(784, 5, 10), images=70, batch_size=20, learning_rate=0.7, seed=9))
    assert board.view.network is board.training.network and board.numbers["steps"] == 0
    assert (board._sliders["learning_rate"].value, board._sliders["batch_size"].value) == (0.7, 20)
    assert board._sliders["batch_size"].options[-1] == ("70", 70)
    press(board, "10 steps")
    assert board.training.settings == [(1, 20, 0.7)] and len(board.curves.kept) == 1
    assert board.keep() == "B" and board.curves.kept[1]["words"].startswith("784-5-10 · 70 images · rate 0.7 · batch 20")


def test_a_step_that_would_overflow_pauses_and_is_explained():
    board = TrainingBoard(Training(images=50, batch_size=5, seed=1, learning_rate=1e30))
    press(board, "10 steps")
    assert "too large to compute with" in board.curves.message and not board.playing and not board._work.running
    press(board, "Play")
    assert board.training.steps == 0 and not board.playing
    board._sliders["learning_rate"].value = 1.5
    press(board, "10 steps")
    assert board.training.steps == 10 and board.curves.message == ""


def test_both_accuracies_are_shown_if_requested(board):
    assert "train_accuracies" not in board.curves.frame
    both = TrainingBoard(Training(images=100, seed=2), both_accuracies=True)
    press(both, "10 steps")
    train = both.training.digits.train
    expected = both.training.network.accuracy(train.images, train.labels)
    assert floats(both.curves.frame["train_accuracies"], 2)[1, -1] == np.float32(expected)
    assert both.numbers["train_accuracy"] == expected


def test_without_an_event_loop_play_goes_to_the_end_of_the_epoch(board):
    press(board, "Play")
    assert board.training.examples == 60_000 and not board.playing


def test_an_error_in_a_step_pauses_and_is_shown(board):
    def broken(*_, **__):
        raise FloatingPointError("overflow somewhere")

    board.training.advance = broken
    press(board, "10 steps")
    assert "FloatingPointError: overflow somewhere" in board.curves.message and not board.playing


def test_the_still_shows_the_numbers_of_the_board(board):
    press(board, "10 steps")
    press(board, "keep run")
    figure = board.still()
    assert f"test accuracy {100 * board.numbers['accuracy']:.1f} %" in [text.get_text() for text in figure.texts]
    np.testing.assert_array_equal(figure.axes[0].lines[-2].get_ydata(), board.training.history.thinned()[3])
    data, _ = board._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
    assert "10 steps" in data["text/plain"] and "0x" not in data["text/plain"]


# ---- while it runs, with callbacks in the thread of the loop (ipykernel 6) or in another one (ipykernel 7)

both_threads = pytest.mark.parametrize("call", [here, elsewhere], ids=["same thread", "another thread"])


@both_threads
def test_it_plays_until_pause_and_other_tasks_go_on(call):
    async def test(loop):
        board, ticks = TrainingBoard(Training(seed=2)), []
        await call(board._play.click)
        await until(lambda: board.training.steps > 50)
        assert board.playing and board._play.description == "Pause"
        for _ in range(10):
            await asyncio.sleep(0)
            ticks.append(board.training.steps)
        await call(board._play.click)
        await until(lambda: not board._work.running)
        assert not board.playing and board._play.description == "Play"
        at_rest = board.training.steps
        await asyncio.sleep(0.1)
        assert board.training.steps == at_rest == board.numbers["steps"]
        assert board.training.accuracies[-1].steps == board.training.full_costs[-1].steps == at_rest

    in_loop(test)


@both_threads
def test_twenty_changes_while_it_runs_lose_no_step_and_the_code_repeats_the_run(call):
    async def test(loop):
        board = TrainingBoard(Training(seed=2))
        await call(board._play.click)
        for i in range(20):
            await call(lambda i=i: setattr(board._sliders["learning_rate"], "index", 8 + i % 15))
            await call(lambda i=i: setattr(board._sliders["batch_size"], "index", 5 + i))
            done = board.training.steps  # counted after the changes, so that steps are taken with both settings
            await until(lambda done=done: board.training.steps > done + 5)
        await call(board._play.click)
        await until(lambda: not board._work.running)
        t = board.training
        assert t.history.steps == t.steps and len(t.settings) >= 20
        assert t.settings[-1][1:] == (board._sliders["batch_size"].value, board._sliders["learning_rate"].value)
        namespace = {}
        exec(as_code(t), namespace)
        np.testing.assert_array_equal(namespace["costs"], t.history.costs)
        np.testing.assert_array_equal(namespace["network"].parameters, t.network.parameters)

    in_loop(test)


def test_a_slice_is_done_by_the_thread_of_the_loop_whoever_presses():
    async def test(loop):
        board, threads = TrainingBoard(Training(seed=2)), set()
        advance = board.training.advance
        board.training.advance = lambda *a, **k: (threads.add(threading.current_thread()), advance(*a, **k))
        await elsewhere(board.actions["1 step"].click)
        await until(lambda: board.training.steps == 1)
        assert threads == {threading.main_thread()}

    in_loop(test)


def test_a_new_board_stops_the_one_that_runs_as_a_cell_that_is_run_again_does():
    async def test(loop):
        first = TrainingBoard(Training(seed=2))
        first.play()
        await until(lambda: first.training.steps > 5)
        second = TrainingBoard(Training(seed=2))
        assert not first.playing and "because something else has started" in first.curves.message
        second.play()
        await until(lambda: second.training.steps > 5)
        first.play()
        await asyncio.sleep(0.05)
        assert not second.playing and first.playing
        first.pause()
        await until(lambda: not first._work.running)

    in_loop(test)


def test_a_second_play_does_not_make_it_run_twice():
    async def test(loop):
        board = TrainingBoard(Training(seed=2))
        press(board, "Play")
        press(board, "rewind")
        press(board, "Play")
        press(board, "10 steps")
        await until(lambda: not board._work.running)
        assert board.training.steps <= 10 + 1

    in_loop(test)


def test_an_interrupt_pauses_and_leaves_whole_steps():
    async def test(loop):
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a kernel between two cells
        try:
            board = TrainingBoard(Training(seed=2))
            board.play()
            await until(lambda: board.training.steps > 20)
            signal.raise_signal(signal.SIGINT)
            await until(lambda: not board._work.running)
            assert "interrupted" in board.curves.message and not board.playing
            assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
        finally:
            signal.signal(signal.SIGINT, before)
        namespace = {}
        exec(as_code(board.training), namespace)
        np.testing.assert_array_equal(namespace["costs"], board.training.history.costs)

    in_loop(test)


def test_an_interrupt_in_a_slice_does_not_tear_a_step_though_a_cell_is_running():
    async def test(loop):
        board = TrainingBoard(Training(seed=2))
        take = board.training.sgd.step

        def interrupted(*arguments):
            if board.training.steps == 7:
                signal.raise_signal(signal.SIGINT)
            return take(*arguments)

        board.training.sgd.step = interrupted
        mine = signal.getsignal(signal.SIGINT)
        board.play()
        await until(lambda: not board._work.running)
        assert board.training.steps > 7 and "interrupted" in board.curves.message
        assert signal.getsignal(signal.SIGINT) is mine

    in_loop(test)


def test_it_stops_when_its_output_is_closed_and_when_no_page_shows_it(monkeypatch):
    monkeypatch.setattr(training_board, "GONE", 0.2)
    monkeypatch.setattr(training_board, "PATIENCE", 3600)

    async def test(loop):
        board = TrainingBoard(Training(seed=2))
        board.play()
        await until(lambda: board.training.steps > 5)
        board.curves._handle_custom_msg({"gone": True}, [])
        await until(lambda: not board.playing)
        assert "because no page was showing it" in board.curves.message
        board.play()
        board.curves._handle_custom_msg({"gone": True}, [])
        board.curves._handle_custom_msg({"seen": True}, [])  # another view of the same board
        await asyncio.sleep(0.4)
        assert board.playing
        monkeypatch.setattr(training_board, "PATIENCE", 0.1)
        board.curves._handle_custom_msg({"seen": True}, [])  # the last sign of life
        await until(lambda: not board.playing)

    in_loop(test)


def test_while_it_runs_pictures_are_few_and_small_however_long_the_history():
    async def test(loop):
        board, frames = TrainingBoard(Training(seed=2, batch_size=1)), []
        ones = np.ones(200_000)
        board.training.history.extend(ones, ones, np.arange(200_000), np.arange(200_000))
        board.curves.observe(lambda change: frames.append(len(change.new["curve"])), names="frame")
        start = time.monotonic()
        board.play()
        await asyncio.sleep(1)
        seconds = time.monotonic() - start
        board.pause()
        await until(lambda: not board._work.running)
        assert 2 <= len(frames) <= training_board.FRAMES * seconds + 3
        assert max(frames) <= 4 * 4 * 601

    in_loop(test)


def test_work_without_a_loop_runs_to_its_end():
    left, ends = [1, 2, 3], []

    def pop():
        while left:
            left.pop()
            yield

    work = Cooperative(ends.append)
    work.start(pop())
    assert left == [] and ends == [""] and not work.running


# ---- slowly


def test_at_five_steps_a_second_it_takes_one_step_and_then_rests_until_the_next_is_due(board, monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(training_board, "perf_counter", lambda: clock[0])
    board.speed.value = 5
    board._goal = {"steps": 4}
    work, rests, steps = board.steps(), [], []
    for rest in work:
        rests.append(rest)
        steps.append(board.training.steps)
        clock[0] += (rest or 0) + 0.03  # it is woken a little late
        if board.training.steps == 4:
            break
    assert steps == [1, 2, 3, 4]
    assert rests[0] == 0 and rests[1:] == pytest.approx([0.2 - 0.03, 0.2 - 0.03, 0.2 - 0.03])


@pytest.mark.parametrize(("what", "other", "times"), [("accuracy", "cost", 2), ("cost", "accuracy", 6)])
def test_while_a_measurement_lasts_most_of_the_time_is_for_steps(board, monkeypatch, what, other, times):
    clock = [100.0]
    monkeypatch.setattr(training_board, "perf_counter", lambda: clock[0])
    spent = {"steps": 0.0, "pieces": 0.0}
    advance = board.training.advance

    def step(*_, **__):
        clock[0] += 0.02
        spent["steps"] += 0.02
        advance(1)

    def piece():
        for _ in range(60):
            clock[0] += 0.03  # a block of digits in the browser
            spent["pieces"] += 0.03
            yield

    monkeypatch.setattr(board.training, "advance", step)
    monkeypatch.setattr(board.training, f"measuring_{what}", piece)
    board._goal, board._due[other] = {}, np.inf
    work = board.steps()
    for _ in range(200):
        next(work)
    assert spent["pieces"] > 0
    assert spent["steps"] > times * spent["pieces"]


def test_the_speed_changes_no_number_of_the_run(board):
    fast = TrainingBoard(Training(seed=2))
    board.speed.value = 50
    for one in (board, fast):
        one.go(20)
    np.testing.assert_array_equal(board.training.network.parameters, fast.training.network.parameters)


def test_while_work_rests_the_loop_is_free_and_a_stop_ends_it():
    async def test(loop):
        turns, ended = [], []

        def work():
            while True:
                turns.append(loop.time())
                yield 0.01

        cooperative = Cooperative(ended.append)
        cooperative.start(work())
        await until(lambda: len(turns) >= 5)
        assert np.diff(turns).min() >= 0.009  # a timer may come a clock's tick early
        cooperative.stop()
        seen = len(turns)
        await asyncio.sleep(0.05)
        assert len(turns) == seen and ended == []

    in_loop(test)


def test_an_accuracy_is_measured_again_at_once_if_a_quarter_of_an_epoch_ended_meanwhile(board, monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(training_board, "perf_counter", lambda: clock[0])
    board._due |= {"cost": 1e9}
    measuring = board.training.measuring_accuracy

    def slowly():
        for _ in measuring():
            clock[0] += 0.1
            yield

    monkeypatch.setattr(board.training, "measuring_accuracy", slowly)

    def measure_all():
        pieces = 0
        while "accuracy" in board._measuring or not pieces:
            board._measure()
            clock[0] += 2  # past every pause between pieces
            pieces += 1
            if pieces == 3:
                board.training.advance(200)  # a third of an epoch

    measure_all()
    first = board.training.accuracies[-1].steps
    measure_all()
    assert (first, board.training.accuracies[-1].steps) == (0, 200)
