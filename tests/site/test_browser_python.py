"""nnlib in the browser's Python, here in Node: every explorer gives the numbers that it gives outside, and all else works.

No page is opened: what the browser shows is tried in test_live.py.
"""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import build_notebooks
import moving
import nbformat
import numpy as np
import pytest
from browser_python import BrowserPython
from explorers.test_every_explorer import MAKERS
from live_lab import EVERYTHING

from nnlib import SGD, course, load_mnist, record, snapshot
from nnlib.exercises import EXERCISES
from nnlib.exercises.judging.words import GAVE_UP
from nnlib.exercises.progress import progress
from nnlib.widgets import kernel_loop

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SOLUTIONS = build_notebooks.NOTEBOOKS / "solutions.ipynb"

# One explorer of each notebook; make test-all tries every one.
TRIED = MAKERS if EVERYTHING else list({make.__module__.split(".")[2]: make for make in MAKERS}.values())

# Both round the last digits differently, of which a few steps of training, and small differences, show more.
LAST_DIGITS = {"rtol": 1e-6, "atol": 1e-9}
# A nudge of 1e-12 changes the cost by less than rounding does, so its error, the last number, is chance.
CHANCE = {"epsilon"}


@pytest.fixture(scope="session")
def python(site):
    """The Python of the built site, for all tests; `first_words` is what its first explorer printed in red."""
    with BrowserPython(site.folder / "live" / "pyodide") as python:
        python.cell("import nnlib\nfrom nnlib.explorers import the_gradient\nthe_gradient.cost_squares()")
        python.first_words = python.warned
        python.run("import nnlib\nimport numpy as np")
        python.run(Path(moving.__file__).read_text(encoding="utf-8"))
        yield python


def numbers_in(text):
    """The numbers as they are written, and how much one more in the last digit would be."""
    written = [number.replace(",", "") for number in NUMBER.findall(text)]
    return np.array([float(number) for number in written]), np.array([10.0 ** -len(n.partition(".")[2]) for n in written])


def run_apart(coroutine):
    """Run it in a thread of its own, since Playwright keeps an event loop running in the thread of the tests.

    While we wait for it, that loop stands still, so what an explorer does later must not be handed to it.
    """
    with patch.object(kernel_loop, "_seen", None), ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, coroutine).result()


def test_the_first_picture_comes_without_a_red_line(python):
    assert python.first_words == ""


@pytest.mark.parametrize("make", TRIED, ids=lambda make: make.__name__)
def test_every_explorer_says_the_same_there_as_here(python, make):
    name = make.__name__
    code = f"import json\nfrom {make.__module__} import {name}\njson.dumps(await told_while_moving({name}))"
    there, here = json.loads(python.run(code)), run_apart(moving.told_while_moving(make))
    assert len(there) == len(here) > 1
    for (text_there, numbers_there), (text, numbers) in zip(there, here):
        if name not in CHANCE:
            assert NUMBER.sub("…", text_there) == NUMBER.sub("…", text)
            (values_there, _), (values, steps) = numbers_in(text_there), numbers_in(text)
            assert (abs(values_there - values) < 1.5 * steps).all(), f"{text_there}\n{text}"
        assert list(numbers_there) == list(numbers)
        for key in numbers:
            if name in CHANCE:
                np.testing.assert_allclose(numbers_there[key][:-1], numbers[key][:-1], rtol=0.2, err_msg=key)
            else:
                np.testing.assert_allclose(numbers_there[key], numbers[key], **LAST_DIGITS, err_msg=key)


def test_a_right_answer_is_right_there_in_every_exercise(python):
    right = []
    for cell in build_notebooks.code_cells(nbformat.read(SOLUTIONS, as_version=4)):
        python.cell(cell.source)
        right += re.findall(r"✓ `(\w+)` is right", python.printed)
    assert sorted(right) == sorted(EXERCISES)


@pytest.mark.parametrize(
    ("body", "said"),
    [("((a - y) ** 2).mean()", "✗ `cost`: "), ("...", "… `cost` is not written yet"), ("1 / 0", "ZeroDivisionError")],
)
def test_a_wrong_answer_is_named_there(python, body, said):
    python.cell(f"from nnlib.exercises import check\ndef cost(a, y): return {body}\ncheck(cost)")
    assert said in python.printed


def test_a_function_that_never_ends_is_stopped_there(python):
    python.run("from nnlib.exercises.judging import patience\npatience.SECONDS = 0.5")
    python.cell("def cost(a, y):\n    while True:\n        pass\ncheck(cost)")
    assert GAVE_UP in python.printed


def test_a_network_is_saved_there_and_read_again(python):
    python.cell("nnlib.save_network(nnlib.snapshot(5), 'mine.npz')")
    assert python.run("float(abs(nnlib.load_network('mine.npz').parameters - nnlib.snapshot(5).parameters).max())") == 0


def test_digits_that_are_drawn_there_are_kept_and_read_as_here(python):
    python.run("""
from nnlib.explorers import labelled_data
ink = np.zeros((140, 140), np.uint8)
ink[20:120, 65:77] = 255
mine = labelled_data.my_digits("drawn.npz")
mine.pad.ink = ink.tobytes()
mine.add(1)
mine.close()
again = labelled_data.my_digits("drawn.npz")
""")
    assert python.run("len(again.digits)") == 1 and python.run("int(again.digits.labels[0])") == 1
    output = "nnlib.snapshot(20).output(again.digits.images[:, 0])"
    assert python.run(f"int({output}.argmax())") == 1
    assert "in this browser" in python.run("from nnlib.files.names import kept_where\nkept_where()")


def test_what_is_answered_there_is_remembered_in_a_file(python):
    python.run("""
import os
from nnlib import record
record._paused, record._in_a_notebook = False, lambda: True
record.card("Which?", "this", True)
record.card("Which?", "that", False)
kept = record.read()["cards"]["Which?"]""")
    assert python.run("kept['guess']") == "that" and python.run("kept['times']") == 2
    assert python.run("record.trouble()") == ""
    python.run("record.start_over()")
    assert python.run("os.path.exists(record.NAME)") == 0


def test_progress_there_counts_the_same_tasks_as_here(python):
    totals = "from nnlib import course\nfrom nnlib.exercises.progress import progress\n"
    totals += "str([progress(name).total for name in course.numbered()])"
    nothing = record.nothing()
    assert python.run(totals) == str([progress(name, nothing).total for name in course.numbered()])


def test_a_training_there_takes_the_same_steps_as_here(python):
    code = """
digits, network = nnlib.load_mnist().train, nnlib.snapshot(0)
steps = nnlib.SGD(network, digits.images, digits.targets, rng=np.random.default_rng(3))
for _ in range(50):
    last = next(steps).cost
last"""
    train, network = load_mnist().train, snapshot(0)
    steps = SGD(network, train.images, train.targets, rng=np.random.default_rng(3))
    costs = [next(steps).cost for _ in range(50)]
    assert python.run(code) == pytest.approx(costs[-1], rel=1e-6)


TURNS = """
import asyncio
from nnlib.widgets.kernel_loop import next_turn

seen, done = [], asyncio.Future()
for turn in ("first", "second"):
    next_turn(lambda turn=turn: seen.append(turn))
next_turn(lambda: next_turn(lambda: done.set_result(None)))
seen.append("at once")
await done
", ".join(seen)
"""


def test_turns_of_the_loop_there_come_later_and_in_order(python):
    assert python.run(TURNS) == "at once, first, second"
