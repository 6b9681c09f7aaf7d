"""Does training fight over the processors? The time of an epoch, with 1, 2 and 4 processes at once.

Nothing tells numpy how many threads to use when a course is started by conda, pip, VS Code or a plain JupyterHub, so nnlib
limits its own products while it computes. We compare this with a limit for the whole process, set from outside
(OPENBLAS_NUM_THREADS=1), and with no limit at all.
"""

import os
import statistics
import subprocess
import sys
import time

from benchmarks.turns import ROOT

EXAMPLES = 60_000  # an epoch
TURNS = 3  # the slow way, without a limit, takes only one
PROCESSES = 1, 2, 4
LIMIT = 120  # seconds: a process that takes longer is stopped, and the row says so
# A process of its own. All of them are ready before the first begins, and each prints how long its steps took.
WORK = """
import sys, time
import numpy as np
from nnlib import threads
from nnlib.analysis.training import Training
if sys.argv[1] == "none":
    threads.pools = lambda: []
training = Training(batch_size=int(sys.argv[3]))
training.advance(20)
print("ready", flush=True)
sys.stdin.readline()
start = time.perf_counter()
training.advance(int(sys.argv[2]))
print(time.perf_counter() - start, flush=True)
"""
# name -> (what limits the threads, OPENBLAS_NUM_THREADS)
SLOW = "no limit"
WAYS = {"nnlib": ("nnlib", None), "nnlib, and variable = 1": ("nnlib", "1"), SLOW: ("none", None)}
ENTER = """
import time
from nnlib.threads import one_thread, pools
start = time.perf_counter()
pools()
first = time.perf_counter() - start
def enter():
    with one_thread:
        pass
def took(work, n=5000):
    start = time.perf_counter()
    for _ in range(n):
        work()
    return (time.perf_counter() - start) / n
print(1e3 * first, 1e6 * min(took(enter) for _ in range(5)))
"""


def environment(threads):
    """The variables of this process, with this value of OPENBLAS_NUM_THREADS, or without one."""
    others = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    return others if threads is None else others | {"OPENBLAS_NUM_THREADS": threads}


def at_once(processes, limited_by, threads, batch_size):
    """The seconds that the slowest of this many processes takes for an epoch."""
    command = [sys.executable, "-c", WORK, limited_by, str(EXAMPLES // batch_size), str(batch_size)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    started = [subprocess.Popen(command, env=environment(threads), cwd=ROOT, **pipes) for _ in range(processes)]
    try:
        for process in started:
            process.stdout.readline()
        for process in started:
            process.stdin.write("go\n")
            process.stdin.flush()
        end = time.monotonic() + LIMIT
        return max(float(p.communicate(timeout=max(0.1, end - time.monotonic()))[0]) for p in started)
    except subprocess.TimeoutExpired:
        return float("inf")
    finally:
        for process in started:
            process.kill()
            process.wait()


def main():
    done = subprocess.run([sys.executable, "-c", ENTER], env=environment(None), cwd=ROOT, capture_output=True, text=True)
    first, enter = map(float, done.stdout.split())
    print(f"\nThreads: seconds for an epoch, the slowest of the processes that train at once, median of {TURNS} turns.")
    print(f"To find the library: {first:.0f} ms, once. To enter the limit and to leave it: {enter:.1f} µs.\n")
    print("batch  processes" + "".join(f"{name:>26}" for name in WAYS))
    for batch_size in (100, 1000):
        for processes in PROCESSES:
            took = {name: [] for name in WAYS}
            for turn in range(TURNS):
                for name, way in WAYS.items():
                    if name != SLOW or turn == 0:
                        took[name].append(at_once(processes, *way, batch_size))
            medians = map(statistics.median, took.values())
            cells = "".join(f"{seconds:>24.2f} s" if seconds < LIMIT else f"{f'> {LIMIT} s':>26}" for seconds in medians)
            print(f"{batch_size:>5}  {processes:>9}{cells}", flush=True)
    print("\nBudget: the first two columns agree, within what the machine varies; with more processes than processors, the")
    print("time grows no faster than the number of processes.")
