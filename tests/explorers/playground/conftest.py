"""What the tests of notebook 11 share."""

import pytest
from helpers import few

from nnlib.explorers.playground import playground


@pytest.fixture
def play(tmp_path, monkeypatch):
    """A playground with few digits and without an event loop: it does all at once. Its folder is empty."""
    monkeypatch.chdir(tmp_path)
    return playground(digits=few())
