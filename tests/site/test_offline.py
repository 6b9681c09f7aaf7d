"""Without a network: the server has stopped, and the browser was started anew."""

import os
import shutil

import pytest
import serve
from lab import wait_until
from live_lab import Live, browser_or_skip, long
from playwright.sync_api import Error, expect

UNDER = "/some/course/"


@pytest.fixture(params=["chromium", "firefox"])
def start(request, playwright):
    return browser_or_skip(playwright, request.param)


@long
def test_the_live_course_and_visited_pages_open_when_the_server_has_stopped(start, site, tmp_path):
    with serve.serving(site.folder, UNDER) as url:
        live = Live(start, tmp_path, url)
        page = live.page("index.html")
        wait_until(lambda: page.evaluate(KEPT, "index.html"), "the page to be kept")
        notebook = live.notebook("03_one_image")
        notebook.wait_until_kept()
    live.restart()
    with pytest.raises(Error):
        live.context.new_page().goto(url + "teaching.html")  # never visited: there really is no server

    page = live.page("index.html")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "serif"
    notebook = live.notebook("03_one_image")
    assert notebook.errors() == []
    output = notebook.output("one_image.output_wishes()")
    output.get_by_role("button", name="1 epoch", exact=True).click()
    output.get_by_role("button", name="7", exact=True).click()
    expect(output.locator(".nnlib-readout")).to_contain_text("output 7")
    other = live.notebook("01_the_network")
    assert other.errors() == []
    live.context.close()


KEPT = """async name => {
  const page = await (await caches.open("nnlib-pages")).match(new URL(name, location.href));
  return page !== undefined;
}"""


@long
def test_a_new_build_wins_over_what_the_browser_kept(start, site, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(site.folder, folder, copy_function=os.link)
    with serve.serving(folder, UNDER) as url:
        live = Live(start, tmp_path / "profile", url)
        old = live.notebook("01_the_network")
        old.page.close()
        renew(folder)
        new = live.notebook("01_the_network")
        expect(new.frame.locator(".jp-Notebook h1").first).to_contain_text("A newer title")
        names = new.page.evaluate("caches.keys()")
        assert [name for name in names if name.startswith("nnlib-live-")] == ["nnlib-live-feedfeedfeedfeed"]
        live.context.close()


def renew(folder):
    """Make another build of the site: another version, with another title in one notebook."""
    live = folder / "live"
    version = (live / "manifest.json").read_text(encoding="utf-8").partition('"version":"')[2][:16]
    for name in ["manifest.json", "service-worker.js"]:
        replace(live / name, version, "feedfeedfeedfeed")
    title = "What does the network compute?"
    assert title in (live / "files" / "01_the_network.ipynb").read_text(encoding="utf-8")
    replace(live / "files" / "01_the_network.ipynb", title, "A newer title")


def replace(path, old, new):
    text = path.read_text(encoding="utf-8").replace(old, new)
    path.unlink()  # the file is shared with the other build
    path.write_text(text, encoding="utf-8")


@long
def test_a_failed_load_says_so_and_tries_again(start, site, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(site.folder, folder, copy_function=os.link)
    pack = next((folder / "live" / "packs").glob("1-*"))
    hidden = pack.rename(folder / "hidden")
    with serve.serving(folder, UNDER) as url:
        live = Live(start, tmp_path / "profile", url)
        page = live.page("live.html?notebook=01_the_network")
        expect(page.locator("#trouble")).to_contain_text("It could not be loaded")
        hidden.rename(pack)
        page.get_by_role("button", name="Try again").click()
        live.opened(page).wait_until_running()
        live.context.close()


@long
def test_what_is_stored_can_be_removed(start, site, tmp_path):
    live = Live(start, tmp_path, site.url)
    page = live.page("index.html")
    wait_until(lambda: page.evaluate(KEPT, "index.html"), "the page to be kept")
    page.reload()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("#stored")).to_contain_text("Removed")
    assert page.evaluate("caches.keys()") == []
    live.context.close()
