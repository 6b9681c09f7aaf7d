"""Cells run in any order: the error says which one to run first."""

import re

import pytest
from kernels import kernel

from nnlib import course

START_HERE, _, GRADIENT = course.all_cells()[:3]


@pytest.fixture(scope="module")
def fresh():
    with kernel() as fresh:
        yield fresh


@pytest.fixture
def running(fresh):
    """A kernel in which only the first cell of notebook 02 was run."""
    fresh.run("%reset -f")
    fresh.run(GRADIENT[0].text, GRADIENT[0].id)
    return fresh


def cell_of(sentence):
    """The cell of notebook 02 that the sentence names."""
    beginning = re.search("begins with “(.*?)”", sentence).group(1)
    return next(cell for cell in GRADIENT if cell.beginning == beginning)


def test_following_the_errors_gets_every_cell_to_run(running):
    (wanted,) = [cell for cell in GRADIENT if cell.beginning.startswith("silent")]
    ran = []
    while not ran or ran[-1] is not wanted:
        cell = wanted
        while cell not in ran:
            try:
                running.run(cell.text, cell.id)
                ran.append(cell)
            except AssertionError:
                error, sentence = running.fails(cell.text, cell.id)
                name = re.fullmatch("NameError: name '(.*)' is not defined", error).group(1)
                assert sentence.startswith(f"{name} is defined in the cell that begins with ")
                cell = cell_of(sentence)
    assert [cell.beginning.partition(" =")[0] for cell in ran] == ["digits", "gradient", "silent"]


def test_the_cell_may_have_been_edited_or_the_front_end_may_send_no_id(running):
    (cell,) = [cell for cell in GRADIENT if cell.beginning.startswith("tiny")]
    for text, id in ((f"{cell.text}\nprint('more')", cell.id), (cell.text, None)):
        _, sentence = running.fails(text, id)
        assert sentence.startswith(
            "network is defined in the cell that begins with “digits = nnlib.load_mnist()”. Run that cell first"
        )


def test_a_cell_that_the_learner_wrote_gets_advice_too(running):
    assert "cell that begins with “gradient = " in running.fails("1 + gradient.cost", "new")[1]
    running.run("def mine():\n    return gradient.cost", "newer")
    assert "cell that begins with “gradient = " in running.fails("mine()", "newest")[1]


def test_in_a_fresh_kernel_a_cell_that_imports_nnlib_hears_of_the_first_cell():
    with kernel() as other:
        error, sentence = other.fails(START_HERE[2].text, START_HERE[2].id)
    assert error == "NameError: name 'nnlib' is not defined"
    assert sentence.startswith("nnlib is defined in the first cell, which begins with “import nnlib”. Run that cell first")


def test_a_kernel_that_the_course_started_gives_advice_before_anything_has_run():
    with kernel(PYTHONSTARTUP=str(course.PACKAGE / "startup.py")) as other:
        names = other.value("sorted(set(globals()))")
        error, sentence = other.fails(GRADIENT[1].text, GRADIENT[1].id)
    with kernel() as plain:
        assert plain.value("sorted(set(globals()))") == names  # the learner's names are unchanged
        assert plain.fails(GRADIENT[1].text, GRADIENT[1].id) == (error, "")
    assert error == "NameError: name 'nnlib' is not defined"
    assert sentence.startswith("nnlib is defined in the first cell, which begins with “")


@pytest.mark.parametrize(
    "code",
    [
        "1 / 0",
        "nobody_makes_this",
        "def f():\n    x += 1\nf()",
        "raise NameError('x')",
        "import string\nexec('gradient', vars(string))",
        "import no_such_module",
    ],
)
def test_no_other_error_gets_any_advice(running, code):
    assert running.fails(code, "own")[1] == ""
