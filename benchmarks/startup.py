"""What a learner waits for (imports, the digits, the first figure, the first widget), and the memory that a kernel takes."""

import os
import subprocess
import sys
import tempfile
import time

from jupyter_client.manager import start_new_kernel

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
# What an explorer imports, and how much of that is matplotlib, which makes its list of fonts once for each user.
EXPLORERS = """
import nnlib, time
start = time.perf_counter()
from nnlib.explorers import the_network
print(time.perf_counter() - start)
"""
MATPLOTLIB = """
import numpy, time
start = time.perf_counter()
import matplotlib.figure, matplotlib.backends.backend_agg
print(time.perf_counter() - start)
"""
PICTURE = """
import time
from nnlib.plots.charts import chart_figure
from nnlib.widgets.explorer import Explorer

def draw():
    figure = chart_figure(1112, 430)
    figure.add_subplot().plot([1, 2])
    return figure

took = []
for _ in range(2):
    start = time.perf_counter()
    Explorer(draw, dict(), "a line")._repr_mimebundle_()
    took.append(time.perf_counter() - start)
print(took[{}])
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
    ("import nnlib, numpy included", IMPORT, "s", 0.1),
    ("load_mnist()", LOAD, "s", 0.2),
    ("check_gradient, 13,002 parameters", CHECK, "s", 0.35),
    ("import of an explorer, beside nnlib", EXPLORERS, "s", None),
    ("  of which matplotlib", MATPLOTLIB, "s", None),
    ("first explorer with its still picture", PICTURE.format(0), "s", None),
    ("  the second", PICTURE.format(1), "s", None),
    ("memory after notebook 01", NOTEBOOK, "MB", 200),
]
# In one kernel, one after the other.
CELLS = [
    ("import nnlib", "import nnlib"),
    ("import of an explorer", "from nnlib.explorers import the_network"),
    ("the first widget and its picture", "the_network.one_neuron()"),
    ("the second", "the_network.light_up()"),
]


def run(code, **variables):
    """The last number that this code prints, run in a fresh interpreter."""
    environment = os.environ | variables
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT, env=environment
    )
    return float(done.stdout.split()[-1])


def in_a_kernel():
    """The seconds of each thing that a learner waits for when a notebook begins: name -> seconds."""
    start = time.perf_counter()
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(ROOT), stderr=subprocess.DEVNULL)
    try:
        took = {"a kernel that answers": time.perf_counter() - start}
        for name, code in CELLS:
            start = time.perf_counter()
            reply = client.execute_interactive(code, timeout=120, output_hook=lambda _: None)
            if reply["content"]["status"] != "ok":
                raise RuntimeError(f"{code}: {reply['content']['evalue']}")
            took[name] = time.perf_counter() - start
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return took


def row(name, value, unit="s", budget=None):
    print(f"{name:40} {value:8.2f} {unit:2}" + ("" if budget is None else f"   budget ≤ {budget} {unit}"), flush=True)


def main():
    print("\nStartup: the best of three fresh interpreters.\n")
    for name, code, unit, budget in ROWS:
        row(name, min(run(code) for _ in range(3)), unit, budget)
    with tempfile.TemporaryDirectory() as empty:
        first, second = (run(MATPLOTLIB, MPLCONFIGDIR=empty) for _ in range(2))
    row("list of fonts, once for each user", first - second)
    print("\nIn one kernel, one after the other; the best of three.\n")
    turns = [in_a_kernel() for _ in range(3)]
    for name in turns[0]:
        row(name, min(turn[name] for turn in turns))
