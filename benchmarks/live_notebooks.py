"""How long live notebooks take in a browser: python -m benchmarks.live_notebooks chromium|firefox|memory [NOTEBOOK ...]

Takes the site in build/site (make site). For each notebook: seconds until Python answers, and from then until all cells
have run, with everything kept in the browser already, cells with an error, errors in the console, requests to other hosts,
and the memory of its tab, at most and half a minute later: that of the browser's largest process for pages, what it shares
with others counted in part. In Chromium, the debugger that we need for it keeps what is loaded in the memory of the page.
With the word `memory` instead of a browser, the memory of each tab in Chromium without a debugger, when the learner has
opened the whole course before. With `training`, that of a tab that trains for twenty minutes, in both browsers. With `cold`,
one first visit at 10 Mb/s over https, under a name that is not localhost, until the first slider answers. With `board`,
training in notebook 06 beside the bare loop there, and how soon a setting is in force.
"""

import contextlib
import ssl
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "site"), str(ROOT / "tests" / "browser")]

from build_site import FOLDER  # noqa: E402
from lab import find_chromium  # noqa: E402
from live_lab import Live, browser_or_skip  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from serve import Server, serving  # noqa: E402

from benchmarks import board  # noqa: E402
from benchmarks.classroom.processes import share  # noqa: E402
from benchmarks.plain_chromium import PlainChromium  # noqa: E402

MEGABITS = 10
NAME = "course.example"  # for https, as far as the browser of this benchmark knows
MINUTES = 20  # of training
TRAINS = "06_mini_batches"
RUNNING = "document.documentElement?.dataset.state === 'running'"
STATUS = "document.getElementById('status').textContent"
AFTER = 1, 10  # seconds: at first, the accuracy is measured at each quarter of an epoch, and the cost of everything
REST = 30  # seconds; by then a browser has thrown away what it no longer needs
PAGES = "--type=renderer", "tab"  # how the processes for pages are started, in Chromium and in Firefox


def memory(profile):
    """The megabytes of the largest process for pages, of the browser with this profile."""
    browser = [one for one in psutil.process_iter(["cmdline"]) if str(profile) in " ".join(one.info["cmdline"] or ())]
    every = {child for one in browser for child in one.children(recursive=True)}
    return max(share(one) or 0 for one in every if set(PAGES) & set(one.cmdline()))


@contextlib.contextmanager
def peak(profile):
    """Gives a list to which the largest memory so far is added, twice a second."""
    seen, ended = [0], threading.Event()

    def look():
        while not ended.wait(0.5):
            with contextlib.suppress(ValueError, psutil.Error):  # the process begins or ends
                seen.append(max(seen[-1], memory(profile)))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        ended.set()
        thread.join()


@contextlib.contextmanager
def visited(start, url, names):
    """The profile of a browser that keeps all that is loaded, and these notebooks as a learner's own copies."""
    with tempfile.TemporaryDirectory() as profile:
        live = Live(start, profile, url)
        for name in names:
            notebook = live.notebook(name)
            notebook.wait_until_kept()
            notebook.inner.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty")  # it is saved
            notebook.page.close()
        live.context.close()
        yield profile


def plain(path, profile, url, name):
    """The Chromium at `path`, which opens a live notebook without a debugger."""
    return PlainChromium(path, profile, f"{url}live.html?notebook={name}")


def alone(path, start, url, names, kept):
    """Print the memory of each notebook's tab in a Chromium without a debugger, with the notebooks `kept` in it."""
    print(f"{'notebook':22}{'at most':>10}{'at rest':>10}")
    with visited(start, url, kept) as profile:
        for name in names:
            with peak(profile) as held, plain(path, profile, url, name) as page:
                page.wait_until(RUNNING)
                time.sleep(REST)
                print(f"{name:22}{held[-1]:7.0f} MB{memory(profile):7.0f} MB", flush=True)


def warm(start, url, names):
    """Print a line for each notebook."""
    with tempfile.TemporaryDirectory() as profile:
        live = Live(start, profile, url)
        first = live.notebook(names[0])
        first.wait_until_kept()
        first.page.close()
        print(
            f"{'notebook':22}{'Python answers':>16}{'Run All':>10}{'at most':>10}{'at rest':>10}"
            f"{'errors':>8}{'console':>9}{'elsewhere':>11}"
        )
        for name in names:
            began = time.monotonic()
            live.errors.clear()
            with peak(profile) as held:
                notebook = live.opened(live.page(f"live.html?notebook={name}"))
                notebook.page.wait_for_function(f"/^Running|^It runs/.test({STATUS})", timeout=300_000)
                answers = time.monotonic() - began
                notebook.wait_until_running()
                ran = time.monotonic() - began - answers
            notebook.page.wait_for_timeout(1000 * REST)
            counts = len(notebook.errors()), len(live.errors), len(live.elsewhere)
            costs = f"{answers:14.1f} s{ran:8.1f} s{held[-1]:7.0f} MB{memory(profile):7.0f} MB"
            print(f"{name:22}{costs}{counts[0]:8}{counts[1]:9}{counts[2]:11}", flush=True)
            notebook.page.close()
        live.context.close()


@contextlib.contextmanager
def secure(folder, under):
    """Serve a folder over https, with a certificate made for this; gives the address, and what Chromium is told of it."""
    with tempfile.TemporaryDirectory() as place, Server(folder, under=under) as server:
        key, certificate = Path(place, "key.pem"), Path(place, "certificate.pem")
        made = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={NAME} -addext subjectAltName=DNS:{NAME}"
        subprocess.run([*made.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
        hashed = (
            f"openssl x509 -in {certificate} -pubkey -noout | openssl pkey -pubin -outform der"
            " | openssl dgst -sha256 -binary | openssl enc -base64"
        )
        known = subprocess.run(hashed, shell=True, check=True, capture_output=True, text=True).stdout.strip()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        flags = [f"--host-resolver-rules=MAP {NAME} 127.0.0.1", f"--ignore-certificate-errors-spki-list={known}"]
        yield f"https://{NAME}:{server.server_port}{under}", flags
        server.shutdown()


def cold(playwright):
    """Print how long a first visit takes at MEGABITS until a slider of notebook 03 answers, and the bytes until then."""
    with tempfile.TemporaryDirectory() as profile, secure(FOLDER, "/course/") as (url, flags):
        live = Live(browser_or_skip(playwright, "chromium", flags), profile, url)
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


def training(start, url):
    """Print the memory of a tab in which notebook 06 trains."""
    with tempfile.TemporaryDirectory() as profile:
        live = Live(start, profile, url)
        notebook = live.notebook(TRAINS)
        output = notebook.output("mini_batches.training_board()")
        output.get_by_role("button", name="Play").click()
        for minute in range(MINUTES + 1):
            steps = output.locator("[data-show=steps]").inner_text()
            print(f"minute {minute:2}: {memory(profile):4.0f} MB, errors: {live.errors}, {steps} steps", flush=True)
            notebook.page.wait_for_timeout(60_000)
        live.context.close()


def training_alone(path, start, url):
    """The same in a Chromium without a debugger, and the most that was seen."""
    board = "document.getElementById('notebook').contentDocument.querySelector('.jp-OutputArea:has([data-show=steps])')"
    with visited(start, url, [TRAINS]) as profile, peak(profile) as held, plain(path, profile, url, TRAINS) as page:
        page.wait_until(RUNNING)
        page.ask(f"[...{board}.querySelectorAll('button')].find(button => button.innerText.includes('Play')).click()")
        for minute in range(MINUTES + 1):
            steps = page.ask(f"{board}.querySelector('[data-show=steps]').innerText")
            print(f"minute {minute:2}: {memory(profile):4.0f} MB, at most {held[-1]:4.0f}, {steps} steps", flush=True)
            time.sleep(60)


def compare_board(start, url):
    """Print what the board of notebook 06 costs beside the bare loop."""
    with tempfile.TemporaryDirectory() as profile:
        live = Live(start, profile, url)
        notebook = live.notebook("06_mini_batches")
        output = notebook.output("mini_batches.training_board()")
        times = board.delays(notebook.page, output)
        for after in AFTER:
            turns = [(float(notebook.run(board.BARE).split()[-1]), board.live(output, after)) for _ in range(board.TURNS)]
            loop, in_board = (statistics.median(column) for column in zip(*turns))
            print(
                f"{after} s after Play, steps per second in the board {in_board:,.0f}, in the bare loop {loop:,.0f}: "
                f"{in_board / loop:.0%}; all turns:"
            )
            print("  " + ", ".join(f"{inside / bare:.0%}" for bare, inside in turns), flush=True)
        print(f"a setting is in force after {statistics.median(times):.0f} ms, at most {max(times):.0f}")
        live.context.close()


def main(what, *names):
    with sync_playwright() as playwright, serving(FOLDER, "/course/") as url:
        every = [path.stem for path in sorted((FOLDER / "live" / "files").glob("[0-9]*.ipynb"))]
        chromium = find_chromium(playwright)
        start = browser_or_skip(playwright, "firefox" if what == "firefox" else "chromium")
        if what == "cold":
            cold(playwright)
        elif what == "board":
            compare_board(start, url)
        elif what == "memory":
            alone(chromium, start, url, names or every, every)
        elif what == "training":
            for browser in names or ("chromium", "firefox"):
                if browser == "chromium":
                    training_alone(chromium, start, url)
                else:
                    training(browser_or_skip(playwright, browser), url)
        else:
            warm(start, url, names or every)


if __name__ == "__main__":
    main(*sys.argv[1:] or ["chromium"])
