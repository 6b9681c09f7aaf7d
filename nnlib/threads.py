"""One thread for matrix products: those of the course are so small that a second thread mostly waits for the first."""

import functools
import sys
import threading
from contextlib import ContextDecorator
from itertools import product


class OneThread(ContextDecorator):
    """`with one_thread:`, or `@one_thread` above a function: inside, matrix products use one thread.

    With more, two notebooks on one laptop or a class on one server fight over the processors: each thread waits for
    others that cannot run, ten times longer than it computes.

    Afterwards there are as many threads as before: whoever imports nnlib may have large products of their own. The
    limit may be nested, and several Python threads may enter it at a time: the first one to enter sets it, and the last
    one to leave lifts it. Both together take a few µs, so we enter it for each step. Never hold it across the `yield` of
    a generator: it would then also limit the code that asks for the next value.
    """

    def __init__(self):
        self._lock, self._inside, self._before = threading.Lock(), 0, []

    def __enter__(self):
        with self._lock:
            if not self._inside:
                self._before = [(set_to, threads) for get, set_to in pools() if (threads := get()) > 1]
                for set_to, _ in self._before:
                    set_to(1)
            self._inside += 1

    def __exit__(self, *_):
        with self._lock:
            self._inside -= 1
            if not self._inside:
                for set_to, threads in self._before:
                    set_to(threads)


one_thread = OneThread()


@functools.cache
def pools():
    """What multiplies matrices for numpy: pairs of functions that get and set a number of threads; none in the browser.

    An environment variable such as OPENBLAS_NUM_THREADS is read when numpy is loaded, and a notebook loads numpy first.
    """
    if sys.platform == "emscripten":
        return []
    try:
        from threadpoolctl import ThreadpoolController  # here, so that `import nnlib` loads numpy and nothing else
    except ImportError:  # installed without its dependencies: slower in company, but just as right
        return []
    return [_functions(pool) for pool in ThreadpoolController().select(user_api="blas").lib_controllers]


def _functions(pool):
    """The two functions of a library that threadpoolctl has found: for OpenBLAS, its own, which are faster."""
    for prefix, suffix in product(("", "scipy_"), ("", "64_", "_64")) if pool.internal_api == "openblas" else ():
        try:
            return [getattr(pool.dynlib, f"{prefix}openblas_{verb}_num_threads{suffix}") for verb in ("get", "set")]
        except AttributeError:
            continue
    return pool.get_num_threads, pool.set_num_threads
