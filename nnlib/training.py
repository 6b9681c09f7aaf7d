"""A training that can be watched, steered, taken back, and written down: SGD with a memory."""

from collections import deque
from time import perf_counter
from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.history import History
from nnlib.mnist import load_mnist
from nnlib.network import Network
from nnlib.sgd import SGD

SMOOTHING = 1000  # examples: so far back the running mean of the costs looks
PROBE = 200  # examples of a mini-batch that show whether a step was too long
PROBES = 12  # so many of the last probes count
FLAT = 0.01  # a sigmoid whose slope is below this has little left to give
CONSTANT_ANSWER = 0.9  # the cost of always saying 0.1 ten times, which is the best that can be said without looking
BLOCK = 10_000  # examples that are measured in one go
MOMENTS = 512  # when there are more, every second one goes


class Setting(NamedTuple):
    """What was in force from step `first` on."""

    first: int
    batch_size: int
    learning_rate: float


class Moment(NamedTuple):
    """What was measured after so many steps."""

    steps: int
    examples: int
    seconds: float
    value: float


class Training:
    """A network that learns from `digits` (load_mnist() if None) by mini-batch steps, and the history of it.

    `seed` decides start weights and shuffling: the same seed and the same settings at the same steps give the same
    costs. `batch_size` and `learning_rate` may be set at any time; they are in force from the next step on.
    """

    def __init__(self, digits=None, sizes=(784, 16, 16, 10), *, seed=0, batch_size=100, learning_rate=1.5):
        self.digits = load_mnist() if digits is None else digits
        self.seed = checks.whole_number("seed", seed, 0)
        self.network = Network(sizes, rng=np.random.default_rng(seed), dtype=np.float32)
        self._twin = self.network.copy()  # as the network was before a step
        self._begin(batch_size, learning_rate)

    def _begin(self, batch_size, learning_rate):
        rng = np.random.default_rng(self.seed)
        self.network.parameters[:] = Network(self.network.sizes, rng=rng, dtype=np.float32).parameters
        data = self.digits.train
        settings = {"batch_size": batch_size, "learning_rate": learning_rate}
        self.sgd = SGD(self.network, data.images, data.targets, rng=rng, **settings)
        self.history, self.settings = History(), []
        self.accuracies = []  # Moments: the share of test digits read correctly, 0 to 1
        self.full_costs = []  # Moments: the cost over the entire training set
        self.seconds = 0.0  # spent in steps
        self.mean = 0.0  # the running mean of the costs
        self._overshoots, self._saturated = deque(maxlen=PROBES), deque(maxlen=PROBES)

    def rewind(self):
        """Back to the start: the same weights, the same order of the examples; the settings stay as they are now."""
        self._begin(self.batch_size, self.learning_rate)

    def new_start(self, seed=None):
        """Back to another start; a seed that is not given is drawn."""
        self.seed = (
            int(np.random.default_rng().integers(1, 10_000)) if seed is None else checks.whole_number("seed", seed, 0)
        )
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
        """How far a step goes, times the gradient."""
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
        """Examples seen, each as often as it was."""
        return self.sgd.examples

    @property
    def epochs(self):
        """Times that all examples were seen, with a fraction for the epoch that has begun."""
        return self.examples / len(self.digits.train)

    @property
    def end_of_epoch(self):
        """How many examples will have been seen at the end of this epoch, or of the next if one has just ended."""
        n = len(self.digits.train)
        return (self.examples // n + 1) * n

    # ---- steps

    def step(self):
        """Take one step."""
        self.advance(1)

    def advance(self, steps=None, *, examples=np.inf, seconds=np.inf):
        """Take so many steps, but begin none after this many examples were seen in all or this many seconds have passed."""
        steps = np.inf if steps is None else checks.whole_number("steps", steps)
        if min(steps, examples, seconds) == np.inf:
            raise ValueError("advance needs an end: a number of steps, of examples, or of seconds")
        sgd, mean, records, start = self.sgd, self.mean, [], perf_counter()
        weight = -np.expm1(-sgd.batch_size / SMOOTHING)
        self._twin.parameters[:] = self.network.parameters
        passed, probe = 0.0, None
        while len(records) < steps and sgd.examples < examples and passed < seconds:
            step = next(sgd)
            mean += max(weight, 1 / step.number) * (step.cost - mean)  # at first a plain mean
            passed = perf_counter() - start
            records.append((step.cost, mean, sgd.examples, self.seconds + passed))
            if probe is None:
                probe = step
                self._probe(step)
        if records:
            self._record(probe, records)

    def _record(self, first, records):
        setting = Setting(first.number, first.batch_size, first.learning_rate)
        if not self.settings or self.settings[-1][1:] != setting[1:]:
            self.settings.append(setting)
        self.history.extend(*np.array(records).T)
        _, self.mean, _, self.seconds = records[-1]

    def _probe(self, step):
        """Was this step too long? Then its own mini-batch is worse off after it."""
        if self.settings and self.settings[-1][1:] != (step.batch_size, step.learning_rate):
            self._overshoots.clear()
            self._saturated.clear()
        sample = step.batch[:PROBE]
        x, y = self.sgd._take(self.sgd.images, sample), self.sgd._take(self.sgd.targets, sample)
        before, after = (network._forward(x).activations[-1] for network in (self._twin, self.network))
        costs = [((output - y) ** 2).sum() for output in (before, after)]
        self._overshoots.append(bool(costs[1] > costs[0]))
        self._saturated.append(bool((after * (1 - after) < FLAT).mean() > 0.98 and self.mean > 0.8))

    # ---- what it is worth

    def measure_accuracy(self):
        """The accuracy on the test digits now, from 0 to 1; it is also noted in `accuracies`."""
        accuracy = self.network.accuracy(self.digits.test.images, self.digits.test.labels)
        _note(self.accuracies, Moment(self.steps, self.examples, self.seconds, accuracy))
        return accuracy

    def measure_cost(self):
        """The cost over the entire training set now; it is also noted in `full_costs`."""
        for _ in self.measuring_cost():
            pass
        return self.full_costs[-1].value

    def measuring_cost(self):
        """The same in short pieces, for who has to take steps in between: a generator."""
        place, noted, network = (self.steps, self.examples, self.seconds), self.full_costs, self.network.copy()
        train, total = self.digits.train, 0.0
        for start in range(0, len(train), BLOCK):
            block = slice(start, start + BLOCK)
            total += network.cost_each(train.images[:, block], train.targets[:, block]).sum(dtype=float)
            yield
        _note(noted, Moment(*place, float(total / len(train))))

    def message(self):
        """In plain words, why the cost does not fall; empty if nothing is wrong."""
        seen = len(self._overshoots)
        if seen < PROBES // 2:
            return ""
        if sum(self._saturated) > seen / 2:
            return (
                "The steps were too long, and now everything is saturated: nearly all outputs are stuck near 0 or 1, where "
                "the sigmoid is flat and the gradient almost zero. Rewind, and take shorter steps."
            )
        if sum(self._overshoots) >= seen / 4 and self.mean > CONSTANT_ANSWER / 3:
            return (
                f"The steps are too long: {sum(self._overshoots)} of the {seen} looked at last made "
                "the cost of their own mini-batch larger. Turn down the learning rate."
            )
        return ""

    # ---- written down

    def as_code(self):
        """The text of a notebook cell that does the same steps again: the same costs, exactly."""
        first, *changes = self.settings or [Setting(1, self.batch_size, self.learning_rate)]
        lines = [f"{change.first}: ({change.batch_size}, {change.learning_rate!r})," for change in changes]
        table = ["changes = {  # from this step on: batch size, learning rate", *(f"    {line}" for line in lines), "}"]
        obey = [
            "    if number in changes:",
            "        sgd.batch_size, sgd.learning_rate = changes[number]",
        ]
        return "\n".join(
            [
                "import numpy as np",
                "",
                "import nnlib",
                "",
                "digits = nnlib.load_mnist().train",
                f"rng = np.random.default_rng({self.seed})",
                f"network = nnlib.Network({list(self.network.sizes)}, rng=rng, dtype=np.float32)",
                "sgd = nnlib.SGD(network, digits.images, digits.targets, rng=rng)",
                f"sgd.batch_size, sgd.learning_rate = {first.batch_size}, {first.learning_rate!r}",
                *(table if changes else []),
                "costs = []",
                f"for number in range(1, {self.steps} + 1):",
                *(obey if changes else []),
                "    costs.append(next(sgd).cost)",
            ]
        )


def _note(moments, moment):
    if moments and moments[-1].steps == moment.steps:
        moments.pop()
    moments.append(moment)
    if len(moments) > MOMENTS:
        del moments[1::2]
