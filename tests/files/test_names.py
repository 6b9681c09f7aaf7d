"""Names typed into a field stay in the folder of the notebook."""

import sys

import pytest

from nnlib.files.names import in_this_folder, kept_where, with_suffix


@pytest.mark.parametrize(
    "name", ["../mine", "a/../../mine", "/tmp/mine", "~/mine", "~", r"..\mine", r"C:\mine", "C:mine", r"\mine"]
)
def test_a_name_that_leads_out_of_the_folder_is_refused_in_plain_words(name):
    with pytest.raises(ValueError, match="outside the folder of this notebook"):
        in_this_folder(name)


@pytest.mark.parametrize("name", ["mine", " mine.npz ", "anna/mine", "a..b", "7"])
def test_every_other_name_is_accepted_and_gets_its_suffix(name):
    path = in_this_folder(name)
    assert path == with_suffix(name) and path.suffix == ".npz" and not path.is_absolute()


@pytest.mark.parametrize("name", ["", "  ", None, "/", "."])
def test_what_cannot_be_a_name_is_refused(name):
    with pytest.raises(ValueError, match="the file needs a name|cannot be the name of a file"):
        with_suffix(name)


@pytest.mark.parametrize(("platform", "place"), [("emscripten", "in this browser"), ("linux", "in the folder")])
def test_where_a_file_is_kept_is_said_as_it_is_there(monkeypatch, platform, place):
    monkeypatch.setattr(sys, "platform", platform)
    assert place in kept_where()
