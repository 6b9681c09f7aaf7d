"""A live notebook of the site in a real browser: Chromium, or Debian's Firefox."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lab import PATIENCE, RUN, TOO_BUSY, find_chromium, wait_until

FIREFOX = "firefox-esr"

# What Firefox prints of a page that is left while JupyterLite still loads something; nobody sees it any more.
OF_A_PAGE_THAT_IS_LEFT = "NetworkError when attempting to fetch", "ChunkLoadError"

EVERYTHING = bool(os.environ.get("NNLIB_EVERY_RESULT"))
long = pytest.mark.skipif(not EVERYTHING, reason="takes minutes in a browser: make test-all tries it")


def browser_or_skip(playwright, name, flags=()):
    """What starts a browser with a profile of its own; without that browser the test is left out, except in CI.

    `flags` are more options of Chromium.
    """
    path = find_chromium(playwright) if name == "chromium" else shutil.which(FIREFOX)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no {name} found: please install one")
    kind = playwright.chromium if name == "chromium" else playwright.firefox
    if name == "chromium":
        options = {"args": ["--disable-gpu", "--disable-quic", *flags]}
    else:  # its list of downloads opens above the page and takes the keys, which no click of a test closes
        options = {"channel": "moz-firefox", "firefox_user_prefs": {"browser.download.alwaysOpenPanel": False}}

    def start(profile, width=1280, height=720, **more):
        viewport = {"width": width, "height": height}
        return kind.launch_persistent_context(profile, executable_path=path, viewport=viewport, **options, **more)

    return start


class Live:
    """The browser with one profile, and the pages that it has opened. Notes requests to other hosts, and errors."""

    def __init__(self, start, profile, url):
        self.start, self.profile, self.url = start, Path(profile), url
        self.downloads = self.profile / "downloads"
        self.downloads.mkdir(parents=True, exist_ok=True)
        self.elsewhere, self.errors = [], []
        self.has_cut = False  # whether a page was left while it still loaded something
        self.begin()

    def begin(self):
        """Start the browser."""
        self.context = self.start(self.profile, downloads_path=self.downloads)
        self.context.set_default_timeout(1000 * PATIENCE)
        self.context.on("request", self._note_request)

    def restart(self):
        """End the browser and start it again, with the same profile."""
        self.context.close()
        self.begin()

    def page(self, address):
        """Open a page of the site."""
        page = self.context.new_page()
        page.on("console", lambda message: message.type == "error" and self._note_error(message.text))
        page.on("pageerror", lambda error: self._note_error(str(error)))
        page.on("requestfailed", self._note_failure)
        page.goto(self.url + address)
        page.bring_to_front()  # in Firefox, a page may stay behind the others
        return page

    def download(self, page, act):
        """Do what makes a page save a file; return the name that it offers, and the text.

        Playwright hears nothing of it in Firefox, where the file itself has the name.
        """
        heard = []
        page.once("download", lambda download: heard.append(download))
        before = set(self.downloads.iterdir())
        act()
        wait_until(lambda: any(path.stat().st_size for path in set(self.downloads.iterdir()) - before), "the file")
        [path] = set(self.downloads.iterdir()) - before
        return heard[0].suggested_filename if heard else path.name, path.read_text(encoding="utf-8")

    def notebook(self, name, more=""):
        """Open a live notebook and wait until all its cells have run."""
        notebook = self.opened(self.page(f"live.html?notebook={name}{more}"))
        notebook.wait_until_running()
        return notebook

    def opened(self, page):
        """The live notebook that this page shows, or will show."""
        return LiveNotebook(page)

    def _note_error(self, text):
        if not (TOO_BUSY in text or (self.has_cut and text.startswith(OF_A_PAGE_THAT_IS_LEFT))):
            self.errors.append(text)

    def _note_failure(self, request):
        self.has_cut |= request.failure == "NS_BINDING_ABORTED"

    def _note_request(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != urlsplit(self.url).netloc:
            self.elsewhere.append(request.url)


class LiveNotebook:
    """A page that shows a live notebook."""

    def __init__(self, page):
        self.page = page
        self.frame = page.frame_locator("#notebook")

    def wait_until_running(self):
        """Wait until Python has answered every cell."""
        self.page.wait_for_function("() => document.documentElement.dataset.state === 'running'", timeout=3000 * PATIENCE)

    def wait_until_kept(self):
        """Wait until everything is in the browser that it needs without a network."""
        self.page.wait_for_function("() => document.documentElement.dataset.kept === 'whole'")

    @property
    def inner(self):
        """The frame itself, for code that runs in it."""
        return next(frame for frame in self.page.frames if "/live/" in frame.url)

    def cell(self, text):
        """The first cell of code with this text."""
        return self.frame.locator(".jp-Notebook .jp-CodeCell").filter(has_text=text).first

    def output(self, text):
        """What this cell shows."""
        return self.cell(text).locator(".jp-Cell-outputArea")

    def errors(self):
        """What cells printed as errors."""
        return self.frame.locator('[data-mime-type="application/vnd.jupyter.error"]').all_inner_texts()

    def run(self, code):
        """Run this Python code, and return what it prints."""
        return self.inner.evaluate(RUN, code)

    def write(self, text, code):
        """Replace what stands in a cell, by keys, and run it."""
        self.page.bring_to_front()  # in Firefox, a page stays behind when the one before it is closed
        editor = self.cell(text).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Shift+Enter")

    def stroke(self, locator, start, end):
        """Draw a line on an element with the mouse. (0, 0) is its top left, (1, 1) bottom right."""
        locator.scroll_into_view_if_needed()
        box, mouse = locator.bounding_box(), self.page.mouse
        places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
        mouse.move(*places[0])
        mouse.down()
        mouse.move(*places[1], steps=6)
        mouse.up()

    def menu(self, words):
        """Choose from the menu "Your copy"."""
        self.page.locator("#more").click()
        self.page.get_by_role("button", name=words).click()

    def start_over(self):
        """Remove the learner's copy, as its menu offers."""
        self.menu("Start over with the published notebook")
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Start over", exact=True).click()

    def wait_until_saved(self, name, text):
        """Wait until the copy in the browser's storage has this text."""
        ask = """async ([name, text]) => {
          const { saved } = await import(new URL("live/copies.js", location.href));
          return JSON.stringify(await saved(`${name}.ipynb`)).includes(text);
        }"""
        wait_until(lambda: self.page.evaluate(ask, [name, text]), f"a copy that says {text!r}")
