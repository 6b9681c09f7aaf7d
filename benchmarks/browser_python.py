"""Run All of each notebook in the browser's Python, here in Node, beside the same natively: processor seconds and memory.

    python -m benchmarks browser_python [NAME ...]

It takes Pyodide and nnlib from build/site, where `make site` puts them, or from the folder PYODIDE. Each notebook has an
interpreter of its own, and no JupyterLab around it, which takes another 150–200 MB. Processor seconds, since the machine may
be busy: on an idle one the clock shows about the same. The slowest cells are named by their last lines.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat

from benchmarks.turns import ROOT

sys.path.insert(0, str(ROOT / "site"))
from browser_python import SHELL, BrowserPython  # noqa: E402

SECONDS, MEGABYTES = 20, 500  # the budget: a tab may take 700
SLOWEST = 3  # cells that are named


def cells(path):
    """The code of a built notebook, cell by cell, and whether the cell is meant to fail."""
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type == "code" and cell.source.strip():
            yield cell.source, "raises-exception" in cell.metadata.get("tags", ())


def in_browser(path, pyodide):
    """The processor seconds of each cell, and the megabytes of the heap at the end."""
    with BrowserPython(pyodide) as python:
        spent = []
        for source, may_fail in cells(path):
            try:
                python.cell(source)
            except RuntimeError as error:
                if not may_fail:
                    raise RuntimeError(
                        f"{path.stem} fails in the browser's Python, in the cell\n{source}\n{error}"
                    ) from error
            spent.append((python.processor, source))
        return spent, python.heap / 1e6


def natively(path):
    """The processor seconds of all cells in a Python like this one."""
    command = [sys.executable, "-m", "benchmarks.browser_python", "--natively", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def run_here(path):
    """Print the processor seconds that the cells take in this process."""
    import asyncio

    space = {}
    exec(SHELL, space)
    began = time.process_time()

    async def run():
        for source, may_fail in cells(path):
            try:
                await space["run_cell"](source)
            except Exception:
                if not may_fail:
                    raise

    asyncio.run(run())
    print(time.process_time() - began)


def main():
    if sys.argv[1:2] == ["--natively"]:
        return run_here(Path(sys.argv[2]))
    pyodide = Path(os.environ.get("PYODIDE", ROOT / "build" / "site" / "live" / "pyodide")).resolve()
    if not (pyodide / "pyodide.mjs").exists():
        sys.exit(f"There is no Pyodide in {pyodide}. `make site` puts one there.")
    names = sys.argv[2:]
    print(f"\nRun All in the browser's Python. Budget ≤ {SECONDS} s and ≤ {MEGABYTES} MB.\n")
    print(f"{'':24}{'seconds':>9}{'natively':>10}{'heap, MB':>10}")
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        if names and path.stem not in names:
            continue
        spent, heap = in_browser(path, pyodide)
        seconds = sum(used for used, _ in spent)
        over = "" if seconds <= SECONDS and heap <= MEGABYTES else "   over budget"
        print(f"{path.stem:24}{seconds:9.1f}{natively(path):10.1f}{heap:10.0f}{over}", flush=True)
        for used, source in sorted(spent, reverse=True)[:SLOWEST]:
            print(f"{used:33.1f}  {source.strip().splitlines()[-1][:80]}", flush=True)


if __name__ == "__main__":
    main()
