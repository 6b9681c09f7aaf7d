"""What the tests of notebook 10 share."""

import pytest

from nnlib.analysis.labels import learning
from nnlib.analysis.stored import Stored
from nnlib.explorers.labelled_data import curves as labelled_data_curves
from nnlib.explorers.labelled_data.curves import OUTCOMES, measured


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder, in which the notebook runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def short(monkeypatch):
    """Few counts and shares, few steps, and nothing worked out before; returns the list of what is measured."""
    begun = []

    def quick(digits, *key):
        begun.append(key)
        return learning(digits, *key, steps=100)

    monkeypatch.setattr(labelled_data_curves, "learning", quick)
    known = dict(OUTCOMES)
    OUTCOMES.clear()
    monkeypatch.setattr(labelled_data_curves, "measured", Stored(measured.anew, "nothing", []))
    for name, values in {"COUNTS": [100, 200, 400, 500], "SHARES": [0, 0.5, 1], "NOISY": [150, 300]}.items():
        monkeypatch.setattr(labelled_data_curves, name, values)
    yield begun
    OUTCOMES.clear()
    OUTCOMES.update(known)
