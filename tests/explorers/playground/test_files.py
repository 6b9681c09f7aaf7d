"""Notebook 11: networks are saved and loaded, and no file is lost."""

import os

import numpy as np
import pytest
from playing import press

from nnlib import Network, load_network, save_network
from nnlib.digits.own import OwnDigits
from nnlib.explorers.playground import files as playground_files
from nnlib.portable import as_json, as_pytorch


def test_a_saved_network_comes_back_with_sizes_activation_and_weights(play):
    play.layers.value, play.activation.value = 1, "relu"
    play.neurons[0].value = 23
    press(play, "10 steps")
    saved = play.board.training.network.copy()
    play.files.name.value = "mine"
    press(play, "save")
    assert "Saved to mine.npz: 784-23-10, relu" in play.files.message
    play.layers.value, play.activation.value = 4, "sigmoid"
    press(play, "10 steps")
    press(play, "load")
    assert play.settings == {"hidden": (23,), "activation": "relu", "start": "mine.npz", "images": 60}
    np.testing.assert_array_equal(play.board.training.network.parameters, saved.parameters)
    assert play.start.value == "mine.npz" and "stays in the picture as" in play.message
    press(play, "10 steps")
    press(play, "rewind")
    np.testing.assert_array_equal(play.board.training.network.parameters, saved.parameters)


def test_loaded_weights_give_way_when_the_layers_change_and_that_is_said(play):
    press(play, "save")
    press(play, "load")
    play.images.value = 30
    assert play.board.training.start == "my_network.npz"
    play.layers.value = 1
    assert play.start.value == "1/√n" and "belong to other layers" in play.message


def test_when_the_loaded_file_is_gone_nothing_changes_and_that_is_said(play, tmp_path):
    press(play, "save")
    press(play, "load")
    press(play, "10 steps")
    (tmp_path / "my_network.npz").unlink()
    play.images.value = 30
    assert "nothing has changed" in play.message and play.images.value == 60 and play.numbers["steps"] == 10


def test_a_file_that_exists_is_replaced_only_when_asked_twice(play, tmp_path):
    press(play, "save")
    content = (tmp_path / "my_network.npz").read_bytes()
    press(play, "10 steps")
    press(play, "save")
    assert "exists already" in play.files.message and (tmp_path / "my_network.npz").read_bytes() == content
    press(play, "save")
    assert "Saved" in play.files.message
    np.testing.assert_array_equal(
        load_network(tmp_path / "my_network.npz").parameters, play.board.training.network.parameters
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my_network.npz"]


def test_a_network_never_takes_the_place_of_the_learners_digits(play, tmp_path):
    OwnDigits(np.ones((784, 1)), [3]).save("my_digits.npz")
    content = (tmp_path / "my_digits.npz").read_bytes()
    play.files.name.value = "my_digits"
    for _ in range(2):
        press(play, "save")
        assert "nothing has changed. my_digits.npz is not a network" in play.files.message
    assert (tmp_path / "my_digits.npz").read_bytes() == content


@pytest.mark.parametrize(
    "name", ["", "  ", "nowhere/mine", "a\0b", "/", ".", "folder.npz", "../mine", "/tmp/mine", "~/mine", "pipe.npz"]
)
def test_a_name_that_cannot_be_saved_to_says_why(play, tmp_path, name):
    (tmp_path / "folder.npz").mkdir()
    os.mkfifo(tmp_path / "pipe.npz")
    play.files.name.value = name
    for button in ("save", "save", "load"):
        press(play, button)
        assert "did not work, and nothing has changed" in play.files.message
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.npz", "pipe.npz"]


def foreign_files(folder):
    """Name -> words of the message for a file that is no network, or none for the playground."""
    save_network(Network([784, 16, 10]), folder / "whole.npz")
    half = (folder / "whole.npz").read_bytes()
    (folder / "half.npz").write_bytes(half[: len(half) // 2])
    (folder / "text.npz").write_text("Dear diary")
    (folder / "empty.npz").write_bytes(b"")
    np.savez(folder / "other.npz", a=np.arange(3))
    nan = np.full(784 * 16 + 16 + 16 * 10 + 10, np.nan)
    np.savez(folder / "nan.npz", sizes=[784, 16, 10], activation="sigmoid", parameters=nan)
    save_network(Network([4, 3, 2]), folder / "small.npz")
    save_network(Network([784, 65, 10]), folder / "wide.npz")
    save_network(Network([784, 2, 2, 2, 2, 2, 10]), folder / "deep.npz")
    huge = Network([784, 16, 10])
    huge.parameters *= 1e40
    save_network(huge, folder / "huge.npz")
    np.savez(folder / "odd.npz", sizes=np.float64(3), activation="relu", parameters=np.ones(3))
    (folder / "dir.npz").mkdir()
    damaged = dict.fromkeys(("half", "text", "empty", "other", "dir"), "is not a network saved by nnlib, or it is damaged")
    room = "room for at most 4 hidden layers of at most 64 neurons"
    return damaged | {
        "nan": "damaged",
        "small": "needs 784 inputs and 10 outputs",
        "wide": room,
        "deep": room,
        "huge": "so large",
        "odd": "",
        "nothing": "There is no file nothing.npz",
    }


def test_a_foreign_or_damaged_file_says_so_and_changes_nothing(play, tmp_path):
    press(play, "10 steps")
    training, before = play.board.training, play.settings
    for name, words in foreign_files(tmp_path).items():
        play.files.name.value = name
        press(play, "load")
        assert "nothing has changed" in play.files.message and words in play.files.message, name
        assert "nothing has changed" in play.files._says.value
        assert play.board.training is training and play.settings == before, name
    assert "deep.npz, dir.npz" in play.files.message  # what is there instead


def test_words_of_a_file_name_are_not_taken_for_html(play):
    play.files.name.value = "<b>x</b>.npz"
    press(play, "load")
    assert "<b>x" not in play.files._says.value and "<b>x" in play.files.message


def test_an_error_that_nobody_thought_of_is_shown_with_its_kind(play, tmp_path, monkeypatch):
    def strange(path):
        raise MemoryError("no room")

    monkeypatch.setattr(playground_files, "load_network", strange)
    (tmp_path / "my_network.npz").write_bytes(b"x")
    press(play, "load")
    assert "MemoryError: no room" in play.files.message


def test_an_export_is_a_program_or_json_beside_the_notebook_and_holds_the_network(play, tmp_path):
    press(play, "10 steps")
    network = play.board.training.network
    for button, name, text in (("to PyTorch", "my_network.py", as_pytorch), ("to JSON", "my_network.json", as_json)):
        press(play, button)
        assert f"Exported to {name}: 784-16-16-10" in play.files.message
        assert (tmp_path / name).read_text() == text(network)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my_network.json", "my_network.py"]


def test_an_export_is_replaced_only_when_asked_twice_and_a_learners_program_never(play, tmp_path):
    press(play, "to PyTorch")
    first = (tmp_path / "my_network.py").read_text()
    press(play, "10 steps")
    press(play, "to PyTorch")
    assert "exists already. Press “to PyTorch” again" in play.files.message
    assert (tmp_path / "my_network.py").read_text() == first
    press(play, "to PyTorch")
    assert (tmp_path / "my_network.py").read_text() == as_pytorch(play.board.training.network) != first
    (tmp_path / "mine.py").write_text("print(1)")
    play.files.name.value = "mine"
    for _ in range(2):
        press(play, "to PyTorch")
        assert "nothing has changed. mine.py exists already, and it is something else" in play.files.message
    assert (tmp_path / "mine.py").read_text() == "print(1)"


@pytest.mark.parametrize("name", ["", "nowhere/mine", "a\0b", "/", "../mine", "~/mine"])
def test_a_name_that_cannot_be_exported_to_says_why(play, tmp_path, name):
    play.files.name.value = name
    for button in ("to PyTorch", "to JSON"):
        press(play, button)
        assert "did not work, and nothing has changed" in play.files.message
    assert not list(tmp_path.iterdir())
