"""The addresses of site and repository: each stands once in pyproject.toml, and what depends on it agrees."""

import re
from pathlib import Path

import address
import page_frame
import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def published(monkeypatch):
    """Site and repository have addresses."""
    monkeypatch.setitem(address.PROJECT["tool"]["nnlib"], "site", "https://some.where/course")
    monkeypatch.setitem(address.PROJECT["project"]["urls"], "Repository", "https://github.com/somebody/nnlib")


def frame():
    return page_frame.page("03_one_image", "A title", "A description.", "", "notebook")


def test_readme_begins_with_the_site_once_that_has_an_address():
    first = re.search(r"\]\((https?:[^)]+)\)", README)[1]
    assert (first == address.site()) == bool(address.site())


def test_readme_has_the_link_to_binder_once_the_repository_has_an_address():
    assert [link for link in re.findall(r"\]\(([^)\s]+)\)", README) if "mybinder" in link] == list(
        filter(None, [address.binder()])
    )


def test_previews_have_a_whole_address_once_there_is_one(published):
    page = frame()
    assert 'property="og:image" content="https://some.where/course/assets/previews/03_one_image.png"' in page
    assert '<link rel="canonical" href="https://some.where/course/03_one_image.html">' in page


def test_without_an_address_nothing_names_one(monkeypatch):
    monkeypatch.setitem(address.PROJECT["tool"]["nnlib"], "site", "")
    page = frame()
    assert 'property="og:image" content="assets/previews/03_one_image.png"' in page
    assert "canonical" not in page and "og:url" not in page


def test_binder_is_asked_for_the_repository_wherever_it_is(published, monkeypatch):
    assert address.binder().startswith("https://mybinder.org/v2/gh/somebody/nnlib/HEAD?")
    monkeypatch.setitem(address.PROJECT["project"]["urls"], "Repository", "https://code.some.where/nnlib")
    assert address.binder().startswith("https://mybinder.org/v2/git/https%3A%2F%2Fcode.some.where%2Fnnlib/HEAD?")


def test_the_workflow_pins_what_it_uses_and_publishes_what_it_has_tested():
    workflow = (ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    assert re.findall(r"uses: \S+@(?![0-9a-f]{40} # v)", workflow) == []
    steps = [workflow.index(step) for step in ("make site", "make test ARGS=tests/site", "path: build/site", "deploy-pages")]
    assert steps == sorted(steps)
