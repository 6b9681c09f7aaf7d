"""JupyterHub from PyPI and its proxy from npm, in their own environment, so that nnlib depends on neither."""

import shutil
import subprocess
import sys

from benchmarks.turns import ROOT

HOME = ROOT / "build" / "classroom"
PYTHON = HOME / "bin" / "python"
PROXY = HOME / "node_modules" / ".bin" / "configurable-http-proxy"
HUB = "jupyterhub>=5.2"


def install():
    """Make the environment, or bring it up to date when pyproject.toml has changed."""
    done, project = HOME / "installed", ROOT / "pyproject.toml"
    if done.exists() and done.stat().st_mtime > project.stat().st_mtime:
        return
    if shutil.which("npm") is None:
        sys.exit("The proxy of JupyterHub comes from npm, which is not installed here. Please install Node.js.")
    print(f"Installing JupyterHub in {HOME.relative_to(ROOT)}: a minute or two the first time ...", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in (
        [sys.executable, "-m", "venv", HOME],
        [*pip, "--editable", f"{ROOT}[notebooks]", HUB],
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", HOME, "configurable-http-proxy"],
    ):
        subprocess.run(command, check=True)
    done.touch()
