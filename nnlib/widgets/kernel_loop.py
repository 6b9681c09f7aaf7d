"""Ways to hand work to the event loop of the kernel, soon or some seconds later, from any thread."""

import asyncio
import threading

_seen = None  # the loop that ran in the main thread when we last looked


def running_loop():
    """The event loop of the main thread, which runs the cells; None if there is none, as in a script or a test.

    Newer kernels handle the messages of widgets in other threads, which have loops of their own.
    """
    global _seen
    if threading.current_thread() is threading.main_thread():
        try:
            _seen = asyncio.get_running_loop()
        except RuntimeError:
            pass
    return _seen if _seen is not None and _seen.is_running() else None


def soon(function):
    """Call the function in the thread of the loop, between two other pieces of work; without a loop, at once."""
    loop = running_loop()
    if loop is None:
        function()
    else:
        loop.call_soon_threadsafe(function)


def later(seconds, function):
    """Call the function in the thread of the loop after this many seconds; without a loop, at once. Returns a Timer."""
    return Timer(seconds, function)


class Timer:
    """A call that is still to come, until `cancel` is called."""

    def __init__(self, seconds, function):
        self._function = function
        if (loop := running_loop()) is None:
            self._call()
        else:
            loop.call_soon_threadsafe(loop.call_later, seconds, self._call)

    def cancel(self):
        """Do not make the call, and let go of the function."""
        self._function = None

    def _call(self):
        function, self._function = self._function, None
        if function is not None:
            function()
