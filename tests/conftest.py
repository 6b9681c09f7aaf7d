"""What all tests share."""

import os
import secrets
import shutil
import signal

import hypothesis
import numpy as np
import pytest
from lab import PATIENCE, find_chromium, launch
from playwright.sync_api import Error, sync_playwright

# A slow moment of a busy machine is not a failure. A real failure prints the example, and the seed that finds it again.
hypothesis.settings.register_profile("nnlib", deadline=None, print_blob=True)
hypothesis.settings.load_profile("nnlib")

# A run that a shell started in the background would ignore Ctrl+C, and so would the kernels and loops of the tests.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def seed(monkeypatch):
    """Gives generators without a seed one that is known: a failure prints it, and NNLIB_SEED=... repeats it."""
    seed = int(os.environ.get("NNLIB_SEED", secrets.randbits(32)))
    print(f"Generators without a seed began with NNLIB_SEED={seed}.")
    seeds, default_rng = np.random.SeedSequence(seed), np.random.default_rng
    monkeypatch.setattr(np.random, "default_rng", lambda seed=None: default_rng(seeds.spawn(1)[0] if seed is None else seed))


@pytest.fixture(scope="session")
def playwright():
    """What starts browsers. There is one for all tests: a second could not start beside it."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(chromium):
    """The browser of all tests that ask for no other."""
    return chromium


@pytest.fixture(scope="session")
def chromium(playwright):
    """One Chromium for all tests. Without one the tests are skipped, except in CI."""
    path = find_chromium(playwright)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium found: install one, or set NNLIB_CHROMIUM")
    browser = launch(playwright, path)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright):
    """Debian's Firefox, one for all tests. Without one that Playwright can drive they are skipped, except in CI."""
    leave_out, path = pytest.fail if os.environ.get("CI") else pytest.skip, shutil.which("firefox-esr")
    if path is None:
        leave_out("no Firefox found: install firefox-esr")
    try:
        browser = playwright.firefox.launch(channel="moz-firefox", executable_path=path, timeout=1000 * PATIENCE * 3)
    except Error as error:
        leave_out(f"this Playwright cannot drive {path}, but 1.62 to 1.64 can: {error.message.splitlines()[0]}")
    yield browser
    browser.close()


def pytest_collection_modifyitems(config, items):
    # Last, because the others finish sooner, and because Playwright keeps an event loop running as long as it is open.
    folders = {config.rootpath / "tests" / name for name in ("browser", "site")}
    items.sort(key=lambda item: not folders.isdisjoint(item.path.parents))
