"""Run All of each notebook in a kernel of its own: how long it takes, the kernel's start included, and how much memory.

Processor seconds are those of the kernel: on a busy machine they tell more than the time on the clock. The memory is the
kernel's share, in which pages that several processes use are divided among them, and the most that it ever held in all.
"""

import re
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from benchmarks.turns import ROOT

SECONDS, MEGABYTES = 6, 200  # the budget
FOLDER = ROOT / "notebooks"
QUIET = ["--log-level=ERROR"]  # no warning that the local connection is not encrypted


def megabytes(pid, file, name):
    """A line of a file in /proc about this process; NaN if there is no such folder."""
    path = Path(f"/proc/{pid}/{file}")
    return int(re.search(rf"^{name}:\s+(\d+) kB", path.read_text(), re.M)[1]) / 1024 if path.exists() else float("nan")


def processor_seconds(pid):
    """The processor seconds that this process has used so far; NaN if there is no /proc."""
    path = Path(f"/proc/{pid}/stat")
    return sum(map(int, path.read_text().rsplit(")")[-1].split()[11:13])) / 100 if path.exists() else float("nan")


def run_all(path):
    """Seconds, processor seconds, the share of memory at the end and the most that was held, in MB."""
    start = time.perf_counter()
    place = {"metadata": {"path": FOLDER}}
    client = NotebookClient(
        nbformat.read(path, 4), kernel_name="python3", timeout=300, resources=place, extra_arguments=QUIET
    )
    with client.setup_kernel():
        for number, cell in enumerate(client.nb.cells):
            client.execute_cell(cell, number)
        seconds, pid = time.perf_counter() - start, client.km.provisioner.pid
        return (
            seconds,
            processor_seconds(pid),
            megabytes(pid, "smaps_rollup", "Pss"),
            megabytes(pid, "status", "VmHWM"),
        )


def main():
    print(f"\nRun All, kernel start included, once each. Budget ≤ {SECONDS} s and ≤ {MEGABYTES} MB.\n")
    print(f"{'':24}{'seconds':>9}{'processor':>11}{'MB':>7}{'at most':>9}")
    for path in sorted(FOLDER.glob("*.ipynb")):
        seconds, used, share, most = run_all(path)
        over = "" if seconds <= SECONDS and not share > MEGABYTES else "   over budget"
        print(f"{path.stem:24}{seconds:9.1f}{used:11.1f}{share:7.0f}{most:9.0f}{over}", flush=True)
