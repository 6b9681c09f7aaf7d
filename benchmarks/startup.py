"""What a learner waits for (import, loading the digits, checking all gradients), and the memory that a kernel takes."""

import subprocess
import sys

from benchmarks.turns import ROOT

# Each of these runs in a fresh interpreter and prints one number.
IMPORT = """
import time
start = time.perf_counter()
import nnlib
print(time.perf_counter() - start)
"""
LOAD = """
import nnlib, time
start = time.perf_counter()
nnlib.load_mnist()
print(time.perf_counter() - start)
"""
CHECK = """
import nnlib, time
train, network = nnlib.load_mnist().train, nnlib.snapshot(1)
start = time.perf_counter()
nnlib.check_gradient(network, train.images[:, 5], train.targets[:, 5])
print(time.perf_counter() - start)
"""
NOTEBOOK = """
import os, nbformat
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
for cell in nbformat.read("notebooks/01_the_network.ipynb", 4).cells:
    if cell.cell_type == "code":
        result = shell.run_cell(cell.source, silent=True)
        result.raise_error()
        if result.result is not None:
            shell.display_formatter.format(result.result)
print(int([line for line in open("/proc/self/status") if line.startswith("VmRSS")][0].split()[1]) / 1024, flush=True)
os._exit(0)
"""
ROWS = [
    ("import nnlib, numpy included", IMPORT, "s", 0.2),
    ("load_mnist()", LOAD, "s", 0.5),
    ("check_gradient, 13,002 parameters", CHECK, "s", 1.0),
    ("memory after notebook 01", NOTEBOOK, "MB", 400),
]


def run(code):
    """The last number that this code prints, run in a fresh interpreter."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    return float(done.stdout.split()[-1])


def main():
    print("\nStartup: the best of three fresh interpreters.\n")
    for name, code, unit, budget in ROWS:
        print(f"{name:36} {min(run(code) for _ in range(3)):8.2f} {unit:2}   budget ≤ {budget} {unit}")
