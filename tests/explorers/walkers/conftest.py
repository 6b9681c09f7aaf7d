"""The explorers of notebook 07, made once for each file of tests."""

import pytest

from nnlib.explorers import walkers


@pytest.fixture(scope="module")
def compass():
    return walkers.compass()


@pytest.fixture(scope="module")
def two_walks():
    return walkers.two_walks()


@pytest.fixture(scope="module")
def ball():
    return walkers.two_parameters()


@pytest.fixture(scope="module")
def ends():
    return walkers.several_minima()
