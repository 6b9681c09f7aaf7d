import numpy as np
import pytest
from helpers import few
from hypothesis import given
from hypothesis import strategies as st

from nnlib import Network, load_mnist, one_hot, save_network
from nnlib.analysis.training import BLOCK, STARTS, Training
from nnlib.analysis.training_code import as_code
from nnlib.widgets.training_words import about, trouble_in_words

DEEP = {"activation": "relu", "sizes": (784, 64, 64, 64, 64, 10)}


def small(n=60, seed=0, **settings):
    """A training on n of the digits, tested with 50 others."""
    return Training(few(n), seed=seed, **{"batch_size": 7, **settings})


# ---- steps


def test_the_same_seed_and_settings_give_the_same_costs():
    one, two = small(seed=3), small(seed=3)
    one.advance(40)
    for _ in range(40):
        two.step()
    np.testing.assert_array_equal(one.history.costs, two.history.costs)
    assert one.settings == two.settings == [(1, 7, 1.5)]


def test_rewind_leads_back_to_the_same_weights_and_the_same_order():
    training = small(seed=3)
    network, start = training.network, training.network.parameters.copy()
    training.advance(25)
    costs = training.history.costs
    training.rewind()
    assert training.network is network and training.steps == training.examples == training.seconds == 0
    np.testing.assert_array_equal(network.parameters, start)
    training.advance(25)
    np.testing.assert_array_equal(training.history.costs, costs)


def test_a_new_start_has_other_weights_and_keeps_the_settings():
    training = small(seed=3, batch_size=5)
    start = training.network.parameters.copy()
    training.learning_rate = 0.25
    training.new_start(4)
    assert not np.array_equal(training.network.parameters, start)
    assert (training.seed, training.batch_size, training.learning_rate) == (4, 5, 0.25)
    np.testing.assert_array_equal(training.network.parameters, small(seed=4).network.parameters)


@given(st.lists(st.tuples(st.integers(1, 60), st.floats(0.01, 10), st.integers(1, 4)), min_size=1, max_size=20))
def test_however_the_settings_change_no_example_is_lost_or_repeated_and_each_setting_is_on_record(changes):
    training = small()
    seen, in_force = [], []
    take = training.sgd.__class__.__next__

    class Watched(training.sgd.__class__):
        def __next__(self):
            step = take(self)
            seen.append((step.epoch, step.batch.tolist()))
            in_force.append((step.batch_size, step.learning_rate))
            return step

    training.sgd.__class__ = Watched
    for batch_size, learning_rate, steps in changes:
        training.learning_rate, training.batch_size = learning_rate, batch_size
        training.advance(steps)
    for epoch in range(1, seen[-1][0] + 1):
        examples = [i for number, batch in seen for i in batch if number == epoch]
        assert len(set(examples)) == len(examples) and (epoch == seen[-1][0] or len(examples) == 60)
    assert training.steps == training.history.steps == len(seen)
    told = [next(s for s in reversed(training.settings) if s.first <= number)[1:] for number in range(1, len(seen) + 1)]
    assert told == in_force


def test_an_epoch_ends_exactly_with_its_last_example():
    training = small(n=60, batch_size=7)
    training.advance(examples=training.end_of_epoch)
    assert (training.examples, training.steps, training.epochs) == (60, 9, 1.0)
    training.advance(2)
    training.batch_size = 11
    training.advance(examples=training.end_of_epoch)
    assert training.examples == 120 and training.epochs == 2.0


def test_time_ends_an_advance_only_after_a_complete_step():
    training = small()
    training.advance(seconds=0.01)
    assert training.steps >= 1 and training.history.steps == training.steps
    with pytest.raises(ValueError, match="advance needs an end"):
        training.advance()


def test_a_bad_setting_is_refused_and_changes_nothing():
    training = small()
    with pytest.raises(ValueError, match="batch_size must be from 1 to 60"):
        training.batch_size = 61
    with pytest.raises(ValueError, match="learning_rate must be a finite number above 0"):
        training.learning_rate = -1
    with pytest.raises(ValueError, match="seed must be at least 0"):
        training.new_start(-1)
    assert (training.batch_size, training.learning_rate, training.seed) == (7, 1.5, 0)


# ---- copy as code


def test_the_code_repeats_a_run_with_changed_settings_exactly():
    training = Training(seed=5, batch_size=50, learning_rate=2.0)
    for batch_size, learning_rate, steps in [(50, 2.0, 60), (333, 0.1 + 0.2, 40), (10, 1.0, 90), (1000, 3.0, 5)]:
        training.batch_size, training.learning_rate = batch_size, learning_rate
        training.advance(steps)
    namespace = {}
    exec(as_code(training), namespace)
    np.testing.assert_array_equal(namespace["costs"], training.history.costs)
    np.testing.assert_array_equal(namespace["network"].parameters, training.network.parameters)
    assert len(training.settings) == 4


def test_before_the_first_step_the_code_takes_none():
    namespace = {}
    exec(as_code(Training(seed=5)), namespace)
    assert namespace["costs"] == []


def repeated(training):
    """What the code of the training computes: its costs and its parameters."""
    namespace = {}
    exec(as_code(training), namespace)
    return namespace["costs"], namespace["network"].parameters


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("activation, sizes, images", [("relu", (784, 5, 7, 10), 90), ("sigmoid", (784, 10), None)])
def test_the_code_repeats_a_run_from_any_start_with_any_network_and_number_of_images(start, activation, sizes, images):
    training = Training(
        sizes=sizes, activation=activation, start=start, images=images, seed=7, batch_size=30, learning_rate=0.3
    )
    training.advance(40)
    costs, parameters = repeated(training)
    np.testing.assert_array_equal(costs, training.history.costs)
    np.testing.assert_array_equal(parameters, training.network.parameters)


def test_the_code_repeats_lessons_and_the_file_of_the_start(tmp_path):
    save_network(Network([784, 6, 10], "relu", rng=np.random.default_rng(1)), tmp_path / "mine.npz")
    training = Training(sizes=(784, 6, 10), activation="relu", start=tmp_path / "mine.npz", seed=3, learning_rate=0.2)
    drawn = np.random.default_rng(2).random(784, dtype=np.float32)
    for steps, image, label in [(0, drawn, 3), (0, training.digits.test.images[:, 8], 1), (5, drawn, 4), (0, drawn, 4)]:
        if steps:
            training.advance(steps)
        training.teach(image, label)
        training.learning_rate *= 1.5
    training.advance(3)
    assert [(lesson.after, lesson.label) for lesson in training.lessons] == [(0, 3), (0, 1), (5, 4), (5, 4)]
    costs, parameters = repeated(training)
    np.testing.assert_array_equal(costs, training.history.costs)
    np.testing.assert_array_equal(parameters, training.network.parameters)


# ---- where it starts, and from what it learns


def test_each_start_has_the_spread_that_its_name_says():
    spread = {start: Training(start=start, seed=1).network.weights[0].std() for start in STARTS}
    assert spread == pytest.approx({"1/√n": 1 / 28, "√(2/n)": 2**0.5 / 28, "N(0, 1)": 1, "all zero": 0}, rel=0.02)
    assert Training(start="N(0, 1)", seed=1).network.biases[0].std() > 0.5


def test_another_start_begins_with_its_own_weights_each_time():
    for start in STARTS:
        training = small(start=start, seed=3)
        before = training.network.parameters.copy()
        training.advance(5)
        training.rewind()
        np.testing.assert_array_equal(training.network.parameters, before)


def test_a_file_with_another_network_is_refused_as_a_start(tmp_path):
    save_network(Network([784, 6, 10]), tmp_path / "mine.npz")
    for wrong in ({"sizes": (784, 7, 10)}, {"sizes": (784, 6, 10), "activation": "relu"}):
        with pytest.raises(ValueError, match="start must be a file with Network.*but .*mine.npz holds"):
            Training(start=tmp_path / "mine.npz", **wrong)
    with pytest.raises(FileNotFoundError, match="start must be one of 1/√n, .*, or a file, but there is no file all ones"):
        Training(start="all ones")


def test_it_learns_from_the_first_images_only():
    training = Training(images=30, batch_size=30, seed=1)
    seen = set()
    for _ in range(3):
        seen.update(next(training.sgd).batch.tolist())
    assert seen == set(range(30)) and training.end_of_epoch == 120
    np.testing.assert_array_equal(training.digits.train.images, load_mnist().train.images[:, :30])
    with pytest.raises(ValueError, match="images must be from 1 to 60,000, but got 0"):
        Training(images=0)
    with pytest.raises(ValueError, match="batch_size must be from 1 to 50"):
        Training(images=50)


def test_a_fresh_training_repeats_it_from_the_start():
    training = small(start="N(0, 1)", activation="relu", learning_rate=0.1, seed=4)
    training.advance(9)
    twin = training.fresh()
    assert twin.steps == 0
    twin.advance(9)
    np.testing.assert_array_equal(twin.history.costs, training.history.costs)


def test_a_training_says_how_it_differs_from_the_course():
    assert about(Training()) == ""
    training = Training(sizes=(784, 9, 10), activation="relu", start="all zero", images=1, batch_size=1)
    training.teach(np.ones(784), 2)
    assert about(training) == "784-9-10 · relu · start all zero · 1 image · 1 lesson"


# ---- lessons


def test_a_lesson_is_one_step_on_one_example_but_does_not_count_as_a_step():
    training = small()
    image, before = training.digits.test.images[:, 3], training.network.copy()
    training.teach(image, 5)
    before.parameters -= 1.5 * before.backprop(image, one_hot(5)).vector
    np.testing.assert_array_equal(training.network.parameters, before.parameters)
    assert training.steps == training.examples == 0
    training.rewind()
    assert training.lessons == []


def test_a_lesson_with_a_wrong_image_or_label_is_refused():
    training, image = small(), np.ones(784)
    before = training.network.parameters.copy()
    with pytest.raises(ValueError, match="label must be from 0 to 9"):
        training.teach(image, 10)
    with pytest.raises(ValueError, match="x must have shape"):
        training.teach(image[:5], 1)
    np.testing.assert_array_equal(training.network.parameters, before)
    assert training.lessons == []


# ---- numbers that grow beyond all bounds


@pytest.mark.parametrize("learning_rate", [1e12, 1e30, 1e300])
@pytest.mark.parametrize("after", [0, 13])
def test_a_step_that_would_overflow_is_not_taken_and_training_can_go_on(learning_rate, after):
    training, twin = small(seed=1, **DEEP, learning_rate=0.1), small(seed=1, **DEEP, learning_rate=0.1)
    for t in (training, twin):
        t.advance(after) if after else None
    training.learning_rate = learning_rate
    training.advance(3)
    assert training.burst and "too large to compute with" in trouble_in_words(training)
    assert training.steps == training.history.steps == after
    np.testing.assert_array_equal(training.network.parameters, twin.network.parameters)

    # With a shorter step it goes on as if nothing had been tried: no example is lost or repeated.
    training.learning_rate = 0.1
    for t in (training, twin):
        t.advance(30)
    assert not training.burst and trouble_in_words(training) == ""
    np.testing.assert_array_equal(training.history.costs, twin.history.costs)


@pytest.mark.parametrize("learning_rate", [10.0**power for power in range(2, 12)])
def test_whatever_step_is_taken_leads_to_a_network_that_can_be_computed(learning_rate):
    training = small(seed=1, **DEEP, start="N(0, 1)", learning_rate=learning_rate)
    training.advance(6)
    for images in (training.digits.test.images, np.ones((784, 1), np.float32)):
        zs, activations = training.network.forward(images)
        assert all(np.isfinite(layer).all() for layer in [*zs, *activations])
    gradient = training.network.backprop(np.ones(784), one_hot(3))
    assert np.isfinite(gradient.vector).all()


def test_a_lesson_that_would_overflow_is_refused():
    training = small(seed=1, **DEEP, learning_rate=1e30)
    before = training.network.parameters.copy()
    with pytest.raises(ValueError, match="learning rate 1e\\+30 leads to numbers too large"):
        training.teach(training.digits.test.images[:, 1], 3)
    np.testing.assert_array_equal(training.network.parameters, before)
    assert training.lessons == []


# ---- what is measured


def test_the_measured_cost_and_accuracy_are_those_of_the_network():
    training = Training(seed=1)
    training.advance(300)
    train, test = training.digits.train, training.digits.test
    pieces = sum(1 for _ in training.measuring_cost())
    assert pieces == 60_000 / BLOCK
    assert training.full_costs[-1][:2] == (300, 30_000)
    assert training.full_costs[-1].value == pytest.approx(training.network.cost(train.images, train.targets), rel=1e-5)
    assert training.train_accuracies[-1].value == training.network.accuracy(train.images, train.labels)
    assert training.measure_accuracy() == training.network.accuracy(test.images, test.labels)
    assert training.accuracies[-1] == (300, 30_000, training.seconds, training.measure_accuracy())
    assert len(training.accuracies) == 1


def test_a_measurement_is_of_the_network_as_it_was_when_it_began():
    training = Training(seed=1)
    expected = training.network.cost(training.digits.train.images, training.digits.train.targets)
    measuring = training.measuring_cost()
    next(measuring)
    training.advance(100)
    assert list(measuring) and training.full_costs[-1].value == pytest.approx(expected, rel=1e-5)
    assert training.full_costs[-1].steps == 0


def test_a_measurement_that_a_rewind_overtakes_is_forgotten():
    training = Training(seed=1)
    training.advance(10)
    measuring = training.measuring_cost()
    next(measuring)
    training.rewind()
    list(measuring)
    assert training.full_costs == []


def test_the_running_mean_starts_as_a_plain_mean_and_then_forgets():
    training = small(batch_size=10, learning_rate=0.1)
    training.advance(5)
    assert training.mean == pytest.approx(training.history.costs.mean())
    training.advance(400)
    weights = np.exp(-np.arange(405)[::-1] * 10 / 1000)
    assert training.mean == pytest.approx(np.average(training.history.costs, weights=weights), rel=0.02)


# ---- in plain words


@pytest.mark.parametrize("batch_size", [10, 100, 1000])
def test_steps_that_are_much_too_long_are_noticed(batch_size):
    training = Training(seed=1, batch_size=batch_size, learning_rate=60)
    for _ in range(12):
        training.advance(3)
    assert training.trouble() == "saturated" and "steps were too long" in trouble_in_words(training)


def test_outputs_that_were_flat_before_the_first_step_are_not_blamed_on_long_steps():
    settings = {"activation": "relu", "start": "N(0, 1)", "learning_rate": 0.01}
    training = Training(sizes=(784, 64, 64, 64, 64, 10), seed=1, **settings)
    outputs = training.network.output(training.digits.test.images)
    assert (outputs * (1 - outputs) < 0.01).mean() > 0.99
    for _ in range(12):
        training.advance(3)
    said = trouble_in_words(training)
    assert training.trouble() == "flat start" and "before the first step" in said and "too long" not in said
    training.rewind()
    assert training.trouble() == ""


@pytest.mark.parametrize("batch_size, learning_rate", [(1, 0.1), (10, 1.5), (100, 0.05), (100, 1.5), (100, 5), (1000, 3)])
def test_steps_that_work_get_no_comment(batch_size, learning_rate):
    training = Training(seed=1, batch_size=batch_size, learning_rate=learning_rate)
    for _ in range(20):
        training.advance(15)
        assert trouble_in_words(training) == ""


def test_steps_that_jump_over_the_valley_are_called_too_long():
    training = Training(seed=1, batch_size=60_000, learning_rate=12)
    said = []
    for _ in range(14):
        training.advance(1)
        said.append(trouble_in_words(training))
    assert any("too long" in message for message in said)


def test_in_slices_a_slow_computer_does_not_probe_each_time_but_always_with_a_new_setting():
    training = Training()
    training.advance(1, seconds=1)
    assert training.probes == 1
    training._next_probe = float("inf")  # as after a probe that took very long
    training.advance(1, seconds=1)
    assert training.probes == 1
    training.learning_rate = 3.0
    training.advance(1, seconds=1)
    assert training.probes == 1  # of the new setting alone
    training._next_probe = float("inf")
    training.advance(1)
    assert training.probes == 2  # single steps are always looked at


def test_the_accuracy_is_measured_in_pieces_at_one_moment_of_the_training():
    training = Training()
    expected = training.network.accuracy(training.digits.test.images, training.digits.test.labels)
    measuring = training.measuring_accuracy()
    next(measuring)
    training.advance(5)
    for _ in measuring:
        pass
    assert training.accuracies[-1] == (0, 0, 0.0, expected)
