"""Processor time of a slider event in the kernel, for each explorer and each of its sliders, beside `interact`.

We move each slider several times, one step after the other, in a kernel with its chapter.
"""

import json
import statistics
import time
from queue import Empty

from jupyter_client.manager import start_new_kernel

from benchmarks.lifetime import CELLS, execute
from benchmarks.turns import ROOT

EVENTS = 15
WARM = 3  # events before, so that caches are filled
BUDGET = 20  # milliseconds of processor time
STORM, DURATION, REST = 1000, 5.0, 1.0  # changes, seconds, and the budget in seconds until the last picture
SILENCE = 1.5  # seconds without a message, after which it is at rest
# Moves the slider of this number by one step, as a message from the page does, and lets the event loop draw.
PREPARE = """
import asyncio, json, math, time
import ipywidgets
from nnlib.explorers import {chapter}

def parts(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)

def is_slider(widget):
    sliders = ipywidgets.IntSlider, ipywidgets.FloatSlider, ipywidgets.FloatLogSlider, ipywidgets.SelectionSlider
    return isinstance(widget, sliders) and widget.layout.display != "none"

def states(slider, count):
    "What the page would report: the next values, one step after the other, there and back."
    if isinstance(slider, ipywidgets.SelectionSlider):
        places = list(range(len(slider.options)))
        name, now = "index", slider.index
    elif isinstance(slider, ipywidgets.FloatLogSlider):
        n = int((slider.max - slider.min) / slider.step)
        places = [slider.base ** (slider.min + k * slider.step) for k in range(n + 1)]
        name, now = "value", min(range(n + 1), key=lambda k: abs(places[k] - slider.value))
    else:
        n = int((slider.max - slider.min) / slider.step + 1e-9)
        places = [type(slider.value)(slider.min + k * slider.step) for k in range(n + 1)]
        name, now = "value", min(range(n + 1), key=lambda k: abs(places[k] - slider.value))
    there_and_back = [*range(len(places)), *range(len(places) - 2, 0, -1)]
    return [{{name: places[there_and_back[(now + k + 1) % len(there_and_back)]]}} for k in range(count)]

async def measure(slider, warm, events):
    times = []
    for state in states(slider, warm + events):
        start = time.process_time()
        slider.set_state(state)
        for _ in range(3):  # drawing one picture may ask for another
            await asyncio.sleep(0.01)
        times.append(1000 * (time.process_time() - start))
    return times[warm:]
"""
SLIDERS = "print(json.dumps([[s.description, s.model_id] for s in sliders]))"
INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt
from nnlib import load_mnist, snapshot
test, network = load_mnist().test, snapshot(20)

def draw_bars(digit):
    figure, ax = plt.subplots(figsize=(10, 4.2))
    ax.bar(range(10), network.output(test.images[:, digit]))
    ax.set(ylim=(0, 1), title="The ten outputs")
    plt.show()

sliders = [ipywidgets.IntSlider(0, 0, 999)]
ipywidgets.interactive_output(draw_bars, {"digit": sliders[0]})
"""


class Kernel:
    """A kernel with the explorers of a chapter."""

    def __init__(self, chapter):
        self.manager, self.client = start_new_kernel(kernel_name="python3", cwd=str(ROOT))
        self.run(PREPARE.format(chapter=chapter))

    def run(self, code):
        """Run a cell and return what it prints."""
        return execute(self.client, code)

    def stop(self):
        """End it."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def show(self, cell):
        """Run the cell of an explorer; return its sliders as pairs of description and id."""
        self.run(f"explorer = {cell}\nsliders = list(dict.fromkeys(filter(is_slider, parts(explorer))))")
        return json.loads(self.run(SLIDERS))

    def event(self, k):
        """The median processor time of an event of slider k, in milliseconds."""
        return statistics.median(json.loads(self.run(f"print(json.dumps(await measure(sliders[{k}], {WARM}, {EVENTS})))")))

    def storm(self, k, model_id):
        """Send a storm of new values of slider k.

        Returns the seconds from the last of them to the last message of the kernel, and the processor time of it all.
        """
        before = float(self.run("print(time.process_time())"))
        states = json.loads(self.run(f"print(json.dumps(states(sliders[{k}], {STORM})))"))
        start = time.monotonic()
        for i, state in enumerate(states):
            content = {"comm_id": model_id, "data": {"method": "update", "state": state, "buffer_paths": []}}
            self.client.shell_channel.send(self.client.session.msg("comm_msg", content))
            self._drain()
            time.sleep(max(0, start + (i + 1) * DURATION / STORM - time.monotonic()))
        end = last = time.monotonic()
        while time.monotonic() < last + SILENCE:
            if self._drain():
                last = time.monotonic()
            time.sleep(0.005)
        return last - end, float(self.run("print(time.process_time())")) - before

    def _drain(self):
        """Take all messages that are waiting; return whether there were any."""
        seen = False
        try:
            while True:
                self.client.get_iopub_msg(timeout=0)
                seen = True
        except Empty:
            return seen


def of_each_slider(look):
    """(what `look(kernel, k, model_id)` says, explorer, description) of each slider of each explorer."""
    found = []
    for chapter, names in CELLS.items():
        kernel = Kernel(chapter)
        try:
            for name in names:
                for k, (description, model_id) in enumerate(kernel.show(f"{chapter}.{name}()")):
                    found.append((look(kernel, k, model_id), f"{chapter}.{name}", description))
        finally:
            kernel.stop()
    return sorted(found, reverse=True)


def _of_interact():
    kernel = Kernel("start_here")
    try:
        kernel.run(INTERACT)
        return kernel.event(0)
    finally:
        kernel.stop()


def main():
    print(f"\nProcessor time of a slider event in the kernel, ms, median of {EVENTS}. Budget: ≤ {BUDGET}.\n")
    for milliseconds, name, description in of_each_slider(lambda kernel, k, _: kernel.event(k)):
        print(f"{milliseconds:7.1f}{' *' if milliseconds > BUDGET else '  '}  {name:36}{description}", flush=True)
    print(f"{_of_interact():7.1f}    interact with inline matplotlib, ten bars")
