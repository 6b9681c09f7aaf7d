"""What the processes of the class take: processor time and memory, by kind."""

import os
import statistics

import psutil

KINDS = {
    "kernels": "ipykernel_launcher",
    "servers": "jupyterhub.singleuser",
    "Hub": "jupyterhub",
    "proxy": "configurable-http",
}


def processors():
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


def by_kind():
    """Kind -> processes, for all that this process has started; "clients" is this process itself."""
    found = {kind: [] for kind in KINDS} | {"clients": [psutil.Process()]}
    for process in psutil.Process().children(recursive=True):
        try:
            words = " ".join(process.cmdline())
        except psutil.NoSuchProcess:
            continue
        for kind, word in KINDS.items():
            if word in words:
                found[kind].append(process)
                break
    return found


def processor_seconds():
    """Kind -> the processor time that its processes have taken so far."""
    return {kind: sum(map(_seconds, processes)) for kind, processes in by_kind().items()}


def _seconds(process):
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system


def memory():
    """Kind -> the median and the largest share of memory of its processes, and all of them together, in MB.

    Memory that several processes share, such as a mapped file, is divided among them (the proportional set size).
    """
    found = {}
    for kind, processes in by_kind().items():
        shares = [megabytes for megabytes in map(share, processes) if megabytes is not None]
        found[kind] = (statistics.median(shares), max(shares), sum(shares)) if shares else (0.0, 0.0, 0.0)
    return found


def share(process):
    """Its memory in MB, what it shares with others divided among them; None if it has ended.

    Not what it has given back, which the system may take when it needs it (LazyFree): in Firefox that is 120 MB.
    """
    try:
        with open(f"/proc/{process.pid}/smaps_rollup") as lines:
            sizes = {name: int(size.split()[0]) for name, _, size in (line.partition(":") for line in lines) if "kB" in size}
        return (sizes["Pss"] - sizes["LazyFree"]) / 1024
    except (OSError, KeyError):  # the process has just ended
        return None
