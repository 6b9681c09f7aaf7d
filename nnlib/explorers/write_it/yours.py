"""The six functions that a learner wrote in notebook 08, and a network that computes with them alone."""

import contextlib
import inspect
import signal
import threading
from time import perf_counter

import numpy as np

from nnlib import checks
from nnlib.backprop import Trace
from nnlib.exercises import check
from nnlib.network import Network
from nnlib.parameters import Gradient

NAMES = "batch_cost", "forward", "batch_delta", "layer_gradient", "layer_back", "batch_step"
SIZES = 784, 16, 16, 10
SLOWEST = 1.0  # seconds: a step with 100 images that would take longer is refused
SAMPLE = 5  # images with which that is found out


class Yours:
    """The six functions of the learner, by name: yours["forward"]. If one was written anew since, it is the new one."""

    def __init__(self, functions):
        self._first = {getattr(function, "__name__", None): function for function in functions}
        if set(self._first) != set(NAMES):
            got = ", ".join(map(str, self._first)) or "none"
            raise ValueError(f"functions must be these six, {', '.join(NAMES)}, but got {got}")

    def __getitem__(self, name):
        first = inspect.unwrap(self._first[name])
        newest = getattr(first, "__globals__", {}).get(name)
        return newest if callable(newest) else first

    def verdicts(self):
        """Name -> Verdict on each of the six."""
        with _stoppable():
            return {name: check(self[name]) for name in NAMES}

    def not_written(self):
        """The names of those that are not written yet."""
        return [name for name, verdict in self.verdicts().items() if verdict.passed is None]

    def complaint(self):
        """Why no network can be trained with them, in words; empty if it can."""
        verdicts = self.verdicts()
        missing = [name for name, verdict in verdicts.items() if verdict.passed is None]
        wrong = [verdict.sentence for verdict in verdicts.values() if verdict.passed is False]
        if missing:
            return in_words(missing)
        return wrong[0].replace("`", "") if wrong else self._too_slow()

    def _too_slow(self):
        network = Network(SIZES, rng=np.random.default_rng(0))
        x, y = np.full((SIZES[0], SAMPLE), 0.5), np.full((SIZES[-1], SAMPLE), 0.5)
        with _stoppable():
            step = self["batch_step"]
            seconds = shortest(lambda: step(network.weights, network.biases, x, y, 1.0)) * 100 / SAMPLE
        if seconds < SLOWEST:
            return ""
        return (
            f"Your functions are right, but a step with 100 images would take about {seconds:.0f} seconds. "
            "Let matrix products do what your loops do."
        )


def shortest(function, tries=5):
    """How many seconds a call takes, the shortest of a few: the machine may be busy with something else meanwhile."""
    seconds = []
    for _ in range(tries):
        start = perf_counter()
        function()
        seconds.append(perf_counter() - start)
    return min(seconds)


def in_words(missing):
    """That these functions are not written yet."""
    return f"Not written yet: {', '.join(missing)}. Write {'it' if len(missing) == 1 else 'them'} above, and try again."


@contextlib.contextmanager
def _stoppable():
    """Let the stop button end a loop of the learner that never ends, also between cells, where a kernel ignores it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)


class YourNetwork(Network):
    """The course's network, computed by the learner's functions: forward, and backwards layer by layer.

    While `ready` is False, since some of them are missing or wrong, it computes as every Network does.
    """

    def __init__(self, yours, *, rng=None, ready=True):
        super().__init__(SIZES, rng=rng)
        self.yours, self.ready = yours, ready

    def copy(self, dtype=None):
        """An independent network with the same parameters and functions, always in float64."""
        twin = type(self)(self.yours, ready=self.ready)
        twin.parameters[:] = self.parameters
        return twin

    def forward(self, x):
        """The Trace of `x`, by the learner's forward."""
        if not self.ready:
            return super().forward(x)
        trace = self._trace(_columns(checks.inputs(self, x)))
        return trace if np.ndim(x) == 2 else Trace(*([array[:, 0] for array in arrays] for arrays in trace))

    def output(self, x):
        """The activations of the last layer, by the learner's forward."""
        return self.forward(x).activations[-1] if self.ready else super().output(x)

    def backprop(self, x, y):
        """The Gradient, by the learner's functions, layer by layer from the last."""
        if not self.ready:
            return super().backprop(x, y)
        x, y = (_columns(array) for array in checks.pair(self, x, y))
        gradient, (zs, activations) = Gradient(self.sizes, self.parameters.dtype), self._trace(x)
        gradient.cost = float(self.yours["batch_cost"](activations[-1], y))
        delta = self.yours["batch_delta"](activations[-1], zs[-1], y)
        for l in reversed(range(len(zs))):
            gradient.deltas[l] = np.asarray(delta, float)
            gradient.weights[l], gradient.biases[l] = self.yours["layer_gradient"](delta, activations[l])
            if l > 0:
                delta = self.yours["layer_back"](self.weights[l], delta, zs[l - 1])
        return gradient

    def cost_of_batch(self, x, y):
        """The cost of a batch of columns, by the learner's forward and batch_cost, without any check."""
        return self.yours["batch_cost"](self._trace(x).activations[-1], y)

    def _trace(self, x):
        zs, activations = self.yours["forward"](self.weights, self.biases, x)
        return Trace(*([np.asarray(array, float) for array in arrays] for arrays in (zs, activations)))


def _columns(x):
    """A batch, (n, m), in float64; a plain vector is a batch of one."""
    return np.asarray(x, float).reshape(len(x), -1)
