"""The project as a whole: its dependencies, its imports, and what its files say of one another."""

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

# Imports point one way: a module may import from those above it. None is nnlib itself, which gathers the numpy part.
ORDER = [
    *("activations", "parameters", "checks", "normalise"),
    *(
        "network",
        "sgd",
        "steps",
        "wishes",
        "votes",
        "gradient_check",
        "landscape",
        "walks",
        "mnist",
        "snapshots",
        "history",
        "training",
        "labels",
        "own_digits",
        "clinic",
        "exercises",
        None,
    ),
    *("plots", "widgets", "explorers"),
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


def test_an_installed_package_holds_all_its_data_files():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    packed = {path for pattern in settings["package-data"]["nnlib"] for path in (ROOT / "nnlib").glob(pattern)}
    files = {path for path in (ROOT / "nnlib").rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
    assert files <= packed


def test_the_readme_lists_exactly_the_notebooks():
    listed = re.findall(r"^\|.*?\(notebooks/(\w+\.ipynb)\)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == sorted(path.name for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))  # not the page of solutions


def test_links_in_the_readme_lead_somewhere():
    links = re.findall(r"\]\(([^)\s]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [link for link in links if not re.match(r"https?:|#", link) and not (ROOT / link).exists()] == []


def test_no_file_names_a_machine_or_a_package_host():
    # put together here, so that this file itself does not hold them
    forbidden = re.compile("|".join(["/" + "work/", "/tmp/" + "bash_jobs", "pypi" + r"\.org", "registry" + r"\.npmjs"]))
    found = [f"{name}: {match[0]}" for name, text in text_files() for match in [forbidden.search(text)] if match]
    assert found == []
