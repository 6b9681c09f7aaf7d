"""The lesson: who does what and when, and the table of what it took."""

import argparse
import asyncio
import math
import random
import signal
import sys
import time

from benchmarks.classroom import processes
from benchmarks.classroom.environment import install
from benchmarks.classroom.hub import Hub
from benchmarks.classroom.interact import CELLS
from benchmarks.classroom.student import PATIENCE, PAUSE, Student

NOTEBOOK = "06_mini_batches.ipynb"
READY = 600  # seconds, at most, until all students have run the notebook
BUDGETS = "p95 ≤ 250 ms with 30 moving, ≤ 400 ms with 6 on Play; ready ≤ 90 s; ≤ 200 MB for a kernel"


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks classroom", description="A class on a real JupyterHub.")
    parser.add_argument("--students", type=int, default=30, metavar="N", help="how many (default 30)")
    parser.add_argument("--seconds", type=float, default=20, metavar="S", help="how long each part takes (default 20)")
    parser.add_argument("--seed", type=int, default=0, help="which sliders move where (default 0)")
    options = parser.parse_args(sys.argv[2:])
    if not sys.platform.startswith("linux"):
        sys.exit("This benchmark asks Linux for the memory of processes, so it only runs there.")
    install()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that a stopped benchmark cleans up, too
    asyncio.run(lesson(options.students, options.seconds, options.seed))


async def lesson(count, seconds, seed):
    """Let `count` students come in, run notebook 06, and do each thing for this many seconds."""
    print(f"\nA class of {count} on a JupyterHub, {processes.processors()} processors. Budgets for 30 on two: {BUDGETS}.\n")
    async with Hub() as hub:
        students = [Student(hub, f"student{number:02}", random.Random(seed + number)) for number in range(count)]
        await begin(students)
        for student in students:
            student.guess()
        header(f"moving sliders, each at most {1 / PAUSE:g} times a second", seconds)
        for moving in thirds(count):
            await part(f"{moving} moving", students[:moving], [], seconds)
        playing = max(1, count // 5)
        await part(f"{count - playing} moving, {playing} on Play", students[playing:], students[:playing], seconds)
        say_memory()
        await asyncio.gather(*(student.close() for student in students))

        start = time.perf_counter()
        await together(student.run_all(CELLS) for student in students)
        print(f"\nThe same pictures with interact and inline matplotlib, ready after {time.perf_counter() - start:.0f} s:\n")
        header("moving sliders", seconds)
        for moving in thirds(count):
            await part(f"{moving} moving", students[:moving], [], seconds)
        say_memory()


async def begin(students):
    """All come in at the same moment, and run the notebook; print how long that took."""
    start, before = time.perf_counter(), processes.processor_seconds()

    async def arrive(student):
        await student.come_in()
        inside = time.perf_counter() - start
        await student.run_all(await student.read(NOTEBOOK))
        return inside, time.perf_counter() - start

    inside, ready = zip(*await together(map(arrive, students)))
    each = {kind: (now - before[kind]) / len(students) for kind, now in processes.processor_seconds().items()}
    print(f"server there: the first after {min(inside):.0f} s, the last after {max(inside):.0f} s")
    print(f"notebook run: the first after {min(ready):.0f} s, the last after {max(ready):.0f} s")
    print("processor time for each student: " + ", ".join(f"{kind} {seconds:.1f} s" for kind, seconds in each.items()))
    say_memory()


async def together(tasks):
    """Run all tasks and return their results; an error, or a class that never gets ready, ends them all."""
    async with asyncio.timeout(READY), asyncio.TaskGroup() as group:
        started = [group.create_task(task) for task in tasks]
    return [task.result() for task in started]


async def part(name, moving, playing, seconds):
    """Let some move sliders and others train; print a row."""
    before, start = processes.processor_seconds(), time.perf_counter()
    doing = [*(student.move(seconds) for student in moving), *(student.play(seconds) for student in playing)]
    results = await together(doing)
    passed, now = time.perf_counter() - start, processes.processor_seconds()
    taken = sorted(seconds for result in results[: len(moving)] for seconds in result)
    busy = {kind: f"{(now[kind] - before[kind]) / passed:.0%}" for kind in now}
    answered = [t for t in taken if not math.isnan(t)]
    numbers = "".join(f"{1000 * percentile(answered, share):8,.0f}" for share in (0.5, 0.95, 0.99))
    unanswered = len(taken) - len(answered)
    others = f"{busy['servers']:>10}{busy['Hub']:>6}{busy['proxy']:>7}{busy['clients']:>9}"
    print(f"{name:24}{numbers}{len(answered) / passed:9.1f}{unanswered:12}{busy['kernels']:>12}{others}", flush=True)


def percentile(taken, share):
    """The value that this share of the sorted values does not exceed; NaN if there are none."""
    return taken[min(len(taken) - 1, math.ceil(share * len(taken)) - 1)] if taken else math.nan


def thirds(count):
    """A third of the class, two thirds, all of it."""
    return sorted({max(1, round(count * part / 3)) for part in (1, 2, 3)})


def header(what, seconds):
    print(f"\n{what}, {seconds:g} s each: ms from a change to its answer; answers a second; unanswered after {PATIENCE} s;")
    print("processor use, where 100 % is one processor\n")
    columns = f"{'p50':>8}{'p95':>8}{'p99':>8}{'answers':>9}{'unanswered':>12}{'kernels':>12}"
    print(f"{'':24}{columns}{'servers':>10}{'Hub':>6}{'proxy':>7}{'clients':>9}")


def say_memory():
    found = processes.memory()
    each = "; ".join(
        f"a {kind[:-1]} {found[kind][0]:.0f}, the largest {found[kind][1]:.0f}" for kind in ("kernels", "servers")
    )
    print(f"memory in MB, proportional share: {each}; Hub and proxy {found['Hub'][2] + found['proxy'][2]:.0f}", end="")
    print(f"; all together {sum(found[kind][2] for kind in found if kind != 'clients') / 1024:.1f} GB", flush=True)
