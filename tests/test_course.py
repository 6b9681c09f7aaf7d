"""What the package knows about the cells of its notebooks."""

import builtins
import re
import symtable

import build_notebooks
import pytest

from nnlib.course import Cell, all_cells, maker, place_of


def names_used(table, is_cell=True):
    """The names that a cell and its functions take from the notebook or from Python itself."""
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (is_cell or symbol.is_global()):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from names_used(inner, is_cell=False)


def taken_from_others(cell):
    """The names that a cell needs from other cells."""
    return set(names_used(symtable.symtable(cell.text, "cell", "exec"))) - cell.names - set(dir(builtins))


@pytest.mark.parametrize("number", range(len(all_cells())))
def test_each_name_that_a_cell_takes_from_another_is_defined_above(number):
    cells = all_cells()[number]
    for place, cell in enumerate(cells):
        for name in taken_from_others(cell):
            assert maker(name, cells, place) in cells[:place], f"{name} in {cell.beginning}"


@pytest.mark.parametrize("source", build_notebooks.sources(), ids=lambda path: path.stem)
def test_a_picture_comes_to_life_when_only_its_own_cell_is_run(source):
    for cell in build_notebooks.code_cells(build_notebooks.read(source)):
        *_, last = cell.source.splitlines()
        is_picture = re.fullmatch(rf"{source.stem[3:]}\.\w+\((?!\*?mine)[^*]*\)", last)
        assert not (is_picture and taken_from_others(Cell(cell.id, cell.source))), last


NOTEBOOK = [
    Cell("a", "import numpy as np"),
    Cell("b", "x = [k for k in y]"),
    Cell("c", "\ndef x(): z = 1"),
    Cell("d", "%odd"),
    Cell("e", "x"),
]


def test_a_name_is_defined_by_the_last_cell_above_or_else_the_first_below():
    assert maker("x", NOTEBOOK, 4).id == "c" and maker("x", NOTEBOOK, 2).id == "b" and maker("x", NOTEBOOK, 0).id == "b"
    assert maker("np", NOTEBOOK, 4).id == "a"
    assert [maker(name, NOTEBOOK, 4) for name in ("k", "y", "z", "nobody")] == [None] * 4


def test_a_cell_is_recognised_by_its_id_or_by_its_text():
    assert place_of(NOTEBOOK, "c", "edited") == 2 and place_of(NOTEBOOK, None, "x \n") == 4
    assert place_of(NOTEBOOK, "other", "edited") is None
    assert NOTEBOOK[2].beginning == "def x(): z = 1"
