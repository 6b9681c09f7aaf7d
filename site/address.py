"""Where the site and the repository are on the web, from pyproject.toml: an empty text as long as they have no address."""

import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).resolve().parent.parent / "pyproject.toml").read_text(encoding="utf-8"))


def site():
    """The address of the site, with a slash at its end."""
    address = PROJECT["tool"]["nnlib"]["site"]
    return f"{address.rstrip('/')}/" if address else ""


def repository():
    """The address of the repository, without a slash at its end."""
    return PROJECT["project"]["urls"].get("Repository", "").rstrip("/")
