"""The server for one's own computer: right types, one path, no stale copies."""

import urllib.error
import urllib.request

import pytest
import serve


@pytest.fixture
def folder(tmp_path):
    """A site of a few files, under the path /course/."""
    for name in ("index.html", "a.js", "b.wasm", "c.woff2", "d.mjs"):
        (tmp_path / name).write_text(name)
    with serve.serving(tmp_path, "/course/") as url:
        yield url


def get(url, **headers):
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers))


def test_files_have_the_types_that_browsers_insist_on(folder):
    types = {name: get(folder + name).headers.get_content_type() for name in ("", "a.js", "b.wasm", "c.woff2", "d.mjs")}
    assert types == {
        "": "text/html",
        "a.js": "text/javascript",
        "b.wasm": "application/wasm",
        "c.woff2": "font/woff2",
        "d.mjs": "text/javascript",
    }


def test_a_file_outside_of_the_sites_path_is_not_found(folder):
    for path in ("/", "/index.html", "/other/index.html"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            get(folder.removesuffix("/course/") + path)


def test_a_browser_asks_again_and_gets_a_file_only_if_it_has_changed(folder):
    first = get(folder + "a.js")
    assert first.headers["Cache-Control"] == "no-cache"
    with pytest.raises(urllib.error.HTTPError, match="304"):
        get(folder + "a.js", **{"If-Modified-Since": first.headers["Last-Modified"]})
