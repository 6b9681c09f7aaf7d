"""Print every benchmark as a table: `python -m benchmarks [name ...]`. Without names, all but the last run, in 20 minutes.

Names: training, threads, startup, notebooks, surface, latency, events, storms, board, lifetime, classroom, browser_python.
The machine may be busy, so contenders take turns and each keeps its best turn. What counts is the ratio between two of them
in one run, not a single time.

classroom needs an otherwise idle machine, and takes options: `python -m benchmarks classroom --students 30`. browser_python
needs Node and a site that `make site` has built: `python -m benchmarks browser_python 05_every_image`.
"""

import importlib
import sys

NAMES = ("training", "threads", "startup", "notebooks", "surface", "latency", "events", "storms", "board", "lifetime")
ALONE = ("classroom", "browser_python")


def main():
    if sys.argv[1:2] and sys.argv[1] in ALONE:
        names = [sys.argv[1]]  # it reads the options that follow
    else:
        names = sys.argv[1:] or NAMES
    for name in names:
        if name not in (*NAMES, *ALONE):
            sys.exit(f"there is no benchmark {name!r}; choose from {', '.join((*NAMES, *ALONE))}")
    for name in names:
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
