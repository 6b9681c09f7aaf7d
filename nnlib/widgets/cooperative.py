"""Long work in the event loop of the kernel, in short slices: other cells and widgets stay usable. No threads."""

import asyncio
import contextlib
import signal
import threading
import weakref

TURNS = 8  # of the event loop between two slices: a message takes several, from the socket to the handler


class Cooperative:
    """Calls `work()` again and again, until it returns False or somebody calls `stop`; each call should take about 20 ms.

    In a notebook the kernel's event loop does it, whichever thread asks. `ended(reason)` is called when the end came
    unasked: "interrupted" if the kernel was interrupted, "replaced" if another one began (only one runs at a time), or the
    text of an error in `work`. Without a running loop, as in a script, `start` returns when all is done.
    """

    _alive = weakref.WeakSet()

    def __init__(self, work, ended):
        self.running = False
        self._work, self._ended, self._interrupted, self._chain = work, ended, False, 0
        try:
            # Kernels may run widget handlers in another thread, where this loop could not be found any more.
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None
        self.stop_others()
        Cooperative._alive.add(self)

    @property
    def has_loop(self):
        """Whether there is an event loop that can do the work."""
        return self._loop is not None and self._loop.is_running()

    def soon(self, function):
        """Call the function in the thread of the work, between two slices: nothing has to be locked."""
        if self.has_loop:
            self._loop.call_soon_threadsafe(function)
        else:
            function()

    def start(self):
        """Begin, and stop whatever else runs. To be called in the thread of the work."""
        self.stop_others()
        self.running, self._interrupted = True, False
        self._chain += 1  # so that a chain of slices that still waits comes to nothing
        if self.has_loop:
            self._loop.call_soon(self._turn, self._chain, 0)
        while self.running and not self.has_loop:
            self._slice()

    def stop(self):
        """No more slices. To be called in the thread of the work."""
        self.running = False
        _ignore_interrupts()

    def stop_others(self):
        """A cell that is run again stops what its last run had started, and two trainings would only share one processor."""
        for other in list(Cooperative._alive):
            if other is not self and other.running:
                other._end("replaced")

    def _turn(self, chain, left):
        """Let the event loop turn a few times more, then do a slice. Without sleeping: who sleeps is woken late."""
        if not self.running or chain != self._chain:
            return
        if not left:
            self._slice()
        self._loop.call_soon(self._turn, chain, left - 1 if left else TURNS)

    def _slice(self):
        try:
            with _interrupts_noted():
                goes_on = self._work()
        except Exception as error:
            self._end(f"{type(error).__name__}: {error}")
            return
        if self._interrupted:
            self._end("interrupted")
        elif not goes_on:
            self.stop()

    def _end(self, reason):
        self.stop()
        self._ended(reason)


# ---- The stop button of the notebook. A kernel ignores it between cells, and in a cell it raises KeyboardInterrupt, which
# could tear a step in two and would end the event loop itself. So during slices, and between them, it is only noted.


def _note(*_):
    for slices in list(Cooperative._alive):
        slices._interrupted = slices.running


_between_cells = signal.SIG_IGN


@contextlib.contextmanager
def _interrupts_noted():
    global _between_cells
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, _note)
    try:
        yield
    finally:
        if callable(before) and before is not _note:  # a cell is running: it keeps its own way
            signal.signal(signal.SIGINT, before)
        elif before is not _note and before is not None:
            _between_cells = before


def _ignore_interrupts():
    is_main = threading.current_thread() is threading.main_thread()
    if is_main and signal.getsignal(signal.SIGINT) is _note:
        signal.signal(signal.SIGINT, _between_cells)
