"""Build the course as a static site, for any web server and any of its folders.

    python site/build_site.py [FOLDER] [--only PART ...]

The parts are `alive` (the network that needs no Python), `live` (the notebooks that run in the browser) and `pages` (the
front page, and each notebook to read). What they need from elsewhere is fetched once and kept (site/fetch.py).
"""

import argparse
import importlib
import importlib.util
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "build" / "site"

# In this order: the pages say how large the live notebooks are. The last keeps all of them for the time without a network.
PARTS = {"alive": "alive_network", "live": "live_notebooks", "pages": "pages"}
PARTS = {part: module for part, module in PARTS.items() if importlib.util.find_spec(module)}


def build(folder=FOLDER, only=PARTS):
    """Build these parts into `folder`; return for each part the seconds it took."""
    folder.mkdir(parents=True, exist_ok=True)
    seconds = {}
    for part in only:
        start = time.monotonic()
        importlib.import_module(PARTS[part]).build(folder)
        seconds[part] = time.monotonic() - start
    return seconds


def size(folder):
    """The bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def report(folder):
    """The lines that say how large the site and its folders are."""
    yield f"{folder}: {size(folder) / 1e6:.1f} MB"
    for path in sorted(folder.iterdir()):
        yield f"{size(path) if path.is_dir() else path.stat().st_size:12,}  {path.name}{'/' * path.is_dir()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where the site goes: build/site")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=", ".join(PARTS))
    arguments = parser.parse_args()
    seconds = build(arguments.folder, arguments.only)
    print(*report(arguments.folder), sep="\n")
    print(", ".join(f"{part} {took:.0f} s" for part, took in seconds.items()))


if __name__ == "__main__":
    sys.exit(main())
