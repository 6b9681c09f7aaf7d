"""The notebooks that run in the browser: JupyterLite, Python and its packages, and the page around them (live/live.html).

python site/live_notebooks.py [FOLDER]
"""

import json
import shutil
import sys
from pathlib import Path

import byte_code
import lite_interface
import live_contents
import live_packs
import pyodide_folder

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "build" / "site"
SHELL = HERE / "live"
BESIDE = [
    "live.js",
    "live.css",
    "copies.js",
    "each_save.js",
    "names_only.js",
    "notebook_frame.js",
    "packs.js",
    "save_written.js",
    "stored.js",
    "workers.js",
    "icon.svg",
]


def build(out):
    """Build them into the folder `out`: live.html, sw.js, and live/."""
    live = out / "live"
    shutil.rmtree(live, ignore_errors=True)
    live.mkdir(parents=True)
    lite_interface.build(live)
    pyodide_folder.build(live / "pyodide", live / lite_interface.KERNEL)
    byte_code.compile_all(live / "pyodide")
    live_contents.build(live)
    finish(out)


def finish(out):
    """Put the page around the notebooks, and pack everything."""
    live = out / "live"
    shutil.rmtree(live / "packs", ignore_errors=True)
    (live / "manifest.json").unlink(missing_ok=True)
    for name in BESIDE:
        shutil.copyfile(SHELL / name, live / name)
    for name in ["live.html", "sw.js"]:
        shutil.copyfile(SHELL / name, out / name)
    worker = live / "service-worker.js"
    lites = live / "build" / "service-worker.js"  # JupyterLite leaves a second one here
    both = (SHELL / worker.name).read_text(encoding="utf-8") + lites.read_text(encoding="utf-8")
    worker.write_text(both, encoding="utf-8")
    worker.write_text(both.replace("@VERSION@", live_packs.build(live)), encoding="utf-8")


def megabytes(out):
    """What is loaded until the first slider answers, and what comes after it, in millions of bytes."""
    manifest = json.loads((out / "live" / "manifest.json").read_text(encoding="utf-8"))
    return tuple(sum(pack["bytes"] for pack in manifest[packs]) / 1e6 for packs in ("packs", "later"))


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    build(folder)
    print("{:.1f} MB until the first slider answers, {:.1f} MB for the other notebooks after it".format(*megabytes(folder)))
