"""Builds JupyterLite's interface: the notebooks' window without a server, in a Python environment of its own."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import fetch
import pyodide_folder

REQUIREMENTS = Path(__file__).with_name("lite_requirements.txt")
KERNEL = "extensions/@jupyterlite/pyodide-kernel-extension/static/pypi"  # the kernel's own wheels

# One name, so that the shell finds the learner's copies, too.
STORAGE = "nnlib course"

# What a newcomer meets: no news, no question, a copy saved soon, and every cell on the page, so that links can find it.
SETTINGS = {
    "@jupyter-notebook/application-extension:top": {"visible": "no"},  # there is a bar around the notebook already
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 2, "renameUntitledFileOnSave": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}
DISABLED = ["@jupyterlab/apputils-extension:announcements", "@jupyterlab/extensionmanager-extension"]


# The smallest picture, since inside a frame no one sees it: without it, the server would be asked in vain.
ICON = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")

# Where the page answers a question of Python about the learner's files.
QUESTION = "await this._driveContentsProcessor.processDriveRequest(e)"


def build(out):
    """Build the interface into the folder `out`: one notebook without menus (notebooks/), and JupyterLab (lab/)."""
    python = _environment()
    with tempfile.TemporaryDirectory() as empty:
        options = ["--apps", "notebooks", "--apps", "lab"]
        options += ["--no-sourcemaps", "--no-unused-shared-packages", "--no-libarchive"]
        run = "from jupyterlite_core.app import main; main()"
        command = [str(python), "-c", run, "build", *options, "--lite-dir", empty, "--output-dir", str(out)]
        # The builder's own Jupyter settings and extensions stay out.
        folders = {name: empty for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_PATH", "JUPYTER_RUNTIME_DIR")}
        done = subprocess.run(command, env=os.environ | folders, cwd=empty, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"JupyterLite could not be built:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    _leave_out(out)
    answer_always(out)
    _configure(out)


def _environment():
    """The Python of the environment that REQUIREMENTS describe; made if it is not there."""
    name = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = fetch.cache() / f"jupyterlite-{name}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    installed = folder / "installed"
    if not installed.exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
        command = [str(python), "-m", "pip", "install", *options, "-r", str(REQUIREMENTS)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise fetch.Vanished(f"Could not install JupyterLite ({REQUIREMENTS.name}): {fetch.last_words(done.stderr)}")
        installed.touch()
    return python


def _leave_out(out):
    """Remove what no browser asks for today, such as old fonts and source maps, and add the icons that it asks for."""
    for pattern in ["**/*.map", "build/fa-*.eot", "build/fa-*.svg", "build/fa-*.ttf", "build/fa-*.woff"]:
        for path in out.glob(pattern):
            path.unlink()
    for name in ["manifest.webmanifest", "icon-120x120.png", "icon-512x512.png", "package.json", "doc"]:
        path = out / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    icon = out / "lab" / "favicon.ico"
    icon.write_bytes(ICON)
    for name in ["favicon", "favicon-notebook", "favicon-file", "favicon-busy-1", "favicon-busy-2", "favicon-busy-3"]:
        path = out / "static" / "favicons" / f"{name}.ico"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(ICON)
    for page in out.rglob("index.html"):
        lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
        text = "".join(line for line in lines if "manifest.webmanifest" not in line)
        icon = f'<link rel="icon" href="{"../" * len(page.parent.relative_to(out).parts)}icon.svg" type="image/svg+xml">'
        page.write_text(text.replace("<head>", f"<head>\n    {icon}", 1), encoding="utf-8")


def answer_always(out):
    """Let the page answer what it cannot do, too: Python would wait for ever (live/drive_worker.js)."""
    scripts = [path for path in (out / "build").glob("*.js") if QUESTION in path.read_text(encoding="utf-8")]
    if not scripts:
        raise RuntimeError(f"JupyterLite's page no longer answers Python with {QUESTION}: please look how it does")
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(QUESTION, f"{QUESTION}.catch(error=>({{failed:String(error)}}))"), encoding="utf-8")


def _configure(out):
    path = out / "jupyter-lite.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    page = settings["jupyter-config-data"]
    page |= {
        "appName": "Backpropagation you can touch",
        "exposeAppInBrowser": True,  # the shell around the notebook runs its commands
        "disabledExtensions": DISABLED,
        "settingsOverrides": SETTINGS,
        **{f"{kind}StorageName": STORAGE for kind in ("contents", "settings", "workspaces")},
    }
    page["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"] |= {
        "pyodideUrl": "./pyodide/pyodide.js",
        "disablePyPIFallback": True,
        "loadPyodideOptions": pyodide_folder.options(),
    }
    path.write_text(json.dumps(settings, indent=1, sort_keys=True), encoding="utf-8")
