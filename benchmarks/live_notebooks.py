"""How long live notebooks take in a browser: python -m benchmarks.live_notebooks chromium|firefox [NOTEBOOK ...]

Takes the site in build/site (make site). For each notebook: seconds until Python answers and until all cells have run, with
everything kept in the browser already, cells with an error, errors in the console, and requests to other hosts.
With the word `cold` before the browser, one first visit at 10 Mb/s, until the first slider answers (Chromium only).
"""

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "site"), str(ROOT / "tests" / "browser")]

from build_site import FOLDER  # noqa: E402
from live_lab import Live, browser_or_skip  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from serve import serving  # noqa: E402

MEGABITS = 10
STATUS = "document.getElementById('status').textContent"


def warm(start, url, names):
    """Print a line for each notebook."""
    with tempfile.TemporaryDirectory() as profile:
        live = Live(start, profile, url)
        first = live.notebook(names[0])
        first.wait_until_kept()
        first.page.close()
        print(f"{'notebook':22}{'Python answers':>16}{'Run All':>10}{'errors':>8}{'console':>9}{'elsewhere':>11}")
        for name in names:
            began = time.monotonic()
            live.errors.clear()
            notebook = live.opened(live.page(f"live.html?notebook={name}"))
            notebook.page.wait_for_function(f"/^Running|^It runs/.test({STATUS})", timeout=300_000)
            answers = time.monotonic() - began
            notebook.wait_until_running()
            ran = time.monotonic() - began
            counts = len(notebook.errors()), len(live.errors), len(live.elsewhere)
            print(f"{name:22}{answers:14.1f} s{ran:8.1f} s{counts[0]:8}{counts[1]:9}{counts[2]:11}", flush=True)
            notebook.page.close()
        live.context.close()


def cold(start, url):
    """Print how long a first visit takes at MEGABITS until a slider of notebook 03 answers, and the bytes until then."""
    with tempfile.TemporaryDirectory() as profile:
        live = Live(start, profile, url)
        page = live.context.new_page()
        network = live.context.new_cdp_session(page)
        speed = MEGABITS * 1e6 / 8
        limits = {"offline": False, "latency": 40, "downloadThroughput": speed, "uploadThroughput": speed}
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", limits)
        received = []
        network.on("Network.dataReceived", lambda event: received.append(event["encodedDataLength"]))
        began = time.monotonic()
        page.goto(f"{url}live.html?notebook=03_one_image")
        notebook = live.opened(page)
        output = notebook.output("one_image.output_wishes()")
        handle = output.get_by_role("slider").first
        handle.wait_for(timeout=300_000)
        before = output.locator(".nnlib-readout").inner_text()
        handle.press("ArrowRight")
        changed = "([place, text]) => place.innerText !== text"
        readout = output.locator(".nnlib-readout").element_handle()
        notebook.inner.wait_for_function(changed, arg=[readout, before])
        print(f"{time.monotonic() - began:.1f} s until the first slider answers, {sum(received) / 1e6:.1f} MB")
        live.context.close()


def main(browser, *names):
    with sync_playwright() as playwright, serving(FOLDER, "/course/") as url:
        if browser == "cold":
            return cold(browser_or_skip(playwright, "chromium"), url)
        every = [path.stem for path in sorted((FOLDER / "live" / "files").glob("[0-9]*.ipynb"))]
        return warm(browser_or_skip(playwright, browser), url, names or every)


if __name__ == "__main__":
    main(*sys.argv[1:] or ["chromium"])
