"""What a user gets who installs a wheel: the library, its notebooks, and a command that copies them."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import nbformat
import pytest

import nnlib
from nnlib import __main__ as command

ROOT = Path(__file__).parent.parent
# What a learner gets. A teacher finds one more file in the package, which would only confuse a class.
COURSE = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
COURSE |= {"TEACHING.md", "test_before.html", "test_after.html"}
IN_SOURCE_ARCHIVE = [
    "pyproject.toml",
    "setup.py",
    "MANIFEST.in",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "nnlib",
    "notebooks",
]

RUN_A_NOTEBOOK = """
import sys, nbclient, nbformat, nnlib
print(nnlib.__file__)
notebook = nbformat.read("00_start_here.ipynb", as_version=4)
nbclient.NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
nbformat.write(notebook, "run.ipynb")
"""


def run(python, *arguments, cwd):
    """What this Python prints for a program that knows nothing of the repository."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run([python, *arguments], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(kind, source, out):
    """Build the wheel or the sdist of this folder; returns its path. The build takes setuptools from this environment."""
    code = f"import sys; from setuptools import build_meta; build_meta.build_{kind}(sys.argv[1])"
    out.mkdir()
    run(sys.executable, "-c", code, out, cwd=source)
    return next(path for path in out.iterdir())


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The source archive of a copy of the repository: a build in place would find leftovers of an earlier one."""
    folder = tmp_path_factory.mktemp("packages")
    (folder / "copy").mkdir()
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if files.returncode:
        pytest.skip("this is no git checkout")
    for name in filter(None, files.stdout.split("\0")):
        if (ROOT / name).exists():
            (folder / "copy" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "copy" / name).write_bytes((ROOT / name).read_bytes())
    return build("sdist", folder / "copy", folder / "sdist")


@pytest.fixture(scope="module")
def wheel(archive):
    """The wheel of the source archive, as installers build it, so that both are right or neither."""
    folder = archive.parent.parent
    with tarfile.open(archive) as packed:
        packed.extractall(folder / "unpacked", filter="data")
    return build("wheel", next((folder / "unpacked").iterdir()), folder / "wheel")


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """The Python of a new environment that has nnlib only from the wheel.

    Everything else, JupyterLab and matplotlib among it, it takes from the environment of this test through a .pth file:
    installing them again would take minutes and prove nothing about our wheel. Packages of its own come first, and
    the editable nnlib of this environment is found by no .pth file, since Python reads none in a folder that a .pth names.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(packages)  # all that installing a wheel of pure Python without scripts does
    return python


def test_a_wheel_is_enough_to_run_a_notebook_outside_the_repository(python, tmp_path):
    folder = tmp_path / "my course"
    printed = run(python, "-m", "nnlib", "my course", "--copy-only", cwd=tmp_path)
    assert str(folder) in printed
    assert {path.name for path in folder.iterdir()} == COURSE
    used = Path(run(python, "-c", RUN_A_NOTEBOOK, cwd=folder).strip())
    assert used.is_relative_to(python.parent.parent) and not used.is_relative_to(ROOT)
    cells = [cell for cell in nbformat.read(folder / "run.ipynb", as_version=4).cells if cell.cell_type == "code"]
    assert any("image/png" in output.get("data", {}) for cell in cells for output in cell.outputs)


def test_the_wheel_holds_the_notebooks_once_what_a_hub_needs_and_nothing_but_the_package(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"nnlib"}
    beside = {name.removeprefix("nnlib/notebooks/") for name in names if name.startswith("nnlib/notebooks/")}
    assert beside == COURSE | {"jupyterhub_config.py"}


def exports_in(wheel):
    """What the settings for Jupyter say that this wheel brings."""
    with zipfile.ZipFile(wheel) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith(".data/data/etc/jupyter/jupyter_config.json")]
        return packed.read(name)


def test_every_installation_tells_jupyter_how_to_export_our_widgets(archive, wheel, tmp_path):
    editable = build("editable", archive.parent.parent / "copy", tmp_path / "editable")
    assert exports_in(wheel) == exports_in(editable) == (ROOT / "nnlib" / "jupyter_config.json").read_bytes()


def test_the_wheel_holds_every_file_of_data(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("nnlib/*/data/*")}
    assert data and data <= names


def test_the_source_archive_has_what_a_build_needs_and_leaves_the_tests_out(archive):
    names = {name.split("/")[1] for name in tarfile.open(archive).getnames() if "/" in name}
    assert names >= set(IN_SOURCE_ARCHIVE)
    assert "tests" not in names


def test_the_version_has_one_source(archive, wheel):
    assert f"nnlib-{nnlib.__version__}-" in wheel.name and f"nnlib-{nnlib.__version__}.tar" in archive.name
    assert "version" not in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    release = nnlib.__version__.split(".dev")[0]
    assert f"\n## {release}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


# ---- the command


@pytest.fixture
def lab(monkeypatch):
    """The options with which JupyterLab would be started, in place of starting it."""
    started = []
    monkeypatch.setattr(command, "open_lab", lambda folder, options: started.append((folder, options)))
    return started


def call(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["nnlib", *map(str, arguments)])
    command.main()


def test_what_a_learner_has_changed_is_kept_and_named(monkeypatch, capsys, lab, tmp_path):
    call(monkeypatch, tmp_path)
    (tmp_path / "03_one_image.ipynb").write_text("mine")
    (tmp_path / "04_backwards.ipynb").unlink()
    capsys.readouterr()
    call(monkeypatch, tmp_path)
    printed = capsys.readouterr().out
    assert (tmp_path / "03_one_image.ipynb").read_text() == "mine" and "03_one_image.ipynb" in printed
    assert printed.count("Kept") == 1
    assert {path.name for path in tmp_path.iterdir()} == COURSE


def test_other_options_go_to_jupyterlab(monkeypatch, lab, tmp_path):
    call(monkeypatch, tmp_path, "--no-browser", "--port=9999")
    call(monkeypatch, tmp_path, "--copy-only")
    assert lab == [(tmp_path, ["--no-browser", "--port=9999"])]


@pytest.mark.parametrize(
    "inside, root, page", [(True, ".", "course/00_start_here.ipynb"), (False, "course", "00_start_here.ipynb")]
)
def test_jupyterlab_opens_the_first_notebook(monkeypatch, tmp_path, inside, root, page):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path if inside else tmp_path / "elsewhere")
    options = list(command.lab_options(tmp_path / "course"))
    assert f"--ServerApp.root_dir={tmp_path / root}" in options
    assert f"--LabApp.default_url=/lab/workspaces/{command.WORKSPACE}/tree/{page}" in options


def test_without_a_display_no_browser_is_started(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("CI", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert "--no-browser" in command.lab_options(tmp_path)
    monkeypatch.setenv("DISPLAY", ":0")
    assert "--no-browser" not in command.lab_options(tmp_path)


@pytest.mark.parametrize("own", [{}, {"PYTHONSTARTUP": "mine.py"}])
def test_the_kernels_of_this_jupyterlab_can_help_from_their_first_cell_on(monkeypatch, tmp_path, own):
    monkeypatch.setattr("jupyterlab.labapp.main", lambda options: None)
    monkeypatch.setattr(command, "make_room", lambda: None)  # the user's own settings stay untouched
    monkeypatch.setattr(command.os, "environ", dict(own))
    with pytest.raises(SystemExit):
        command.open_lab(tmp_path, [])
    assert command.os.environ["PYTHONSTARTUP"] == own.get("PYTHONSTARTUP", str(ROOT / "nnlib" / "startup.py"))


def test_a_folder_that_cannot_be_made_is_explained(monkeypatch, lab, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemExit, match="could not be copied.*file"):
        call(monkeypatch, tmp_path / "file")
    assert lab == []
