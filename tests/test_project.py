"""The project as a whole: its dependencies, its imports, and what its files say about each other."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
REQUIREMENTS = PROJECT["dependencies"] + EXTRAS["notebooks"] + EXTRAS["dev"]

# Imports point one way: a part may import from those above it, never from one below. None is nnlib itself, its public face.
ORDER = [
    *("colours", "wording", "course", "exports", "threads", "parameters", "pixels", "checks"),
    *("activations", "backprop", "network", "sgd", "files", "record", "saved", "portable", "gradient_check"),
    *("digits", "analysis", "exercises", None, "plots", "widgets", "explorers", "startup", "__main__"),
]
MODULES = sorted((ROOT / "nnlib").rglob("*.py"))


def text_files():
    """Path and text of every committed text file."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    for name in filter(None, listed.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).exists() else b"\0"
        if b"\0" not in content:
            yield name, content.decode()


def part_of(path):
    """The part of nnlib that a module belongs to: its name, or that of its folder; None for nnlib/__init__.py."""
    first = path.relative_to(ROOT / "nnlib").with_suffix("").parts[0]
    return None if first == "__init__" else first


def imported_parts(path):
    """The parts of nnlib that this module imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write out where a relative import leads"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for package, *parts in (name.split(".") for name in names):
            if package == "nnlib":
                yield parts[0] if parts and parts[0] in ORDER else None


def reached_for(path):
    """The underscore names that this module takes from anything but itself: `network._forward`, `import _x`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    defined |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    stored = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("nnlib"):
            yield from (alias.name for alias in node.names if is_private(alias.name))
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in defined | stored | ALLOWED:
            yield node.attr


def is_private(name):
    return name.startswith("_") and not name.startswith("__")


# Of other packages: the traits of anywidget, what a NamedTuple offers, and what only underscore names of ipywidgets tell.
ALLOWED = {"_esm", "_css", "_fields", "_asdict", "_replace", "_make", "_trait_values", "_widget_construction_callback"}


def test_conda_and_pip_install_the_same():
    lines = re.findall(r"^ +- (.+)$", (ROOT / "environment.yml").read_text(encoding="utf-8"), re.MULTILINE)
    conda = {line.replace("playwright-python", "playwright") for line in lines}
    assert conda == {"conda-forge", "pip", "pip:", "-e .", f"python{PROJECT['requires-python']}", *REQUIREMENTS}


@pytest.mark.parametrize("requirement", REQUIREMENTS + EXTRAS["bench"])
def test_every_dependency_has_a_lower_bound(requirement):
    assert re.match(r"[\w-]+>=\d", requirement)


def test_importing_nnlib_loads_numpy_and_nothing_else():
    code = "import sys; before = set(sys.modules); import nnlib; print(*set(sys.modules) - before)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    third_party = {name.split(".")[0] for name in loaded} - sys.stdlib_module_names
    assert third_party == {"nnlib", "numpy"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path):
    part = part_of(path)
    assert part in ORDER, f"give {part} its place in ORDER"
    later = ORDER[ORDER.index(part) + 1 :]
    assert [name for name in imported_parts(path) if name in later] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_uses_an_underscore_name_of_another(path):
    assert sorted(set(reached_for(path))) == []


def test_the_package_of_a_chapter_imports_from_no_other_chapter():
    explorers = ROOT / "nnlib" / "explorers"
    for path in explorers.glob("*/*.py"):
        chapter = path.parent.name
        others = set(re.findall(r"from nnlib\.explorers\.(\w+)", path.read_text(encoding="utf-8"))) - {chapter, "shared"}
        assert (path, others) == (path, set())


def test_a_chapter_has_one_name_in_notebook_explorers_and_exercises():
    chapters = [path.stem[3:] for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))] + ["primers"]
    packages = {path.parent.name for path in (ROOT / "nnlib" / "explorers").glob("*/__init__.py")} - {"shared"}
    assert packages == set(chapters)
    assert {path.parent.name for path in (ROOT / "tests" / "explorers").glob("*/test_*.py")} == {*chapters, "shared"}
    judged = {path.stem for path in (ROOT / "nnlib" / "exercises").rglob("*.py")} & set(chapters)
    assert judged == set(chapters) - {"start_here", "playground", "primers", "really"}  # these have no functions to write


def test_the_text_can_be_read_in_ten_minutes():
    text = ("activations", "backprop", "network", "sgd")
    lines = {name: len((ROOT / "nnlib" / f"{name}.py").read_text(encoding="utf-8").splitlines()) for name in text}
    assert sum(lines.values()) <= 260, lines


def test_an_installed_package_holds_all_its_data_files():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    packed = {path for pattern in settings["package-data"]["nnlib"] for path in (ROOT / "nnlib").glob(pattern)}
    files = {path for path in (ROOT / "nnlib").rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
    assert files <= packed


def test_the_readme_lists_exactly_the_notebooks():
    listed = re.findall(r"^\|.*?\(notebooks/(\w+\.ipynb)\)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    numbered = sorted(path.name for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))
    assert listed == [*numbered, "primers.ipynb"]  # not the page of solutions


def test_links_in_the_readme_lead_somewhere():
    links = re.findall(r"\]\(([^)\s]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [link for link in links if not re.match(r"https?:|#", link) and not (ROOT / link).exists()] == []


def test_no_file_names_a_machine_or_a_package_host():
    # put together here, so that this file itself does not hold them
    forbidden = re.compile("|".join(["/" + "work/", "/tmp/" + "bash_jobs", "pypi" + r"\.org", "registry" + r"\.npmjs"]))
    found = [f"{name}: {match[0]}" for name, text in text_files() for match in [forbidden.search(text)] if match]
    assert found == []
