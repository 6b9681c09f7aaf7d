"""Of a flood of changes, only the newest state matters."""

import asyncio

# Long enough for the changes that wait in the kernel's queue to come in first, too short to be seen.
PAUSE = 0.003  # seconds


class Latest:
    """Calls `function` soon, and once for all requests that have come until then.

    A fast drag of a slider queues hundreds of changes. A handler that draws a picture for each of them falls behind;
    one that is asked through `Latest` draws a few, and the last state always. `function` takes no argument and reads
    the state it needs when it is called.

    In a notebook it is called by the event loop of the kernel, whichever thread asks. Without a running loop, as in a
    script or a test, it is called at once.
    """

    def __init__(self, function):
        self._function = function
        self._waiting = False
        try:
            # Kernels may run widget handlers in another thread, where this loop could not be found any more.
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None

    def __call__(self, *_):
        """Ask for a call. Arguments are ignored, so that this can be an observer: `slider.observe(newest, "value")`."""
        if self._loop is None or not self._loop.is_running():
            self._function()
        elif not self._waiting:
            self._waiting = True
            self._loop.call_soon_threadsafe(self._loop.call_later, PAUSE, self.flush)

    def flush(self):
        """Make the call now, if one is asked for."""
        if self._waiting:
            # First, so that a request that comes while the function runs leads to another call.
            self._waiting = False
            self._function()
