"""An end for a learner's function that never ends, where nothing else could end it: the browser has no stop button."""

import sys
from time import perf_counter

SECONDS = 10  # far more than any right answer needs


class OutOfPatience(KeyboardInterrupt):
    """Somebody has pressed stop, as it were."""


def patience():
    """What to give to sys.settrace: in the browser, the first line of Python after so many seconds raises OutOfPatience."""
    if sys.platform != "emscripten":
        return sys.gettrace()  # the stop button works
    end = perf_counter() + SECONDS

    def watch(frame, event, _):
        if perf_counter() > end:
            raise OutOfPatience
        return watch

    return watch
