"""All 13,002 slopes from the learner's functions, checked by nudging one parameter after the other."""

import html
from time import perf_counter

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.explorers.write_it.yours import SIZES, YourNetwork, Yours, in_words, shortest
from nnlib.gradient_check import nudge, relative_errors
from nnlib.parameters import count, name_of
from nnlib.plots.charts import chart_figure
from nnlib.plots.errors import draw_errors
from nnlib.widgets.controls import controls_row
from nnlib.widgets.cooperative import Cooperative
from nnlib.widgets.kernel_loop import soon
from nnlib.widgets.readout import Readout

IMAGES = 4  # of the training set, whose average cost is looked at
RIGHT = 1e-4  # relative errors below this are rounding
FRAME = 0.4  # seconds between two pictures
PATIENCE = 60  # seconds: a check that would take longer is not started
LAYERS = "hidden layer 1", "hidden layer 2", "outputs"


class CheckBoard(Readout):
    """A button that checks all slopes, a bar that shows how many are done, and the histograms of what was found.

    `numbers` holds the checked positions in the flat vector ("indices"), "backprop" and "nudged" slopes, and their "errors".
    """

    def __init__(self, yours):
        self.yours = yours
        self._begin(np.zeros(count(SIZES)))
        self._work = Cooperative(self._ended)
        self.button = widgets.Button(icon="play", description=f"check all {count(SIZES):,}")
        self.bar = widgets.IntProgress(0, 0, count(SIZES), layout={"flex": "1 1 300px", "height": "26px"})
        self.notice = widgets.HTML(layout={"display": "none"})
        summary = "How far apart your slopes and nudging are, for each parameter. Try: press the button."
        arrange = lambda line, pane: [controls_row(self.button, self.bar), self.notice, line, pane]  # noqa: E731
        super().__init__(self._found, _said, _draw, summary, arrange)
        self.button.on_click(lambda _: soon(self.stop if self._work.running else self.check))

    def _begin(self, backprop):
        self._backprop, self._done, self._due = backprop, 0, 0.0
        self._order = np.random.default_rng(0).permutation(count(SIZES))  # mixed, so that any part is a fair sample
        self._nudged = np.zeros(count(SIZES))

    # ---- what the learner does. From another thread: through the button.

    def check(self):
        """Start, or say why that is impossible; without a running event loop, as in a script, go to the end."""
        self._tell("")
        complaint = self._prepare()
        if complaint:
            self._begin(np.zeros(count(SIZES)))
            self._tell(complaint)
            self._show()
        else:
            self._switch(True)
            self._work.start(self._nudges())

    def stop(self):
        """Stop, and keep what has been checked."""
        self._work.stop()
        self._switch(False)
        self._show()

    def _prepare(self):
        """Compute the gradient with the learner's functions. Returns in words what is wrong, if anything is."""
        missing = [name for name in self.yours.not_written() if name != "batch_step"]
        if missing:
            return in_words(missing)
        train = load_mnist().train
        self._network = YourNetwork(self.yours, rng=np.random.default_rng(1))
        self._x, self._y = (array[:, :IMAGES].astype(float) for array in (train.images, train.targets))
        try:
            self._begin(self._network.backprop(self._x, self._y).vector)
            return self._too_slow()
        except Exception as error:  # a learner's function can raise anything
            wrong = [verdict.sentence for verdict in self.yours.verdicts().values() if verdict.passed is False]
            return (wrong or [f"{type(error).__name__}: {error}"])[0].replace("`", "")

    def _too_slow(self):
        seconds = shortest(lambda: self._nudge(0)) * count(SIZES)
        if seconds < PATIENCE:
            return ""
        return (
            f"Your functions work, but the check would take about {seconds / 60:.0f} minutes. "
            "Let matrix products do what your loops do."
        )

    # ---- work

    def stop_work(self):
        """Nudge no more."""
        self._work.stop()

    def _nudges(self):
        """Nudge one parameter after the other; a piece of work for a Cooperative."""
        while self._done < len(self._order):
            self._nudge(self._order[self._done])
            self._done += 1
            if perf_counter() > self._due:
                self._show()
            yield

    def _nudge(self, index):
        self._nudged[index] = nudge(self._network, self._x, self._y, index, cost_of=YourNetwork.cost_of_batch)

    def _ended(self, why):
        self._switch(False)
        self._tell(f"Stopped {why}." if why else "")
        self._show()

    # ---- what is shown

    def _switch(self, is_running):
        self.button.icon = "stop" if is_running else "play"
        self.button.description = "stop" if is_running else f"check all {count(SIZES):,}"

    def _tell(self, message):
        self.notice.value = f'<p role="alert" class="nnlib-message">{html.escape(message)}</p>'
        self.notice.layout.display = "block" if message else "none"

    def _show(self):
        self.bar.value = self._done
        self.redraw()
        self._due = perf_counter() + FRAME

    def _found(self):
        indices = np.sort(self._order[: self._done])
        backprop, nudged = self._backprop[indices], self._nudged[indices]
        errors = relative_errors(backprop, nudged) if self._done else np.zeros(0)
        numbers = {"indices": indices, "backprop": backprop, "nudged": nudged, "errors": errors}
        worst = int(errors.argmax()) if self._done else None
        return numbers | {"worst": None if worst is None else int(indices[worst]), "largest": errors.max(initial=0)}


def _said(numbers):
    if numbers["worst"] is None:
        return "**nothing checked yet**"
    wrong = int((numbers["errors"] > RIGHT).sum())
    state = f"{wrong:,} wrong" if wrong else "all agree"
    worst = f"{name_of(numbers['worst'], SIZES)}, relative error {numbers['largest']:.1e}"
    return f"{numbers['errors'].size:,} slopes checked: **{state}**. The worst is that of {worst}"


def _draw(numbers):
    figure = chart_figure(1112, 420)
    ends = np.cumsum([count(pair) for pair in zip(SIZES, SIZES[1:])])
    rows = []
    for name, start, end in zip(LAYERS, np.append(0, ends), ends):
        is_here = (start <= numbers["indices"]) & (numbers["indices"] < end)
        rows.append((name, numbers["errors"][is_here], end - start))
    draw_errors(figure, rows, RIGHT)
    return figure


def check_all(*functions):
    """All 13,002 slopes from the learner's functions beside nudging, with a histogram of the errors."""
    return CheckBoard(Yours(functions))
