"""A training that can be watched, steered, rewound and written down as code: SGD with a history."""

import os
from collections import deque
from time import perf_counter
from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.analysis.history import History
from nnlib.digits.mnist import MNIST, load_mnist, one_hot
from nnlib.network import Network
from nnlib.saved import load_network
from nnlib.sgd import SGD
from nnlib.threads import one_thread

SMOOTHING = 1000  # window of the running mean of the costs, in examples
PROBE_EXAMPLES = 200  # how many examples of a mini-batch are looked at to see whether the step was too long
PROBES = 12  # how many of the latest probes are kept
PROBE_SHARE = 1 / 80  # of the time of a training that goes on in slices
FLAT = 0.01  # a sigmoid with a slope below this is saturated
CONSTANT_ANSWER = 0.9  # the cost of answering 0.1 at every output, the best answer that ignores the image
BLOCK = 1000  # examples measured at a time: short slices, also in the browser, and little memory
MOST_MOMENTS = 512  # beyond this, every second measurement is dropped
LARGEST_PRODUCT = 1e35  # of the norms of all layers: beyond it, the outputs of a float32 network could overflow

# Start weights, made from those of a fresh Network (standard deviation 1/√n_in, zero biases): a function, and its code.
STARTS = {
    "1/√n": (lambda fresh, rng: fresh, ""),
    "√(2/n)": (lambda fresh, rng: 2**0.5 * fresh, "2**0.5 * network.parameters"),
    "N(0, 1)": (lambda fresh, rng: rng.normal(size=fresh.size), "rng.normal(size=network.parameters.size)"),
    "all zero": (lambda fresh, rng: 0 * fresh, "0"),
}
COURSE = (784, 16, 16, 10)


class Setting(NamedTuple):
    """The settings in force from step `first` on."""

    first: int
    batch_size: int
    learning_rate: float


class Moment(NamedTuple):
    """A value measured during a training."""

    steps: int
    examples: int
    seconds: float
    value: float


class Lesson(NamedTuple):
    """One example that was taught on its own, after `after` steps."""

    after: int
    image: np.ndarray  # (784,) float32
    label: int
    learning_rate: float


class Training:
    """A network that learns from `digits` (load_mnist() if None) by mini-batch steps, with the history of its training.

    `seed` decides start weights and shuffling: the same seed and the same settings at the same steps give the same
    costs. `batch_size` and `learning_rate` may be set at any time and apply from the next step on.

    `start` is one of STARTS, or the path of a file with a saved network of these `sizes` and this `activation`.
    `images` limits the training digits to the first so many; None takes all.
    """

    sgd_class = SGD

    def __init__(
        self,
        digits=None,
        sizes=COURSE,
        *,
        activation="sigmoid",
        start="1/√n",
        images=None,
        seed=0,
        batch_size=100,
        learning_rate=1.5,
    ):
        self.digits = _first(load_mnist() if digits is None else digits, images)
        self.seed = checks.whole_number("seed", seed, 0)
        self.network = self.new_network(sizes, activation)
        self.before_step = self.network.copy()  # the network as it was before the latest step
        # The limit for the squared norm of all parameters.
        self._limit = LARGEST_PRODUCT ** (2 / len(self.network.weights))
        self.start = str(start)
        self.loaded = None if start in STARTS else self._load(start)  # the parameters of a file, (n_parameters,)
        self._begin(batch_size, learning_rate)

    def new_network(self, sizes, activation):
        """A network of this kind, whose start weights are set later."""
        return Network(sizes, activation, dtype=np.float32)

    def _load(self, path):
        """The parameters of the network in this file, which must have the same sizes and activation."""
        if not os.path.exists(path):
            raise FileNotFoundError(f"start must be one of {', '.join(STARTS)}, or a file, but there is no file {path}")
        found, ours = load_network(path), self.network
        if (found.sizes, found.activation) != (ours.sizes, ours.activation):
            raise ValueError(f"start must be a file with {ours}, but {path} holds {found}")
        with np.errstate(over="ignore"):
            self.before_step.parameters[:] = found.parameters
            sane = self._is_sane(self.before_step.parameters)
        if not sane:
            raise ValueError(f"the parameters in {path} are so large that the outputs cannot be computed")
        return self.before_step.parameters.copy()

    def _begin(self, batch_size, learning_rate):
        rng = np.random.default_rng(self.seed)
        self.network.parameters[:] = self._start_parameters(rng)
        data = self.digits.train
        settings = {"batch_size": batch_size, "learning_rate": learning_rate}
        self.sgd = self.sgd_class(self.network, data.images, data.targets, rng=rng, **settings)
        self.history, self.settings, self.lessons = History(), [], []
        self.accuracies = []  # Moments: the share of test digits read correctly, 0 to 1
        self.full_costs = []  # Moments: the cost over the entire training set
        self.train_accuracies = []  # Moments: the share of the training set read correctly, 0 to 1
        self.seconds = 0.0  # spent in steps
        self.mean = 0.0  # the running mean of the costs
        self.burst = False  # whether the latest step was undone because the numbers would have overflowed
        self._overshoots, self._saturated = deque(maxlen=PROBES), deque(maxlen=PROBES)
        self._began_flat = False  # whether nearly all outputs were saturated before the first step, and ever since
        self._next_probe = 0.0  # when a slice may probe again

    def _start_parameters(self, rng):
        if self.loaded is not None:
            return self.loaded
        fresh = Network(self.network.sizes, self.network.activation, rng=rng, dtype=np.float32).parameters
        return STARTS[self.start][0](fresh, rng)

    def fresh(self):
        """Another training with the same start and the present settings, before its first step."""
        start = {"activation": self.network.activation, "start": self.start, "seed": self.seed}
        now = {"batch_size": self.batch_size, "learning_rate": self.learning_rate}
        return Training(self.digits, self.network.sizes, **start, **now)

    def rewind(self):
        """Go back to the start: the same weights and the same order of the examples, with the present settings."""
        self._begin(self.batch_size, self.learning_rate)

    def new_start(self, seed=None, rng=None):
        """Start again with other weights and another order; without a seed, draw one with `rng`, a numpy Generator."""
        drawn = int(checks.generator("rng", rng).integers(1, 10_000))
        self.seed = drawn if seed is None else checks.whole_number("seed", seed, 0)
        self.rewind()

    # ---- settings and counters

    @property
    def batch_size(self):
        """Examples per step."""
        return self.sgd.batch_size

    @batch_size.setter
    def batch_size(self, value):
        self.sgd.batch_size = value

    @property
    def learning_rate(self):
        """The factor of the gradient in a step."""
        return self.sgd.learning_rate

    @learning_rate.setter
    def learning_rate(self, value):
        self.sgd.learning_rate = value

    @property
    def steps(self):
        """Steps taken."""
        return self.sgd.steps

    @property
    def examples(self):
        """Examples seen, counted again each time they are seen."""
        return self.sgd.examples

    @property
    def epochs(self):
        """Passes over all examples, with a fraction for the epoch that has begun."""
        return self.examples / len(self.digits.train)

    @property
    def end_of_epoch(self):
        """The value of `examples` at the end of this epoch, or of the next if one has just ended."""
        n = len(self.digits.train)
        return (self.examples // n + 1) * n

    # ---- steps

    def step(self):
        """Take one step."""
        self.advance(1)

    def advance(self, steps=None, *, examples=np.inf, seconds=np.inf):
        """Take `steps` steps, but begin none once `examples` have been seen in all or `seconds` have passed."""
        steps = np.inf if steps is None else checks.whole_number("steps", steps)
        if min(steps, examples, seconds) == np.inf:
            raise ValueError("advance needs an end: a number of steps, of examples, or of seconds")
        sgd, mean, records, start = self.sgd, self.mean, [], perf_counter()
        weight = -np.expm1(-sgd.batch_size / SMOOTHING)
        passed, first, self.burst = 0.0, None, False
        with one_thread, np.errstate(over="ignore", invalid="ignore"):
            while len(records) < steps and sgd.examples < examples and passed < seconds:
                self.before_step.parameters[:] = self.network.parameters
                step = next(sgd)
                if not self._is_sane(self.network.parameters):
                    self._take_back(step)
                    break
                mean += max(weight, 1 / step.number) * (step.cost - mean)  # a plain mean until the window is full
                passed = perf_counter() - start
                records.append((step.cost, mean, sgd.examples, self.seconds + passed))
                if first is None:
                    first = step
                    if seconds == np.inf or self._is_probe_due(step):
                        self._probe(step)
        if records:
            self._record(first, records)

    def _take_back(self, step):
        """Undo this step, which led to numbers too large to compute with."""
        sgd, self.burst = self.sgd, True
        self.network.parameters[:] = self.before_step.parameters
        sgd.left = np.concatenate([step.batch, sgd.left])
        sgd.steps, sgd.examples = sgd.steps - 1, sgd.examples - len(step.batch)

    def _is_sane(self, vector):
        """Whether all outputs and gradients are sure to be finite numbers, for any image."""
        # A layer stretches a vector by at most the norm of its weights and biases, and ReLU does not limit the result.
        return vector.dot(vector) < self._limit  # also false for NaN

    def teach(self, image, label):
        """Take a step against the gradient of this example alone, `image` (784,) with this `label`, without counting it."""
        label = int(checks.labels("label", [label])[0])
        before = self.network.parameters.copy()
        with np.errstate(over="ignore", invalid="ignore"):
            self.network.parameters -= self.learning_rate * self.network.backprop(image, one_hot(label)).vector
            if not self._is_sane(self.network.parameters):
                self.network.parameters[:] = before
                raise ValueError(
                    f"a step with learning rate {self.learning_rate:g} leads to numbers too large to compute with"
                )
        image = np.array(image, np.float32)
        self.lessons.append(Lesson(self.steps, image, label, self.learning_rate))

    def _record(self, first, records):
        setting = Setting(first.number, first.batch_size, first.learning_rate)
        if not self.settings or self.settings[-1][1:] != setting[1:]:
            self.settings.append(setting)
        self.history.extend(*np.array(records).T)
        _, self.mean, _, self.seconds = records[-1]

    def _is_probe_due(self, step):
        """Whether to probe in this slice: always on a fast computer, and with a new setting."""
        return perf_counter() >= self._next_probe or self._is_setting_new(step)

    def _is_setting_new(self, step):
        return bool(self.settings) and self.settings[-1][1:] != (step.batch_size, step.learning_rate)

    def _probe(self, step):
        """Note whether this step was too long: its own mini-batch then costs more after it."""
        start = perf_counter()
        if self._is_setting_new(step):
            self._overshoots.clear()
            self._saturated.clear()
        probed = step.batch[:PROBE_EXAMPLES]
        x, y = self.sgd.images[:, probed], self.sgd.targets[:, probed]
        before, after = (network.output(x) for network in (self.before_step, self.network))
        costs = [((output - y) ** 2).sum() for output in (before, after)]
        self._overshoots.append(bool(costs[1] > costs[0]))
        is_flat = _is_saturated(after)
        self._saturated.append(is_flat and self.mean > 0.8)
        self._began_flat = is_flat and (_is_saturated(before) if step.number == 1 else self._began_flat)
        self._next_probe = perf_counter() + (perf_counter() - start) / PROBE_SHARE

    # ---- measuring

    @one_thread
    def measure_accuracy(self):
        """The present accuracy on the test digits, from 0 to 1; it is also added to `accuracies`."""
        for _ in self.measuring_accuracy():
            pass
        return self.accuracies[-1].value

    def measuring_accuracy(self):
        """`measure_accuracy` as a generator that yields between blocks, so that steps can be taken meanwhile."""
        place, network, test = (self.steps, self.examples, self.seconds), self.network.copy(), self.digits.test
        right = 0
        for start in range(0, len(test), BLOCK):
            part = test.part(slice(start, start + BLOCK))
            right += (network.output(part.images).argmax(axis=0) == part.labels).sum()
            yield
        _note(self.accuracies, Moment(*place, float(right / len(test))))

    def measure_cost(self):
        """The present cost over the entire training set; it is also added to `full_costs`."""
        for _ in self.measuring_cost():
            pass
        return self.full_costs[-1].value

    def measuring_cost(self):
        """`measure_cost` as a generator that yields between blocks, so that steps can be taken meanwhile."""
        place, network, train = (self.steps, self.examples, self.seconds), self.network.copy(), self.digits.train
        noted, total = (self.full_costs, self.train_accuracies), np.zeros(2)
        for start in range(0, len(train), BLOCK):
            block = slice(start, start + BLOCK)
            part = train.part(block)
            output = network.output(part.images)
            total += ((output - part.targets) ** 2).sum(dtype=float), (output.argmax(axis=0) == part.labels).sum()
            yield
        for moments, value in zip(noted, total / len(train)):
            _note(moments, Moment(*place, float(value)))

    def trouble(self):
        """Why the cost does not fall: "burst", "flat start", "saturated" or "too long" (steps), "" if all is well."""
        if self.burst:
            return "burst"
        seen = len(self._overshoots)
        if seen >= PROBES // 2 and sum(self._saturated) > seen / 2:
            return "flat start" if self._began_flat else "saturated"
        if seen >= PROBES // 2 and self.overshoots >= seen / 4 and self.mean > CONSTANT_ANSWER / 3:
            return "too long"
        return ""

    @property
    def overshoots(self):
        """How many of the latest probes cost more after their own step."""
        return sum(self._overshoots)

    @property
    def probes(self):
        """How many steps were probed for that."""
        return len(self._overshoots)


def running_means(costs, batch_size):
    """The running mean after each of the costs (n,) of a training with this batch size, as a Training takes it: (n,)."""
    weight, mean, means = -np.expm1(-batch_size / SMOOTHING), 0.0, []
    for number, cost in enumerate(costs, 1):
        mean += max(weight, 1 / number) * (cost - mean)
        means.append(mean)
    return np.array(means)


def _first(digits, images):
    """The digits, with only the first `images` of them to train on."""
    train = digits.train
    if images is None:
        return digits
    n = checks.whole_number("images", images, 1, len(train))
    return MNIST(train.part(slice(n)), digits.test)


def _is_saturated(outputs):
    """Whether nearly all of these outputs are where the sigmoid is flat."""
    return bool((outputs * (1 - outputs) < FLAT).mean() > 0.98)


def _note(moments, moment):
    if moments and moments[-1].steps == moment.steps:
        moments.pop()
    moments.append(moment)
    if len(moments) > MOST_MOMENTS:
        del moments[1::2]
