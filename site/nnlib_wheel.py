"""nnlib as a wheel for the browser: the package, and the code of the notebooks, since errors say which cell to run first."""

import base64
import csv
import gzip
import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

from nnlib.digits import mnist

ROOT = Path(__file__).resolve().parent.parent
PART = 2**22  # bytes of digits, of which less than a million are left when they are compressed
KINDS = {".py", ".js", ".css", ".npz", ".json", ""}


def write(folder):
    """Write the wheel into `folder` and return its path; the same source gives the same bytes."""
    version = _version()
    members = {name: content for path in _package() for name, content in _members(path)}
    members |= {f"nnlib/notebooks/{path.name}": _code(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
    about = f"nnlib-{version}.dist-info"
    members[f"{about}/METADATA"] = f"Metadata-Version: 2.1\nName: nnlib\nVersion: {version}\nLicense: MIT\n".encode()
    members[f"{about}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: nnlib\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    members[f"{about}/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    return zip_up(Path(folder) / f"nnlib-{version}-py3-none-any.whl", about, members)


def zip_up(path, about, members):
    """Write a wheel of these members, with its list of sums in the folder `about`."""
    record = io.StringIO()
    rows = csv.writer(record, lineterminator="\n")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, content in members.items():
            _add(file, name, content)
            check_sum = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            rows.writerow([name, f"sha256={check_sum}", len(content)])
        rows.writerow([f"{about}/RECORD", "", ""])
        _add(file, f"{about}/RECORD", record.getvalue().encode())
    return path


def _add(file, name, content):
    """Add a member that is the same whoever packs it, and when."""
    member = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
    member.external_attr = 0o644 << 16
    member.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(member, content, compresslevel=9)


def _members(path):
    """The name and the content of a file in the wheel. Digits stay compressed, since the browser holds all files in memory.

    They come in parts: for a larger file, the browser copies what it has already, again and again while it unpacks it.
    """
    name, content = f"nnlib/{path.relative_to(ROOT / 'nnlib').as_posix()}", path.read_bytes()
    if path.name not in mnist.FILES:
        return [(name, content)]
    parts = [content[first : first + PART] for first in range(0, len(content), PART)]
    return [(f"{name}.{n:02}.gz", gzip.compress(part, compresslevel=9, mtime=0)) for n, part in enumerate(parts)]


def _package():
    """The files of nnlib that it needs when it runs."""
    paths = sorted((ROOT / "nnlib").rglob("*"))
    return [path for path in paths if path.is_file() and path.suffix in KINDS and "__pycache__" not in path.parts]


def _code(path):
    """A notebook without its outputs and its prose."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [cell | {"outputs": [], "execution_count": None} for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return json.dumps(notebook | {"cells": cells}, separators=(",", ":")).encode()


def _version():
    for line in (ROOT / "nnlib" / "__init__.py").read_text(encoding="utf-8").splitlines():
        if line.startswith("__version__"):
            return line.partition("=")[2].strip().strip("\"'")
    sys.exit("nnlib/__init__.py no longer says its __version__, which the wheel needs.")
