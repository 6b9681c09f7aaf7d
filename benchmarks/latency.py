"""The time from a slider event to changed pixels in Chromium: our live pictures beside `interact` with matplotlib."""

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat

from benchmarks.turns import ROOT

sys.path.insert(0, str(ROOT / "tests" / "browser"))  # for lab.py, which drives JupyterLab

EVENTS = 40
SETUP = """
import ipywidgets as widgets
import nnlib
from nnlib.plots.charts import chart_figure, plain
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.network_view import NetworkView
from nnlib.widgets.latest import Latest
test, network = nnlib.load_mnist().test, nnlib.snapshot(20)
slider = lambda: widgets.IntSlider(0, 0, 999)
"""
LIVE = """
control, view = slider(), NetworkView(network, test.images[:, 0], test.targets[:, 0])
control.observe(Latest(lambda: view.show(x=test.images[:, control.value], y=test.targets[:, control.value])), names="value")
widgets.VBox([control, view])
"""
EXPLORER = """
figure = chart_figure(1000, 420)
ax = figure.add_subplot()
bars = ax.bar(range(10), [0] * 10, animated=True)  # as our explorers do, so that only the bars are redrawn
plain(ax, "The ten outputs")
ax.set(ylim=(0, 1))

def draw(digit):
    for bar, a in zip(bars, network.output(test.images[:, digit])):
        bar.set_height(a)
    return figure

Explorer(draw, {"digit": slider()}, "the ten outputs")
"""
INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt
from matplotlib.collections import LineCollection

def draw_network(digit):
    trace = network.forward(test.images[:, digit])
    figure, ax = plt.subplots(figsize=(11, 5))
    ax.imshow(trace.activations[0].reshape(28, 28), cmap="gray", extent=(-1.2, -0.2, 0, 1))
    columns = [[(x, (i + 0.5) / len(a)) for i in range(len(a))] for x, a in enumerate(trace.activations[1:])]
    for left, right, W in zip(columns, columns[1:], network.weights[1:]):
        lines = [(p, q) for q in right for p in left]
        colors = ["tab:blue" if w > 0 else "tab:orange" for w in W.ravel()]
        ax.add_collection(LineCollection(lines, linewidths=abs(W).ravel(), colors=colors, alpha=0.5))
    for column, a in zip(columns, trace.activations[1:]):
        ax.scatter(*zip(*column), c=a, cmap="gray", edgecolors="black", s=150, zorder=2)
    ax.set(xlim=(-1.3, 2.3), ylim=(0, 1))
    plt.show()

widgets.interact(draw_network, digit=slider());
"""
BARS = """
def draw_bars(digit):
    figure, ax = plt.subplots(figsize=(10, 4.2))
    ax.bar(range(10), network.output(test.images[:, digit]))
    ax.set(ylim=(0, 1), title="The ten outputs")
    plt.show()

widgets.interact(draw_bars, digit=slider());
"""
REST = 200  # milliseconds between two events, so that the effect of one is not taken for that of the next
# Times from a key press to the end of the first frame in which the picture in this output has changed. The comparison is
# queued as a task after the frame, because the pictures are painted during the frame, in callbacks of their own.
WATCH = """
output => {
  const small = new OffscreenCanvas(160, 80).getContext("2d", { willReadFrequently: true });
  const look = () => {
    const picture = output.querySelector("canvas, img");
    if (!picture || (picture.tagName === "IMG" && !picture.complete)) return null;
    small.clearRect(0, 0, 160, 80);
    small.drawImage(picture, 0, 0, 160, 80);
    return small.getImageData(0, 0, 160, 80).data.reduce((sum, value, i) => (sum * 31 + value * (i % 97)) | 0, 7);
  };
  window.times = [];
  let before, start;
  output.addEventListener("keydown", () => { before = look(); start = performance.now(); }, true);
  const { port1: behind, port2: queue } = new MessageChannel();
  behind.onmessage = () => {
    if (start === undefined) return;
    const now = look();
    if (now !== null && now !== before) { window.times.push(performance.now() - start); start = undefined; }
  };
  const frame = () => { queue.postMessage(0); requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}
"""


def measure(notebook, number):
    """The delay, in milliseconds, of each of EVENTS key presses on the slider in the output of this cell."""
    output = notebook.output(number)
    output.scroll_into_view_if_needed()
    output.evaluate(WATCH)
    output.locator(".noUi-handle").first.focus()
    for seen in range(1, EVENTS + 1):
        notebook.page.keyboard.press("ArrowRight")
        notebook.page.wait_for_function("seen => window.times.length >= seen", arg=seen, timeout=20_000)
        notebook.page.wait_for_timeout(REST)
    return notebook.page.evaluate("window.times")


def main():
    from lab import Lab, Notebook, find_chromium, launch
    from playwright.sync_api import sync_playwright

    cells = [nbformat.v4.new_code_cell(source) for source in (SETUP, LIVE, EXPLORER, INTERACT, BARS)]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "latency.ipynb"
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
        browser, lab = launch(playwright, find_chromium(playwright)), Lab(Path(folder) / "home")
        try:
            notebook = Notebook(lab, browser.new_page(viewport={"width": 1280, "height": 720}))
            notebook.open(path)
            live, explorer, interact, bars = (statistics.median(measure(notebook, number)) for number in range(1, 5))
        finally:
            lab.stop()
            browser.close()
    print(f"\nSlider event to changed pixels in Chromium, median of {EVENTS}.\n")
    for name, ours, theirs, budget in (
        ("NetworkView, beside interact drawing the same network", live, interact, "≤ 50 ms, ≥ 7 ×"),
        ("Explorer, beside interact drawing the same bars", explorer, bars, "≤ 120 ms, ≥ 3 ×"),
    ):
        print(f"{name:56} {ours:4.0f} ms, {theirs:4.0f} ms: {theirs / ours:4.1f} ×   budget {budget}")
