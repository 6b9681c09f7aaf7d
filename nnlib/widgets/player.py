"""Play and pause, in the event loop of the kernel."""

import asyncio

import ipywidgets as widgets
import traitlets


class Player(widgets.Button):
    """A button that moves `slider` on by one, again and again, up to its end; there it begins anew. No threads.

    Without a running event loop, as in a script, a click goes to the end at once.
    """

    playing = traitlets.Bool(help="whether it moves by itself")

    def __init__(self, slider, seconds):
        self._slider, self._seconds, self._timer = slider, seconds, None
        super().__init__(icon="play", description="Play", tooltip="Play or pause")
        try:
            # Kernels may run widget handlers in another thread, where this loop could not be found any more.
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None
        self.on_click(lambda _: self.set_trait("playing", not self.playing))
        self.observe(self._switched, names="playing")

    def _switched(self, _):
        self.icon, self.description = ("pause", "Pause") if self.playing else ("play", "Play")
        if not self.playing:
            return
        if self._slider.value == self._slider.max:
            self._slider.value = self._slider.min
        if self._loop is None or not self._loop.is_running():
            while self.playing:
                self._advance()
        else:
            self._loop.call_soon_threadsafe(self._wait)

    def _wait(self):
        """One tick from now, and only one: a second click must not make it twice as fast."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(self._seconds, self._tick)

    def _tick(self):
        if self.playing:
            self._advance()
            self._wait()

    def _advance(self):
        self._slider.value += 1
        self.playing = self._slider.value < self._slider.max
