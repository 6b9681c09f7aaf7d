"""Build the course as a static site, for any web server and any of its folders.

    python site/build_site.py [FOLDER] [--only PART ...]

The parts are `alive` (the network that needs no Python), `live` (the notebooks that run in the browser) and `pages` (the
front page, and each notebook to read). What they need from elsewhere is fetched once and kept (site/fetch.py).
"""

import argparse
import importlib
import re
import sys
import time
from pathlib import Path

from fetch import Vanished

FOLDER = Path(__file__).resolve().parent.parent / "build" / "site"

# The module of each part. They are built in this order, since the pages say how large the live notebooks are.
PARTS = {"alive": "alive_network", "live": "live_notebooks", "pages": "pages"}

PICTURE = re.compile(r'<img src="([^"]+)"')


def build(folder=FOLDER, only=PARTS):
    """Build these parts into `folder`; return for each part the seconds it took."""
    folder.mkdir(parents=True, exist_ok=True)
    seconds = {}
    for part in only:
        start = time.monotonic()
        importlib.import_module(PARTS[part]).build(folder)
        seconds[part] = time.monotonic() - start
    return seconds


def size(path):
    """The bytes of a file, or of all files in a folder."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) if path.is_dir() else path.stat().st_size


def report(folder):
    """The lines that say how large the site is, and each of its pages with the pictures that come when one reads on."""
    yield f"{folder}: {size(folder) / 1e6:.1f} MB"
    for path in sorted(folder.iterdir()):
        line = f"{size(path) / 1e3:10,.0f} kB  {path.name}{'/' if path.is_dir() else ''}"
        if path.suffix == ".html":
            pictures = {folder / source for source in PICTURE.findall(path.read_text(encoding="utf-8"))}
            line += f", and {sum(map(size, pictures)) / 1e3:,.0f} kB of pictures" if pictures else ""
        yield line


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where the site goes: build/site")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=", ".join(PARTS))
    asked = parser.parse_args(arguments)
    try:
        seconds = build(asked.folder, asked.only)
    except Vanished as vanished:
        sys.exit(f"The site could not be built. {vanished}")
    print(*report(asked.folder), sep="\n")
    print(", ".join(f"{part} {took:.0f} s" for part, took in seconds.items()))


if __name__ == "__main__":
    main()
