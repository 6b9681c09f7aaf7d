"""Play and pause, in the event loop of the kernel.

`ipywidgets.Play` will not do: its timer runs in the page, so it does not move in a script or a test, and it skips values
when a picture takes longer than its interval.
"""

import ipywidgets as widgets
import traitlets

from nnlib.widgets.kernel_loop import later, running_loop
from nnlib.widgets.lifetime import Closing


class Player(Closing, widgets.Button):
    """A button that moves `slider` on by one every `seconds` seconds, up to its end; from there it starts over.

    Without a running event loop, as in a script, a click goes to the end at once.
    """

    playing = traitlets.Bool(help="whether it moves by itself")

    def __init__(self, slider, seconds):
        self._slider, self._seconds, self._timer = slider, seconds, None
        super().__init__(icon="play", description="Play", tooltip="Play or pause")
        running_loop()  # so that other threads can find it later
        self.on_click(lambda _: self.set_trait("playing", not self.playing))
        self.observe(self._switched, names="playing")

    def stop_work(self):
        """Stop playing."""
        self.playing = False

    def hidden_parts(self):
        """The slider, which need not be on the page."""
        return [self._slider]

    def _switched(self, _):
        self.icon, self.description = ("pause", "Pause") if self.playing else ("play", "Play")
        self._cancel()
        if not self.playing:
            return
        if self._slider.value == self._slider.max:
            self._slider.value = self._slider.min
        if running_loop() is None:
            while self.playing:
                self._advance()
        else:
            self._wait()

    def _cancel(self):
        """Drop the tick that was still to come: a second click must not make it twice as fast."""
        if self._timer is not None:
            self._timer.cancel()

    def _wait(self):
        self._timer = later(self._seconds, self._tick)

    def _tick(self):
        if self.playing:
            self._advance()
        if self.playing:
            self._wait()

    def _advance(self):
        self._slider.value += 1
        self.playing = self._slider.value < self._slider.max
