"""The clinic: training steps with one line changed, as teaching code has been written, and what can be seen from outside.

`train_step` is the healthy one. A Patient is this very function with the line `right` replaced by `wrong`: what is shown
of it is what runs. Two things can be seen without reading its code: the course of a training, `run`, and how its slopes
compare with nudging, `examine`.
"""

import functools
import inspect
from typing import NamedTuple

import numpy as np

from nnlib.activations import sigmoid_slope
from nnlib.gradient_check import nudge, relative_errors
from nnlib.mnist import load_mnist
from nnlib.network import Network
from nnlib.parameters import split
from nnlib.training import SMOOTHING
from nnlib.votes import agreement

SEED = 1  # the same start weights and the same mini-batches for all
STEPS = 600  # one epoch
BATCH_SIZE = 100
RATE = 1.5
SAMPLE = 50  # weights of each layer that are nudged; of the biases all are
RIGHT = 1e-5  # a larger error than this is no rounding
CONSTANT = 1e-4  # deviations from a common factor that are no more than this are rounding, too
LAYERS = "hidden layer 1", "hidden layer 2", "output"


def train_step(network, x, y, learning_rate):
    """Take one step against the gradient of a batch, plainly written; the cost before the step comes back."""
    zs, activations = network._forward(x)
    m, last = x.shape[1], len(zs) - 1
    error = activations[-1] - y
    dC_da = 2 * error / m
    for l in range(last, -1, -1):
        W, b = network.weights[l], network.biases[l]
        delta = dC_da * sigmoid_slope(zs[l])
        dW = delta @ activations[l].T
        db = delta.sum(axis=1)
        dC_da = W.T @ delta
        W -= learning_rate * dW
        b -= learning_rate * db
    return (error**2).sum() / m


class Patient(NamedTuple):
    """`train_step` with the line or lines `right` replaced by `wrong`; both are empty for the healthy one."""

    diagnosis: str  # what is wrong, as one says it
    right: str
    wrong: str
    why: str  # why it learns as it does
    tell: str  # by what the gradient check gives it away
    origin: str  # who has shipped it
    link: str = ""


SLOPE = "delta = dC_da * sigmoid_slope(zs[l])"
SHIPPED = "Teaching code has shipped it."
PLANTED = "A well-known exercise on gradient checks plants it, to be found."
COMMON = "A slip of the pen that is easily made."
ISSUES = "https://github.com/{}/issues/{}"

PATIENTS = {
    "healthy": Patient(
        "Nothing: this one is healthy",
        "",
        "",
        "No line was changed: this is the curve that all others are measured by.",
        "All layers agree with nudging, down to the rounding of the nudges.",
        "The same steps as those of nnlib.SGD.",
    ),
    "no slope at the output": Patient(
        "σ′ is missing at the output",
        SLOPE,
        "delta = dC_da * (1 if l == last else sigmoid_slope(zs[l]))",
        "The slopes of another cost, twice the cross-entropy. They push hard where an output is surely wrong, and win.",
        "About 4 everywhere, as σ′ starts near ¼: it is missing where the way back begins.",
        "Shipped: jiexunsee/Neural-Network-with-Python, issue 1.",
        ISSUES.format("jiexunsee/Neural-Network-with-Python", 1),
    ),
    "no slope in hidden layers": Patient(
        "σ′ is missing in the hidden layers",
        SLOPE,
        "delta = dC_da * (sigmoid_slope(zs[l]) if l == last else 1)",
        "Layer 2 steps about 4 times too far, layer 1 about 18 times: downhill, but no longer together.",
        "The output is right: the mistake comes later. About 4, then 4 times 4: a ¼ is missing twice.",
        "Seen in ujjwalkarn/Machine-Learning-Tutorials, pull request 16.",
        "https://github.com/ujjwalkarn/Machine-Learning-Tutorials/pull/16",
    ),
    "slope of z as if it were a": Patient(
        "σ′ is taken as x (1 − x) of the weighted sum",
        SLOPE,
        "delta = dC_da * zs[l] * (1 - zs[l])",
        "x (1 − x) is the slope if x is the activation, between 0 and 1. A weighted sum may be anything: the steps grow "
        "until the numbers overflow.",
        "All layers are off from the output on, by no common factor, and the output even points uphill.",
        SHIPPED,
    ),
    "updated too early": Patient(
        "The weights are updated before the error goes back through them",
        "dC_da = W.T @ delta\nW -= learning_rate * dW",
        "W -= learning_rate * dW\ndC_da = W.T @ delta",
        "The error goes back through weights that have already moved. Later steps are short and move them little, so the "
        "curve recovers. With twice the learning rate it never does.",
        "The output is right, and every layer before it is off by no common factor. With a smaller learning rate the error "
        "shrinks: no other mistake here does that.",
        "Reported in CodingTrain/Toy-Neural-Network-JS, issue 72.",
        ISSUES.format("CodingTrain/Toy-Neural-Network-JS", 72),
    ),
    "sum, not mean": Patient(
        "The sum over the batch is not divided by its size",
        "dC_da = 2 * error / m",
        "dC_da = 2 * error",
        "The direction is right and the step 100 times too long. All outputs are thrown to 0, where the sigmoid is flat. "
        "The cost stays at 1.",
        "Exactly 100 × everywhere, and 100 images are in a batch.",
        "A textbook's step is a sum. Asked about in udlbook/udlbook, issue 152.",
        ISSUES.format("udlbook/udlbook", 152),
    ),
    "one number for all biases": Patient(
        "The bias gradients of a layer are added up into one number",
        "db = delta.sum(axis=1)",
        "db = delta.sum()",
        "sum() without an axis adds up everything, and broadcasting hands the one number to every bias of the layer. The "
        "weights are right and make up for it.",
        "All weights are right, all biases are off by no common factor: it is the line of the biases.",
        "Reported in rasbt/stat453-deep-learning-ss21, issue 5.",
        ISSUES.format("rasbt/stat453-deep-learning-ss21", 5),
    ),
    "weights doubled": Patient(
        "The weight gradient of one layer is twice as large as it should be",
        "dW = delta @ activations[l].T",
        "dW = delta @ activations[l].T * (2 if l == 1 else 1)",
        "One layer walks twice as fast, still straight down its own hill. Here that even helps.",
        "Exactly 2 × in one place. Its biases and the layer before are right, so delta is: only dW can be wrong.",
        PLANTED,
    ),
    "biases times four": Patient(
        "The bias gradient of one layer is four times as large as it should be",
        "db = delta.sum(axis=1)",
        "db = delta.sum(axis=1) * (4 if l == 0 else 1)",
        "16 of 13,002 numbers are too large, and point downhill all the same. No curve shows that.",
        "Exactly 4 × in one place. Its weights are right, so delta is: only db can be wrong.",
        PLANTED,
    ),
    "one layer climbs": Patient(
        "The sign is wrong in one layer: it climbs",
        "dW = delta @ activations[l].T",
        "dW = delta @ activations[l].T * (-1 if l == 0 else 1)",
        "The first layer undoes what the others try. In the end all outputs say about 0.1, whatever the image.",
        "Exactly −1 × in one place: the right size, the opposite direction.",
        COMMON,
    ),
    "not transposed": Patient(
        "One W is not transposed on the way back",
        "dC_da = W.T @ delta",
        "dC_da = (W if l == 1 else W.T) @ delta",
        "Between two layers of 16 neurons W and Wᵀ have the same shape, so nothing complains. The first layer gets messages "
        "meant for others, and the later ones make do with what it sends.",
        "Output and hidden layer 2 are right. Only what went back through the W between the hidden layers is off, in "
        "direction too.",
        COMMON,
    ),
}


# ---- the patients at work


@functools.cache
def step_of(name):
    """The training step of this patient: `train_step` with its line changed."""
    patient = _patient(name)
    source = inspect.getsource(train_step)
    right, wrong = (lines.replace("\n", "\n        ") for lines in (patient.right, patient.wrong))
    if right and source.count(right) != 1:
        raise LookupError(f"{source.count(right)} places in train_step say {right!r}: there should be one")
    namespace = {"sigmoid_slope": sigmoid_slope}
    exec(compile(source.replace(right, wrong) if right else source, f"<{name}>", "exec"), namespace)
    return namespace["train_step"]


class Run(NamedTuple):
    """What a training leaves behind."""

    costs: np.ndarray  # (steps,) of each mini-batch, before the step; NaN once the numbers have overflowed
    means: np.ndarray  # (steps,) the running mean of the costs, as nnlib.training takes it
    accuracy: float  # the share of the test digits that is read correctly at the end


@functools.cache
def run(name, learning_rate=RATE, steps=STEPS):
    """The Run of this patient: all start from the same weights and see the same mini-batches in the same order."""
    step, (network, order) = step_of(name), _start(np.float32)
    train, test = load_mnist().train, load_mnist().test
    costs = []
    with np.errstate(all="ignore"):  # some overflow: that is their illness
        for batch in order[: steps * BATCH_SIZE].reshape(steps, BATCH_SIZE):
            costs.append(step(network, train.images.T[batch].T, train.targets.T[batch].T, learning_rate))
        accuracy = network.accuracy(test.images, test.labels)
    return Run(np.array(costs, float), _running_means(costs), accuracy)


def _start(dtype):
    """The network at the start, and the order in which the training examples are seen."""
    rng = np.random.default_rng(SEED)
    return Network([784, 16, 16, 10], rng=rng, dtype=dtype), rng.permutation(len(load_mnist().train))


def _running_means(costs):
    weight, mean, means = -np.expm1(-BATCH_SIZE / SMOOTHING), 0.0, []
    for number, cost in enumerate(costs, 1):
        mean += max(weight, 1 / number) * (cost - mean)
        means.append(mean)
    return np.array(means)


# ---- the gradient check


class Finding(NamedTuple):
    """What the gradient check says of the weights, or of the biases, of one layer."""

    error: float  # the largest relative error, see nnlib.gradient_check
    factor: float  # the patient's slopes are about this factor times the right ones (least squares)
    is_exact: bool  # whether it is this factor for each of them
    cosine: float  # of the angle between the patient's slopes and the right ones

    @property
    def kind(self):
        """ "right", "factor" if all slopes are off by the same factor, or "bent"."""
        return "right" if self.error < RIGHT else "factor" if self.is_exact else "bent"


@functools.cache
def examine(name):
    """The gradient check of this patient at the start, on the first mini-batch: place -> Finding."""
    slopes = gradient_of(name)
    return {place: _finding(slopes[positions], nudged) for place, (positions, nudged) in _nudged().items()}


@functools.cache
def gradient_of(name, learning_rate=RATE):
    """The gradient that this patient steps by at the start, (13002,): its first step, divided by the learning rate."""
    network, x, y = _first_batch()
    before = network.parameters.copy()
    step_of(name)(network, x, y, learning_rate)
    return (before - network.parameters) / learning_rate


@functools.cache
def overall_cosine(name):
    """The cosine of the angle between the gradient this patient steps by and the right one, all 13,002 slopes together."""
    network, x, y = _first_batch()
    return agreement(gradient_of(name), network.backprop(x, y).vector)


def _first_batch():
    (network, order), train = _start(np.float64), load_mnist().train
    batch = order[:BATCH_SIZE]
    return network, train.images[:, batch].astype(float), train.targets[:, batch].astype(float)


@functools.cache
def _nudged():
    """What nudging says: place -> positions in the flat vector (n,) and slopes there (n,); from the output back."""
    network, x, y = _first_batch()
    activations, rng, found = network.forward(x).activations, np.random.default_rng(SEED), {}
    weights, biases = split(np.arange(network.parameters.size), network.sizes)
    for l in reversed(range(len(LAYERS))):
        lit = weights[l][:, activations[l].any(axis=1)].ravel()  # behind a pixel without ink every slope is 0
        for kind, positions in ("weights", rng.choice(lit, SAMPLE, replace=False)), ("biases", biases[l]):
            found[f"{LAYERS[l]}, {kind}"] = positions, np.array([nudge(network, x, y, i) for i in positions])
    return found


def _finding(slopes, nudged):
    factor = slopes @ nudged / (nudged @ nudged)
    is_exact = np.abs(slopes - factor * nudged).max() < CONSTANT * np.abs(slopes).max()
    return Finding(float(relative_errors(slopes, nudged).max()), float(factor), bool(is_exact), agreement(slopes, nudged))


def _patient(name):
    if name not in PATIENTS:
        raise ValueError(f"name must be one of {', '.join(PATIENTS)}, but got {name!r}")
    return PATIENTS[name]
