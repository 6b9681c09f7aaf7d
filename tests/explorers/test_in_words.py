"""What a picture says to those who cannot see it: its alternative text and its tables hold the numbers of the moment."""

import re

import ipywidgets
import numpy as np
import pytest
from explorers.test_every_explorer import every_explorer
from helpers import one, shown
from moving import controls_of, is_numbers, move

from nnlib.widgets.explorer import Explorer
from nnlib.widgets.readout import Readout

POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


@pytest.fixture(autouse=True)
def closed_afterwards():
    """So many explorers would fill the memory, and slow down the tests that look for what was not freed."""
    yield
    ipywidgets.Widget.close_all()


def numbers_in(text):
    """All numbers that the text says, as floats."""
    plain = text.replace("−", "-")
    found = re.findall(r"(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:·10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+))?", plain)
    return np.array(
        [float(number.replace(",", "")) * 10.0 ** int((power or "0").translate(POWERS)) for number, power in found]
    )


def told(pane, most):
    """The numbers behind the picture that are told in a place where arrays have at most so many: name -> values, flat."""
    numbers = {name: pane._numbers().get(name) for name in pane._names}
    known = {name: value for name, value in numbers.items() if is_numbers(value) and np.size(value) <= most}
    return {name: np.ravel(value).astype(float) for name, value in known.items() if np.asarray(value).dtype.kind != "b"}


def assert_says(text, numbers):
    said = numbers_in(text)
    for name, values in numbers.items():
        for value in values[np.isfinite(values)]:
            assert np.isclose(said, value, rtol=6e-4, atol=1e-30).any(), f"{name} {value} is not in {text}"


@every_explorer
def test_when_a_control_moves_the_picture_its_alternative_text_says_the_new_numbers(make):
    explorer = make()
    pane, moved = one(explorer, Explorer), 0
    assert_says(pane.words(), told(pane, 10))
    for control in controls_of(explorer):
        before, picture = pane.words(), shown(pane._picture).copy()
        move(control, 1)
        after = pane.words()
        has_changed = not np.array_equal(picture, shown(pane._picture))
        if has_changed:
            assert after != before, (
                f"{control.description if control.has_trait('description') else 'another digit'}: {after}"
            )
            moved += 1
        assert pane._picture.words == after
        assert_says(after, told(pane, 10))
        if has_changed and isinstance(explorer, Readout):
            assert after.startswith(explorer.sentence.rstrip("."))
    assert moved


@every_explorer
def test_the_tables_hold_the_numbers_of_the_picture_and_follow_it_only_while_someone_reads_them(make):
    explorer = make()
    pane = one(explorer, Explorer)
    picture = pane._picture
    assert picture.has_tables and picture.tables == []
    picture.asked = True
    for control in [None, *controls_of(explorer)]:
        if control is not None:
            move(control, 1)
        pane.words()
        cells = "; ".join(cell for table in picture.tables for row in table["rows"] for cell in row)
        assert_says(cells, told(pane, 100))
        for table in picture.tables:
            assert table["caption"] and {len(row) for row in table["rows"]} == {len(table["head"])}
            assert len(table["rows"]) <= 101 and len(set(table["head"])) == len(table["head"]) > 1
    picture.asked = False
    assert picture.tables == []
