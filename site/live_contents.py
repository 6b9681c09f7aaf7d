"""The notebooks as JupyterLite finds them: files, and the list of them that a Jupyter server would give."""

import json
import shutil

from nnlib_wheel import ROOT

DATE = "2020-01-01T00:00:00Z"  # a date that is the same in every build; what counts is the text (live/copies.js)


def build(out):
    """Write the notebooks into files/, and their list into api/contents/all.json."""
    folder = out / "files"
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        shutil.copyfile(path, folder / path.name)
        entries.append(_entry(path.name, "notebook", size=path.stat().st_size))
    listing = _entry("", "directory", content=entries, format="json")
    (out / "api" / "contents").mkdir(parents=True, exist_ok=True)
    (out / "api" / "contents" / "all.json").write_text(json.dumps(listing), encoding="utf-8")


def _entry(name, kind, content=None, format=None, size=None):
    dates = {"created": DATE, "last_modified": DATE}
    what = {"name": name, "path": name, "type": kind, "content": content, "format": format, "mimetype": None, "size": size}
    return what | dates | {"writable": True}
