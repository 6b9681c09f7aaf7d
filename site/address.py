"""Where the site and the repository are on the web, from pyproject.toml: an empty text as long as they have no address."""

import re
import tomllib
from pathlib import Path
from urllib.parse import quote

PROJECT = tomllib.loads((Path(__file__).resolve().parent.parent / "pyproject.toml").read_text(encoding="utf-8"))


def site():
    """The address of the site, with a slash at its end."""
    address = PROJECT["tool"]["nnlib"]["site"]
    return f"{address.rstrip('/')}/" if address else ""


def repository():
    """The address of the repository, without a slash at its end."""
    return PROJECT["project"]["urls"].get("Repository", "").rstrip("/")


def binder():
    """Where Binder runs the notebooks on a server: environment.yml says what to install. Empty without a repository."""
    found = re.fullmatch(r"https://github\.com/([^/]+/[^/]+?)(?:\.git)?", repository())
    place = f"gh/{found[1]}" if found else f"git/{quote(repository(), safe='')}"
    return f"https://mybinder.org/v2/{place}/HEAD?urlpath=lab/tree/notebooks/00_start_here.ipynb" if repository() else ""
