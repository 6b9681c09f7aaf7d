"""One kernel at a time: two kernels lose nothing, and neither waits for one that is gone."""

import os
import subprocess
import sys

import numpy as np
import pytest

from nnlib.digits.own import OwnDigits
from nnlib.files import lock
from nnlib.files.lock import locked

HOLD = (
    "import sys; from nnlib.files.lock import locked\nwith locked('mine.npz'): print('locked', flush=True); sys.stdin.read()"
)

# Adds sixty digits, one after the other, each as a press of a key does.
ADD = """
import sys
import numpy as np
from nnlib.digits.own import DigitFile
file, label = DigitFile("mine.npz"), int(sys.argv[1])
digits = file.read()
print("ready", flush=True)
sys.stdin.readline()
for number in range(60):
    image = np.zeros(784)
    image[number] = 1
    digits = file.write(digits.plus(image, label))
"""


def python(code, folder, *arguments):
    """A process that runs this code in this folder and has printed its first line."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=folder, text=True, **pipes)
    assert process.stdout.readline()
    return process


def test_two_kernels_that_share_a_file_keep_all_digits(tmp_path):
    kernels = [python(ADD, tmp_path, label) for label in "37"]
    for kernel in kernels:
        kernel.stdin.write("go\n")
        kernel.stdin.flush()
    for kernel in kernels:
        kernel.communicate()
        assert kernel.returncode == 0
    digits = OwnDigits.load(tmp_path / "mine.npz")
    for label in (3, 7):
        assert sorted(digits.images[:, digits.labels == label].argmax(axis=0)) == list(range(60))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.npz"]


def test_a_lock_makes_others_wait_and_then_give_up_and_ends_with_its_process(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    holder = python(HOLD, tmp_path)
    with pytest.raises(TimeoutError, match="another notebook has kept mine.npz locked"):
        with locked("mine.npz", patience=0):
            pass
    holder.kill()  # it cannot clean up
    holder.communicate()
    assert [path.name for path in tmp_path.iterdir()] == [".mine.npz.lock"]
    with locked("mine.npz", patience=0):
        pass
    assert list(tmp_path.iterdir()) == []


def test_without_locks_the_work_is_still_done(tmp_path, monkeypatch):
    for name, value in {"fcntl": None, "msvcrt": None}.items():
        monkeypatch.setattr(lock, name, value)
    with locked(tmp_path / "mine.npz"):
        np.savez(tmp_path / "mine.npz", a=[1])
    monkeypatch.setattr(sys, "platform", "emscripten")  # as in the browser
    with locked(tmp_path / "mine.npz"), locked(tmp_path / "mine.npz"):
        assert [path.name for path in tmp_path.iterdir()] == ["mine.npz"]


def test_if_the_folder_is_missing_the_error_names_the_file_itself(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        with locked(tmp_path / "nowhere" / "mine.npz"):
            pass
    assert caught.value.filename == os.fspath(tmp_path / "nowhere" / "mine.npz")
