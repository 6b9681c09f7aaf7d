"""Notebook 10: the learner's own digits, none of which is lost."""

import os

import numpy as np
import pytest
from helpers import add, draw

from nnlib import Network, save_network, snapshot
from nnlib.digits.own import OwnDigits
from nnlib.explorers import labelled_data
from nnlib.explorers.labelled_data.own import MyDigits


def restarted(name="my_digits.npz"):
    """What another kernel makes of the cell: it knows nothing but the file."""
    return MyDigits(name)


def test_each_digit_is_in_the_file_as_soon_as_it_is_added(here):
    mine = labelled_data.my_digits()
    assert not list(here.iterdir())  # nothing is written before there is something
    for count, label in enumerate([7, 1, 7], start=1):
        draw(mine.pad, count)
        image = mine.pad.image
        mine.add(label)
        stored = OwnDigits.load("my_digits.npz")
        assert len(stored) == count and stored.labels[-1] == label
        np.testing.assert_array_equal(stored.images[:, -1], image)
        assert not mine.pad.image.any() and f"{count} digit" in mine.message
    assert mine.gallery.captions == ["7", "1", "7"]


def test_after_a_restart_all_are_there_again_and_the_next_is_added_to_them(here):
    add(labelled_data.my_digits(), 3, 1, 4)
    mine = restarted()
    assert mine.digits.labels.tolist() == [3, 1, 4] and "3 digits loaded from my_digits.npz" in mine.message
    add(mine, 1)
    assert OwnDigits.load("my_digits.npz").labels.tolist() == [3, 1, 4, 1]


def test_an_empty_pad_adds_nothing(here):
    mine = labelled_data.my_digits()
    mine.add(5)
    assert len(mine.digits) == 0 and "Draw a digit first" in mine.status.value and not list(here.iterdir())


def test_the_network_says_what_it_sees_before_you_label(here):
    mine = labelled_data.my_digits()
    draw(mine.pad)
    output = snapshot(20).output(mine.pad.image)
    assert f"{output.argmax()} ({output.max():.2f})" in mine.reading.sentence


def test_a_digit_can_be_deleted_and_brought_back(here):
    mine = labelled_data.my_digits()
    add(mine, 3, 1, 4)
    assert mine.buttons["delete the chosen one"].disabled and mine.buttons["bring it back"].disabled
    mine.gallery.selected = 1
    mine.buttons["delete the chosen one"].click()
    assert OwnDigits.load("my_digits.npz").labels.tolist() == mine.digits.labels.tolist() == [3, 4]
    mine.buttons["bring it back"].click()
    assert OwnDigits.load("my_digits.npz").labels.tolist() == [3, 4, 1]


def test_a_digit_that_looks_like_another_is_brought_back_as_well(here):
    mine = labelled_data.my_digits()
    for _ in range(2):
        draw(mine.pad)
        mine.add(1)
    mine.gallery.selected = 0
    mine.buttons["delete the chosen one"].click()
    mine.buttons["bring it back"].click()
    assert OwnDigits.load("my_digits.npz").labels.tolist() == [1, 1]


def test_saved_and_loaded_under_a_name_of_ones_own(here):
    mine = labelled_data.my_digits()
    add(mine, 3, 1)
    mine.name.value = "anna"
    mine.file_keys.press("save")
    add(mine, 4)
    assert OwnDigits.load("anna.npz").labels.tolist() == [3, 1, 4] and len(OwnDigits.load("my_digits.npz")) == 2
    mine.name.value = "my_digits"
    mine.file_keys.press("load")
    assert mine.digits.labels.tolist() == [3, 1]
    mine.name.value = "nobody"
    mine.file_keys.press("load")
    assert "There is no file nobody.npz" in mine.status.value and len(mine.digits) == 2


def test_saving_never_goes_over_other_digits_or_another_file(here):
    add(labelled_data.my_digits("bob.npz"), 5, 5)
    save_network(Network([4, 3, 2]), "network.npz")
    kept = {path.name: path.read_bytes() for path in here.iterdir()}
    mine = labelled_data.my_digits()
    add(mine, 3)
    for name, words in {
        "network": "is not a collection of own digits",
        "": "a name",
        "bob": "holds other digits already",
    }.items():
        mine.name.value = name
        mine.file_keys.press("save")
        assert words in mine.status.value and 'role="alert"' in mine.status.value
        mine.file_keys.press("load")
        if name != "bob":
            assert words in mine.status.value and mine.digits.labels.tolist() == [3]
    assert all((here / name).read_bytes() == content for name, content in kept.items())


def test_a_foreign_file_under_the_usual_name_is_left_alone_and_no_digit_is_lost(here):
    (here / "my_digits.npz").write_text("my notes")
    mine = labelled_data.my_digits()
    assert "is not a collection of own digits" in mine.status.value
    add(mine, 3, 1)
    assert "Not saved" in mine.status.value and len(mine.digits) == 2
    mine.name.value = "my_digits"
    mine.file_keys.press("load")
    assert len(mine.digits) == 2
    mine.name.value = "other"
    mine.file_keys.press("save")
    add(mine, 4)
    assert OwnDigits.load("other.npz").labels.tolist() == [3, 1, 4]
    assert (here / "my_digits.npz").read_text() == "my notes"


def test_unsaved_digits_are_not_given_up_for_those_of_another_file(here):
    add(labelled_data.my_digits("bob.npz"), 5, 5)
    (here / "my_digits.npz").write_text("my notes")
    mine = labelled_data.my_digits()
    add(mine, 3)
    mine.name.value = "bob"
    mine.file_keys.press("load")
    assert "save them under another name first" in mine.status.value and mine.digits.labels.tolist() == [3]


def test_a_cell_that_is_run_again_shows_the_same_digits_saved_or_not(here):
    (here / "my_digits.npz").write_text("my notes")
    mine = labelled_data.my_digits()
    add(mine, 3)
    again = labelled_data.my_digits()
    assert again is mine and len(again.digits) == 1
    mine.name.value = "other"
    mine.file_keys.press("save")
    add(restarted("other.npz"), 8)
    (here / "my_digits.npz").unlink()
    assert labelled_data.my_digits().digits.labels.tolist() == [3, 8]
    (here / "other.npz").unlink()
    labelled_data.my_digits()
    assert OwnDigits.load("other.npz").labels.tolist() == [3, 8]  # not even then


@pytest.mark.parametrize(
    "name", ["", " ", ".", "/", "~nobody-of-this-name/x", "a\0b", "x" * 300, "folder.npz", "pipe.npz", "a/b/c"]
)
def test_no_name_however_odd_loses_a_digit_or_hangs(here, name):
    (here / "folder.npz").mkdir()
    os.mkfifo(here / "pipe.npz")
    mine = restarted()
    add(mine, 3)
    mine.name.value = name
    for button in ("save", "load"):
        mine.file_keys.press(button)
        assert 'role="alert"' in mine.status.value and mine.digits.labels.tolist() == [3]
    odd = restarted(name)
    add(odd, 5)
    assert 'role="alert"' in odd.status.value and odd.digits.labels.tolist() == [5]
    odd.name.value = "good"
    odd.file_keys.press("save")
    assert OwnDigits.load("good.npz").labels.tolist() == [5]


def test_a_folder_that_cannot_be_written_is_said_and_no_digit_is_lost(here):
    mine = labelled_data.my_digits("nowhere/mine.npz")
    assert "What you draw now cannot be saved" in mine.message
    add(mine, 3)
    assert "Not saved, but still here" in mine.status.value and len(mine.digits) == 1
    (here / "nowhere").mkdir()
    mine.file_keys.press("save")
    assert OwnDigits.load("nowhere/mine.npz").labels.tolist() == [3]


def test_in_the_browser_where_nothing_is_locked_a_missing_folder_is_said_too(here, monkeypatch):
    monkeypatch.setattr("sys.platform", "emscripten")
    mine = labelled_data.my_digits("nosuch/dir/x.npz")
    assert "What you draw now cannot be saved" in mine.message and "will hold them" not in mine.message


@pytest.mark.parametrize("name", ["../mine", "/tmp/mine", "~/mine"])
def test_a_name_typed_into_the_field_stays_in_the_folder_of_the_notebook(here, name):
    mine = labelled_data.my_digits()
    add(mine, 3)
    mine.name.value = name
    for button in ("save", "load"):
        mine.file_keys.press(button)
        assert "is outside the folder of this notebook" in mine.message
    assert [path.name for path in here.iterdir()] == ["my_digits.npz"]


def test_in_code_any_folder_can_be_chosen_on_purpose(here, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "mine.npz"
    mine = labelled_data.my_digits(str(elsewhere))
    add(mine, 3)
    mine.file_keys.press("save")
    assert "1 digit saved" in mine.message and OwnDigits.load(elsewhere).labels.tolist() == [3]
    assert not list(here.iterdir())


@pytest.fixture
def read_only(here):
    """The folder cannot be written to, not even by the superuser, who becomes somebody else here."""
    user = os.geteuid()
    here.chmod(0o555)
    if user == 0:
        os.seteuid(65534)
    yield here
    os.seteuid(user)
    here.chmod(0o755)


def test_a_folder_that_can_only_be_read_is_said_at_once(read_only):
    mine = labelled_data.my_digits()
    assert "What you draw now cannot be saved in my_digits.npz: Permission denied." in mine.message
    assert 'my_digits("~/my_digits.npz")' in mine.message and 'role="alert"' in mine.status.value
    add(mine, 3)
    assert "Not saved, but still here" in mine.message and len(mine.digits) == 1


def test_two_notebooks_at_the_same_file_lose_nothing(here):
    one, other = restarted(), restarted()
    add(one, 1)
    draw(other.pad, 9)
    other.add(2)
    assert sorted(OwnDigits.load("my_digits.npz").labels.tolist()) == sorted(other.digits.labels.tolist()) == [1, 2]
