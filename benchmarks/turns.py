"""Lets contenders take turns, so that a slow minute of the machine affects all of them."""

import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def best_of_turns(contenders, turns):
    """The seconds of each contender's best turn; `contenders` maps a name to a function that does the work of one turn."""
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(turns):
        for name, work in contenders.items():
            start = time.perf_counter()
            work()
            best[name] = min(best[name], time.perf_counter() - start)
    return best
