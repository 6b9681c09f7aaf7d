"""What the tests of notebook 08 share."""

import pytest
from solved import NAMES, empty, notebook


@pytest.fixture
def solved():
    return notebook()


@pytest.fixture
def fresh():
    return notebook(**{name: empty(name) for name in NAMES})
