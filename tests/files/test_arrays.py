"""Arrays in files: whatever a file is, it is read safely, or refused in words without numpy's advice."""

import errno
import io
import os
import tracemalloc
import zipfile

import numpy as np
import pytest

from nnlib import load_network
from nnlib.digits.own import OwnDigits
from nnlib.files.arrays import LARGEST, Unreadable, read, write_whole


def npy(array):
    """The array as numpy writes it."""
    content = io.BytesIO()
    np.lib.format.write_array(content, array)
    return content.getvalue()


def archive(path, compression=zipfile.ZIP_STORED, **members):
    """A file with these members: name -> bytes."""
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, content in members.items():
            file.writestr(f"{name}.npy", content)
    return path


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_numbers_and_texts_come_back_as_they_were(tmp_path, save):
    arrays = [
        np.arange(6, dtype=np.float32).reshape(2, 3),
        np.asfortranarray(np.eye(3)),
        np.array("a word"),
        np.zeros((784, 0)),
    ]
    save(tmp_path / "a.npz", **dict(zip("abcd", arrays)))
    for array, found in zip(arrays, read(tmp_path / "a.npz", *"abcd")):
        np.testing.assert_array_equal(found, array)
        assert found.dtype == array.dtype


def odd_files(folder):
    """File -> words of the reason why it is refused."""
    good = npy(np.zeros(100))
    whole = archive(folder / "whole.npz", a=good).read_bytes()
    plain = {
        "empty": (b"", "it is empty"),
        "text": (b"Dear diary", "it is another kind of file"),
        "pickle": (b"\x80\x04K\x01.", "it is another kind of file"),
        "single": (good, "it holds a single array"),
        "half": (whole[: len(whole) // 2], "is missing or has been changed"),
        "flipped": (whole[:300] + b"?" + whole[301:], "is missing or has been changed"),
    }
    for name, (content, words) in plain.items():
        (folder / f"{name}.npz").write_bytes(content)
        yield folder / f"{name}.npz", words
    objects = io.BytesIO()
    np.save(objects, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    longer = good.replace(b"(100,)", b"(1e9,)"), good.replace(b"(100,)", b"(999,)")
    for name, content, words in [
        ("objects", objects.getvalue(), "could run a program"),
        ("dates", npy(np.zeros(3, "M8[s]")), "neither numbers nor text"),
        ("version", good[:6] + b"\2" + good[7:], "unusual format"),
        ("header", longer[0], "is missing or has been changed"),
        ("length", longer[1], "is missing or has been changed"),
    ]:
        yield archive(folder / f"{name}.npz", a=content), words
    yield archive(folder / "other.npz", b=good), "nothing called 'a'"
    yield archive(folder / "unusual.npz", zipfile.ZIP_BZIP2, a=good), "packed in an unusual way"
    (folder / "folder.npz").mkdir()
    yield folder / "folder.npz", "it is a folder"
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.npz")  # reading it would never end
        yield folder / "pipe.npz", "not an ordinary file"


def test_any_other_file_is_refused_with_a_reason_and_without_advice_to_unpickle(tmp_path):
    for path, words in odd_files(tmp_path):
        with pytest.raises(Unreadable, match=words) as caught:
            read(path, "a")
        assert "pickle" not in str(caught.value) and caught.value.__cause__ is None, path
        for load in (load_network, OwnDigits.load):
            with pytest.raises(ValueError, match=f"{path.name} is no.*or it is damaged"):
                load(path)


def test_a_small_file_cannot_fill_the_memory(tmp_path):
    count = 2 * LARGEST // 8
    with zipfile.ZipFile(tmp_path / "bomb.npz", "w", zipfile.ZIP_DEFLATED) as file:
        for name, small in {"sizes": np.array([count - 1, 1]), "activation": np.array("relu")}.items():
            file.writestr(f"{name}.npy", npy(small))
        with file.open("parameters.npy", "w") as member:
            member.write(npy(np.zeros(100)).replace(b"(100,), }         ", f"({count},), }}         ".encode())[:128])
            for _ in range(2):
                member.write(bytes(LARGEST))
    assert (tmp_path / "bomb.npz").stat().st_size < LARGEST / 20
    tracemalloc.start()
    with pytest.raises(ValueError, match="its 'parameters' would take 128 MB of memory"):
        load_network(tmp_path / "bomb.npz")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < LARGEST / 20


# ---- written completely, or not at all


@pytest.fixture
def full_disk(monkeypatch):
    """Writing a numpy file stops half-way, as on a full disk."""

    def half(file, **arrays):
        file.write(b"half of it")
        raise OSError(errno.ENOSPC, "No space left on device", file.name)

    monkeypatch.setattr(np, "savez", half)


def test_a_full_disk_leaves_the_old_file_and_the_error_names_the_requested_file(tmp_path, full_disk):
    path = tmp_path / "mine.npz"
    path.write_bytes(b"the old one")
    with pytest.raises(OSError, match="No space left on device") as caught:
        write_whole(path, a=np.arange(3))
    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"the old one"
    assert [file.name for file in tmp_path.iterdir()] == ["mine.npz"]


def test_a_file_appears_whole_under_its_own_name(tmp_path):
    write_whole(tmp_path / "numbers.npz", a=np.arange(3))
    assert [file.name for file in tmp_path.iterdir()] == ["numbers.npz"]
    with np.load(tmp_path / "numbers.npz") as file:
        assert file["a"].tolist() == [0, 1, 2]


def test_a_symbolic_link_stays_and_the_file_behind_it_is_written(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link.npz").symlink_to(tmp_path / "elsewhere" / "real.npz")
    for numbers in ([1], [2, 3]):
        write_whole(tmp_path / "link.npz", a=numbers)
        assert (tmp_path / "link.npz").is_symlink()
        assert read(tmp_path / "elsewhere" / "real.npz", "a")[0].tolist() == numbers


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_is_not_a_file_is_not_overwritten(tmp_path):
    os.mkfifo(tmp_path / "pipe.npz")
    with pytest.raises(ValueError, match="not an ordinary file"):
        write_whole(tmp_path / "pipe.npz", a=[1])
    assert [file.name for file in tmp_path.iterdir()] == ["pipe.npz"]
