"""A real JupyterLab, or Jupyter Notebook 7, in a real Chromium, driven with a real mouse."""

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

import nnlib

# Settings that differ from a new user's: no news, every output is on the page, and the theme is that of the browser.
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false"},
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}
PACKAGE = Path(nnlib.__file__).parent  # with what its settings say of exports, as if it were installed
# What starts each front end, and where it shows a file.
FRONT_ENDS = {"jupyterlab": "doc/tree", "notebook": "notebooks"}
CHROMIUMS = ["chromium", "chromium-browser", "google-chrome"]

# anywidget gives each widget two seconds to load, and complains when a busy machine needs longer, although the widget comes
# all the same: the tests look at what is shown.
TOO_BUSY = "[anywidget] Failed to initialize model."

# Jupyter Notebook 7 prints this whatever notebook it opens, even one without widgets: the plugin of the keyboard shortcuts
# hears that the settings of another have come before its own are there. It reads them all afterwards, so nothing is missing.
OF_NOTEBOOK = "Cannot read properties of undefined (reading 'schema')"

PATIENCE = 120  # seconds: what has not come by then will never come, however busy the machine is

SESSION = "window.jupyterapp?.shell.currentWidget?.sessionContext"
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"

# Widgets talk to the kernel by messages that no code waits for: a slider that is dragged sends its last value only when the
# kernel has answered the one before, and the kernel draws a moment after it has answered. Three rounds end all of this.
# None of our code may `await` in the kernel: ipykernel 7.4 answers a widget's message at once while a cell awaits, and never
# says that it is done.
ANSWERED = f"""async () => {{
  const kernel = {KERNEL};
  const painted = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (let round = 0; round < 3; round++) {{
    await painted();
    await Promise.allSettled([...kernel._futures.values()].map(asked => asked.done));
    const code = "__import__('time').sleep(0.01)";  // longer than the kernel waits for the newest state
    await kernel.requestExecute({{ code, silent: true, store_history: false }}).done;
  }}
  await Promise.all([...document.images].map(image => image.decode().catch(() => null)));
  await painted();
  return true;
}}"""

# Runs code as a cell would, and returns what it prints; throws its error.
RUN = f"""async code => {{
  const asked = {KERNEL}.requestExecute({{ code }});
  let printed = "";
  asked.onIOPub = message => {{ if (message.header.msg_type === "stream") printed += message.content.text; }};
  const reply = (await asked.done).content;
  if (reply.status !== "ok") throw new Error(`${{reply.ename}}: ${{reply.evalue}}`);
  return printed;
}}"""

# Whether anything is still computed in slices, such as a training that has paused and measures where it is.
IS_AT_WORK = """
from nnlib.widgets.cooperative import Cooperative
print(any(work.running for work in list(Cooperative._alive)))"""


# The part of an element that is in the window, or null.
IN_SIGHT = """element => {
  const box = element.getBoundingClientRect();
  const [x, y] = [Math.max(0, box.x), Math.max(0, box.y)];
  const [width, height] = [Math.min(innerWidth, box.right) - x, Math.min(innerHeight, box.bottom) - y];
  return width >= 1 && height >= 1 ? { x, y, width, height } : null;
}"""


def find_chromium(playwright):
    """The path of a Chromium: the one of NNLIB_CHROMIUM, an installed one, or Playwright's own; None if there is none."""
    own = playwright.chromium.executable_path
    names = [os.environ["NNLIB_CHROMIUM"]] if "NNLIB_CHROMIUM" in os.environ else [*CHROMIUMS, own]
    return next(filter(None, map(shutil.which, names)), None)


def launch(playwright, path):
    """Start the Chromium at `path`, without a window."""
    return playwright.chromium.launch(executable_path=path, args=["--disable-gpu", "--disable-quic"])


def wait_until(condition, what, timeout=PATIENCE):
    """Wait until `condition()` is true and return its value; a TimeoutError says for `what` we waited in vain."""
    end = time.monotonic() + timeout
    while not (value := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {timeout} s for {what}")
        time.sleep(0.05)
    return value


class Lab:
    """A JupyterLab on the loopback interface that keeps everything in `home`: the user's settings stay untouched.

    With `front_end="notebook"` it is Jupyter Notebook 7, which is made of the same parts.
    """

    def __init__(self, home, front_end="jupyterlab"):
        self.home, self.front_end = Path(home), front_end
        self.root = self.home / "notebooks"
        self.token = secrets.token_hex(16)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.root.mkdir(parents=True)
        settings = self.home / "config" / "labconfig" / "default_setting_overrides.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps(SETTINGS))
        self.log = open(self.home / f"{front_end}.log", "w")
        self.process = self._start()
        wait_until(self._answers, f"{front_end} (its log: {self.log.name})", timeout=90)

    def _start(self):
        kinds = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
        kinds |= {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
        environment = os.environ | {name: str(self.home / folder) for name, folder in kinds.items()}
        port = self.url.rpartition(":")[2]
        options = ["--no-browser", "--ip=127.0.0.1", f"--port={port}", "--port-retries=0", "--expose-app-in-browser"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--allow-root")
        return subprocess.Popen(
            [sys.executable, "-m", self.front_end, *options],
            cwd=self.root,
            env=environment | {"JUPYTER_TOKEN": self.token, "JUPYTER_CONFIG_PATH": str(PACKAGE)},
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def _answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.front_end} stopped: {Path(self.log.name).read_text()[-2000:]}")
        with contextlib.suppress(OSError):
            return self.request("GET", "api/status")

    def request(self, method, path):
        """The answer of the server's REST interface: parsed JSON, or None if it is empty."""
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.url}/{path}", method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or "null")

    def address(self, name):
        """Where the notebook file of this name is shown, as it is on disk."""
        return f"{self.url}/{FRONT_ENDS[self.front_end]}/{name}?reset&token={self.token}"

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


def pixels_of(locator):
    """A screenshot of what can be seen of an element. Nothing moves, while Firefox scrolls for `locator.screenshot()`."""
    page = locator.page
    if not (clip := locator.evaluate(IN_SIGHT)):
        locator.scroll_into_view_if_needed()
        clip = locator.evaluate(IN_SIGHT)
    return page.screenshot(clip=clip)


def control(output, label):
    """The control with this description, in the output of a cell."""
    return output.locator(f'.lm-Widget:has(> .widget-label:text-is("{label}"))')


def enter(field, text):
    """Replace what is in a field by typing, and press Enter. (`fill` does it by a script, which Firefox does not report.)"""
    field.press("ControlOrMeta+a")
    field.press_sequentially(str(text))
    field.press("Enter")


class Notebook:
    """A notebook in a browser page, in JupyterLab's simple interface or in Jupyter Notebook."""

    def __init__(self, lab, page):
        self.lab = lab
        self.page = page
        self.errors = []  # what the browser's console printed in red
        page.set_default_timeout(1000 * PATIENCE)
        page.on("console", lambda message: self._note(message.text, message.type))
        page.on("pageerror", lambda error: self._note(str(error), "error"))

    def open(self, path):
        """Open a fresh copy of the notebook file at `path`, and run all its cells."""
        shutil.copy(path, self.lab.root)
        self.page.goto(self.lab.address(Path(path).name))
        self.page.wait_for_function(f"() => {SESSION}?.isReady && {SESSION}.session")
        self.run_all()

    def _note(self, text, kind):
        if kind == "error" and TOO_BUSY not in text and not (self.lab.front_end == "notebook" and OF_NOTEBOOK in text):
            self.errors.append(text)

    def run_all(self):
        """Run all cells, and wait until what they show is on the screen."""
        self.page.wait_for_function("() => jupyterapp.commands.isEnabled('notebook:run-all-cells')")  # else it does nothing
        self.page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
        self.wait_until_answered()

    def follow(self, link):
        """Click a link to another notebook; return the page that shows it, which is a new one in Jupyter Notebook."""
        if self.lab.front_end == "jupyterlab":
            link.click()
            return self.page
        with self.page.context.expect_page() as opened:
            link.click()
        return opened.value

    def run_cell(self, number):
        """Run the cell of this number, and wait until what it shows is on the screen."""
        self.cell(number).locator(".jp-InputArea-editor").click()
        self.page.evaluate("() => jupyterapp.commands.execute('notebook:run-cell')")
        self.wait_until_answered()

    def run(self, code):
        """Run this code as another cell would, and return what it prints."""
        return self.page.evaluate(RUN, code)

    def restart(self):
        """Lose the kernel, with everything it knew, and run all cells again."""
        self.page.evaluate(f"() => {KERNEL}.restart()")
        self.run_all()

    def wait_until_answered(self):
        """Wait until the kernel has answered all that the page has asked so far, and the answers are painted."""
        self.page.wait_for_function(ANSWERED)

    def wait_until_at_rest(self):
        """Wait until no training runs any more, and its last measurements are on the screen."""
        wait_until(lambda: self.run(IS_AT_WORK).strip() == "False", "the end of all training")
        self.wait_until_answered()

    # ---- what is where

    def cell(self, number):
        """The cell of this number, from 0, as in the notebook file."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(number)

    def cell_containing(self, text):
        """The first cell of code with this text in its source or output."""
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

    def count_changes(self, locator, attribute):
        """Start to count how often this attribute of an element changes; returns a function that tells the count."""
        watch = """(element, attribute) => {
          const counted = { changes: 0 };
          const count = changes => { counted.changes += changes.length; };
          new MutationObserver(count).observe(element, { attributeFilter: [attribute] });
          return counted;
        }"""
        counted = locator.evaluate_handle(watch, attribute)
        return lambda: counted.evaluate("counted => counted.changes")

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
    def expect_change(self, look):
        """Wait, after the body, until `look` differs, and then until the kernel has answered all that the page has asked.

        `look` is a locator, whose pixels are compared, or a function.
        """
        see = (lambda: pixels_of(look)) if isinstance(look, Locator) else look
        self.wait_until_answered()
        before = see()
        yield
        wait_until(lambda: see() != before, f"a change of {look}")
        self.wait_until_answered()
