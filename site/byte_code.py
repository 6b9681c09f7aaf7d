"""Compiles the packages for the browser before they are shipped, which otherwise happens each time a kernel starts.

    python site/byte_code.py FOLDER

Of the ten seconds of processor time from the start of a kernel to its first picture, four were Python reading and compiling
684 files. Byte code takes the place of the source, and about as many bytes; only nnlib, which is there to be read, keeps its
source beside it. The browser's own Python compiles, in Node, since another version would write other code.
"""

import hashlib
import json
import sys
from pathlib import Path

from browser_python import BrowserPython

LOCK = "pyodide-lock.json"

# Runs in the browser's Python: /wheels is the folder. The same source gives the same bytes.
COMPILE = """
import importlib.util
import os
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

def compiled(name, source):
    code = compile(source, f"/lib/python3.12/site-packages/{name}", "exec", dont_inherit=True)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), checked=False))

def beside(name):
    folder, _, file = name.rpartition("/")
    return f"{folder}/__pycache__/{file[:-3]}.cpython-312.pyc"

def members(wheel, keep_source):
    for name in wheel.namelist():
        content = wheel.read(name)
        if not name.endswith(".py") or ".data/" in name:
            yield name, content
            continue
        try:
            code = compiled(name, content)
        except SyntaxError:  # a template or a test of another Python
            yield name, content
            continue
        if keep_source:
            yield name, content
        yield beside(name) if keep_source else name + "c", code

def compile_wheel(path, keep_source):
    with zipfile.ZipFile(path) as wheel:
        parts = list(members(wheel, keep_source))
    with zipfile.ZipFile(path + ".new", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name, content in parts:
            member = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
            member.external_attr, member.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
            wheel.writestr(member, content, compresslevel=9)
    os.replace(path + ".new", path)
"""


def compile_all(folder):
    """Compile all wheels of a Pyodide folder that its lock lists, and write their new sums into the lock."""
    folder = Path(folder).resolve()
    lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    wheels = [package for package in lock["packages"].values() if package["file_name"].endswith(".whl")]
    with BrowserPython(folder, packages=()) as python:
        python.mount(folder, "/wheels")
        python.run(COMPILE)
        for package in wheels:
            python.run(f"compile_wheel({'/wheels/' + package['file_name']!r}, {package['name'] == 'nnlib'})")
    for package in wheels:
        package["sha256"] = hashlib.sha256((folder / package["file_name"]).read_bytes()).hexdigest()
    (folder / LOCK).write_text(json.dumps(lock, indent=1), encoding="utf-8")


if __name__ == "__main__":
    compile_all(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
