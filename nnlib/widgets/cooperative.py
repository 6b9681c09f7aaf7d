"""Long work in the event loop of the kernel, in short slices, so that other cells and widgets stay usable. No threads."""

import contextlib
import signal
import sys
import threading
import weakref
from time import perf_counter

from nnlib.threads import one_thread
from nnlib.widgets.kernel_loop import later, next_turn, running_loop

IN_BROWSER = sys.platform == "emscripten"
SLICE = 0.04 if IN_BROWSER else 0.02  # seconds of work between two looks at the rest of the world
# Turns of the event loop between two slices. A message needs several, from the socket to the handler; in the browser it
# comes in one, and eight turns take a twentieth of the time.
TURNS = 2 if IN_BROWSER else 8

INTERRUPTED = "because the kernel was interrupted"
REPLACED = "because something else has started"


class Cooperative:
    """Does work in slices of about 20 ms, in the browser 40. Work is a generator: each `yield` is a good moment to pause,
    and may say for how many seconds to rest.

    In a notebook the kernel's event loop does the work, whichever thread asks. Without a running loop, as in a script,
    `start` returns when everything is done. Only one piece of work runs at a time: a new one replaces the one before.

    `ended(why)` is called when the work ends by itself. `why` is "" if all of it is done; otherwise it completes a
    sentence such as "Paused …": the kernel was interrupted, other work replaced this, an error was raised, or what the
    generator itself returned. `stop` calls nothing.
    """

    _alive = weakref.WeakSet()

    def __init__(self, ended):
        self._ended = ended
        self._work = None  # the generator, while it runs
        self._interrupted = False
        running_loop()  # so that other threads can find it later
        self._stop_others()
        Cooperative._alive.add(self)

    @property
    def running(self):
        """Whether there is work that has not ended."""
        return self._work is not None

    @property
    def has_loop(self):
        """Whether there is an event loop, so that other things can happen while the work goes on."""
        return running_loop() is not None

    def start(self, work):
        """Begin this work, and drop what was running. Call it in the thread of the loop, for example through `soon`."""
        self._stop_others()
        self._work, self._interrupted = work, False
        if self.has_loop:
            next_turn(lambda: self._turn(work, 0))
        while self.running and not self.has_loop:
            self._slice()

    def stop(self):
        """Do no more of the work. Call it in the thread of the loop."""
        self._work = None
        _ignore_interrupts()

    def _stop_others(self):
        """Running a cell again stops what its last run started; two trainings would have to share one processor."""
        for other in list(Cooperative._alive):
            if other is not self and other.running:
                other._end(REPLACED)

    def _turn(self, work, left):
        """Let the event loop turn a few more times, then do a slice. We never sleep: sleepers are woken late."""
        if work is not self._work:
            return
        rest = 0 if left else self._slice()
        if self.running and rest:
            later(rest, lambda: self._turn(work, 0))
        elif self.running:
            next_turn(lambda: self._turn(work, left - 1 if left else TURNS))

    def _slice(self):
        """Work until the time is up, or until the work asks for a rest: how many seconds of it."""
        work, end, rest = self._work, perf_counter() + SLICE, None
        try:
            with _interrupts_noted(), one_thread:
                while work is self._work and not self._interrupted and perf_counter() < end and not rest:
                    rest = next(work)
            why = INTERRUPTED if self._interrupted else None
        except StopIteration as done:
            why = done.value or ""
        except Exception as error:
            why = f"because of an error. {type(error).__name__}: {error}"
        if why is not None and work is self._work:
            self._end(why)
        return rest

    def _end(self, why):
        self.stop()
        self._ended(why)


# ---- The stop button of the notebook. A kernel ignores it between cells, and in a cell it raises KeyboardInterrupt, which
# could leave a step half done and would end the event loop itself. So we only note it, both during slices and between them.


def _note(*_):
    for work in list(Cooperative._alive):
        work._interrupted = work.running


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
        if callable(before) and before is not _note:  # a cell is running, which handles interrupts in its own way
            signal.signal(signal.SIGINT, before)
        elif before is not _note and before is not None:
            _between_cells = before


def _ignore_interrupts():
    is_main = threading.current_thread() is threading.main_thread()
    if is_main and signal.getsignal(signal.SIGINT) is _note:
        signal.signal(signal.SIGINT, _between_cells)
