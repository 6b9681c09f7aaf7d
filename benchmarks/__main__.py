"""Print benchmarks as tables: `python -m benchmarks [name ...]`.

Names: training, startup, surface, latency, board, lifetime. Without names, all of them run, in about ten minutes. The
machine may be busy, so contenders take turns, each keeps its best turn, and what counts is the ratio within one run,
never a time of its own.
"""

import importlib
import sys

NAMES = ("training", "startup", "surface", "latency", "board", "lifetime")


def main():
    names = sys.argv[1:] or NAMES
    for name in names:
        if name not in NAMES:
            sys.exit(f"there is no benchmark {name!r}; choose from {', '.join(NAMES)}")
    for name in names:
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
