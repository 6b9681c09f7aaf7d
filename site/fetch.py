"""Gets what the site is made of: each file is pinned, checked by its sum before it is used, and kept outside the repository.

pip and npm download, since they know which registry this machine uses, and how to reach it; no address stands here. What
was fetched once is used again, so that a second build needs no network.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path, PurePosixPath


class Vanished(Exception):
    """A source cannot be had: the message says which, why, and what to do instead."""


def cache():
    """The folder of the downloads: $NNLIB_SITE_CACHE, or else ~/.cache/nnlib-site."""
    folder = Path(os.environ.get("NNLIB_SITE_CACHE") or Path.home() / ".cache" / "nnlib-site")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def npm(name, version, integrity):
    """The tarball of an npm package; `integrity` is "sha512-…", as in npm's lock files."""
    kept = cache() / f"{name.strip('@').replace('/', '-')}-{version}.tgz"
    command = [_program("npm", "Please install Node.js, which brings npm."), "pack", f"{name}@{version}", "--silent"]
    return _kept(kept, integrity, command, f"the npm package {name} {version}")


def wheel(name, version, sha256):
    """The wheel of a package on PyPI that is for any system; `sha256` is in hexadecimal digits."""
    kept = cache() / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--implementation", "py", "--abi", "none", "--platform", "any"]
    command += [f"{name}=={version}"]
    return _kept(kept, f"sha256-{_base64(sha256)}", command, f"the Python package {name} {version}")


def extract(archive, folder, prefix=""):
    """Unpack the members of a tarball or wheel whose names begin with `prefix`, and leave the prefix out."""
    folder = Path(folder)
    for name, read in _members(archive):
        if not name.startswith(prefix) or name.endswith("/"):
            continue
        inside = PurePosixPath(name[len(prefix) :])
        if inside.is_absolute() or ".." in inside.parts:
            raise ValueError(f"{archive} holds {name}, which leads out of the folder it is unpacked into.")
        path = folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(read())


def check(path, integrity):
    """True if the file at `path` has this sum, written "sha512-…" or "sha256-…" in base 64."""
    kind, _, wanted = integrity.partition("-")
    with open(path, "rb") as file:
        return base64.b64encode(hashlib.file_digest(file, kind).digest()).decode() == wanted


def _kept(path, integrity, command, what):
    """The file at `path`, downloaded by `command` if it is not there; a damaged one is fetched again."""
    if path.exists() and check(path, integrity):
        return path
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        files = list(Path(folder).iterdir())
        if done.returncode or len(files) != 1:
            raise Vanished(f"Could not get {what}: {last_words(done.stderr)}\nIs there a network? Has it been withdrawn?")
        if not check(files[0], integrity):
            raise Vanished(f"What came as {what} is not the file that we checked and pinned, so it is not used.")
        shutil.move(files[0], path)
    return path


def _members(archive):
    """The names in an archive, each with a function that reads it."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as file:
            for name in file.namelist():
                yield name, lambda name=name: file.read(name)
    else:
        with tarfile.open(archive) as file:
            for member in filter(tarfile.TarInfo.isfile, file):
                yield member.name, lambda member=member: file.extractfile(member).read()


def _program(name, advice):
    path = shutil.which(name)
    if path is None:
        raise Vanished(f"{name} is needed to build the site, and is not installed. {advice}")
    return path


def last_words(text):
    """The end of what pip or npm printed, which says why it failed."""
    lines = [line for line in text.splitlines() if line.strip() and "WARNING" not in line]
    return " ".join(lines[-2:]) or "no reason was given."


def _base64(hexadecimal):
    return base64.b64encode(bytes.fromhex(hexadecimal)).decode()
