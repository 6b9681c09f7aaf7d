"""One's own Pyodide, the way out if the wheel that carries its packages should go."""

import json

import fetch
import lite_interface
import pyodide_folder
import pytest
from live_lab import long

NEEDED = [*pyodide_folder.CORE, pyodide_folder.LOCK]


@pytest.fixture(scope="module")
def official(site, tmp_path_factory):
    """A folder such as an official release of Pyodide unpacks to: the core, the lock, and the packages beside them."""
    folder, read = tmp_path_factory.mktemp("official"), pyodide_folder._source()
    packages = json.loads(read(pyodide_folder.LOCK))["packages"]
    for name in [*NEEDED, *(packages[name]["file_name"] for name in pyodide_folder.PACKAGES)]:
        (folder / name).write_bytes(read(name))
    return folder


@pytest.fixture
def build(site, tmp_path):
    """What builds Pyodide's folder, and returns its files."""

    def build(name):
        pyodide_folder.build(tmp_path / name, site.folder / "live" / lite_interface.KERNEL)
        return {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}

    return build


@long
def test_ones_own_pyodide_gives_the_very_same_files(official, build, monkeypatch):
    usual = build("usual")
    monkeypatch.setenv("PYODIDE", str(official))
    monkeypatch.setattr(fetch, "npm", lambda *_: pytest.fail("it asked for npm's copy"))
    assert build("own") == usual


def test_what_a_folder_lacks_is_named(official, build, monkeypatch, tmp_path):
    (tmp_path / "part").mkdir()
    for name in NEEDED:
        (tmp_path / "part" / name).symlink_to(official / name)
    monkeypatch.setenv("PYODIDE", str(tmp_path / "part"))
    with pytest.raises(fetch.Vanished, match=r"does not hold asttokens-.*\.whl"):
        build("own")


def test_another_version_is_refused_by_its_number(official, build, monkeypatch, tmp_path):
    lock = json.loads((official / pyodide_folder.LOCK).read_text(encoding="utf-8"))
    lock["info"]["version"] = "0.1.2"
    (tmp_path / pyodide_folder.LOCK).write_text(json.dumps(lock), encoding="utf-8")
    monkeypatch.setenv("PYODIDE", str(tmp_path))
    with pytest.raises(fetch.Vanished, match="holds Pyodide 0.1.2"):
        build("own")


def test_a_changed_file_is_not_used(official, build, monkeypatch, tmp_path):
    for path in official.iterdir():
        (tmp_path / path.name).symlink_to(path)
    changed = next(tmp_path.glob("numpy-*.whl"))
    changed.unlink()
    changed.write_bytes(b"something else")
    monkeypatch.setenv("PYODIDE", str(tmp_path))
    with pytest.raises(fetch.Vanished, match=r"numpy-.*\.whl is not the file that belongs to Pyodide"):
        build("own")
