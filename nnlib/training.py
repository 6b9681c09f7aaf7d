"""A training that can be watched, steered, taken back, and written down: SGD with a memory."""

import base64
import os
import zlib
from collections import deque
from time import perf_counter
from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.history import History
from nnlib.mnist import MNIST, Digits, load_mnist, one_hot
from nnlib.network import Network
from nnlib.sgd import SGD

SMOOTHING = 1000  # examples: so far back the running mean of the costs looks
PROBE = 200  # examples of a mini-batch that show whether a step was too long
PROBES = 12  # so many of the last probes count
FLAT = 0.01  # a sigmoid whose slope is below this has little left to give
CONSTANT_ANSWER = 0.9  # the cost of always saying 0.1 ten times, which is the best that can be said without looking
BLOCK = 10_000  # examples that are measured in one go
MOMENTS = 512  # when there are more, every second one goes
LARGEST_PRODUCT = 1e35  # of the lengths of all layers: beyond it, a float32 network may come to infinity for some image

# The start weights, made of those of a fresh Network (standard deviation 1/√n_in, zero biases): as function and as code.
STARTS = {
    "1/√n": (lambda fresh, rng: fresh, ""),
    "√(2/n)": (lambda fresh, rng: 2**0.5 * fresh, "2**0.5 * network.parameters"),
    "N(0, 1)": (lambda fresh, rng: rng.normal(size=fresh.size), "rng.normal(size=network.parameters.size)"),
    "all zero": (lambda fresh, rng: 0 * fresh, "0"),
}
COURSE = (784, 16, 16, 10)


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


class Lesson(NamedTuple):
    """One example that was taught on its own, after so many steps."""

    after: int
    image: np.ndarray  # (784,) float32
    label: int
    learning_rate: float


class Training:
    """A network that learns from `digits` (load_mnist() if None) by mini-batch steps, and the history of it.

    `seed` decides start weights and shuffling: the same seed and the same settings at the same steps give the same
    costs. `batch_size` and `learning_rate` may be set at any time; they are in force from the next step on.

    `start` is one of STARTS, or the path of a file that `Network.save` wrote, with these `sizes` and this `activation`.
    `images` is how many of the training digits there are to learn from, the first ones; all, if it is None.
    """

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
        self.network = Network(sizes, activation, rng=np.random.default_rng(seed), dtype=np.float32)
        self._twin = self.network.copy()  # as the network was before a step, and its parameters
        self._before = self._twin.parameters
        # So long may the vector of all parameters be, squared.
        self._limit = LARGEST_PRODUCT ** (2 / len(self.network.weights))
        self.start = str(start)
        self._loaded = None if start in STARTS else self._load(start)
        self._begin(batch_size, learning_rate)

    def _load(self, path):
        """The parameters of the network in this file, if it has our sizes and our activation."""
        if not os.path.exists(path):
            raise FileNotFoundError(f"start must be one of {', '.join(STARTS)}, or a file, but there is no file {path}")
        found, ours = Network.load(path), self.network
        if (found.sizes, found.activation) != (ours.sizes, ours.activation):
            raise ValueError(f"start must be a file with {ours}, but {path} holds {found}")
        with np.errstate(over="ignore"):
            self._twin.parameters[:] = found.parameters
            sane = self._is_sane(self._twin.parameters)
        if not sane:
            raise ValueError(f"the parameters in {path} are so large that the outputs cannot be computed")
        return self._twin.parameters.copy()

    def _begin(self, batch_size, learning_rate):
        rng = np.random.default_rng(self.seed)
        self.network.parameters[:] = self._start_parameters(rng)
        data = self.digits.train
        settings = {"batch_size": batch_size, "learning_rate": learning_rate}
        self.sgd = SGD(self.network, data.images, data.targets, rng=rng, **settings)
        self.history, self.settings, self.lessons = History(), [], []
        self.accuracies = []  # Moments: the share of test digits read correctly, 0 to 1
        self.full_costs = []  # Moments: the cost over the entire training set
        self.train_accuracies = []  # Moments: the share of the training set read correctly, 0 to 1
        self.seconds = 0.0  # spent in steps
        self.mean = 0.0  # the running mean of the costs
        self.burst = False  # whether the last step would have led out of the range of numbers, and was not taken
        self._overshoots, self._saturated = deque(maxlen=PROBES), deque(maxlen=PROBES)

    def _start_parameters(self, rng):
        if self._loaded is not None:
            return self._loaded
        fresh = Network(self.network.sizes, self.network.activation, rng=rng, dtype=np.float32).parameters
        return STARTS[self.start][0](fresh, rng)

    def fresh(self):
        """Another training with the same start and the same settings, before its first step."""
        start = {"activation": self.network.activation, "start": self.start, "seed": self.seed}
        now = {"batch_size": self.batch_size, "learning_rate": self.learning_rate}
        return Training(self.digits, self.network.sizes, **start, **now)

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
        passed, probe, self.burst = 0.0, None, False
        with np.errstate(over="ignore", invalid="ignore"):
            while len(records) < steps and sgd.examples < examples and passed < seconds:
                self._before[:] = self.network.parameters
                step = next(sgd)
                if not self._is_sane(self.network.parameters):
                    self._take_back(step)
                    break
                mean += max(weight, 1 / step.number) * (step.cost - mean)  # at first a plain mean
                passed = perf_counter() - start
                records.append((step.cost, mean, sgd.examples, self.seconds + passed))
                if probe is None:
                    probe = step
                    self._probe(step)
        if records:
            self._record(probe, records)

    def _take_back(self, step):
        """As if this step, which led out of the range of numbers, had never been tried."""
        sgd, self.burst = self.sgd, True
        self.network.parameters[:] = self._before
        sgd._order = np.concatenate([step.batch, sgd._order])
        sgd.steps, sgd.examples = sgd.steps - 1, sgd.examples - len(step.batch)

    def _is_sane(self, vector):
        """Whether all outputs, and all gradients, are finite numbers for any image."""
        # A layer makes a vector at most as much longer as its own weights and biases are long, and ReLU lets it.
        return vector.dot(vector) < self._limit  # false for NaN, too

    def teach(self, image, label):
        """One step against the gradient of this example alone, `image` (784,) with this `label`; it counts as no step."""
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
        place, network, train = (self.steps, self.examples, self.seconds), self.network.copy(), self.digits.train
        noted, total = (self.full_costs, self.train_accuracies), np.zeros(2)
        for start in range(0, len(train), BLOCK):
            block = slice(start, start + BLOCK)
            output = network.output(train.images[:, block])
            right = output.argmax(axis=0) == train.labels[block]
            total += ((output - train.targets[:, block]) ** 2).sum(dtype=float), right.sum()
            yield
        for moments, value in zip(noted, total / len(train)):
            _note(moments, Moment(*place, float(value)))

    def message(self):
        """In plain words, why the cost does not fall; empty if nothing is wrong."""
        if self.burst:
            return (
                "The next step would lead to weights too large to compute with, so it was not taken. "
                "Turn down the learning rate, or rewind."
            )
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

    def about(self):
        """In a few words, in what the training differs from that of the course; empty if it does not."""
        sizes, n, lessons = self.network.sizes, len(self.digits.train), len(self.lessons)
        parts = {
            "-".join(map(str, sizes)): sizes != COURSE,
            self.network.activation: self.network.activation != "sigmoid",
            f"start {self.start}": self.start != "1/√n",
            f"{n:,} image{'s' * (n > 1)}": n != 60_000,
            f"{lessons} lesson{'s' * (lessons > 1)}": lessons,
        }
        return " · ".join(part for part, differs in parts.items() if differs)

    def as_code(self):
        """The text of a notebook cell that does the same steps again: the same costs, exactly."""
        first, *changes = self.settings or [Setting(1, self.batch_size, self.learning_rate)]
        n = len(self.digits.train)
        data = "" if n == 60_000 else f"[:, :{n}]"
        lines = [
            *("import numpy as np", "", "import nnlib", ""),
            "digits = nnlib.load_mnist().train",
            f"rng = np.random.default_rng({self.seed})",
            *self._start_as_code(),
            f"sgd = nnlib.SGD(network, digits.images{data}, digits.targets{data}, batch_size={first.batch_size}, rng=rng)",
            f"sgd.learning_rate = {first.learning_rate!r}",
            *_changes_as_code(changes),
            *_lessons_as_code(self.lessons),
            "costs = []",
            f"for number in range(1, {self.steps} + 1):",
        ]
        if changes:
            lines += ["    if number in changes:", "        sgd.batch_size, sgd.learning_rate = changes[number]"]
        lines.append("    costs.append(next(sgd).cost)")
        return "\n".join([*lines, *(["    teach(number)"] if self.lessons else [])])

    def _start_as_code(self):
        if self._loaded is not None:
            yield f"network = nnlib.Network.load({self.start!r}).copy(dtype=np.float32)  # the file as it was then"
            return
        sizes, activation = list(self.network.sizes), self.network.activation
        chosen = "" if activation == "sigmoid" else f", {activation!r}"
        yield f"network = nnlib.Network({sizes}{chosen}, rng=rng, dtype=np.float32)"
        if parameters := STARTS[self.start][1]:
            yield f"network.parameters[:] = {parameters}"


def _first(digits, images):
    """The digits, with so many of them to train on."""
    train = digits.train
    if images is None:
        return digits
    n = checks.whole_number("images", images, 1, len(train))
    return MNIST(Digits(train.images[:, :n], train.labels[:n], train.targets[:, :n]), digits.test)


def _changes_as_code(changes):
    if changes:
        lines = [f"    {change.first}: ({change.batch_size}, {change.learning_rate!r})," for change in changes]
        yield from ["changes = {  # from this step on: batch size, learning rate", *lines, "}"]


def _lessons_as_code(lessons):
    """The images, packed, and a function that teaches them after the same steps."""
    if not lessons:
        return
    packed = [base64.b85encode(zlib.compress(lesson.image.tobytes(), 9)).decode() for lesson in lessons]
    texts = list(dict.fromkeys(packed))
    after = {lesson.after: [] for lesson in lessons}
    for lesson, text in zip(lessons, packed):
        after[lesson.after].append((texts.index(text), lesson.label, lesson.learning_rate))
    yield from ["import base64, zlib", "", "packed = [  # the images of the lessons", *(f"    {t!r}," for t in texts), "]"]
    yield "images = [np.frombuffer(zlib.decompress(base64.b85decode(text)), np.float32) for text in packed]"
    yield "lessons = {  # after so many steps: image, label, learning rate"
    yield from [*(f"    {steps}: {taught}," for steps, taught in after.items()), "}"]
    yield from ["", "def teach(number):", "    for image, label, rate in lessons.get(number, []):"]
    yield "        network.parameters -= rate * network.backprop(images[image], nnlib.one_hot(label)).vector"
    yield from ["", "teach(0)"]


def _note(moments, moment):
    if moments and moments[-1].steps == moment.steps:
        moments.pop()
    moments.append(moment)
    if len(moments) > MOMENTS:
        del moments[1::2]
