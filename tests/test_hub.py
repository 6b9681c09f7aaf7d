"""The configuration that makes a JupyterHub ready for a class. `python -m benchmarks classroom` tries it on a real one."""

import os
import shutil
import socket
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from traitlets.config.loader import PyFileConfigLoader

import nnlib

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


@pytest.fixture(scope="module")
def spawner():
    """What the file says about a student's server."""
    return PyFileConfigLoader("jupyterhub_config.py", path=str(NOTEBOOKS)).load_config().Spawner


def come_in(spawner, home):
    """What is printed when JupyterHub starts a server in this home; a short program runs instead of the server."""
    shell, python = spawner.cmd[:4], [sys.executable, "-c", "import sys; print(*sys.argv[1:])"]
    assert spawner.cmd[4] == sys.executable
    command = [*shell, *python, *spawner.args]
    done = subprocess.run(
        command, cwd=home, env=os.environ | {"TMPDIR": str(home)}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="JupyterHub does not run on Windows")
def test_a_student_finds_the_notebooks_without_the_solutions_and_keeps_their_work(spawner, tmp_path):
    assert come_in(spawner, tmp_path) == " ".join(spawner.args)
    folder = tmp_path / Path(spawner.notebook_dir).name
    names = {path.name for path in folder.iterdir()}
    assert names == {path.name for path in NOTEBOOKS.glob("*.ipynb")} - {"solutions.ipynb"}
    assert Path(spawner.default_url).name in names
    (folder / "06_mini_batches.ipynb").write_text("mine")
    assert come_in(spawner, tmp_path) == " ".join(spawner.args)
    assert (folder / "06_mini_batches.ipynb").read_text() == "mine"


def test_a_kernel_says_from_its_first_cell_on_which_cell_to_run_first(spawner):
    startup = Path(spawner.environment["PYTHONSTARTUP"])
    assert startup.read_text(encoding="utf-8") == Path(nnlib.__file__).with_name("startup.py").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="JupyterHub does not run on Windows")
def test_kernels_listen_on_files_in_a_short_folder_that_only_the_student_can_open(spawner, tmp_path):
    assert "--KernelManager.transport=ipc" in spawner.args
    python = [sys.executable, "-c", "import os; print(os.environ['JUPYTER_RUNTIME_DIR'])"]
    done = subprocess.run([*spawner.cmd[:4], *python], cwd=tmp_path, capture_output=True, text=True, check=True)
    folder = Path(done.stdout.strip())
    try:
        assert folder.stat().st_mode & 0o777 == 0o700
        name = f"kernel-{uuid.uuid4()}-ipc-1"
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(folder / name))  # a longer path than about 100 letters is an error
    finally:
        shutil.rmtree(folder)
