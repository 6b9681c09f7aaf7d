"""What puts the parts of the site together."""

import sys
from types import SimpleNamespace

import build_site
import fetch
import formulas
import lite_interface
import pytest


@pytest.fixture
def parts(monkeypatch):
    """Two parts that write down what they are asked for, instead of building anything."""
    done = []
    for name in ("first", "second"):
        build = lambda folder, name=name: done.append(f"build {name}")  # noqa: E731
        monkeypatch.setitem(sys.modules, name, SimpleNamespace(build=build))
    monkeypatch.setattr(build_site, "PARTS", {"first": "first", "second": "second"})
    return done


def test_parts_are_built_in_their_order(parts, tmp_path):
    seconds = build_site.build(tmp_path / "site", build_site.PARTS)
    assert parts == ["build first", "build second"]
    assert list(seconds) == ["first", "second"]


def test_a_source_that_has_vanished_ends_the_build_with_its_name_and_no_traceback(parts, tmp_path, monkeypatch):
    def build(folder):
        raise fetch.Vanished("Could not get the npm package katex. Is there a network?")

    sys.modules["first"].build = build
    with pytest.raises(SystemExit, match="The site could not be built. Could not get the npm package katex."):
        build_site.main([str(tmp_path)])


def test_the_report_adds_the_pictures_of_a_page(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.png").write_bytes(bytes(7000))
    (tmp_path / "page.html").write_text('<img src="assets/a.png" alt=""><img src="assets/a.png" alt="">'.ljust(2000))
    lines = "\n".join(build_site.report(tmp_path))
    assert "7 kB  assets/\n" in lines
    assert "2 kB  page.html, and 7 kB of pictures" in lines


def test_without_node_the_formulas_say_what_to_install(monkeypatch):
    monkeypatch.setattr(formulas.shutil, "which", lambda name: None)
    with pytest.raises(fetch.Vanished, match="install Node.js"):
        formulas.set_formulas([{"tex": "a", "display": False}])


def test_a_formula_that_cannot_be_set_is_named(site):
    with pytest.raises(ValueError, match=r"\$\\fraction\{1\}\{2\}\$: .*Undefined control sequence"):
        formulas.set_formulas([{"tex": r"\fraction{1}{2}", "display": False}])


def test_code_keeps_its_dollars():
    held = formulas.Formulas()
    text = "`$x$` and\n```\n$y$\n```\n"
    assert held.hide(text) == text
    assert held.hide("$x$") != "$x$"


def test_the_page_of_jupyterlite_answers_with_what_went_wrong(tmp_path):
    (tmp_path / "build").mkdir()
    page, other = tmp_path / "build" / "1.js", tmp_path / "build" / "2.js"
    page.write_text(f"const t={lite_interface.QUESTION};send(t)", encoding="utf-8")
    other.write_text("processDriveRequest(e)", encoding="utf-8")
    lite_interface.answer_always(tmp_path)
    answer = ".catch(error=>({failed:String(error)}))"
    assert page.read_text(encoding="utf-8") == f"const t={lite_interface.QUESTION}{answer};send(t)"
    assert other.read_text(encoding="utf-8") == "processDriveRequest(e)"


def test_a_jupyterlite_that_answers_otherwise_ends_the_build(tmp_path):
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "1.js").write_text("const t=await processDriveRequest(e)", encoding="utf-8")
    with pytest.raises(RuntimeError, match="no longer answers Python with await this._driveContentsProcessor"):
        lite_interface.answer_always(tmp_path)
