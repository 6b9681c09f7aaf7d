"""The JavaScript and CSS of the widgets, as strings for the browser and as files for Node."""

import importlib
import json
import pkgutil
import re
import shutil
import subprocess
from pathlib import Path

import anywidget
import numpy as np
import pytest

import nnlib
from nnlib import colours
from nnlib.plots.network import PLACES
from nnlib.widgets import assets
from nnlib.wording import brief, written

ROOT = Path(nnlib.__file__).parent
NODE = shutil.which("node")
with_node = pytest.mark.skipif(NODE is None, reason="Node is not installed")
HEX_COLOUR = re.compile(r"(?<!&)#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b", re.IGNORECASE)


def our_widgets():
    """Every class of nnlib that has JavaScript of its own."""
    for module in pkgutil.walk_packages(nnlib.__path__, "nnlib."):
        importlib.import_module(module.name)
    return {kind for kind in anywidget.AnyWidget.__subclasses__() if kind.__module__.startswith("nnlib.")}


def sources(*patterns):
    return sorted(path for pattern in patterns for path in ROOT.rglob(pattern))


@pytest.fixture
def write(tmp_path, monkeypatch):
    """A function that writes js/name.js, in a folder where assets looks for it instead of in the library."""
    monkeypatch.setattr(assets, "HERE", tmp_path)
    (tmp_path / "js").mkdir()
    return lambda name, text: (tmp_path / "js" / f"{name}.js").write_text(text, "utf-8")


# ---- the strings


def test_the_code_of_each_widget_is_one_module_in_a_string():
    assert len(our_widgets()) >= 10
    for kind in our_widgets():
        assert isinstance(kind._esm, str)  # a path or FileContents would keep every instance
        assert re.findall(r"^(?:import|export)\b.*", kind._esm, re.MULTILINE) == ["export default { render };"], kind
        assert isinstance(getattr(kind, "_css", ""), str)


def test_each_file_comes_once_and_after_those_that_it_imports(write):
    write("low", "export const low = 1;\n")
    write("middle", 'import { low } from "./low.js";\n\nexport const middle = low + 1;\n')
    imports = 'import { low } from "./low.js";\nimport {\n  middle,\n} from "./middle.js";\n'
    write("top", f"{imports}export default {{ low, middle }};\n")
    code = assets.script("top")
    lines = ["const low = 1;", "const middle = low + 1;", "export default { low, middle };"]
    assert [line for line in code.splitlines() if line and not line.startswith("//")] == lines
    assert assets.script("top") == code


def test_a_missing_file_is_named_with_the_file_that_asks_for_it(write):
    write("top", 'import { low } from "./low.js";\n')
    with pytest.raises(FileNotFoundError, match=r"top\.js asks for .*low\.js, which does not exist"):
        assets.script("top")


def test_one_name_for_two_things_is_an_error(write):
    write("low", "function paint() {}\nexport const low = 1;\n")
    write("top", 'import { low } from "./low.js";\nconst paint = low;\n')
    with pytest.raises(ValueError, match=r"low\.js and top\.js both define paint"):
        assets.script("top")


@pytest.mark.parametrize("line", ['import * as low from "./low.js";', 'import low from "./low.js";', "export { low };"])
def test_an_import_that_cannot_be_joined_is_an_error(write, line):
    write("low", "export const low = 1;\n")
    write("top", f"{line}\n")
    with pytest.raises(ValueError, match=r"top\.js: .* cannot be joined"):
        assets.script("top")


# ---- colours


@pytest.mark.parametrize("path", sources("*.js", "*.css", "*.py"), ids=lambda path: str(path.relative_to(ROOT)))
def test_colours_are_written_in_only_one_place(path):
    if path.name == "colours.py":
        return
    assert HEX_COLOUR.findall(path.read_text("utf-8")) == []


def test_css_uses_only_colours_and_fonts_that_exist():
    named = {f"--nnlib-{name.lower().replace('_', '-')}" for name in vars(colours) if name.isupper()}
    for path in sources("*.css"):
        text = path.read_text("utf-8")
        used = set(re.findall(r"var\((--nnlib-[\w-]+)", text))
        assert used <= named | {"--nnlib-font", "--nnlib-code-font"}, path.name


def test_only_one_function_compares_with_null_since_none_can_arrive_as_undefined():
    comparing = [path.name for path in sources("*.js") if re.search("[!=]= null", path.read_text("utf-8"))]
    assert comparing == ["model.js"]


def test_the_style_begins_with_the_colours_of_python():
    css = assets.style("gallery")
    assert f"--nnlib-up: {colours.UP};" in css and f"--nnlib-ink-muted: {colours.INK_MUTED};" in css
    assert css.index("--nnlib-up") < css.index(".gallery")


# ---- in Node


@with_node
def test_the_unit_tests_of_the_javascript_pass():
    files = sorted((Path(__file__).parents[1] / "js").glob("*.test.js"))
    run = subprocess.run([NODE, "--test", *files], capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr
    assert int(re.search(r"(?:#|ℹ) pass (\d+)", run.stdout)[1]) >= len(files)


@with_node
def test_javascript_writes_numbers_as_python_does():
    rng = np.random.default_rng(5)
    random = rng.choice([-1, 1], 5000) * 10 ** rng.uniform(-12, 7, 5000)
    limits = [bound * near for bound in (1e-4, 1e-2, 1, 10, 100) for near in (1 - 1e-9, 1, 1 + 1e-9, 0.9996, -1)]
    values = [0, -0.0, *limits, *random.tolist()]
    numbers = (assets.HERE / "js" / "shared" / "numbers.js").as_uri()
    code = (
        f'import {{ brief, written }} from "{numbers}"; import {{ readFileSync }} from "node:fs"; '
        "console.log(JSON.stringify(JSON.parse(readFileSync(0)).map((value) => [written(value), brief(value)])));"
    )
    command = [NODE, "--input-type=module", "--eval", code]
    run = subprocess.run(command, input=json.dumps(values), capture_output=True, encoding="utf-8", check=True)
    expected = {value: [written(value), brief(value, PLACES)] for value in values}
    assert dict(zip(values, json.loads(run.stdout))) == expected
