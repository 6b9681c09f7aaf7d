"""One thread for matrix products: those of the course are so small that a second thread mostly waits for the first."""

import functools
import sys
import threading
from contextlib import ContextDecorator


class OneThread(ContextDecorator):
    """`with one_thread:`, or `@one_thread` above a function: inside, matrix products use one thread.

    With more, two notebooks on one laptop or a class on one server fight over the processors: each thread waits for
    others that cannot run, ten times longer than it computes.

    Afterwards there are as many threads as before: whoever imports nnlib may have large products of their own. It may
    be nested, and entered by several Python threads at a time: the first one to enter sets the limit, the last one to leave
    lifts it. Both together take a few µs, so it is entered for each step, and never held across the `yield` of
    a generator: the limit would then hold in the code that asks for the next value.
    """

    def __init__(self):
        self._lock, self._inside, self._before = threading.Lock(), 0, []

    def __enter__(self):
        with self._lock:
            if not self._inside:
                self._before = [(pool, pool.get_num_threads()) for pool in pools()]
                self._set([(pool, 1) for pool, threads in self._before if threads != 1])
            self._inside += 1

    def __exit__(self, *_):
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._set([(pool, threads) for pool, threads in self._before if threads != 1])

    def _set(self, wanted):
        for pool, threads in wanted:
            pool.set_num_threads(threads)


one_thread = OneThread()


@functools.cache
def pools():
    """What multiplies matrices for numpy, each with a number of threads to get and to set; none in the browser.

    An environment variable such as OPENBLAS_NUM_THREADS is read when numpy is loaded, and a notebook loads numpy first.
    """
    if sys.platform == "emscripten":
        return []
    try:
        from threadpoolctl import ThreadpoolController  # here, so that `import nnlib` loads numpy and nothing else
    except ImportError:  # installed without its dependencies: slower beside others, and right all the same
        return []
    return ThreadpoolController().select(user_api="blas").lib_controllers
