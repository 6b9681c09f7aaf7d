"""The JavaScript and CSS of the widgets, each joined into one string from the files in js/ and css/.

Strings, because a path as `_esm` makes anywidget hold every instance for ever (issue 929 of manzt/anywidget). The files in
js/ are plain ES modules, so that Node can test them as they are. They keep to two rules: an import has the form
`import { name } from "./file.js";`, and no two files of one widget define the same name.
"""

import re
from pathlib import Path

from nnlib import colours

HERE = Path(__file__).resolve().parent
IMPORT = re.compile(r'^import \{[^{}]*\} from "(\.[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=async|class|const|function|let)", re.MULTILINE)
NAME = re.compile(r"^(?:export )?(?:async )?(?:class|const|function|let) (\w+)", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export (?!default)).*", re.MULTILINE)


def script(name):
    """js/`name`.js and everything it imports, as one ES module: each file once, after those that it imports.

    Raises a FileNotFoundError if one of them is missing, and a ValueError if two of them define the same name at the top
    level, or if an import or export is written in a way that cannot be joined.
    """
    parts = {}
    _gather(HERE / "js" / f"{name}.js", parts)
    owners = {}
    for path, text in parts.items():
        for defined in NAME.findall(text):
            if owners.setdefault(defined, path) != path:
                raise ValueError(f"{owners[defined].name} and {path.name} both define {defined}: rename one of them")
    return "\n".join(f"// {path.relative_to(HERE).as_posix()}\n{_joined(text, path)}" for path, text in parts.items())


def _gather(path, parts, importer="a widget"):
    if path in parts:
        return
    if not path.is_file():
        raise FileNotFoundError(f"{importer} asks for {path}, which does not exist")
    text = path.read_text("utf-8")
    for imported in IMPORT.findall(text):
        _gather((path.parent / imported).resolve(), parts, path.name)
    parts[path] = text


def _joined(text, path):
    text = EXPORT.sub("", IMPORT.sub("", text))
    if left := LEFT.search(text):
        raise ValueError(f"{path.name}: {left[0]!r} cannot be joined; write it as the other files do")
    return text.lstrip()


def style(*names):
    """All colours as custom properties, --nnlib-up and so on, then css/look.css and the css/`name`.css of each name."""
    files = [(HERE / "css" / f"{part}.css").read_text("utf-8") for part in ("look", *names)]
    return "\n".join([palette(), *files])


def palette():
    """All colours as custom properties, --nnlib-up and so on."""
    named = {name.lower().replace("_", "-"): value for name, value in vars(colours).items() if name.isupper()}
    properties = "".join(f"  --nnlib-{name}: {value};\n" for name, value in named.items())
    return f":root {{\n{properties}}}"
