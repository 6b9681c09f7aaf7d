"""A real JupyterLab in a real Chromium, driven with a real mouse."""

import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Locator

# Settings that differ from a new user's: no news, every output is in the page, and the theme is that of the browser.
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false"},
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}
CHROMIUMS = ["chromium", "chromium-browser", "google-chrome"]

SESSION = "window.jupyterapp?.shell.currentWidget?.sessionContext"


def find_chromium(playwright):
    """The path of a Chromium: the one of NNLIB_CHROMIUM, an installed one, or Playwright's own; None if there is none."""
    own = playwright.chromium.executable_path
    names = [os.environ["NNLIB_CHROMIUM"]] if "NNLIB_CHROMIUM" in os.environ else [*CHROMIUMS, own]
    return next(filter(None, map(shutil.which, names)), None)


def launch(playwright, path):
    """Start the Chromium at `path`, without a window."""
    return playwright.chromium.launch(executable_path=path, args=["--disable-gpu", "--disable-quic"])


def wait_until(condition, what, timeout=20):
    """Wait until `condition()` is true and return its value; a TimeoutError that says `what` was waited for, in seconds."""
    end = time.monotonic() + timeout
    while not (value := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {timeout} s for {what}")
        time.sleep(0.05)
    return value


class Lab:
    """A JupyterLab on the loopback interface that keeps all it knows in `home`: the user's settings stay untouched."""

    def __init__(self, home):
        self.home = Path(home)
        self.root = self.home / "notebooks"
        self.token = secrets.token_hex(16)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.root.mkdir(parents=True)
        settings = self.home / "config" / "labconfig" / "default_setting_overrides.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps(SETTINGS))
        self.log = open(self.home / "jupyterlab.log", "w")
        self.process = self._start()
        wait_until(self._answers, f"JupyterLab (its log: {self.log.name})", timeout=90)

    def _start(self):
        kinds = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
        kinds |= {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
        environment = os.environ | {name: str(self.home / folder) for name, folder in kinds.items()}
        port = self.url.rpartition(":")[2]
        options = ["--no-browser", "--ip=127.0.0.1", f"--port={port}", "--port-retries=0", "--expose-app-in-browser"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--allow-root")
        return subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            cwd=self.root,
            env=environment | {"JUPYTER_TOKEN": self.token},
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def _answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"JupyterLab stopped: {Path(self.log.name).read_text()[-2000:]}")
        with contextlib.suppress(OSError):
            return self.request("GET", "api/status")

    def request(self, method, path):
        """The answer of the server's REST interface: parsed JSON, or None if it is empty."""
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.url}/{path}", method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or "null")

    def stop_kernels(self):
        """End all notebooks' kernels."""
        for session in self.request("GET", "api/sessions"):
            self.request("DELETE", f"api/sessions/{session['id']}")

    def stop(self):
        """End the kernels and the server."""
        with contextlib.suppress(OSError):
            self.stop_kernels()
        self.process.terminate()
        self.process.wait(timeout=20)
        self.log.close()


def control(output, label):
    """The control with this description, in the output of a cell."""
    return output.locator(f'.lm-Widget:has(> .widget-label:text-is("{label}"))')


class Notebook:
    """A notebook in a browser page, in JupyterLab's simple interface."""

    def __init__(self, lab, page):
        self.lab = lab
        self.page = page
        self.errors = []  # what the browser's console said in red
        page.on("console", lambda message: self._note(message.text, message.type))
        page.on("pageerror", lambda error: self._note(str(error), "error"))

    def open(self, path):
        """Open a fresh copy of the notebook file at `path`, and run all its cells."""
        shutil.copy(path, self.lab.root)
        self.page.goto(f"{self.lab.url}/doc/tree/{Path(path).name}?reset&token={self.lab.token}")
        self.page.wait_for_function(f"() => {SESSION}?.isReady && {SESSION}.session", timeout=60_000)
        self.run_all()

    def _note(self, text, kind):
        if kind == "error":
            self.errors.append(text)

    def run_all(self):
        """Run all cells, and wait until the kernel is idle."""
        self.page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
        self.wait_until_idle()

    def wait_until_idle(self):
        """Wait until the kernel has nothing to do."""
        self.page.wait_for_function(f"() => {SESSION}.session.kernel.status === 'idle'", timeout=60_000)

    # ---- what is where

    def cell(self, number):
        """The cell of this number, from 0, as in the notebook file."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(number)

    def cell_containing(self, text):
        """The first cell of code in whose source or output this text stands."""
        return self.page.locator(".jp-Notebook .jp-CodeCell").filter(has_text=text).first

    def part(self, text):
        """The outputs of the first cell with this code, or with this text in its output, at the top of the window."""
        output = self.cell_containing(text).locator(".jp-Cell-outputArea")
        self.scroll_to(output)
        return output

    def output(self, number):
        """The outputs of the cell of this number."""
        return self.cell(number).locator(".jp-Cell-outputArea")

    def scroll_to(self, locator):
        """Bring the top of an element to the top of the notebook."""
        locator.evaluate("element => element.scrollIntoView({block: 'start', behavior: 'instant'})")

    def screenshot(self, path):
        """Save the window as a PNG file."""
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)

    def numbers(self, locator):
        """All numbers in an element's text: "cost 3,002.5, slope −1e-3" gives [3002.5, -0.001]."""
        text = locator.inner_text().replace("\N{MINUS SIGN}", "-")
        found = re.findall(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?", text)
        return [float(number.replace(",", "")) for number in found]

    # ---- what a hand does

    def stroke(self, locator, points, steps=10):
        """Press the mouse on an element, move it through `points`, let go. (0, 0) is its top left, (1, 1) bottom right."""
        locator.scroll_into_view_if_needed()
        box = locator.bounding_box()
        places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
        self._drag(places, steps)

    def drag(self, locator, fraction, steps=10):
        """Drag the slider in this element to this fraction of its track: 0 and 1 are its ends, wherever the page moves."""
        fraction += {0: -0.05, 1: 0.05}.get(fraction, 0)  # beyond the end, where it stops
        handle = locator.locator(".noUi-handle").first
        handle.scroll_into_view_if_needed()
        track = locator.locator(".noUi-base").first.bounding_box()
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self._drag([(x, y), (track["x"] + fraction * track["width"], y)], steps)

    def _drag(self, places, steps):
        mouse = self.page.mouse
        mouse.move(*places[0])
        mouse.down()
        for place in places[1:]:
            mouse.move(*place, steps=steps)
        mouse.up()

    # ---- what an eye sees

    @contextlib.contextmanager
    def expect_change(self, look, settle=0.3, timeout=10):
        """Wait, after the body, until `look` differs and has then stayed the same for `settle` seconds.

        `look` is a locator, whose pixels are compared, or a function. For what never rests: settle=0.
        """
        see = look.screenshot if isinstance(look, Locator) else look
        before = see()
        yield
        wait_until(lambda: see() != before, f"a change of {look}", timeout)
        self.settle(see, settle, timeout)

    def settle(self, see, seconds=0.3, timeout=10):
        """Wait until `see()` has given the same for this many seconds, and return it."""

        def rests():
            before = see()
            time.sleep(seconds)
            return see() == before

        if seconds:
            wait_until(rests, f"{see} to rest for {seconds} s", timeout)
        return see()
