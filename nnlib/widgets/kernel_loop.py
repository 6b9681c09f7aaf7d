"""Ways to hand work to the event loop of the kernel, soon or some seconds later, from any thread."""

import asyncio
import functools
import sys
import threading
from collections import deque

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


def next_turn(function):
    """Call the function in the next turn of the loop: as `soon`, for turn after turn, and for what raises nothing."""
    if sys.platform == "emscripten" and running_loop() is not None:
        _turns()(function)
    else:
        soon(function)


@functools.cache
def _turns():
    """What `next_turn` uses in the browser: one channel, through which messages come back from the event loop.

    Its asyncio makes a channel for each call, of which the browser keeps some kilobytes until it looks for garbage.
    """
    from js import MessageChannel
    from pyodide.code import run_js
    from pyodide.ffi import create_proxy

    waiting, channel = deque(), MessageChannel.new()
    without_event = run_js("(call) => () => call()")  # which Python would otherwise wrap each time
    channel.port1.onmessage = without_event(create_proxy(lambda: waiting.popleft()()))

    def call_in_turn(function):
        waiting.append(function)
        channel.port2.postMessage(0)

    return call_in_turn


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
