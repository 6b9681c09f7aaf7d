"""Widgets end when they are closed, and when the cell that made them is run again."""

import gc
import importlib
import inspect
import pkgutil
import weakref

import ipywidgets
import numpy as np
import pytest
from ipywidgets.widgets.widget import _instances
from kernels import kernel as new_kernel
from learners import learner

from nnlib import explorers, load_mnist, snapshot
from nnlib.explorers.labelled_data import my_digits, train_with
from nnlib.explorers.write_it.yours import NAMES
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.drawing_pad import DrawingPad
from nnlib.widgets.gallery import Gallery
from nnlib.widgets.labeller import Labeller
from nnlib.widgets.lifetime import Closing
from nnlib.widgets.matrix import Matrix
from nnlib.widgets.network_view import NetworkView
from nnlib.widgets.player import Player
from nnlib.widgets.predict import Predict
from nnlib.widgets.table import Table
from nnlib.widgets.training_board import TrainingBoard

CHAPTERS = [module.name for module in pkgutil.iter_modules(explorers.__path__) if module.name != "shared"]
YOURS = [learner(name, "...") for name in NAMES]  # not written yet
ARGUMENTS = dict.fromkeys(["write_it.train", "write_it.check_all", "write_it.beside_network"], YOURS)
PARTS = {
    "DigitChooser": lambda: DigitChooser(load_mnist().test),
    "DrawingPad": DrawingPad,
    "Gallery": Gallery,
    "Labeller": lambda: Labeller(np.zeros((784, 2))),
    "Matrix": lambda: Matrix(np.eye(3, dtype=int), "label", "answer"),
    "NetworkView": lambda: NetworkView(snapshot(1), np.zeros(784)),
    "Player": lambda: Player(ipywidgets.IntSlider(), 1),
    "Predict": lambda: Predict("How many?", answer=1, then=DrawingPad()),
    "Table": lambda: Table([("name", "text")]),
    "TrainingBoard": TrainingBoard,
}


def explorer_functions():
    """The public functions of all chapters that need no arguments, or those of ARGUMENTS: name -> function."""
    found = {}
    for chapter in CHAPTERS:
        module = importlib.import_module(f"nnlib.explorers.{chapter}")
        for name in module.__all__:
            function = getattr(module, name)
            if inspect.isfunction(function) and not _needed(function):
                found[f"{chapter}.{name}"] = function
    return found


def _needed(function):
    parameters = inspect.signature(function).parameters.values()
    return [p for p in parameters if p.default is p.empty and p.kind is not p.VAR_POSITIONAL]


EXPLORERS = explorer_functions()


# ---- close


def freed_by_close(make):
    """Make a widget, show it, close it: nothing of it may be left."""
    gc.collect()
    before = set(_instances)
    widget = make()
    if not isinstance(widget, ipywidgets.Widget):
        return
    assert isinstance(widget, Closing)
    assert widget._repr_mimebundle_()
    reference = weakref.ref(widget)
    widget.close()
    del widget
    gc.collect()
    assert reference() is None
    assert [_instances[key] for key in set(_instances) - before] == []


@pytest.mark.parametrize("name", list(EXPLORERS))
def test_an_explorer_that_is_closed_is_freed_with_all_its_parts(name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    freed_by_close(lambda: EXPLORERS[name](*ARGUMENTS.get(name, [])))


@pytest.mark.parametrize("name", list(PARTS))
def test_a_part_that_is_closed_is_freed(name):
    freed_by_close(PARTS[name])


def test_explorers_of_every_chapter_were_tested():
    assert {name.split(".")[0] for name in EXPLORERS} == set(CHAPTERS) and len(EXPLORERS) > 30


def test_a_training_with_own_digits_is_freed_though_the_digits_stay(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    mine = my_digits()
    training = train_with(mine)
    reference = weakref.ref(training)
    training.close()
    del training
    gc.collect()
    assert reference() is None
    mine.close()
    assert my_digits() is not mine
    my_digits().close()


# ---- cells that are run again, in a real kernel


@pytest.fixture(scope="module")
def shared_kernel(tmp_path_factory):
    with new_kernel() as kernel:
        kernel.run(f"import os; os.chdir({str(tmp_path_factory.mktemp('kernel'))!r})")  # where answers are remembered
        # Imported by a cell that also makes a widget, as a learner does.
        kernel.run(FIRST, "first")
        yield kernel


@pytest.fixture
def kernel(shared_kernel):
    return shared_kernel


FIRST = """
import gc, weakref, ipywidgets
from ipywidgets.widgets.widget import _instances
from nnlib.explorers.start_here import live_network
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.gallery import Gallery
from nnlib.widgets.predict import Predict
first = live_network()
is_open = lambda widget: widget.comm is not None
"""
BAR = "from nnlib.plots.charts import chart_figure; bar = lambda n: chart_figure(300, 200)"


def test_a_cell_that_is_run_again_closes_what_it_made(kernel):
    code = "shown = live_network(); old = globals().get('old', weakref.ref(shown)); shown"
    kernel.run(code, "a")
    count = kernel.value("len(_instances)")
    for _ in range(3):
        kernel.run(code, "a")
    kernel.run("gc.collect()")
    assert kernel.value("(len(_instances), old() is None, is_open(shown))") == (count, True, True)


def test_without_the_id_of_the_cell_its_text_counts(kernel):
    code = "mine = Gallery(); mine"
    kernel.run(code)
    kernel.run("before = weakref.ref(mine)")
    kernel.run(code)
    kernel.run("gc.collect()")
    assert kernel.value("(before() is None, is_open(mine))") == (True, True)


def test_the_cell_that_imports_us_is_a_cell_too(kernel):
    kernel.run("very_first = first")
    kernel.run(FIRST, "first")
    assert kernel.value("(is_open(very_first), is_open(first))") == (False, True)


def test_a_widget_stays_when_another_cell_that_shows_it_is_run_again(kernel):
    kernel.run("pad = Gallery()", "maker")
    for _ in range(2):
        kernel.run("card = Predict('How many?', answer=1, then=pad); card", "shower")
        kernel.run("pad", "another")
    assert kernel.value("(is_open(pad), is_open(card))") == (True, True)
    kernel.run("pad = Gallery()", "maker")
    kernel.run("card.commit(1)")  # the widget that it covered is gone
    assert kernel.value("len(card.children)") == 1


def test_what_a_learner_made_for_themselves_stays(kernel):
    kernel.run(f"{BAR}; slider = ipywidgets.IntSlider()", "theirs")
    kernel.run("label = ipywidgets.Label(); picture = Explorer(bar, {'n': slider}, 'A bar.')", "ours")
    kernel.run("label2 = label; label2", "ours")
    assert kernel.value("(is_open(slider), is_open(label2), is_open(picture))") == (True, True, False)


def test_a_training_that_a_cell_started_ends_when_it_is_run_again(kernel):
    code = "from nnlib.explorers.mini_batches import training_board; board = training_board()"
    kernel.run(code, "board")
    kernel.run("board.play(); boards = [board]")
    kernel.run(code, "board")
    assert kernel.value("(boards[0]._work.running, boards[0].playing, is_open(boards[0]))") == (False, False, False)


def test_own_digits_are_the_same_when_their_cell_is_run_again(kernel, tmp_path):
    code = f"from nnlib.explorers.labelled_data import my_digits; digits = my_digits({str(tmp_path / 'd.npz')!r})"
    kernel.run(code, "own")
    kernel.run("same = digits")
    kernel.run(code, "own")
    assert kernel.value("(same is digits, is_open(digits), is_open(digits.pad), is_open(digits.gallery))") == (True,) * 4
