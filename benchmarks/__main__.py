"""Print every benchmark as a table: `python -m benchmarks [name ...]`. Without names, all run, in about twenty minutes.

Names: training, startup, surface, latency, events, storms, board, lifetime. The machine may be busy, so contenders take
turns and each keeps its best turn. What counts is the ratio between two of them in one run, not a time by itself.
"""

import importlib
import sys

NAMES = ("training", "startup", "surface", "latency", "events", "storms", "board", "lifetime")


def main():
    names = sys.argv[1:] or NAMES
    for name in names:
        if name not in NAMES:
            sys.exit(f"there is no benchmark {name!r}; choose from {', '.join(NAMES)}")
    for name in names:
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
