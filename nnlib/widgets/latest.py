"""Of a flood of changes, only the latest state matters."""

from time import perf_counter

from nnlib.threads import one_thread
from nnlib.widgets.kernel_loop import later, running_loop

PAUSE = 0.003  # seconds: time for the changes that already wait in the kernel's queue, but too short to be seen
LONGEST = 0.3  # seconds: even in a flood something moves three times a second
FLOOD = 2  # requests for one call: when there are more, messages come in faster than they can be drawn


class Latest:
    """Calls `function` soon, once for all the requests that have come in by then.

    A fast drag of a slider queues hundreds of changes. A handler that draws a picture for each of them falls behind;
    one that is called through `Latest` draws only a few, and always the last state. `function` takes no argument and
    reads the state it needs when it is called.

    "Soon" is `pause` seconds after the first request. In a flood, when messages come in faster than they are handled, each
    call waits longer than the one before, up to LONGEST, which leaves more and more time for the messages. A front end
    that waits for an answer before it sends the next change causes no flood.

    In a notebook the kernel's event loop makes the call, whichever thread asks. Without a running loop, as in a script
    or a test, the call is made at once.
    """

    def __init__(self, function, pause=PAUSE):
        self._function = one_thread(function)
        self._waiting = False
        self._requests = 0  # since the last call; a guess, as threads may count at the same time
        self._shortest = self._pause = pause
        self._timer = None
        running_loop()  # so that other threads can find it later

    def __call__(self, *_):
        """Ask for a call. Arguments are ignored, so that this can be an observer: `slider.observe(latest, "value")`."""
        self._requests += 1
        if not self._waiting:
            self._waiting = True
            self._timer = later(self._pause, self.flush)

    @property
    def waiting(self):
        """Whether a call is asked for that has not been made yet."""
        return self._waiting

    def flush(self):
        """Make the call now, if one is asked for."""
        if not self._waiting:
            return
        is_flood = self._requests > FLOOD
        # Reset first, so that a request that comes in while the function runs leads to another call.
        self._waiting, self._requests, start = False, 0, perf_counter()
        self._function()
        if is_flood:
            self._pause = min(max(2 * self._pause, perf_counter() - start), max(LONGEST, self._shortest))
        else:
            self._pause = self._shortest

    def cancel(self):
        """Forget the request, if there is one."""
        self._waiting = False
        if self._timer is not None:
            self._timer.cancel()
