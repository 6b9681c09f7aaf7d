"""The first epoch of a training: where *Play* will lead. That of the course's own training is kept in a file."""

from typing import NamedTuple

import numpy as np

from nnlib.analysis.history import MEAN
from nnlib.analysis.stored import stored
from nnlib.analysis.training import Moment, Setting, Training, running_means
from nnlib.analysis.training_code import as_code
from nnlib.digits.mnist import load_mnist

QUARTERS = 4  # of the epoch: the accuracy is measured after each, and before the first


class Epoch(NamedTuple):
    """The first epoch of the course's training."""

    costs: np.ndarray  # (steps,) of each mini-batch
    seconds: np.ndarray  # (steps,) spent until the end of each step, on the machine that made the file
    accuracies: np.ndarray  # (QUARTERS + 1,) on the test digits, from 0 to 1
    cost: float  # over the entire training set, at the end
    train_accuracy: float  # on the training set, at the end
    parameters: np.ndarray  # (13002,) float32, at the end


def after_an_epoch(training):
    """Another Training from the start of this one, with its present settings, after its first epoch."""
    twin = training.fresh()
    is_kept = twin.digits is load_mnist() and (twin.seed,) in first_epoch.kept
    if is_kept and as_code(twin) == as_code(Training(seed=twin.seed)):
        _replay(twin, first_epoch(twin.seed))
    else:
        _run(twin)
    return twin


@stored("first_epoch", [(1,)], Epoch)
def first_epoch(seed):
    """The Epoch of the course's training that starts from this seed."""
    training = Training(seed=seed)
    _run(training)
    _, costs, _, _, seconds = training.history.bins()
    accuracies = np.array([moment.value for moment in training.accuracies])
    cost, train_accuracy = training.full_costs[-1].value, training.train_accuracies[-1].value
    return Epoch(costs, seconds, accuracies, cost, train_accuracy, training.network.parameters)


def _run(training):
    for quarter in range(QUARTERS):
        training.measure_accuracy()
        training.advance(examples=(quarter + 1) * len(training.digits.train) / QUARTERS)
    training.measure_accuracy()
    training.measure_cost()


def _replay(training, epoch):
    """Bring the training from its start to where this Epoch ends."""
    size, n, steps = training.batch_size, len(training.digits.train), len(epoch.costs)
    examples = np.minimum(size * np.arange(1, steps + 1), n)
    training.network.parameters[:] = epoch.parameters
    training.sgd.steps, training.sgd.examples, training.sgd.epoch = steps, n, 1
    training.settings.append(Setting(1, size, training.learning_rate))
    training.history.extend(epoch.costs, running_means(epoch.costs, size), examples, epoch.seconds)
    training.seconds, training.mean = epoch.seconds[-1], training.history.bins()[MEAN, -1]
    for quarter, accuracy in enumerate(epoch.accuracies):
        seen = quarter * n // QUARTERS
        step = np.searchsorted(examples, seen)
        seconds = epoch.seconds[step] if quarter else 0.0
        training.accuracies.append(Moment(int(step) + (quarter > 0), seen, seconds, accuracy))
    end = training.accuracies[-1]
    training.full_costs.append(end._replace(value=epoch.cost))
    training.train_accuracies.append(end._replace(value=epoch.train_accuracy))
