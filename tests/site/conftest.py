"""The site, built once for all tests and served from a sub-folder, as on a page of a code host."""

import os
import shutil
import traceback
from pathlib import Path
from types import SimpleNamespace

import build_site
import pytest
import serve
from fetch import Vanished
from lab import PATIENCE, wait_until
from playwright.sync_api import expect

UNDER = "/some/course/"

expect.set_options(timeout=1000 * PATIENCE)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The whole site: its `folder`, and the `url` where it is served.

    NNLIB_SITE=folder tests a site that stands there already. A source that cannot be had any more leaves these tests out.
    """
    folder = Path(os.environ["NNLIB_SITE"]) if "NNLIB_SITE" in os.environ else shared(tmp_path_factory)
    with serve.serving(folder, UNDER) as url:
        yield SimpleNamespace(folder=folder, url=url)


def shared(tmp_path_factory):
    """A site that is built by the first of several processes; the others wait until it is there."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "site"
    begun, ended = folder.with_name("site-begun"), folder.with_name("site-ended")
    try:
        begun.mkdir()
    except FileExistsError:
        wait_until(ended.exists, "the site, which another process builds", timeout=20 * PATIENCE)
    else:
        # What Node makes of a script depends on the folders above it, which here say what those of build/site do.
        shutil.copy(Path(build_site.__file__).parents[1] / "package.json", folder.parent)
        ended.with_suffix(".new").write_text(build(folder), encoding="utf-8")
        ended.with_suffix(".new").rename(ended)
    if what_failed := ended.read_text(encoding="utf-8"):
        pytest.skip(what_failed) if what_failed.startswith("left out") else pytest.fail(what_failed)
    return folder


def build(folder):
    """Build the site; return why that is impossible, if it is."""
    try:
        build_site.build(folder)
    except Vanished as vanished:
        return f"left out, since the site cannot be built: {vanished}"
    except Exception:
        return f"building the site failed:\n{traceback.format_exc()}"
    return ""
