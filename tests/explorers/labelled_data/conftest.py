"""What the tests of notebook 10 share."""

import pytest

from nnlib.analysis.labels import learning
from nnlib.explorers.labelled_data import curves as labelled_data_curves
from nnlib.explorers.labelled_data.curves import OUTCOMES


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder, in which the notebook runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def short(monkeypatch):
    """Few counts and shares, few steps, and nothing measured yet; returns the list of what is measured."""
    begun = []

    def quick(digits, *key):
        begun.append(key)
        return learning(digits, *key, steps=100)

    monkeypatch.setattr(labelled_data_curves, "learning", quick)
    known = dict(OUTCOMES)
    OUTCOMES.clear()
    for name, values in {"COUNTS": [100, 200, 400, 500], "SOME": [100], "FEW": [400], "SHARES": [0, 0.5, 1]}.items():
        monkeypatch.setattr(labelled_data_curves, name, values)
    monkeypatch.setattr(labelled_data_curves, "NOISY", [150, 300])
    yield begun
    OUTCOMES.clear()
    OUTCOMES.update(known)
