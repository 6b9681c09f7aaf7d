"""Python as it runs in the browser, started here in Node: for tests, and for measurements."""

import json
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent

# IPython's shell, which runs a cell as the kernel in the browser does, display and all.
SHELL = """
import sys
from unittest.mock import MagicMock

if sys.platform == "emscripten":
    sys.modules["sqlite3"] = MagicMock(DatabaseError=OSError, OperationalError=OSError)  # the history is kept nowhere

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))

async def run_cell(source):
    done = await shell.run_cell_async(source, store_history=True, transformed_cell=shell.transform_cell(source))
    done.raise_error()
"""


class BrowserPython:
    """An interpreter of the Pyodide in the folder `pyodide`, with nnlib and all that it needs in it.

    Without `packages` it has nothing but Python itself. `heap` is its memory in bytes, which never shrinks, `seconds` how
    long the last job took, `processor` how many seconds a processor worked for it, and `printed` and `warned` what it wrote
    to stdout and stderr. Use it in a `with` statement.
    """

    def __init__(self, pyodide, packages=("nnlib",)):
        node = shutil.which("node")
        if node is None:
            raise FileNotFoundError("Node.js is needed to run the browser's Python here, and is not installed.")
        command = [node, str(HERE / "browser_python.mjs"), str(pyodide)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        try:
            if packages:
                self._ask("load", packages=list(packages))
                self.run(SHELL)
        except BaseException:
            self.close()
            raise

    def run(self, code):
        """Run this Python code, and return the value of its last expression, if it is a number, a text or None."""
        return self._ask("run", code=code)

    def cell(self, source):
        """Run a cell of a notebook and show what it shows."""
        self.run(f"await run_cell({source!r})")

    def mount(self, folder, to):
        """Let it read and write a folder of this computer."""
        self._ask("mount", **{"from": str(folder), "to": to})

    def close(self):
        """End the interpreter."""
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _ask(self, job, **what):
        try:
            self._process.stdin.write(json.dumps({"job": job, **what}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # it says below that it has ended
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the browser's Python ended by itself, with code {self._process.wait()}")
        answer = json.loads(line)
        self.seconds, self.processor, self.heap = answer["seconds"], answer["processor"], answer["heap"]
        self.printed, self.warned = answer["stdout"], answer["stderr"]
        if "error" in answer:
            raise RuntimeError(f"in the browser's Python: {answer['error']}")
        return answer["value"]
