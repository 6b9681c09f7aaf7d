"""The first epoch of the course's training comes from a file, and that of any other training is taken."""

import numpy as np
import pytest
from helpers import few

from nnlib.analysis.first_epoch import QUARTERS, after_an_epoch, first_epoch
from nnlib.analysis.training import Training
from nnlib.explorers.shared.networks import SEED


def measured(moments):
    """Steps, examples and values, without the seconds."""
    return [(moment.steps, moment.examples, moment.value) for moment in moments]


def test_the_epoch_from_the_file_is_where_the_training_of_the_course_gets():
    training = Training(seed=1)
    kept, taken = after_an_epoch(training), training.fresh()
    for quarter in range(1, QUARTERS + 1):
        taken.advance(examples=quarter * 15_000)
    taken.measure_accuracy(), taken.measure_cost()
    assert training.steps == 0
    assert (kept.steps, kept.examples, kept.epochs, kept.sgd.epoch) == (600, 60_000, 1, 1)
    assert kept.settings == taken.settings
    np.testing.assert_allclose(kept.network.parameters, taken.network.parameters, atol=1e-3)
    one, other = (np.vstack([t.history.thinned(axis)[:4] for axis in ("steps", "examples")]) for t in (kept, taken))
    np.testing.assert_allclose(one, other, rtol=1e-3)
    assert kept.seconds > 0 and kept.mean == pytest.approx(taken.mean, rel=1e-3)
    assert measured(kept.accuracies)[-1] == pytest.approx(measured(taken.accuracies)[-1], rel=1e-3)
    assert measured(kept.full_costs)[-1] == pytest.approx(measured(taken.full_costs)[-1], rel=1e-3)
    assert measured(kept.train_accuracies)[-1] == pytest.approx(measured(taken.train_accuracies)[-1], rel=1e-3)
    assert [m[:2] for m in measured(kept.accuracies)] == [(150 * k, 15_000 * k) for k in range(QUARTERS + 1)]


@pytest.mark.parametrize(
    "change",
    [
        {"learning_rate": 0.5},
        {"batch_size": 1000},
        {"activation": "relu"},
        {"start": "N(0, 1)"},
        {"digits": few(), "batch_size": 10},
    ],
)
def test_any_other_training_is_taken_now(change, monkeypatch):
    monkeypatch.setattr(Training, "advance", lambda self, steps=None, *, examples: taken.append(examples))
    monkeypatch.setattr(Training, "measure_accuracy", lambda self: None)
    monkeypatch.setattr(Training, "measure_cost", lambda self: None)
    taken = []
    training = Training(**{"seed": 1, **change})
    after_an_epoch(training)
    n = len(training.digits.train)
    assert taken == [n / 4, n / 2, 3 * n / 4, n]


def test_the_file_holds_the_training_of_notebook_06():
    assert (SEED,) in first_epoch.kept
