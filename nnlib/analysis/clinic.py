"""The clinic: training steps with one line changed, most of them bugs found in published teaching code.

`train_step` is the healthy one. A Patient is the same function with the line `right` replaced by `wrong`, so the code that
is shown is the code that runs. You can examine two things without reading it: how a training goes, `run`, and how its
slopes compare with nudging, `examine`.
"""

import functools
import inspect
from typing import NamedTuple

import numpy as np

from nnlib.analysis.stored import stored
from nnlib.analysis.training import running_means
from nnlib.analysis.votes import agreement
from nnlib.backprop import cost, forward
from nnlib.digits.mnist import load_mnist
from nnlib.gradient_check import nudge, relative_errors
from nnlib.network import Network
from nnlib.parameters import split

SEED = 1  # all patients get the same start weights and the same mini-batches
STEPS = 600  # one epoch
BATCH_SIZE = 100
RATE = 1.5
SAMPLE = 50  # how many weights of each layer are nudged; all biases are
RIGHT = 1e-5  # a relative error above this is more than rounding
CONSTANT = 1e-4  # so is a relative deviation above this from a common factor
LAYERS = "hidden layer 1", "hidden layer 2", "outputs"


def train_step(network, x, y, learning_rate):
    """Take one step against the gradient of the batch x (n_in, m), y (n_out, m); return the cost before the step."""
    zs, activations = forward(network.layers, x)
    m, last = x.shape[1], len(zs) - 1
    dC_da = 2 * (activations[-1] - y) / m
    for l in range(last, -1, -1):
        W, b, _, f_prime = network.layers[l]
        delta = dC_da * f_prime(zs[l], activations[l + 1])
        dW = delta @ activations[l].T
        db = delta.sum(axis=1)
        dC_da = W.T @ delta
        W -= learning_rate * dW
        b -= learning_rate * db
    return cost(activations[-1], y)


class Patient(NamedTuple):
    """`train_step` with the line or lines `right` replaced by `wrong`; both are empty for the healthy one."""

    right: str = ""
    wrong: str = ""


SLOPE = "delta = dC_da * f_prime(zs[l], activations[l + 1])"

PATIENTS = {
    "healthy": Patient(),
    "no slope at the output": Patient(SLOPE, "delta = dC_da * (1 if l == last else f_prime(zs[l], activations[l + 1]))"),
    "no slope in hidden layers": Patient(SLOPE, "delta = dC_da * (f_prime(zs[l], activations[l + 1]) if l == last else 1)"),
    "slope of z as if it were a": Patient(SLOPE, "delta = dC_da * zs[l] * (1 - zs[l])"),
    "updated too early": Patient(
        "dC_da = W.T @ delta\nW -= learning_rate * dW", "W -= learning_rate * dW\ndC_da = W.T @ delta"
    ),
    "sum, not mean": Patient("dC_da = 2 * (activations[-1] - y) / m", "dC_da = 2 * (activations[-1] - y)"),
    "one number for all biases": Patient("db = delta.sum(axis=1)", "db = delta.sum()"),
    "weights doubled": Patient("dW = delta @ activations[l].T", "dW = delta @ activations[l].T * (2 if l == 1 else 1)"),
    "biases times four": Patient("db = delta.sum(axis=1)", "db = delta.sum(axis=1) * (4 if l == 0 else 1)"),
    "one layer climbs": Patient("dW = delta @ activations[l].T", "dW = delta @ activations[l].T * (-1 if l == 0 else 1)"),
    "not transposed": Patient("dC_da = W.T @ delta", "dC_da = (W if l == 1 else W.T) @ delta"),
}


# ---- training


@functools.cache
def step_of(name):
    """The training step of this patient: `train_step` with its line changed."""
    patient = _patient(name)
    source = inspect.getsource(train_step)
    right, wrong = (lines.replace("\n", "\n        ") for lines in (patient.right, patient.wrong))
    if right and source.count(right) != 1:
        raise LookupError(f"{source.count(right)} places in train_step say {right!r}: there should be one")
    namespace = {"forward": forward, "cost": cost}
    exec(compile(source.replace(right, wrong) if right else source, f"<{name}>", "exec"), namespace)
    return namespace["train_step"]


class Run(NamedTuple):
    """The course of a training, and its result."""

    costs: np.ndarray  # (steps,) of each mini-batch, before the step; NaN once the numbers have overflowed
    means: np.ndarray  # (steps,) the running mean of the costs, as nnlib.analysis.training takes it
    accuracy: float  # the share of the test digits that the trained network reads correctly


@functools.cache
def run(name, learning_rate=RATE, steps=STEPS):
    """The Run of this patient. All start from the same weights and see the same mini-batches in the same order."""
    costs, accuracy = course(name, learning_rate, steps)
    return Run(costs.astype(float), running_means(costs.astype(float), BATCH_SIZE), accuracy)


class Course(NamedTuple):
    """What is kept of a Run."""

    costs: np.ndarray
    accuracy: float


@stored("clinic_courses", [(name,) for name in PATIENTS], Course)
def course(name, learning_rate=RATE, steps=STEPS):
    """The costs, (steps,) in float32, and the accuracy of this patient's Run."""
    step, (network, order) = step_of(name), _start(np.float32)
    train, test = load_mnist().train, load_mnist().test
    costs = []
    with np.errstate(all="ignore"):  # some patients overflow: it is a symptom
        for batch in order[: steps * BATCH_SIZE].reshape(steps, BATCH_SIZE):
            costs.append(step(network, train.images[:, batch], train.targets[:, batch], learning_rate))
        answers = forward(network.layers, test.images).activations[-1].argmax(axis=0)
    return Course(np.array(costs, np.float32), float((answers == test.labels).mean()))


def _start(dtype):
    """The network before training, and the order in which it sees the training examples."""
    rng = np.random.default_rng(SEED)
    return Network([784, 16, 16, 10], rng=rng, dtype=dtype), rng.permutation(len(load_mnist().train))


# ---- the gradient check


class Finding(NamedTuple):
    """The result of the gradient check for the weights, or for the biases, of one layer."""

    error: float  # the largest relative error, see nnlib.gradient_check
    factor: float  # the least-squares fit of the patient's slopes as a multiple of the right ones
    is_exact: bool  # whether every single slope is off by this factor
    cosine: float  # of the angle between the patient's slopes and the right ones

    @property
    def kind(self):
        """ "right", "factor" if all slopes are off by the same factor, or "bent" if they are not."""
        return "right" if self.error < RIGHT else "factor" if self.is_exact else "bent"


PLACES = [f"{layer}, {kind}" for layer in reversed(LAYERS) for kind in ("weights", "biases")]  # from the output back


@functools.cache
def examine(name):
    """The gradient check of this patient before training, on the first mini-batch: place -> Finding."""
    rows = check_up(name)
    return {
        place: Finding(error, factor, bool(exact), cosine) for place, (error, factor, exact, cosine) in zip(PLACES, rows)
    }


@stored("clinic_check_ups", [(name,) for name in PATIENTS])
def check_up(name):
    """The Finding at each of PLACES, as an array: (6, 4)."""
    slopes, nudged = gradient_of(name), _nudged()
    return np.array([_finding(slopes[positions], right) for positions, right in map(nudged.get, PLACES)])


@functools.cache
def gradient_of(name, learning_rate=RATE):
    """The gradient (13002,) that this patient follows before training: its first step, divided by the learning rate."""
    network, x, y = _first_batch()
    before = network.parameters.copy()
    step_of(name)(network, x, y, learning_rate)
    return (before - network.parameters) / learning_rate


@functools.cache
def overall_cosine(name):
    """The cosine of the angle between the gradient that this patient follows and the right one, over all 13,002 slopes."""
    network, x, y = _first_batch()
    return agreement(gradient_of(name), network.backprop(x, y).vector)


def _first_batch():
    (network, order), train = _start(np.float64), load_mnist().train
    batch = order[:BATCH_SIZE]
    return network, train.images[:, batch].astype(float), train.targets[:, batch].astype(float)


@functools.cache
def _nudged():
    """Slopes by nudging, from the output back: place -> (positions in the flat vector (n,), slopes (n,))."""
    network, x, y = _first_batch()
    activations, rng, found = network.forward(x).activations, np.random.default_rng(SEED), {}
    weights, biases = split(np.arange(network.parameters.size), network.sizes)
    for l in reversed(range(len(LAYERS))):
        lit = weights[l][:, activations[l].any(axis=1)].ravel()  # if a pixel is blank in every image, its slopes are 0
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
