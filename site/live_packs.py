"""Packs: the files that run a notebook, put together in the order of need, compressed, and listed with their sizes.

A pack is one download instead of hundreds, its progress can be counted, and it is smaller than its files; live/packs.js
takes it apart in the browser. Every file also lies where it belongs, for browsers that cannot keep anything.
"""

import fnmatch
import gzip
import hashlib
import json
from pathlib import Path

INTERFACE = Path(__file__).parent / "live" / "interface_files.txt"
DIGITS = "pyodide/nnlib-*.whl"
NUMBERS = ["pyodide/numpy-*", "pyodide/matplotlib-*", "pyodide/pillow-*", "pyodide/contourpy-*", "pyodide/kiwisolver-*"]

# In the order of need: what the learner reads while it loads, and its files.
NEEDED = {
    "1-window": ("the notebook’s window arrives", INTERFACE.read_text(encoding="utf-8").split()),
    "2-python": ("Python arrives", ["pyodide/*"]),
    "3-numbers": ("numpy and matplotlib arrive", NUMBERS),
    "4-digits": ("70,000 digits arrive", [DIGITS]),
}
NOWHERE = ["*.txt", "*third-party-licenses.json", "*schema*.json", "packs/*", "pyodide/pyodide.mjs", "*service-worker.js"]


def build(live):
    """Write the packs into live/packs and their list into live/manifest.json; return the version of this build."""
    paths = sorted(path.relative_to(live).as_posix() for path in live.rglob("*") if path.is_file())
    version = _version(live, paths)
    paths = [path for path in paths if not _matches(path, NOWHERE) or path in NEEDED["1-window"][1]]
    taken = set()
    packs = []
    for name in reversed(NEEDED):  # the last patterns are the narrowest
        words, patterns = NEEDED[name]
        files = [path for path in paths if path not in taken and _matches(path, patterns)]
        _complain_about(patterns, paths)
        taken.update(files)
        packs.insert(0, _pack(live, name, files) | {"words": words})
    rest = [path for path in paths if path not in taken and not path.startswith("lab/")]
    later = [_pack(live, "5-other-notebooks", rest)]
    manifest = {"version": version, "packs": packs, "later": later}
    (live / "manifest.json").write_text(json.dumps(manifest, separators=(",", ":")), encoding="utf-8")
    return version


def _pack(live, name, files):
    """Write a pack and return what the manifest says of it."""
    content = b"".join((live / file).read_bytes() for file in files)
    packed = gzip.compress(content, compresslevel=9, mtime=0)
    path = live / "packs" / f"{name}-{hashlib.sha256(packed).hexdigest()[:12]}.bin"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(packed)
    sizes = [[file, (live / file).stat().st_size] for file in files]
    return {"file": f"packs/{path.name}", "bytes": len(packed), "files": sizes}


def _version(live, paths):
    """A name for exactly these files."""
    names = hashlib.sha256()
    for path in paths:
        names.update(path.encode() + hashlib.sha256((live / path).read_bytes()).digest())
    return names.hexdigest()[:16]


def _matches(path, patterns):
    return any(fnmatch.fnmatch(path, pattern) for pattern in patterns)


def _complain_about(patterns, paths):
    for pattern in patterns:
        if not fnmatch.filter(paths, pattern):
            raise RuntimeError(f"No file is called {pattern} any more: please bring {INTERFACE.name} up to date.")
