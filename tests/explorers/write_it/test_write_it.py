"""The explorers of notebook 08: what they say of functions that a learner has written, or has not."""

import ast
import asyncio
import linecache
import re
import time
from itertools import count
from urllib.parse import unquote

import build_notebooks
import numpy as np
import pytest

from nnlib import Network, load_mnist
from nnlib.activations import sigmoid, sigmoid_slope
from nnlib.analysis.steps import line_of
from nnlib.analysis.training import Training
from nnlib.explorers import mini_batches, write_it
from nnlib.explorers.write_it import beside as write_it_beside
from nnlib.explorers.write_it import check as write_it_check
from nnlib.explorers.write_it import train as write_it_train
from nnlib.explorers.write_it.epsilon import EPSILONS, PARAMETERS, cost_after
from nnlib.explorers.write_it.yours import NAMES, YourNetwork, Yours
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of, name_of
from nnlib.plots import style

SOLUTIONS = (build_notebooks.NOTEBOOKS / "source" / "solutions.py").read_text(encoding="utf-8")
TEXTS = {node.name: ast.unparse(node) for node in ast.parse(SOLUTIONS).body if isinstance(node, ast.FunctionDef)}
number = count()


def write(functions, name, text):
    """Run a cell with this text in the notebook of these functions; the notebook knows what was written."""
    file = f"<cell {next(number)}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    exec(compile(text, file, "exec"), functions)
    return functions[name]


def notebook(**texts):
    """The namespace of a notebook in which the six functions are solved, but for those with another text."""
    functions = {"np": np, "sigmoid": sigmoid, "sigmoid_slope": sigmoid_slope, "time": time}
    for name in NAMES:
        write(functions, name, texts.get(name, TEXTS[name]))
    return functions


def mine(functions):
    return [functions[name] for name in NAMES]


def empty(name):
    return f"{TEXTS[name].splitlines()[0]}\n    ...\n"


def but(name, old, new):
    assert TEXTS[name].count(old) == 1
    return TEXTS[name].replace(old, new)


NO_SLOPE = but("layer_back", " * sigmoid_slope(z)", "")


@pytest.fixture
def solved():
    return notebook()


@pytest.fixture
def fresh():
    return notebook(**{name: empty(name) for name in NAMES})


# ---- the six functions


def test_right_functions_have_no_complaint_and_are_taken_in_any_order(solved):
    assert Yours(mine(solved)[::-1]).complaint() == ""


@pytest.mark.parametrize("functions", [[], [np.sum], [3]])
def test_other_functions_are_refused_by_name(functions):
    with pytest.raises(ValueError, match="functions must be these six, batch_cost, forward, .* but got"):
        write_it.train(*functions)


def test_what_is_missing_is_named():
    functions = notebook(forward=empty("forward"), layer_back=empty("layer_back"))
    # A step that calls functions which are missing is no mistake of its own.
    assert Yours(mine(functions)).complaint() == "Not written yet: forward, layer_back. Write them above, and try again."


def test_what_is_wrong_is_named():
    functions = notebook(layer_back=NO_SLOPE)
    assert Yours(mine(functions)).complaint().startswith("layer_back: σ′(z) is missing")


def test_a_function_written_anew_takes_the_place_of_the_old_one(solved):
    yours = Yours(mine(solved))
    write(solved, "layer_back", NO_SLOPE)
    assert "σ′(z) is missing" in yours.complaint()
    write(solved, "layer_back", TEXTS["layer_back"])
    assert yours.complaint() == ""


def test_functions_that_would_take_minutes_are_not_begun_with():
    slow = but("layer_gradient", "return ", "time.sleep(0.08 if len(a_before) == 784 else 0)\n    return ")
    complaint = Yours(mine(notebook(layer_gradient=slow))).complaint()
    assert re.search(r"a step with 100 images would take about [2-5] seconds", complaint)


def test_the_network_of_the_functions_is_the_network_of_the_course(solved):
    own, real = (
        made(rng=np.random.default_rng(1)) for made in (lambda rng: YourNetwork(Yours(mine(solved)), rng=rng), _course)
    )
    x, y = (array[:, :7].astype(float) for array in (load_mnist().train.images, load_mnist().train.targets))
    np.testing.assert_allclose(own.backprop(x, y).vector, real.backprop(x, y).vector, rtol=1e-10)
    np.testing.assert_allclose(own.output(x), real.output(x), rtol=1e-12)
    assert own.copy().cost(x, y) == pytest.approx(real.cost(x, y))


def _course(rng):
    return Network([784, 16, 16, 10], rng=rng)


# ---- training


def test_the_functions_of_the_learner_train_to_over_90_percent(solved):
    board = write_it.train(*mine(solved))
    for _ in range(2):
        board.play()
    assert board.training.epochs == 2 and board.numbers["accuracy"] > 0.9
    weights, biases = board.training.network.weights, board.training.network.biases
    test = load_mnist().test
    output = solved["forward"](weights, biases, test.images)[1][-1]
    assert board.numbers["accuracy"] == (output.argmax(axis=0) == test.labels).mean()


def test_the_steps_are_those_of_notebook_06(solved):
    board, reference = write_it.train(*mine(solved)), Training(seed=mini_batches.SEED)
    board.go(20)
    reference.advance(20)
    np.testing.assert_allclose(board.training.history.costs, reference.history.costs, rtol=1e-4)
    board.rewind()
    board.go(20)
    np.testing.assert_allclose(board.training.history.costs, reference.history.costs, rtol=1e-4)


def test_each_step_is_one_call_of_batch_step_with_the_learning_rate_of_the_slider(solved):
    training, calls, step = write_it_train.YourTraining(Yours(mine(solved))), [], solved["batch_step"]
    training.learning_rate = 0.25

    def batch_step(weights, biases, x, y, learning_rate):
        calls.append((x.shape, learning_rate))
        return step(weights, biases, x, y, learning_rate)

    solved["batch_step"] = batch_step
    before = [W.copy() for W in training.network.weights]
    training.advance(3)
    assert calls == [((784, 100), 0.25)] * 3
    assert all((W != old).any() for W, old in zip(training.network.weights, before))


def test_a_board_without_functions_says_so_and_does_not_begin(fresh):
    board = write_it.train(*mine(fresh))
    for act in (board.play, lambda: board.go(1), board.go_to_end_of_epoch, board.rewind, board.new_start):
        act()
        assert board.training.steps == 0 and not board.playing
    board.play()
    assert board.curves.message.startswith("Not written yet: batch_cost, forward, batch_delta")
    assert "Not written yet" in board.summary() and board.numbers["accuracy"] is None


def test_a_board_wakes_up_when_the_functions_are_written(fresh):
    board = write_it.train(*mine(fresh))
    for name in NAMES:
        write(fresh, name, TEXTS[name])
    board.go(3)
    assert board.training.steps == 3 and board.curves.message == "" and board.numbers["accuracy"] > 0


def test_a_function_that_fails_while_it_trains_pauses_the_board(solved):
    board = write_it.train(*mine(solved))
    board.go(2)
    batch_step, calls = solved["batch_step"], count()

    def fails_later(*arguments):
        if arguments[2].shape == (784, 100) and next(calls) == 3:
            raise RuntimeError("no idea")
        return batch_step(*arguments)

    fails_later.__name__ = "batch_step"
    solved["batch_step"] = lambda weights, biases, x, y, learning_rate: fails_later(weights, biases, x, y, learning_rate)
    solved["batch_step"].__name__ = "batch_step"
    board.go(10)
    assert not board.playing and "RuntimeError: no idea" in board.curves.message


def test_a_wrong_function_stops_the_board_in_words(solved):
    board = write_it.train(*mine(solved))
    write(solved, "batch_step", but("batch_step", "layer_back(weights[l]", "layer_back(new_weights[l]"))
    board.go(1)
    assert board.training.steps == 0 and "updated before they were used" in board.curves.message


def test_weights_that_were_updated_too_early_would_learn_all_the_same(monkeypatch):
    """As the page of solutions says."""
    early = but("batch_step", "layer_back(weights[l]", "layer_back(new_weights[l]")
    monkeypatch.setattr(Yours, "complaint", lambda self: "")
    training = write_it_train.YourTraining(Yours(mine(notebook(batch_step=early))))
    training.advance(600)
    assert training.measure_accuracy() > 0.8


# ---- all gradients


@pytest.fixture
def sample(monkeypatch):
    """Check a fair sample of the parameters only, for the sake of speed."""
    begin = write_it_check.CheckBoard._begin

    def begin_shorter(board, backprop):
        begin(board, backprop)
        board._order = np.append(board._order[:800], np.arange(12_560, 13_002))

    monkeypatch.setattr(write_it_check.CheckBoard, "_begin", begin_shorter)


def rows_of(board):
    """The relative errors of the three layers."""
    numbers = board.numbers
    layer = np.array([int(re.search(r"\d", name_of(int(i), (784, 16, 16, 10)))[0]) for i in numbers["indices"]])
    return [numbers["errors"][layer == l] for l in range(3)]


def test_all_gradients_of_right_functions_agree_with_nudging(solved):
    board = write_it.check_all(*mine(solved))
    assert "nothing checked yet" in board.line.value
    board.check()
    numbers = board.numbers
    assert board.bar.value == 13_002 and numbers["errors"].shape == (13_002,) and numbers["largest"] < 1e-6
    assert "13,002 gradients checked" in board.line.value and "all agree" in board.line.value
    assert name_of(numbers["worst"], (784, 16, 16, 10)) in board.line.value
    assert numbers["errors"][numbers["worst"]] == numbers["largest"]
    network = _course(np.random.default_rng(1))
    x, y = (
        array[:, : write_it_check.IMAGES].astype(float) for array in (load_mnist().train.images, load_mnist().train.targets)
    )
    np.testing.assert_allclose(numbers["backprop"], network.backprop(x, y).vector, atol=1e-12)
    for index in (300, 12_700, 13_001):
        assert numbers["nudged"][index] == pytest.approx(nudge(network, x, y, index), abs=1e-10)


def test_the_layer_in_which_a_mistake_begins_can_be_seen(sample):
    board = write_it.check_all(*mine(notebook(layer_back=NO_SLOPE)))
    board.check()
    first, second, outputs = rows_of(board)
    assert outputs.max() < 1e-6 and second.max() > 0.1 and first.max() > 0.1
    wrong = (board.numbers["errors"] > write_it_check.RIGHT).sum()
    assert f"{wrong:,} wrong" in board.line.value


def test_a_mean_instead_of_a_sum_makes_all_biases_wrong_and_no_weight(sample):
    """As the notebook says, in its third try."""
    board = write_it.check_all(*mine(notebook(layer_gradient=but("layer_gradient", "delta.sum", "delta.mean"))))
    board.check()
    names = [name_of(int(i), (784, 16, 16, 10)) for i in board.numbers["indices"]]
    wrong = board.numbers["errors"] > write_it_check.RIGHT
    assert {name for name, bad in zip(names, wrong) if bad} == {name for name in names if name.startswith("biases")}


@pytest.mark.parametrize(
    "name, text, words",
    [
        ("forward", empty("forward"), "Not written yet: forward"),
        ("layer_back", "def layer_back(W, delta, z):\n    return W.T @ delta.nothing", "stops in the line"),
        (
            "layer_gradient",
            "def layer_gradient(delta, a_before):\n    return a_before @ delta.T, delta.sum(axis=1)",
            "In dC_dW: The result is transposed",
        ),
        (
            "forward",
            "def forward(weights, biases, x):\n    time.sleep(0.02)\n    " + TEXTS["forward"].split("\n", 1)[1].strip(),
            "minutes",
        ),
    ],
)
def test_a_check_that_cannot_be_made_says_why(name, text, words):
    board = write_it.check_all(*mine(notebook(**{name: text})))
    board.check()
    assert words in board.notice.value and board.notice.layout.display == "block" and board.bar.value == 0
    assert board.button.icon == "play"


def test_a_missing_step_does_not_hinder_the_check(solved, sample):
    write(solved, "batch_step", empty("batch_step"))
    board = write_it.check_all(*mine(solved))
    board.check()
    assert "all agree" in board.line.value and board.notice.layout.display == "none"


async def until(condition):
    """Let the event loop turn until the condition holds, for half a minute at most."""
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "waited too long"
        await asyncio.sleep(0)


def test_the_check_can_be_stopped_on_the_way_and_begun_again(solved):
    async def stop_and_go():
        board = write_it.check_all(*mine(solved))
        board.button.click()
        await until(lambda: board._done)
        assert board.button.description == "stop"
        board.button.click()
        await until(lambda: board.button.icon == "play")
        stopped_at = board.bar.value
        assert 0 < stopped_at < 13_002 and stopped_at == len(board.numbers["indices"])
        assert "all agree" in board.line.value
        await asyncio.sleep(0.05)
        assert board.bar.value == board._done == stopped_at
        board.button.click()
        await until(lambda: board.button.icon == "stop" and board._done)
        board.stop()

    asyncio.run(stop_and_go())


# ---- epsilon


def sliders(explorer):
    row = explorer.children[0].children
    return row[1], row[2]


@pytest.fixture(scope="module")
def epsilon():
    return write_it.epsilon()


def test_the_errors_are_those_of_nudging(epsilon):
    network = write_it_check_network()
    x, y = (array[:, 5:6].astype(float) for array in (load_mnist().train.images, load_mnist().train.targets))
    parameter, size = sliders(epsilon)
    for name in PARAMETERS:
        parameter.value = name
        index = index_of(name, network.sizes)
        slope = network.backprop(x, y).vector[index]
        for power in (0.0, -3.0, -6.0):
            size.value = power
            at, numbers = epsilon.numbers["at"], epsilon.numbers
            assert numbers["epsilon"] == EPSILONS[at] == pytest.approx(10**power)
            nudged = nudge(network, x, y, index, 10**power)
            assert numbers["central"][at] == pytest.approx(abs(nudged - slope) / abs(slope), rel=1e-2, abs=1e-9)
            above, here = cost_after(network, index, [10**power, 0.0])
            one_sided = abs((above - here) / 10**power - slope) / abs(slope)
            assert numbers["one_sided"][at] == pytest.approx(one_sided, rel=1e-2, abs=1e-7)
            assert f"{numbers['central'][at]:.1e}" in epsilon.line.value


def write_it_check_network():
    from nnlib import snapshot

    return snapshot(1).copy(dtype=np.float64)


def test_both_ends_are_bad_and_the_middle_is_good(epsilon):
    parameter, _ = sliders(epsilon)
    for name in PARAMETERS:
        parameter.value = name
        n = epsilon.numbers
        best, best_one_sided = (n["epsilons"][n[way].argmin()] for way in ("central", "one_sided"))
        assert 1e-6 < best < 1e-3 and n["central"].min() < 1e-10 and n["central"][[0, -1]].min() > 0.01
        assert 1e-9 < best_one_sided < 1e-5 and n["one_sided"].min() > 10 * n["central"].min()
        # Truncation: with ε² for central differences, with ε for one-sided ones.
        tenth = slice(*(int(abs(np.log10(n["epsilons"]) - power).argmin()) for power in (-1, -3)), 10)
        np.testing.assert_allclose(n["central"][tenth][0] / n["central"][tenth][1], 100, rtol=0.2)
        np.testing.assert_allclose(n["one_sided"][tenth][0] / n["one_sided"][tenth][1], 10, rtol=0.6)


def test_the_close_up_shows_the_cost_between_both_nudges(epsilon):
    parameter, size = sliders(epsilon)
    parameter.value, size.value = PARAMETERS[0], 0.5
    n = epsilon.numbers
    assert n["steps"][[0, -1]] == pytest.approx([-(10**0.5), 10**0.5]) and n["changes"][len(n["steps"]) // 2] == 0
    size.value = -15.0
    assert len(set(epsilon.numbers["changes"])) < 15  # a staircase
    np.testing.assert_array_equal(epsilon.figure.axes[0].lines[0].get_ydata(), epsilon.numbers["changes"])


# ---- beside network.py


def test_each_line_of_nnlib_stands_beside_the_function_that_does_the_same(solved):
    shown = write_it.beside_network(*mine(solved))._repr_html_()
    for name, lines in write_it_beside.LINES.items():
        assert f"def {name}(" in shown
        for line in map(line_of, lines):
            assert f"{line.file}, line {line.number}" in shown
    assert "gradient.weights[l]" in shown and "layer_back(weights[l], delta" in shown and "<details>" not in shown


def test_each_link_leads_to_a_heading_of_03_to_05(solved):
    links = re.findall(r'href="(\w+)\.ipynb#([^"]+)"', write_it.beside_network(*mine(solved))._repr_html_())
    assert {notebook[:2] for notebook, _ in links} == {"03", "04", "05"}
    for name, heading in links:
        source = (build_notebooks.NOTEBOOKS / "source" / f"{name}.py").read_text(encoding="utf-8")
        assert f"# ## {unquote(heading).replace('-', ' ')}\n" in source


def test_what_is_not_written_yet_gives_nothing_away(fresh):
    beside = write_it.beside_network(*mine(fresh))
    assert beside._repr_html_().count("is not written yet") == beside._repr_html_().count("<details>") == 6
    assert "Not written yet: batch_cost" in repr(beside)


def test_a_function_without_a_text_is_named():
    functions = notebook(
        batch_cost="batch_cost = lambda a, y: ((a - y) ** 2).sum(axis=0).mean()\nbatch_cost.__name__ = 'batch_cost'"
    )
    linecache.clearcache()
    assert "its text cannot be found" in write_it.beside_network(*mine(functions))._repr_html_()


# ---- stills


@pytest.mark.parametrize("make", [write_it.train, write_it.check_all])
@pytest.mark.parametrize("state", ["solved", "fresh"])
def test_every_explorer_has_a_still_picture(make, state, request):
    data, _ = make(*mine(request.getfixturevalue(state)))._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
    assert "0x" not in data["text/plain"]


def test_the_epsilon_explorer_has_a_still_picture(epsilon):
    assert len(style.png(epsilon.still())) < 150_000
