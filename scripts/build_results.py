"""Compute again what the course keeps in nnlib/analysis/data because it takes seconds and never changes.

    python scripts/build_results.py [NAME ...]    the results with these names, or all of them, in about three minutes

Run it when a computation, a seed or a snapshot has changed. Another machine may round the last digits differently, and a
long training magnifies that. The seconds of the race and of the two walks are those of the machine that runs this.
"""

import importlib
import os
import pkgutil
import sys
from time import perf_counter

# The same as in the Makefile: another number of threads would change the last digits, and the seconds.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from nnlib import explorers  # noqa: E402
from nnlib.analysis.stored import RESULTS  # noqa: E402


def everything():
    """Name -> Stored, of all explorers."""
    for chapter in pkgutil.iter_modules(explorers.__path__):
        importlib.import_module(f"nnlib.explorers.{chapter.name}")
    return RESULTS


def main():
    results = everything()
    names = sys.argv[1:] or list(results)
    for name in names:
        if name not in results:
            sys.exit(f"there is no result {name!r}; choose from {', '.join(results)}")
    for name in names:
        start, result = perf_counter(), results[name]
        result.save()
        size, seconds = result.path.stat().st_size / 1000, perf_counter() - start
        print(f"{name:16} {len(result.kept):4} results {size:7.1f} kB {seconds:6.1f} s", flush=True)


if __name__ == "__main__":
    main()
