"""Take screenshots of a notebook that runs in JupyterLab, one per screenful, from top to bottom.

python scripts/shoot.py NOTEBOOK [--theme dark] [--scale 2] [--out FOLDER]
"""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests" / "browser"))
from lab import Lab, Notebook, find_chromium, launch  # noqa: E402

SCROLLER = ".jp-WindowedPanel-outer"


def shoot(notebook, out, stem):
    """Save screenshots of an open notebook as out/stem-01.png and so on."""
    scroller = notebook.page.locator(SCROLLER)
    total, screen = scroller.evaluate("element => [element.scrollHeight, element.clientHeight]")
    for number, top in enumerate(range(0, total, screen - 40), start=1):  # pictures overlap by 40 pixels
        scroller.evaluate("(element, top) => { element.scrollTop = top }", top)
        notebook.page.wait_for_timeout(500)
        notebook.screenshot(out / f"{stem}-{number:02d}.png")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebook", type=Path)
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--scale", type=float, default=1, help="device pixels per pixel")
    parser.add_argument("--out", type=Path, default=Path("build/shots"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        lab = Lab(Path(home) / "home")
        try:
            view = {"viewport": {"width": 1280, "height": 720}, "device_scale_factor": arguments.scale}
            page = launch(playwright, find_chromium(playwright)).new_page(color_scheme=arguments.theme, **view)
            notebook = Notebook(lab, page)
            notebook.open(arguments.notebook)
            shoot(notebook, arguments.out, f"{arguments.notebook.stem}-{arguments.theme}")
            print(*notebook.errors, sep="\n")
        finally:
            lab.stop()


if __name__ == "__main__":
    main()
